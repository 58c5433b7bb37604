import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { atlasLayout, cellOrigin, insideOf } from '../../../../client/map/symbols/atlas.ts';
import { DRAWINGS } from '../../../../client/map/symbols/glyph.table.ts';
import { GLYPH_COUNT } from '../../../../client/map/symbols/glyph.ts';
import { crowding, SYMBOL_PX, symbolPx } from '../../../../client/map/symbols/size.ts';
import { pathsOf } from '../../../../client/map/symbols/svgpaths.ts';

it('gives every glyph a cell of its own inside the atlas', () => {
  const layout = atlasLayout(48);
  // 24 units and 4 of free border on each side, at twice the size: 48 × 2 × 32 / 24.
  expect(layout.cellPx).toBe(128);
  const corners = new Set<string>();
  for (let glyph = 0; glyph < GLYPH_COUNT; glyph++) {
    const { x, y } = cellOrigin(layout, glyph);
    expect(x + layout.cellPx).toBeLessThanOrEqual(layout.widthPx);
    expect(y + layout.cellPx).toBeLessThanOrEqual(layout.heightPx);
    corners.add(`${x},${y}`);
  }
  expect(corners.size).toBe(GLYPH_COUNT);
});

it('never asks for a texture that a WebGL2 device may refuse', () => {
  const layout = atlasLayout(10_000);
  expect(Math.max(layout.widthPx, layout.heightPx)).toBeLessThanOrEqual(2048);
});

it('finds the inside of a closed outline and none in an open one', () => {
  const picture = (rows: string[]): Uint8ClampedArray =>
    Uint8ClampedArray.from(rows.join(''), (mark) => (mark === '#' ? 255 : 0));
  const closed = insideOf(picture(['.....', '.###.', '.#.#.', '.###.', '.....']), 5);
  expect(closed[12]).toBe(255);
  expect(closed[0]).toBe(0);
  const open = insideOf(picture(['.....', '.#.#.', '.#.#.', '.###.', '.....']), 5);
  expect(open[12]).toBe(0);
});

it('reads the paths of an icon with their fill rules', () => {
  const svg =
    '<svg fill="none"><path fill-rule="evenodd" clip-rule="evenodd" d="M0 0H1Z" fill="x"/>\n<path d="M2 2V3Z"/></svg>';
  expect(pathsOf(svg)).toEqual([
    { d: 'M0 0H1Z', rule: 'evenodd' },
    { d: 'M2 2V3Z', rule: 'nonzero' },
  ]);
});

it('has a drawing for every glyph, and OpenBridge has every icon that is asked for', () => {
  expect(Object.keys(DRAWINGS)).toHaveLength(GLYPH_COUNT);
  for (const drawing of Object.values(DRAWINGS)) {
    if ('paths' in drawing) continue;
    const icon = `@oicl/openbridge-webcomponents/dist/icons/icon-${drawing.tag.slice('obi-'.length)}.js`;
    const source = readFileSync(new URL(import.meta.resolve(icon)), 'utf8');
    expect(source).toContain(`customElement("${drawing.tag}")`);
    const [plain = ''] = source.split('this.iconCss');
    expect(pathsOf(plain).length).toBeGreaterThan(0);
    expect(plain).not.toContain('nan');
  }
});

it('draws symbols smaller far out and in a crowd, and larger on a wall', () => {
  expect(symbolPx(14, 1, 1)).toBe(SYMBOL_PX);
  expect(symbolPx(4, 1, 1)).toBeCloseTo(SYMBOL_PX * 0.62);
  expect(symbolPx(14, 1.6, 1)).toBeCloseTo(SYMBOL_PX * 1.6);
  expect(crowding(0, 1)).toBe(1);
  expect(crowding(500, 1920 * 1080)).toBe(1);
  expect(crowding(50_000, 1920 * 1080)).toBe(0.55);
  // √(2 073 600 / (8000 × 550)) = 0.69, in eighths.
  expect(crowding(8000, 1920 * 1080)).toBe(0.75);
});
