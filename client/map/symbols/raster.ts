/**
 * Draws the atlas: red is the coverage of the symbol's lines, green of its inside, blue of its halo. Colour comes
 * later, a palette and a class at a time.
 */
import { type AtlasLayout, CELL_UNITS, cellOrigin, insideOf, PADDING_UNITS } from './atlas.ts';
import { DRAWINGS, type Drawing } from './glyph.table.ts';
import { Glyph } from './glyph.ts';
import { pathsOf, type SvgPath } from './svgpaths.ts';

/** How far the halo reaches beyond the line, units of the drawing grid. */
const HALO_UNITS = 1.6;

/** The atlas as RGBA bytes, row by row from the top. */
export function rasterise(layout: AtlasLayout): Uint8ClampedArray {
  const atlas = new Uint8ClampedArray(layout.widthPx * layout.heightPx * 4);
  const side = layout.cellPx;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('This browser cannot draw on a 2D canvas.');
  context.scale(side / CELL_UNITS, side / CELL_UNITS);
  context.translate(PADDING_UNITS, PADDING_UNITS);

  const coverage = (paths: readonly SvgPath[], haloUnits: number): Uint8ClampedArray => {
    context.clearRect(-PADDING_UNITS, -PADDING_UNITS, CELL_UNITS, CELL_UNITS);
    for (const path of paths) {
      const drawn = new Path2D(path.d);
      context.fill(drawn, path.rule);
      if (haloUnits === 0) continue;
      context.lineWidth = 2 * haloUnits;
      context.lineJoin = 'round';
      context.stroke(drawn);
    }
    const { data } = context.getImageData(0, 0, side, side);
    return Uint8ClampedArray.from({ length: side * side }, (_, i) => data[i * 4 + 3]!);
  };

  for (const [name, glyph] of Object.entries(Glyph) as [keyof typeof Glyph, Glyph][]) {
    const drawing = DRAWINGS[name];
    const paths = pathsOfDrawing(drawing);
    const line = coverage(paths, 0);
    const halo = coverage(paths, HALO_UNITS);
    const outline = drawing.filled === undefined ? line : coverage([paths[drawing.filled]!], 0);
    const inside = insideOf(outline, side);
    const origin = cellOrigin(layout, glyph);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const from = y * side + x;
        const to = ((origin.y + y) * layout.widthPx + origin.x + x) * 4;
        atlas[to] = line[from]!;
        atlas[to + 1] = inside[from]!;
        atlas[to + 2] = halo[from]!;
        atlas[to + 3] = 255;
      }
    }
  }
  return atlas;
}

function pathsOfDrawing(drawing: Drawing): readonly SvgPath[] {
  if ('paths' in drawing) return drawing.paths.map((d) => ({ d, rule: 'evenodd' }));
  // OpenBridge keeps each icon's SVG as a lit template without holes: its one string is the markup.
  const icon: unknown = Reflect.get(document.createElement(drawing.tag), 'icon');
  const strings: unknown = icon instanceof Object ? Reflect.get(icon, 'strings') : undefined;
  return Array.isArray(strings) ? pathsOf(strings.join('')) : [];
}
