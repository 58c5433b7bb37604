import { describe, expect, it } from 'vitest';
import { paletteColours } from '../../../client/map/basestyle/style.ts';
import { classColour, oklchToRgba, type Rgba } from '../../../client/map/colours.ts';
import { PALETTES, type VesselClass } from '../../../client/store/view.ts';

const CLASSES: readonly VesselClass[] = [
  'cargo',
  'tanker',
  'passenger',
  'highSpeed',
  'fishing',
  'pleasure',
  'service',
  'authority',
  'other',
  'aton',
  'base',
  'aircraft',
  'distress',
];

/** Relative luminance (WCAG 2.2, 1.4.3). */
function luminance([r, g, b]: readonly [number, number, number, ...number[]]): number {
  const linear = (byte: number): number => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

const contrast = (a: Rgba, b: Rgba): number => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

const fromHex = (hex: string): Rgba => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
  255,
];

it('turns OKLCH into sRGB', () => {
  expect(oklchToRgba(1, 0, 0)).toEqual([255, 255, 255, 255]);
  expect(oklchToRgba(0, 0, 0)).toEqual([0, 0, 0, 255]);
  // sRGB red is oklch(0.62796 0.25768 29.234).
  expect(oklchToRgba(0.62796, 0.25768, 29.234)).toEqual([255, 0, 0, 255]);
});

describe.each([...PALETTES])('class colours in %s', (palette) => {
  it('stand out from the sea (WCAG 2.2, 1.4.11: 3 to 1)', () => {
    const sea = fromHex(paletteColours(palette).sea);
    for (const vesselClass of CLASSES) {
      expect({ vesselClass, clear: contrast(classColour(palette, vesselClass), sea) >= 3 }).toEqual({
        vesselClass,
        clear: true,
      });
    }
  });
  it('differ from one another', () => {
    for (const [i, one] of CLASSES.entries()) {
      for (const other of CLASSES.slice(i + 1)) {
        const a = classColour(palette, one);
        const b = classColour(palette, other);
        const apart = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
        expect({ one, other, apart: apart > 24 }).toEqual({ one, other, apart: true });
      }
    }
  });
});
