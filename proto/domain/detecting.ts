/** What the detectors read of the rest: the picture, what people decided, how the system itself is. */

import type { Clue, Measure, Priority } from './alert/alert.ts';
import type { AlertKind } from './alert/kinds.table.ts';
import type { FeedId, SensorId, TrackId } from './ids.ts';
import type { Nature, TrackKind } from './observation.ts';
import type { LatLon } from './operations/area.ts';
import type { RecordKind, Version } from './operations/record.ts';
import type { Coverage, SensorHealth, SensorKind } from './sensor.ts';
import type { Evidence, Reason } from './track.ts';
import type { EpochMs } from './units.ts';

/** The columns of the picture that are read; a slot is a row, absent floats are NaN. */
export interface WatchedColumns {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly sogKn: Float32Array;
  readonly cogDeg: Float32Array;
  readonly headingDeg: Float32Array;
  readonly turnDegPerMin: Float32Array;
  readonly observedMs: Float64Array;
  readonly state: Uint8Array;
  readonly kind: Uint8Array;
  readonly nature: Uint8Array;
  readonly contact: Uint8Array;
  readonly sources: Uint16Array;
  readonly counter: Uint32Array;
  readonly changedTick: Uint32Array;
  readonly staticVersion: Uint32Array;
  mmsiOf(slot: number): number | undefined;
  navStatusOf(slot: number): number | undefined;
}

export interface WatchedStatic {
  readonly id: TrackId;
  readonly kind: TrackKind;
  readonly nature: Nature;
  readonly mmsi?: number;
  readonly name?: string;
  readonly callSign?: string;
  readonly imo?: number;
  readonly shipType?: number;
  readonly toBowM?: number;
  readonly toSternM?: number;
  readonly toPortM?: number;
  readonly toStarboardM?: number;
  readonly destination?: string;
  /** While its AIS is silent: when it was last heard. */
  readonly silentSinceMs?: number;
  /** How many, where a sensor or a person gives a number. */
  readonly contactCount?: number;
}

export interface WatchedSensor {
  readonly id: SensorId;
  readonly feedId: FeedId;
  readonly name?: string;
  readonly kind?: SensorKind;
  readonly health?: SensorHealth;
  readonly reason?: string;
  readonly lat?: number;
  readonly lon?: number;
  readonly coverage?: Coverage;
  readonly periodMs?: number;
  readonly lastMs?: number;
}

/** `Picture` of `server/tracks` fits. */
export interface WatchedPicture {
  readonly epoch: number;
  readonly nowMs: EpochMs;
  readonly slotCount: number;
  readonly columns: WatchedColumns;
  alive(slot: number): boolean;
  id(slot: number): TrackId;
  static(slot: number): WatchedStatic;
  detail(slot: number): {
    /** Altitude, metres, where something says or measures it. */
    readonly altM?: number;
    /** Which sensors and transmitters made it, and why it is as it is. */
    readonly evidence: readonly Evidence[];
    readonly reasons: readonly Reason[];
    /** Chance that there is such a thing at all, 0…1; absent for what says itself that it is. */
    readonly existence?: number;
  };
  slotOf(id: string): number | undefined;
  slotNamed(names: {
    readonly mmsi?: string;
    readonly cotUid?: string;
    readonly icao?: string;
    readonly contactId?: string;
  }): number | undefined;
  feedsOf(slot: number): { readonly feeds: readonly FeedId[] };
  distressWithoutPosition(): readonly {
    readonly mmsi: number;
    readonly nature: Nature;
    readonly by: 'dsc' | 'device';
    readonly natureOfDistress?: string;
    readonly firstMs: EpochMs;
    readonly lastMs: EpochMs;
    readonly feeds: readonly FeedId[];
  }[];
}

/** What people decided. `Records` of `server/operations` fits; nothing at all fits too. */
export interface WatchedRecords {
  readonly revision: number;
  get<K extends RecordKind>(kind: K, id: string): Version<K> | undefined;
  list<K extends RecordKind>(kind: K): readonly Version<K>[];
}

export const NO_RECORDS: WatchedRecords = { revision: 0, get: () => undefined, list: () => [] };

/** How a feed is, as the site's wiring knows it beyond what the data themselves show. */
export interface WatchedFeed {
  readonly id: FeedId;
  readonly name: string;
  readonly life: 'connecting' | 'live' | 'silent' | 'faulty' | 'down' | 'ended';
  readonly reason: string;
  readonly sinceMs: EpochMs;
}

/** A trouble of the system itself that the wiring found: storage, clocks, a stale picture. */
export interface Trouble {
  readonly kind: Extract<AlertKind, 'storage' | 'clock' | 'pictureStale'>;
  /** Names it over time. */
  readonly name: string;
  readonly sinceMs: EpochMs;
  readonly measured: Measure;
  readonly threshold: Measure;
  readonly evidence: readonly Clue[];
  readonly priority?: Priority;
  readonly place?: LatLon;
}

/** A sector or crossing point that needs a unit now, and the plans have none that suits. */
export interface PlanVoid {
  readonly kind: 'sector' | 'crossingPoint';
  readonly id: string;
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
}

export interface WatchedSystem {
  /** As the checks of plans found them last. */
  voids?(): readonly PlanVoid[];
  feeds(): readonly WatchedFeed[];
  sensors(): readonly WatchedSensor[];
  troubles(): readonly Trouble[];
}

/** What is known of the shore and ports, from the base map's sources. */
export interface Shore {
  /** Metres to the nearest coast: negative on land; undefined beyond what is known (about 50 km). */
  distanceM(lat: number, lon: number): number | undefined;
  /** Metres to the nearest known port; undefined: none within 50 km. */
  portM(lat: number, lon: number): number | undefined;
}
