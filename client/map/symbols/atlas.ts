/** Where each glyph lies in the atlas: a grid of equal cells, row by row. */
import { GLYPH_COUNT } from './glyph.ts';

/** Units of the drawing grid, and the free border around it that the halo needs. */
export const GLYPH_UNITS = 24;
export const PADDING_UNITS = 4;
export const CELL_UNITS = GLYPH_UNITS + 2 * PADDING_UNITS;

/** Cells a row; the shader counts with the same. */
export const ATLAS_COLUMNS = 6;
export const ATLAS_ROWS = Math.ceil(GLYPH_COUNT / ATLAS_COLUMNS);

/** No atlas texture grows beyond this many pixels a side: every WebGL2 device takes it. */
const MAX_SIDE_PX = 2048;

export interface AtlasLayout {
  readonly cellPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * The layout for symbols of `symbolPx` device pixels: cells of twice that resolution, so that a turned symbol stays
 * sharp, in whole pixels.
 */
export function atlasLayout(symbolPx: number): AtlasLayout {
  const wanted = Math.ceil((2 * symbolPx * CELL_UNITS) / GLYPH_UNITS);
  const cellPx = Math.min(wanted, Math.floor(MAX_SIDE_PX / Math.max(ATLAS_COLUMNS, ATLAS_ROWS)));
  return { cellPx, widthPx: cellPx * ATLAS_COLUMNS, heightPx: cellPx * ATLAS_ROWS };
}

/** The cell's left and top, pixels. */
export function cellOrigin(layout: AtlasLayout, glyph: number): { readonly x: number; readonly y: number } {
  return {
    x: (glyph % ATLAS_COLUMNS) * layout.cellPx,
    y: Math.floor(glyph / ATLAS_COLUMNS) * layout.cellPx,
  };
}

/**
 * What lies inside a closed outline: `line` are coverages 0…255 of a square cell of `side` pixels; the answer is
 * 255 at every pixel that cannot be reached from the cell's border without crossing the line.
 */
export function insideOf(line: Uint8ClampedArray, side: number): Uint8ClampedArray {
  const inside = new Uint8ClampedArray(side * side).fill(255);
  const open: number[] = [];
  const visit = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x >= side || y >= side) return;
    const at = y * side + x;
    if (inside[at] === 0 || line[at]! >= 128) return;
    inside[at] = 0;
    open.push(at);
  };
  for (let i = 0; i < side; i++) {
    visit(i, 0);
    visit(i, side - 1);
    visit(0, i);
    visit(side - 1, i);
  }
  while (open.length > 0) {
    const at = open.pop()!;
    const x = at % side;
    const y = (at - x) / side;
    visit(x - 1, y);
    visit(x + 1, y);
    visit(x, y - 1);
    visit(x, y + 1);
  }
  return inside;
}
