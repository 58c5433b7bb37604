/** What is made to happen to a vessel in recorded traffic, and what is known of it afterwards. */

import type { Shore } from '../../../proto/domain/detecting.ts';
import { destination, type Position } from '../../../proto/domain/geo.ts';
import { gaussian, type Random } from '../../../proto/domain/random.ts';
import { knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import type { AisMessage } from '../../../server/decode/ais/message.ts';
import type { Said } from '../corpora/traffic.ts';
import { type Leg, type Report, SAME_MS } from './legs.ts';

/** What was injected, to whom, and when it may be told. */
export interface Truth {
  readonly injection: string;
  /** Any of them. */
  readonly mmsis: readonly number[];
  readonly fromMs: number;
  /** Alerts proved later are of something else. */
  readonly untilMs: number;
  /** Of what a zone watches. */
  readonly zoneId?: string;
}

/** The sentences of these MMSIs instead of those they had; a number that was not there before is new. */
export interface Changed {
  readonly truth: Truth;
  readonly said: ReadonlyMap<number, readonly Said[]>;
}

export interface Site {
  readonly shore: Shore;
  readonly random: Random;
  /** Legs that nobody touched yet, this one apart: for what takes two. */
  readonly others: readonly Leg[];
  /** An MMSI that nobody has. */
  newMmsi(): number;
}

/** Undefined: this vessel is not one to which it can happen. */
export type Inject = (leg: Leg, site: Site) => Changed | undefined;

/** Of a satellite receiver, metres (one standard deviation). */
const NOISE_M = 3;
const STEP_S = 5;
export const MINUTE_MS = 60_000;
/** An anomaly may still be told so long after its end. */
export const GRACE_MS = 5 * MINUTE_MS;

export interface Moment {
  readonly at: Position;
  readonly kn: number;
  readonly deg: number;
}

/** Where speed and course lead from a place, at any second until the last. */
export class Path {
  readonly seconds: number;
  readonly #moments: Moment[] = [];

  constructor(from: Position, seconds: number, conduct: (s: number) => { kn: number; deg: number }) {
    this.seconds = seconds;
    let at = from;
    for (let s = 0; s <= seconds + STEP_S; s += STEP_S) {
      const { kn, deg } = conduct(s);
      this.#moments.push({ at, kn, deg });
      at = destination(at, deg, knotsToMetresPerSecond(kn) * STEP_S);
    }
  }

  at(s: number): Moment {
    const i = Math.max(0, Math.min(this.#moments.length - 2, Math.floor(s / STEP_S)));
    const { at, kn, deg } = this.#moments[i]!;
    return { at: destination(at, deg, knotsToMetresPerSecond(kn) * (s - i * STEP_S)), kn, deg };
  }

  /** The least distance from the shore, metres; undefined beyond what is known counts as far. */
  shoreM(shore: Shore): number {
    return Math.min(
      ...this.#moments
        .filter((_, i) => i % 12 === 0)
        .map(({ at }) => shore.distanceM(at.lat, at.lon) ?? Number.POSITIVE_INFINITY),
    );
  }
}

/** A report of the same kind as another, of another moment: what it left out stays out. */
export function restated(
  { message }: Report,
  { at, kn, deg }: Moment,
  atMs: number,
  random: Random,
  headingDeg = deg,
): Said {
  const lat = at.lat + (gaussian(random) * NOISE_M) / 111_195;
  const lon = at.lon + (gaussian(random) * NOISE_M) / 111_195 / Math.cos((at.lat * Math.PI) / 180);
  const {
    turnDegPerMin: _turn,
    turnBeyondScale: _beyond,
    ...rest
  } = { turnDegPerMin: 0, turnBeyondScale: '', ...message };
  const restated = {
    ...rest,
    ...{ lat, lon, utcSecond: Math.floor(atMs / 1000) % 60 },
    ...(message.sogKn !== undefined && { sogKn: Math.max(0, kn + gaussian(random) * 0.1) }),
    ...(message.cogDeg !== undefined && { cogDeg: wrap(deg + gaussian(random)) }),
    ...(message.headingDeg !== undefined && { headingDeg: Math.floor(wrap(headingDeg)) }),
  };
  return { atMs, message: restated as AisMessage };
}

export const wrap = (deg: number): number => ((deg % 360) + 360) % 360;

/**
 * The vessel as it was until report `i`, and from there on a path instead, reported when the vessel would have reported;
 * then it is gone. Statics go on.
 */
export function along(
  leg: Leg,
  i: number,
  path: Path,
  random: Random,
  headingDeg?: (s: number) => number,
): Said[] {
  const from = leg.reports[i]!;
  const untilMs = from.atMs + path.seconds * 1000;
  const times = timesOf(leg, i, untilMs, random);
  const reports = times.map((atMs) => {
    const s = (atMs - from.atMs) / 1000;
    return restated(from, path.at(s), atMs, random, headingDeg?.(s));
  });
  const isReport = new Set(leg.vessel.reports.map(({ said }) => said));
  const kept = leg.vessel.all.filter((said) =>
    isReport.has(said) ? said.atMs <= from.atMs : said.atMs <= untilMs,
  );
  return [...kept, ...reports];
}

/** When the vessel reported after its report `i`, once where several stations heard it, and as often beyond its last. */
export function timesOf(leg: Leg, i: number, untilMs: number, random: Random): number[] {
  let last = leg.reports[i]!.atMs;
  const times: number[] = [];
  for (const { atMs } of leg.reports.slice(i + 1)) {
    if (atMs - last < SAME_MS) continue;
    times.push(atMs);
    last = atMs;
  }
  while (last < untilMs) {
    last += Math.round(leg.everyMs * (0.95 + 0.1 * random()));
    times.push(last);
  }
  return times.filter((atMs) => atMs <= untilMs);
}

/** A report of the leg with so much of it before and after; by chance among them. */
export function momentOf(leg: Leg, beforeMs: number, afterMs: number, random: Random): number | undefined {
  const fit = leg.reports.flatMap(({ atMs }, i) =>
    atMs - leg.fromMs >= beforeMs && leg.untilMs - atMs >= afterMs ? [i] : [],
  );
  return fit.length === 0 ? undefined : fit[Math.floor(random() * fit.length)];
}

/** A site far from the shore and from ports, where a vessel that stops has no berth. */
export function isAtSea({ lat, lon }: Position, shore: Shore, shoreM: number, portM: number): boolean {
  return (shore.distanceM(lat, lon) ?? shoreM) >= shoreM && (shore.portM(lat, lon) ?? portM) >= portM;
}

export const changed = (truth: Truth, said: readonly Said[]): Changed => ({
  truth,
  said: new Map([[truth.mmsis[0]!, said]]),
});

/** Everything of the vessel, its reports as `change` says them. */
export function changedReports(leg: Leg, change: (report: Report) => Said | undefined): Said[] {
  const byReport = new Map(leg.vessel.reports.map((report) => [report.said, report]));
  return leg.vessel.all.flatMap((said) => {
    const report = byReport.get(said);
    const now = report === undefined ? said : change(report);
    return now === undefined ? [] : [now];
  });
}

/** The same report displaced. */
export function moved({ said }: Report, to: Position): Said {
  return { atMs: said.atMs, message: { ...said.message, lat: to.lat, lon: to.lon } as AisMessage };
}
