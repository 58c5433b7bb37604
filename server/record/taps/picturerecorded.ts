/** What the recorder reads of the picture. `Picture` of server/tracks fits. */
import type { watchfloor } from '../../../proto/generated/watchfloor.js';

/** Columns by slot; absent floats are NaN. They may be replaced when they grow: never keep one. */
export interface RecordedColumns {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly sogKn: Float32Array;
  readonly cogDeg: Float32Array;
  readonly headingDeg: Float32Array;
  readonly observedMs: Float64Array;
  readonly state: Uint8Array;
  readonly kind: Uint8Array;
  readonly nature: Uint8Array;
  /** 255: none. */
  readonly navStatus: Uint8Array;
  readonly contact: Uint8Array;
  readonly sources: Uint16Array;
  /** 4294967295: none. */
  readonly mmsi: Uint32Array;
  /** Three bytes by slot; zeros: none. */
  readonly ellipse: Uint8Array;
  /** The number in the track's id. */
  readonly counter: Uint32Array;
  readonly changedTick: Uint32Array;
  readonly staticVersion: Uint32Array;
}

/** One object for each different set of feeds. */
export interface RecordedFeeds {
  readonly feeds: readonly string[];
}

export interface RecordedPicture {
  readonly columns: RecordedColumns;
  /** One above the highest slot ever used. */
  readonly slotCount: number;
  alive(slot: number): boolean;
  static(slot: number): watchfloor.v1.ITrackStatic;
  feedsOf(slot: number): RecordedFeeds;
  /** Slots removed in a later tick and not given to another since. */
  removedSince(tick: number): readonly { readonly slot: number }[];
}
