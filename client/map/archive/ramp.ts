/**
 * One colour scale for speeds, times and densities: from blue over green to yellow, growing lighter on dark palettes and
 * darker on light ones, so that more is always further from the ground. Never red: that is danger's.
 */
import type { Palette } from '../../store/view.ts';
import { oklchToRgba, type Rgba } from '../colours.ts';

interface Ramp {
  readonly lightness: readonly [from: number, to: number];
  readonly hue: readonly [from: number, to: number];
  readonly chroma: number;
}

const DARK_GROUND: Ramp = { lightness: [0.46, 0.9], hue: [275, 95], chroma: 0.13 };
const LIGHT_GROUND: Ramp = { lightness: [0.72, 0.32], hue: [95, 285], chroma: 0.15 };
const RAMPS: { readonly [P in Palette]: Ramp } = {
  bright: LIGHT_GROUND,
  day: LIGHT_GROUND,
  dusk: DARK_GROUND,
  night: { ...DARK_GROUND, lightness: [0.42, 0.8], chroma: 0.11 },
};

/** @param share 0…1; what lies beyond is held at the ends */
export function rampColour(palette: Palette, share: number): Rgba {
  const at = Math.max(0, Math.min(1, share));
  const { lightness, hue, chroma } = RAMPS[palette];
  return oklchToRgba(
    lightness[0] + (lightness[1] - lightness[0]) * at,
    chroma,
    hue[0] + (hue[1] - hue[0]) * at,
  );
}
