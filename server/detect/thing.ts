/** What is followed: a track of the picture as the detectors see it, and the transmitter behind it. */
import type { Party } from '../../proto/domain/alert/alert.ts';
import type { ThingClass } from '../../proto/domain/alert/thingclass.ts';
import type { FeedId, TrackId } from '../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import type { ContactState } from '../../proto/domain/track.ts';
import { Trace } from './trace.ts';

/** About three hours of a vessel that reports once a minute, an hour of one that reports more often. */
const FIXES_KEPT = 180;
const FIX_SPACING_MS = 20_000;
/** Raw reports kept of each transmitter. */
const REPORTS_KEPT = 64;

/** One track. Its members are brought up to date at every tick; `moved` is told when its place is news. */
export interface Thing {
  readonly slot: number;
  readonly id: TrackId;
  /** Names it over restarts: `mmsi/<nine digits>` where somebody claims one, else `track/<id>`. */
  readonly name: string;
  readonly kind: TrackKind;
  readonly nature: Nature;
  readonly class: ThingClass;
  readonly firstMs: number;
  /** The time its place speaks of. */
  readonly ms: number;
  readonly lat: number;
  readonly lon: number;
  /** As said, or made good over the last half minute and more where nothing is said; NaN: not known. */
  readonly sogKn: number;
  readonly cogDeg: number;
  /** NaN: not said. */
  readonly headingDeg: number;
  readonly navStatus: number | undefined;
  readonly contact: ContactState;
  /** `SourceBits`. */
  readonly sources: number;
  /** `TrackStateBits`. */
  readonly state: number;
  readonly mmsi: number | undefined;
  readonly called: string | undefined;
  readonly shipType: number | undefined;
  readonly lengthM: number | undefined;
  readonly count: number | undefined;
  readonly feeds: readonly FeedId[];
  readonly trace: Trace;
  /** The transmitter whose MMSI it claims. */
  readonly vessel: Vessel | undefined;
}

/** A transmitter by what it claims: every report under one MMSI of one nature, whichever track took it. */
export class Vessel {
  readonly mmsi: number;
  readonly nature: Nature;
  /** Raw reports, whichever track they made. */
  readonly reports = new Trace(REPORTS_KEPT, 0);
  /** Of each of `reports`: which track took it, newest first; as many. */
  readonly takenBy: TrackId[] = [];
  /** Tracks under this MMSI now. */
  readonly things = new Set<Thing>();
  firstMs: number;
  lastMs: number;
  /** Usual time between its reports, learned: an exponential mean of the intervals; undefined before the third. */
  intervalMs: number | undefined;
  feeds: readonly FeedId[] = [];

  constructor(mmsi: number, nature: Nature, atMs: number) {
    this.mmsi = mmsi;
    this.nature = nature;
    this.firstMs = atMs;
    this.lastMs = atMs;
  }
}

export const newTrace = (): Trace => new Trace(FIXES_KEPT, FIX_SPACING_MS);

export const partyOf = (thing: Thing, distress: boolean): Party => ({
  trackId: thing.id,
  kind: thing.kind,
  nature: thing.nature,
  feeds: thing.feeds,
  distress,
  ...(thing.mmsi !== undefined && { mmsi: String(thing.mmsi).padStart(9, '0') }),
  ...(thing.called !== undefined && { name: thing.called }),
});
