import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { expect, test } from 'vitest';
import { BASE_MAP_CREDITS } from '../../../../client/map/basestyle/credits.ts';
import { baseStyle, paletteColours } from '../../../../client/map/basestyle/style.ts';
import type { Palette } from '../../../../client/store/view.ts';

const PALETTES: readonly Palette[] = ['bright', 'day', 'dusk', 'night'];
const ORIGIN = 'http://127.0.0.1:8080';

test.each(PALETTES)('%s: the style is one that MapLibre takes', (palette) => {
  expect(validateStyleMin(baseStyle(palette, 1, ORIGIN) as never)).toEqual([]);
});

test('nothing is fetched from anywhere but the server', () => {
  const text = JSON.stringify(baseStyle('day', 1, ORIGIN));
  const addresses = text.match(/https?:\/\/[^"]*/g) ?? [];
  expect(addresses).toHaveLength(2);
  for (const address of addresses) expect(address).toMatch(/^http:\/\/127\.0\.0\.1:8080\/basemap\/tiles\//);
  expect(baseStyle('day', 1, ORIGIN)).not.toHaveProperty('glyphs');
  expect(baseStyle('day', 1, ORIGIN)).not.toHaveProperty('sprite');
});

test('palettes differ in paint alone, so that one can become another without a reload', () => {
  const bare = (palette: Palette) =>
    baseStyle(palette, 1, ORIGIN).layers.map(({ paint, ...rest }) => [rest, Object.keys(paint ?? {}).sort()]);
  for (const palette of PALETTES) expect(bare(palette)).toEqual(bare('day'));
});

test('overlays are told the colours that the map is drawn in', () => {
  const [background] = baseStyle('night', 1, ORIGIN).layers;
  expect(background?.paint).toEqual({ 'background-color': paletteColours('night').sea });
});

test('OpenStreetMap is credited, as its licence asks', () => {
  expect(BASE_MAP_CREDITS.map(({ text }) => text)).toContain('© OpenStreetMap contributors');
});
