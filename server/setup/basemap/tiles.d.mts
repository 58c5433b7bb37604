import type { Bounds } from '../../../proto/domain/geo.ts';

export interface TileRange {
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
}

export function tileRange(bounds: Bounds, z: number): TileRange;
