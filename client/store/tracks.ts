/** What is known: the tracks this client was sent, as columns outside React. Written by `client/link` alone. */
import type { TrackId } from '../../proto/domain/ids.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';

/** Static data of one track, as the wire gave it. */
export type TrackStatic = watchfloor.v1.ITrackStatic;

/**
 * Rows 0…count-1 are dense and in no order; a removal moves the last row into the hole. Absent numbers are NaN.
 * `version` grows with every change, `staticVersion` with every change of statics or of which rows exist.
 */
export interface TrackTable {
  readonly count: number;
  readonly version: number;
  readonly staticVersion: number;
  /** lon, lat a row, degrees. */
  readonly lonLat: Float64Array;
  readonly sogKn: Float32Array;
  readonly cogDeg: Float32Array;
  readonly headingDeg: Float32Array;
  /** UTC epoch milliseconds. */
  readonly observedMs: Float64Array;
  /** `TrackColumns.state` of the wire. */
  readonly state: Uint8Array;
  /** `TrackKind` of the wire. */
  readonly kind: Uint8Array;
  /** ITU-R M.1371-5 table 53; 0 unknown. */
  readonly shipType: Uint8Array;
  readonly statics: readonly (TrackStatic | undefined)[];
  /** The row of a track, or undefined. */
  rowOf(id: TrackId): number | undefined;
  /** Called after each applied frame, at most once a frame; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}
