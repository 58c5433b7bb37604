/** How numbers become the steps of `TrackColumns`, and back. */
import type { Bounds } from '../domain/geo.ts';
import { levelOfTile, type TileId, WORLD_LEVEL } from '../domain/tiles.ts';
import type { Ellipse } from '../domain/track.ts';
import { degrees, metres } from '../domain/units.ts';

/** `sog`, `cog`, `heading`: not known. */
export const U16_ABSENT = 65535;

/** Bytes of one latitude or longitude: 3 in a tile with an area, 4 in one that spans the world. */
export const positionBytes = (tile: TileId): 3 | 4 => (levelOfTile(tile) === WORLD_LEVEL ? 4 : 3);

/** Readers keep degrees as whole numbers of these: 1.1 cm at most. */
export const DEGREE_STEPS = 10_000_000;

/** Steps into which a tile's span is cut. */
export const positionSteps = (tile: TileId): number => 2 ** (positionBytes(tile) * 8);

/** The step that holds `value` between `low` and `high`; what lies outside goes to the edge. */
export function toStep(value: number, low: number, high: number, steps: number): number {
  const step = Math.floor(((value - low) / (high - low)) * steps);
  return step < 0 ? 0 : step >= steps ? steps - 1 : step;
}

/** The middle of a step. */
export const fromStep = (step: number, low: number, high: number, steps: number): number =>
  low + ((step + 0.5) / steps) * (high - low);

export const latToStep = (lat: number, bounds: Bounds, steps: number): number =>
  toStep(lat, bounds.south, bounds.north, steps);
export const lonToStep = (lon: number, bounds: Bounds, steps: number): number =>
  toStep(lon, bounds.west, bounds.east, steps);

/** Knots to 0.1 kn; NaN is absent. */
export const speedToWire = (sogKn: number): number =>
  Number.isNaN(sogKn) ? U16_ABSENT : Math.max(0, Math.min(U16_ABSENT - 1, Math.round(sogKn * 10)));

/** Degrees to 0.1 degree in 0…3599; NaN is absent. */
export function directionToWire(deg: number): number {
  if (Number.isNaN(deg)) return U16_ABSENT;
  const tenths = Math.round(deg * 10);
  return tenths >= 0 && tenths < 3600 ? tenths : ((tenths % 3600) + 3600) % 3600;
}

/** From here on an age is in {@link COARSE_TENTHS}: nearly an hour to the tenth of a second, then more than a day to three seconds. */
const COARSE_FROM = 1 << 15;
const COARSE_TENTHS = 30;

/** Tenths of a second as `observed` has them, two bytes; what is older than 27 h is that old. Never younger than it is. */
export const ageToWire = (tenths: number): number =>
  tenths < COARSE_FROM
    ? Math.max(0, tenths)
    : COARSE_FROM | Math.min(COARSE_FROM - 1, Math.ceil(tenths / COARSE_TENTHS));

/** Tenths of a second. */
export const ageFromWire = (age: number): number =>
  age < COARSE_FROM ? age : (age - COARSE_FROM) * COARSE_TENTHS;

/** 0.1 kn to knots, or 0.1 degree to degrees; NaN when absent. */
export const fromWire = (value: number): number => (value === U16_ABSENT ? Number.NaN : value / 10);

/** Bytes of one ellipse in `TrackColumns.ellipse`. */
export const ELLIPSE_BYTES = 3;
/** Steps of an axis from 1 m to 100 km: each is 4.6 % longer than the one before. */
const AXIS_STEPS = 254;
const AXIS_DECADES = 5;
const DIRECTION_STEPS = 256;
/** For whoever computes them elsewhere: the binary logarithm of a step of an axis, and the degrees of a direction's step. */
export const AXIS_OCTAVES_A_STEP = (AXIS_DECADES * Math.log2(10)) / AXIS_STEPS;
export const DIRECTION_DEG_A_STEP = 180 / DIRECTION_STEPS;

/** The length of each step of an axis, metres; NaN for 0, absent. */
const AXIS_M = Float64Array.from({ length: AXIS_STEPS + 2 }, (_, n) =>
  n === 0 ? Number.NaN : 10 ** (((n - 1) * AXIS_DECADES) / AXIS_STEPS),
);

/** Metres to the nearest step, 1…255, of an axis; what is shorter than 1 m or longer than 100 km goes to the edge. */
export function axisToWire(lengthM: number): number {
  if (!(lengthM > 1)) return 1;
  return Math.min(AXIS_STEPS + 1, 1 + Math.round((Math.log10(lengthM) * AXIS_STEPS) / AXIS_DECADES));
}

/** Metres; NaN when absent. */
export const axisFromWire = (step: number): number => AXIS_M[step]!;

/** Degrees true, [0, 180). */
export const orientationFromWire = (step: number): number => step * DIRECTION_DEG_A_STEP;

/**
 * The three bytes of an ellipse; zeros, absent, where an axis is not a positive number. Without a direction (NaN) it
 * lies north.
 */
export function ellipseToWire(
  semiMajorM: number,
  semiMinorM: number,
  orientationDeg: number,
): [number, number, number] {
  if (!(semiMajorM > 0 && semiMinorM > 0)) return [0, 0, 0];
  const direction = Number.isFinite(orientationDeg) ? orientationDeg : 0;
  const steps = Math.round((direction * DIRECTION_STEPS) / 180) % DIRECTION_STEPS;
  return [axisToWire(semiMajorM), axisToWire(semiMinorM), (steps + DIRECTION_STEPS) % DIRECTION_STEPS];
}

/** The ellipse of three bytes; undefined when absent. */
export function ellipseFromWire(major: number, minor: number, direction: number): Ellipse | undefined {
  if (major === 0 || minor === 0) return undefined;
  return {
    semiMajorM: metres(axisFromWire(major)),
    semiMinorM: metres(axisFromWire(minor)),
    orientationDeg: degrees(orientationFromWire(direction)),
  };
}
