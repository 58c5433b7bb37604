/** One of the places where a transmitter is heard: its last fix, how it moves, and the jump that began it. */
import { knotsToMetresPerSecond, metresPerSecondToKnots, toRadians } from '../../../proto/domain/units.ts';
import type { Thing } from '../thing.ts';
import { eastM, northM } from './step.ts';

/** What a report says, as far as it counts here. */
export interface Said {
  readonly ms: number;
  readonly lat: number;
  readonly lon: number;
  /** NaN: not said. */
  readonly sogKn: number;
  readonly cogDeg: number;
  readonly thing: Thing;
}

/** A step that its transmitter did not make, as far as is known. */
export interface Jump {
  readonly fromMs: number;
  readonly fromLat: number;
  readonly fromLon: number;
  readonly toMs: number;
  readonly toLat: number;
  readonly toLon: number;
  readonly wayM: number;
  readonly tookMs: number;
  readonly kn: number;
  /** The most that it made or said at both ends, knots. */
  readonly besideKn: number;
  readonly isHard: boolean;
  readonly from: Strand;
  /** The usual time between its reports, when it jumped. */
  readonly usualMs: number;
}

/** Speed and course are made good over so long at least; nearer fixes are noise. */
const SPAN_MS = 20_000;
/** Over longer a mean says nothing of how it moves now. */
const LONGEST_SPAN_MS = 300_000;
/** One place said again and again by who went faster is one report sent again. */
const GOES_KN = 5;
/** Not for longer: then it has stopped. */
const REPEATED_MS = 600_000;

export class Strand {
  ms: number;
  /** When it came to where it is: earlier than `ms` while a vessel that goes says one place again. */
  cameMs: number;
  lat: number;
  lon: number;
  count = 1;
  /** Metres a second. */
  ve = 0;
  vn = 0;
  /** How fast it goes, as said or made good, knots; 0: not known. */
  kn = 0;
  /** The jump it began with, until it is known what it was. */
  jump: Jump | undefined;
  thing: Thing;
  #spanMs: number;
  #spanLat: number;
  #spanLon: number;

  constructor({ ms, lat, lon, sogKn, cogDeg, thing }: Said) {
    this.ms = ms;
    this.cameMs = ms;
    this.lat = lat;
    this.lon = lon;
    this.thing = thing;
    this.#spanMs = ms;
    this.#spanLat = lat;
    this.#spanLon = lon;
    this.#told(sogKn, cogDeg);
  }

  /** The next report from there. Returns the speed made good over a span that ended, knots; NaN: none did. */
  take({ ms, lat, lon, sogKn, cogDeg, thing }: Said): number {
    const repeated =
      lat === this.lat && lon === this.lon && this.kn > GOES_KN && ms - this.cameMs < REPEATED_MS;
    this.count++;
    this.ms = ms;
    this.thing = thing;
    if (repeated) return Number.NaN;
    this.cameMs = ms;
    this.lat = lat;
    this.lon = lon;
    let madeKn = Number.NaN;
    const tookMs = ms - this.#spanMs;
    if (tookMs >= SPAN_MS) {
      const north = northM(this.#spanLat, lat);
      const east = eastM(this.#spanLon, lon, lat);
      if (tookMs <= LONGEST_SPAN_MS) {
        this.vn = (north / tookMs) * 1000;
        this.ve = (east / tookMs) * 1000;
        madeKn = metresPerSecondToKnots(Math.hypot(this.vn, this.ve));
        this.kn = madeKn;
      } else {
        this.vn = 0;
        this.ve = 0;
        this.kn = 0;
      }
      this.#spanMs = ms;
      this.#spanLat = lat;
      this.#spanLon = lon;
    }
    this.#told(sogKn, cogDeg);
    return madeKn;
  }

  #told(sogKn: number, cogDeg: number): void {
    if (Number.isNaN(sogKn)) return;
    this.kn = Math.max(sogKn, Number.isNaN(this.kn) ? 0 : this.kn);
    if (Number.isNaN(cogDeg)) return;
    const speed = knotsToMetresPerSecond(sogKn);
    this.ve = speed * Math.sin(toRadians(cogDeg));
    this.vn = speed * Math.cos(toRadians(cogDeg));
  }
}
