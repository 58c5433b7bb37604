/** How one transmitter is heard: how often usually, with which gaps, through which feeds. */
import type { PositionObservation } from '../../../proto/domain/observation.ts';
import type { Thing, Vessel } from '../thing.ts';

/** Share of a new interval in the usual one; one that is longer than so many is taken for that many. */
const SHARE = 0.2;
const CLIPPED = 3;
/** An interval this many times the usual one is a gap. */
const GAP = 3;
/** A gap counts half so long after. */
const GAP_HALF_LIFE_MS = 12 * 3_600_000;
/** Through which feeds it is heard is taken anew so often. */
const FEEDS_MS = 10 * 60_000;

interface Gap {
  readonly ms: number;
  readonly atMs: number;
}

const faded = ({ ms, atMs }: Gap, nowMs: number): number =>
  ms * 0.5 ** (Math.max(0, nowMs - atMs) / GAP_HALF_LIFE_MS);

export class Hearing {
  readonly vessel: Vessel;
  /** The track of its newest report; let go of when it is silent for long. */
  thing: Thing | undefined;
  /** As the newest report says. */
  kind = 0;
  lat = 0;
  lon = 0;
  /** Of the newest report; NaN: not said. */
  sogKn = Number.NaN;
  cogDeg = Number.NaN;
  lastMs: number;
  /** Usual time between its reports; undefined before the third. */
  usualMs: number | undefined;
  reports = 0;
  /** Nothing is to be decided before. */
  dueMs = 0;
  /** The two longest, and when they were. */
  #gaps: readonly Gap[] = [];
  #feeds = 0;
  #feedsBefore = 0;
  #feedsMs: number;

  constructor(vessel: Vessel, atMs: number) {
    this.vessel = vessel;
    this.lastMs = atMs;
    this.#feedsMs = atMs;
  }

  /** Bits of `Listening`. */
  get feeds(): number {
    return this.#feeds | this.#feedsBefore;
  }

  heardThrough(feed: number, nowMs: number): void {
    if (nowMs - this.#feedsMs > FEEDS_MS) {
      this.#feedsBefore = this.#feeds;
      this.#feeds = 0;
      this.#feedsMs = nowMs;
    }
    this.#feeds |= feed;
  }

  /** The second longest gap that it had by itself lately: one alone is no habit. 0: none. */
  gapMs(nowMs: number): number {
    const gap = this.#gaps[1];
    return gap ? faded(gap, nowMs) : 0;
  }

  /** This gap was told of: whoever does so again has the habit. */
  told(ms: number, atMs: number): void {
    this.#gaps = [
      { ms, atMs },
      { ms, atMs },
    ];
  }

  /** How many reports it owed and did not make heard since the last; `listened`: somebody listened all the time. */
  took(report: PositionObservation, thing: Thing, listened: boolean, wasUnderWay: boolean): number {
    const { observedMs, lat, lon, sogKn = Number.NaN, cogDeg = Number.NaN, kind } = report;
    const interval = observedMs - this.lastMs;
    let missed = 0;
    if (this.reports++ > 0 && interval > 0) {
      const usual = this.usualMs;
      if (usual === undefined) this.usualMs = interval;
      else {
        if (listened && wasUnderWay) missed = Math.max(0, Math.round(interval / usual) - 1);
        if (listened && wasUnderWay && interval > GAP * usual)
          this.#gaps = [...this.#gaps, { ms: interval, atMs: observedMs }]
            .toSorted((a, b) => faded(b, observedMs) - faded(a, observedMs))
            .slice(0, 2);
        this.usualMs = usual + SHARE * (Math.min(interval, CLIPPED * usual) - usual);
      }
    }
    this.lastMs = observedMs;
    this.thing = thing;
    this.kind = kind;
    this.lat = lat;
    this.lon = lon;
    this.sogKn = sogKn;
    this.cogDeg = cogDeg;
    return missed;
  }
}

export interface Motion {
  readonly sogKn: number;
  readonly cogDeg: number;
}
