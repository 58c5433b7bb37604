/** What publishing reads of the picture: columns by slot, and the rest on demand. `Picture` of server/tracks fits. */
import type { FeedId, Mmsi, TrackId } from '../../proto/domain/ids.ts';
import type { Nature } from '../../proto/domain/observation.ts';
import type { SaidNotice, SaidWeather } from '../../proto/domain/surroundings.ts';
import type { Claim, TrackDetail } from '../../proto/domain/track.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import type { FeedSet } from '../access/audience.ts';

/** Columns by slot; absent numbers are NaN. They may be replaced when they grow: never keep one. */
export interface PictureColumns {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly sogKn: Float32Array;
  readonly cogDeg: Float32Array;
  readonly headingDeg: Float32Array;
  readonly observedMs: Float64Array;
  /** `TrackStateBits`. */
  readonly state: Uint8Array;
  readonly kind: Uint8Array;
  readonly nature: Uint8Array;
  /** Three bytes by slot, as `TrackColumns.ellipse` on the wire; zeros: none. */
  readonly ellipse: Uint8Array;
  /** Changes with the slot's owner. */
  readonly generation: Uint8Array;
  /** Grows whenever the wire's `TrackStatic` would change. */
  readonly staticVersion: Uint32Array;
  /** The tick in which anything of the track last changed. */
  readonly changedTick: Uint32Array;
}

/** Positions, oldest first; the columns have one length. */
export interface SourceTrail {
  readonly timesMs: ArrayLike<number>;
  readonly lats: ArrayLike<number>;
  readonly lons: ArrayLike<number>;
}

/** The sensors there are, as the wire tells them. */
export interface SensorsSource {
  /** Grows whenever the list would say something else. */
  readonly version: number;
  list(): readonly watchfloor.v1.ISensorState[];
}

/** What is told of the world around, as each feed heard it. */
export interface SurroundingsSource {
  readonly notices: Listed<SaidNotice>;
  readonly stations: Listed<SaidWeather>;
  /** What the one track under a number calls itself. */
  readonly nameOf: (mmsi: Mmsi, nature: Nature) => Claim<string> | undefined;
}

interface Listed<T> {
  /** Grows whenever the list would say something else. */
  readonly version: number;
  list(): readonly T[];
}

const NONE = { version: 1, list: (): readonly never[] => [] };
/** Of a picture that knows nothing of the kind. */
export const NO_SURROUNDINGS: SurroundingsSource = {
  notices: NONE,
  stations: NONE,
  nameOf: () => undefined,
};

/** What sensors saw lately, the newest last, in a ring of at most 16,384. */
export interface PlotsSource {
  readonly count: number;
  /** `i` from 0, the oldest, to `count` - 1. */
  lat(i: number): number;
  lon(i: number): number;
  observedMs(i: number): number;
  sensorId(i: number): string;
}

/** Of a picture that keeps none. */
export const NO_PLOTS: PlotsSource = {
  count: 0,
  lat: () => 0,
  lon: () => 0,
  observedMs: () => 0,
  sensorId: () => '',
};

/** Somebody in distress whom nobody can put on the map: nothing says where the vessel is. */
export interface DistressWithoutPosition {
  readonly mmsi: Mmsi;
  readonly nature: Nature;
  /** A call by digital selective calling, or an active locating device. */
  readonly by: 'dsc' | 'device';
  readonly natureOfDistress?: string;
  readonly firstMs: EpochMs;
  readonly lastMs: EpochMs;
  /** Who brought word of it. */
  readonly feeds: readonly FeedId[];
}

export interface PictureSource {
  readonly sensors: SensorsSource;
  readonly plots: PlotsSource;
  readonly surroundings: SurroundingsSource;
  readonly columns: PictureColumns;
  /** One above the highest slot ever used. */
  readonly slotCount: number;
  alive(slot: number): boolean;
  slotOf(id: string): number | undefined;
  id(slot: number): TrackId;
  static(slot: number): watchfloor.v1.ITrackStatic;
  detail(slot: number): TrackDetail;
  trail(slot: number): SourceTrail;
  /** Which feeds a track comes from: one object for each different set. */
  feedsOf(slot: number): FeedSet;
  distressWithoutPosition(): readonly DistressWithoutPosition[];
  /** The tracks that a person's words may mean, best first. */
  search(
    query: string,
    limit: number,
    isFor: (slot: number) => boolean,
  ): readonly { readonly slot: number }[];
  /** Moves every track's life on to a time and closes the tick; returns its number. */
  tick(nowMs: EpochMs): number;
  /** Slots removed in a later tick and not given to another since. */
  removedSince(tick: number): readonly { readonly slot: number }[];
}

/** Visits each slot whose track appeared, changed or was removed after tick `since`, once. */
export function visitChanged(source: PictureSource, since: number, visit: (slot: number) => void): void {
  for (const { slot } of source.removedSince(since)) visit(slot);
  const { changedTick } = source.columns;
  for (let slot = 0; slot < source.slotCount; slot += 1) {
    if (changedTick[slot]! > since && source.alive(slot)) visit(slot);
  }
}
