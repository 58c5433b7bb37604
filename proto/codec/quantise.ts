/** How numbers become the steps of `TrackColumns`, and back. */
import type { Bounds } from '../domain/geo.ts';
import { levelOfTile, type TileId, WORLD_LEVEL } from '../domain/tiles.ts';

/** `sog`, `cog`, `heading`: not known. `observed`: that old or older. */
export const U16_ABSENT = 65535;

/** Bytes of one latitude or longitude: 3 in a tile with an area, 4 in one that spans the world. */
export const positionBytes = (tile: TileId): 3 | 4 => (levelOfTile(tile) === WORLD_LEVEL ? 4 : 3);

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

/** 0.1 kn to knots, or 0.1 degree to degrees; NaN when absent. */
export const fromWire = (value: number): number => (value === U16_ABSENT ? Number.NaN : value / 10);
