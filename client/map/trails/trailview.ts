/** Where tracks were, as the map reads it. */
import type { TrackId } from '../../../proto/domain/ids.ts';

/** One track's past: lon, lat in degrees and UTC milliseconds of `count` places, oldest first. */
export type VisitTrail = (id: TrackId, lonLat: Float64Array, observedMs: Float64Array, count: number) => void;

export interface TrailView {
  /** Grows with every change. */
  readonly version: number;
  forEach(visit: VisitTrail): void;
}
