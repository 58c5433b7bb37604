import { expect, test } from 'vitest';
import { rampColour } from '../../../../client/map/archive/ramp.ts';
import { PALETTES } from '../../../../client/store/view.ts';

/** Relative luminance (WCAG 2.2). */
const luminance = ([r, g, b]: readonly number[]): number => {
  const linear = (byte: number): number =>
    byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(r!) + 0.7152 * linear(g!) + 0.0722 * linear(b!);
};

test.each(PALETTES)('more is told from less without seeing colours, in %s', (palette) => {
  const shares = [0, 0.25, 0.5, 0.75, 1];
  const lights = shares.map((share) => luminance(rampColour(palette, share)));
  const dark = palette === 'night' || palette === 'dusk';
  for (let at = 1; at < lights.length; at += 1) {
    const [less, more] = [lights[at - 1]!, lights[at]!];
    expect(dark ? more - less : less - more).toBeGreaterThan(0.01);
  }
});

test('what lies beyond the scale has the colour of its end', () => {
  expect(rampColour('day', 7)).toEqual(rampColour('day', 1));
  expect(rampColour('day', -1)).toEqual(rampColour('day', 0));
});
