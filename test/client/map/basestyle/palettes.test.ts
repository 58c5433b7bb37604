import { expect, test } from 'vitest';
import { BASE_COLOURS, type BaseColours } from '../../../../client/map/basestyle/palettes.table.ts';
import type { Palette } from '../../../../client/store/view.ts';

/** Relative luminance of `#rrggbb` (WCAG 2.2, definition of relative luminance). */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

const PALETTES = Object.entries(BASE_COLOURS) as [Palette, BaseColours][];

test('contrast is what WCAG says it is', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
});

test.each(PALETTES)('%s: every name can be read on the ground it may stand on', (_, colours) => {
  const onLand = ['placeText', 'townText', 'countryText', 'crossingText'] as const;
  for (const text of onLand)
    for (const ground of ['land', 'landHalo'] as const)
      expect(contrast(colours[text], colours[ground]), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  // Towns and capes on the coast reach out over the sea.
  expect(contrast(colours.townText, colours.sea), 'townText on sea').toBeGreaterThanOrEqual(4.5);
  for (const ground of ['sea', 'lake', 'seaHalo'] as const)
    expect(contrast(colours.seaText, colours[ground]), `seaText on ${ground}`).toBeGreaterThanOrEqual(4.5);
});

test.each(PALETTES)('%s: sea, land and coast are told apart', (_, colours) => {
  expect(contrast(colours.sea, colours.land)).toBeGreaterThan(1.05);
  expect(contrast(colours.coast, colours.sea)).toBeGreaterThan(1.8);
  expect(contrast(colours.border, colours.land)).toBeGreaterThan(1.8);
});

test('the night is dark: nothing on it is brighter than a dim grey', () => {
  const { borderCasing, ...opaque } = BASE_COLOURS.night;
  for (const colour of Object.values(opaque)) expect(luminance(colour)).toBeLessThan(0.3);
  expect(luminance(opaque.sea)).toBeLessThan(0.005);
  expect(luminance(opaque.land)).toBeLessThan(0.01);
  expect(borderCasing).toMatch(/^rgba\(.*, 0\.\d+\)$/);
});
