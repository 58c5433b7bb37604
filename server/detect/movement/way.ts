/** The way a thing came, in metres about where it is now: legs of it, measured. One buffer, filled anew for each question. */
import { EARTH_RADIUS_M, type Position, turnBetween, wrapLongitude } from '../../../proto/domain/geo.ts';

import { degrees, metresPerSecondToKnots, toDegrees, toRadians } from '../../../proto/domain/units.ts';
import type { Trace } from '../trace.ts';

const MOST = 256;
/** A longer silence cuts the way off: nothing is known of what was between. */
const LONGEST_GAP_MS = 12 * 60_000;
/** A faster step is not the same thing's way (about 80 kn). */
const FASTEST_MPS = 41;
const PASSAGE_STEP_MS = 5 * 60_000;
const METRES_PER_DEGREE = (Math.PI / 180) * EARTH_RADIUS_M;

/** One leg between two fixes of the way. */
export interface Leg {
  /** From end to end. */
  netM: number;
  pathM: number;
  seconds: number;
  /** Of the net way, degrees true; NaN where there is none. */
  courseDeg: number;
  /** Net speed. */
  kn: number;
  /** 1: straight. */
  straight: number;
}

export const newLeg = (): Leg => ({
  netM: 0,
  pathM: 0,
  seconds: 0,
  courseDeg: Number.NaN,
  kn: 0,
  straight: 0,
});

export class Way {
  /** Fixes known; 0 is the newest. */
  count = 0;
  #lat0 = 0;
  #lon0 = 0;
  #perLon = 1;
  readonly ms = new Float64Array(MOST);
  readonly x = new Float64Array(MOST);
  readonly y = new Float64Array(MOST);
  /** Path from the newest fix back to this one, metres. */
  readonly pathM = new Float64Array(MOST);

  /**
   * @param spacingMs fixes nearer in time than this are left out: the noise of two fixes is no course
   * @param spanMs how far back
   */
  load(trace: Trace, spacingMs: number, spanMs: number): void {
    this.count = 0;
    if (trace.count === 0) return;
    const [lat0, lon0, now] = [trace.lat(0), trace.lon(0), trace.ms(0)];
    const perLon = METRES_PER_DEGREE * Math.cos(toRadians(lat0));
    this.#lat0 = lat0;
    this.#lon0 = lon0;
    this.#perLon = perLon;
    for (let i = 0; i < trace.count && this.count < MOST; i++) {
      const ms = trace.ms(i);
      if (now - ms > spanMs) return;
      const last = this.count - 1;
      if (last >= 0 && this.ms[last]! - ms < spacingMs) continue;
      if (last >= 0 && this.ms[last]! - ms > LONGEST_GAP_MS) return;
      const x = turnBetween(lon0, trace.lon(i)) * perLon;
      const y = (trace.lat(i) - lat0) * METRES_PER_DEGREE;
      const step = last < 0 ? 0 : Math.hypot(x - this.x[last]!, y - this.y[last]!);
      if (last >= 0 && step > FASTEST_MPS * (this.ms[last]! - ms) * 1e-3) return;
      const at = this.count++;
      this.ms[at] = ms;
      this.x[at] = x;
      this.y[at] = y;
      this.pathM[at] = last < 0 ? 0 : this.pathM[last]! + step;
    }
  }

  /** The newest fix at least so long before fix `from`; undefined: the way is not that long. */
  back(ms: number, from = 0): number | undefined {
    const until = this.ms[from]! - ms;
    for (let i = from; i < this.count; i++) if (this.ms[i]! <= until) return i;
    return undefined;
  }

  /** From fix `older` to fix `newer` into `leg`, which is returned. */
  leg(older: number, newer: number, leg: Leg): Leg {
    const dx = this.x[newer]! - this.x[older]!;
    const dy = this.y[newer]! - this.y[older]!;
    leg.netM = Math.hypot(dx, dy);
    leg.pathM = this.pathM[older]! - this.pathM[newer]!;
    leg.seconds = (this.ms[newer]! - this.ms[older]!) / 1000;
    leg.courseDeg = leg.netM > 0 ? (toDegrees(Math.atan2(dx, dy)) + 360) % 360 : Number.NaN;
    leg.kn = leg.seconds > 0 ? metresPerSecondToKnots(leg.netM / leg.seconds) : 0;
    leg.straight = leg.pathM > 0 ? leg.netM / leg.pathM : 0;
    return leg;
  }

  /**
   * For how long it had been on passage at fix `end`, ms, in steps of five minutes: on a way of which at least
   * `straight` was made good, at `kn` or more; 0: it was not.
   */
  passageMs(end: number, straight: number, kn: number, mostMs: number, leg: Leg): number {
    let passageMs = 0;
    for (let ms = PASSAGE_STEP_MS; ms <= mostMs; ms += PASSAGE_STEP_MS) {
      const begin = this.back(ms, end);
      if (begin === undefined) return passageMs;
      this.leg(begin, end, leg);
      if (leg.straight < straight || this.pathKn(begin, end) < kn) return passageMs;
      passageMs = ms;
    }
    return passageMs;
  }

  /** Mean speed along the way from fix `older` to fix `newer`, knots. */
  pathKn(older: number, newer: number): number {
    const seconds = (this.ms[newer]! - this.ms[older]!) / 1000;
    return seconds > 0 ? metresPerSecondToKnots((this.pathM[older]! - this.pathM[newer]!) / seconds) : 0;
  }

  /** How far fix `i` is from the way between fixes `j` and `j + 1`, metres; the last fix stands for itself. */
  fromSegmentM(i: number, j: number): number {
    const k = Math.min(j + 1, this.count - 1);
    const [dx, dy] = [this.x[k]! - this.x[j]!, this.y[k]! - this.y[j]!];
    const [px, py] = [this.x[i]! - this.x[j]!, this.y[i]! - this.y[j]!];
    const length2 = dx * dx + dy * dy;
    const along = length2 > 0 ? Math.max(0, Math.min(1, (px * dx + py * dy) / length2)) : 0;
    return Math.hypot(px - along * dx, py - along * dy);
  }

  /** Where fix `i` is. */
  placeOf(i: number): Position {
    return {
      lat: degrees(this.#lat0 + this.y[i]! / METRES_PER_DEGREE),
      lon: wrapLongitude(this.#lon0 + this.x[i]! / this.#perLon),
    };
  }

  /** Farthest fix from the middle of fixes 0…`oldest`, metres. */
  radiusM(oldest: number): number {
    let [mx, my] = [0, 0];
    for (let i = 0; i <= oldest; i++) {
      mx += this.x[i]!;
      my += this.y[i]!;
    }
    mx /= oldest + 1;
    my /= oldest + 1;
    let most = 0;
    for (let i = 0; i <= oldest; i++) most = Math.max(most, Math.hypot(this.x[i]! - mx, this.y[i]! - my));
    return most;
  }
}
