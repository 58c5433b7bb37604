/**
 * Colours of symbols and lines in four palettes. Every class keeps its hue; a palette sets how light and how strong
 * (OKLCH), so that classes stay apart on a bright bridge and do not glare at night. Red belongs to danger alone.
 */
import type { ZonePurpose } from '../../proto/domain/operations/zone.ts';
import type { Palette, VesselClass } from '../store/view.ts';

/** Red, green, blue, alpha, 0…255. */
export type Rgba = readonly [number, number, number, number];

/** Hue in degrees and the share of the palette's chroma. */
const HUES: { readonly [C in VesselClass]: readonly [hue: number, chroma: number] } = {
  cargo: [150, 1],
  tanker: [65, 1],
  passenger: [258, 1.15],
  highSpeed: [215, 1],
  fishing: [345, 1],
  pleasure: [305, 1],
  service: [185, 0.8],
  authority: [258, 0.1],
  other: [240, 0.18],
  aton: [110, 0.9],
  base: [70, 0.25],
  aircraft: [225, 0.5],
  contact: [85, 1.15],
  person: [55, 0.9],
  vehicle: [75, 0.6],
  animal: [130, 0.5],
  drone: [320, 0.9],
  unit: [240, 1.5],
  distress: [27, 1.6],
};

/** Zones: magenta keeps out, as on charts; orange and yellow ask for eyes; what only informs is pale. */
const ZONE_HUES: { readonly [P in ZonePurpose]: readonly [hue: number, chroma: number] } = {
  critical: [50, 1.25],
  vigilance: [85, 1.1],
  informative: [250, 0.7],
  exclusion: [340, 1.35],
  fishing: [160, 0.9],
  anchorage: [300, 0.9],
  port: [215, 0.8],
  territorialSea: [270, 0.5],
  borderLine: [20, 0.15],
  cable: [125, 0.8],
};

/** Classes that stand out by lightness instead of hue. */
const EMPHASIS: { readonly [C in VesselClass]?: number } = {
  authority: 0.17,
  aircraft: 0.1,
  other: -0.02,
  contact: 0.1,
  unit: 0.06,
};

interface Tone {
  readonly lightness: number;
  readonly chroma: number;
  /** Which way emphasis goes: darker on a light sea, lighter on a dark one. */
  readonly towards: 1 | -1;
}

const TONES: { readonly [P in Palette]: Tone } = {
  bright: { lightness: 0.47, chroma: 0.15, towards: -1 },
  day: { lightness: 0.46, chroma: 0.14, towards: -1 },
  dusk: { lightness: 0.76, chroma: 0.12, towards: 1 },
  night: { lightness: 0.66, chroma: 0.1, towards: 1 },
};

/** What is not a class: ink for text and lines, halo behind both, danger, selection. */
export interface Ink {
  readonly ink: Rgba;
  readonly faint: Rgba;
  readonly halo: Rgba;
  readonly danger: Rgba;
  readonly selection: Rgba;
  /** What of a sector was seen: the palette's own colour of what is active, as in its legend. */
  readonly seen: Rgba;
}

export const INKS: { readonly [P in Palette]: Ink } = {
  bright: {
    ink: [20, 28, 36, 255],
    faint: [40, 60, 80, 90],
    halo: [255, 255, 255, 235],
    danger: [200, 0, 20, 255],
    selection: [10, 20, 40, 255],
    seen: [12, 32, 58, 255],
  },
  day: {
    ink: [22, 30, 38, 255],
    faint: [40, 60, 80, 90],
    halo: [244, 247, 250, 230],
    danger: [200, 0, 20, 255],
    selection: [10, 20, 40, 255],
    seen: [29, 60, 103, 255],
  },
  dusk: {
    ink: [222, 228, 233, 255],
    faint: [170, 190, 205, 70],
    halo: [18, 24, 30, 225],
    danger: [255, 84, 76, 255],
    selection: [250, 250, 250, 255],
    seen: [177, 214, 255, 255],
  },
  night: {
    ink: [158, 168, 176, 255],
    faint: [120, 140, 155, 60],
    halo: [5, 9, 13, 225],
    danger: [226, 62, 56, 255],
    selection: [205, 212, 218, 255],
    seen: [88, 200, 162, 255],
  },
};

export function classColour(palette: Palette, vesselClass: VesselClass): Rgba {
  const tone = TONES[palette];
  const [hue, chroma] = HUES[vesselClass];
  const lightness = tone.lightness + (EMPHASIS[vesselClass] ?? 0) * tone.towards;
  return oklchToRgba(lightness, tone.chroma * chroma, hue);
}

export function zoneColour(palette: Palette, purpose: ZonePurpose): Rgba {
  const { lightness, chroma } = TONES[palette];
  const [hue, share] = ZONE_HUES[purpose];
  return oklchToRgba(lightness, chroma * share, hue);
}

/** CSS text of a colour. */
export const css = ([r, g, b, a]: Rgba): string => `rgb(${r} ${g} ${b} / ${(a / 255).toFixed(3)})`;

/** OKLCH (lightness 0…1, chroma, hue in degrees) to sRGB bytes, clipped (B. Ottosson, 2020: "OKLab"). */
export function oklchToRgba(lightness: number, chroma: number, hueDeg: number): Rgba {
  const a = chroma * Math.cos((hueDeg * Math.PI) / 180);
  const b = chroma * Math.sin((hueDeg * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
    255,
  ];
}

/** Linear light 0…1 to an sRGB byte (IEC 61966-2-1). */
function encoded(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, value)) * 255);
}
