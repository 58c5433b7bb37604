/** What a vessel does that asks for a second look: turns, stops, drifts, lies in wait, meets another. */
import { SERVICE_CLASSES, thingClass } from '../../../proto/domain/alert/thingclass.ts';
import { bearingDeg, destination, turnBetween } from '../../../proto/domain/geo.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { between } from '../../../proto/domain/random.ts';
import type { AisMessage } from '../../../server/decode/ais/message.ts';
import type { Said } from '../corpora/traffic.ts';
import {
  along,
  type Changed,
  changed,
  GRACE_MS,
  type Inject,
  isAtSea,
  MINUTE_MS,
  momentOf,
  Path,
  restated,
  wrap,
} from './injection.ts';
import { courseAt, type Leg, speedAt, type Vessel } from './legs.ts';

/** It held its course within so much for eight minutes. */
const STEADY_DEG = 12;
const STEADY_MS = 8 * MINUTE_MS;
const OFF_SHORE_M = 500;
/** ITU-R M.1371-5 table 53. */
const SAILING = 36;

/**
 * Who by its own statics fishes, sails, tows, dredges, pilots, rescues or is of the state turns, waits and meets for its work:
 * that is never to be told, and so nothing of the kind is injected.
 */
function isItsWork({ shipType }: Vessel): boolean {
  const is = thingClass(TrackKind.classA, shipType);
  return SERVICE_CLASSES.has(is) || is === 'fishing' || shipType === SAILING;
}

/** A moment before which it went straight, and its course there. */
export function steady(leg: Leg, random: () => number): { i: number; course: number } | undefined {
  for (let tries = 0; tries < 5; tries++) {
    const i = momentOf(leg, STEADY_MS + 2 * MINUTE_MS, 0, random);
    if (i === undefined) return undefined;
    const course = courseAt(leg, i);
    if (course === undefined) continue;
    const before = leg.reports
      .map((_, k) => k)
      .filter((k) => k <= i && leg.reports[i]!.atMs - leg.reports[k]!.atMs <= STEADY_MS);
    const isSteady = before.every((k) => {
      const then = courseAt(leg, k);
      return then !== undefined && Math.abs(turnBetween(then, course)) <= STEADY_DEG;
    });
    if (isSteady) return { i, course };
  }
  return undefined;
}

interface Turn {
  readonly injection: string;
  readonly byDeg: number;
  /** Degrees a second, from and to: what the rudder of ships and boats does. */
  readonly degPerS: readonly [number, number];
  readonly minutes: number;
  readonly leastKn: number;
}

/** Turns at sea and goes on at its speed. */
const turn =
  ({ injection, byDeg, degPerS, minutes, leastKn }: Turn): Inject =>
  (leg, { random, shore }) => {
    if (isItsWork(leg.vessel)) return undefined;
    const found = steady(leg, random);
    const kn = found && speedAt(leg, found.i);
    if (found === undefined || kn === undefined || kn < leastKn) return undefined;
    const { i, course } = found;
    const side = random() < 0.5 ? -1 : 1;
    const rate = between(random, ...degPerS);
    const from = leg.reports[i]!;
    const path = new Path(from.at, minutes * 60, (s) => ({
      kn,
      deg: wrap(course + side * Math.min(byDeg, rate * s)),
    }));
    if (path.shoreM(shore) < OFF_SHORE_M) return undefined;
    return told(injection, leg, i, minutes, along(leg, i, path, random));
  };

const told = (
  injection: string,
  { vessel, reports }: Leg,
  i: number,
  minutes: number,
  said: readonly Said[],
): Changed => {
  const fromMs = reports[i]!.atMs;
  return changed(
    { injection, mmsis: [vessel.mmsi], fromMs, untilMs: fromMs + minutes * MINUTE_MS + GRACE_MS },
    said,
  );
};

export const deviation = turn({
  ...{ injection: '45° deviation', byDeg: 45, degPerS: [0.5, 1.5], minutes: 20, leastKn: 5 },
});
export const uTurn = turn({ injection: 'U-turn', byDeg: 180, degPerS: [1.2, 3], minutes: 20, leastKn: 5 });

/** From its speed (eight knots and more) to a quarter or a third of it within two minutes. */
export const slowDown: Inject = (leg, { random, shore }) => {
  if (isItsWork(leg.vessel)) return undefined;
  const found = steady(leg, random);
  const kn = found && speedAt(leg, found.i);
  if (found === undefined || kn === undefined || kn < 8) return undefined;
  const { i, course } = found;
  const slow = kn * between(random, 0.2, 0.35);
  const minutes = 20;
  const path = new Path(leg.reports[i]!.at, minutes * 60, (s) => ({
    kn: Math.max(slow, kn - ((kn - slow) * s) / 120),
    deg: course,
  }));
  if (path.shoreM(shore) < OFF_SHORE_M) return undefined;
  return told('slow-down', leg, i, minutes, along(leg, i, path, random));
};

/** Slows within five minutes, and then wind and current have it: two knots, across its heading, for 40 minutes. */
export const drift: Inject = (leg, { random, shore }) => {
  const i = momentOf(leg, 5 * MINUTE_MS, 0, random);
  if (i === undefined || leg.reports[i]!.message.headingDeg === undefined) return undefined;
  const course = courseAt(leg, i);
  const from = leg.reports[i]!;
  if (course === undefined || !isAtSea(from.at, shore, 2000, 3000)) return undefined;
  const drifting = { kn: between(random, 1.3, 3), deg: wrap(course + between(random, 70, 150)) };
  const slowing = 300;
  const minutes = 40;
  const path = new Path(from.at, minutes * 60, (s) =>
    s < slowing ? { kn: Math.max(1, leg.kn * (1 - s / slowing)), deg: course } : drifting,
  );
  if (path.shoreM(shore) < OFF_SHORE_M) return undefined;
  return told(
    'drift',
    leg,
    i,
    minutes,
    along(leg, i, path, random, () => course),
  );
};

/** To and fro within a kilometre for an hour and a quarter, two to four knots. */
export const loiter: Inject = (leg, { random, shore }) => {
  if (isItsWork(leg.vessel)) return undefined;
  const i = momentOf(leg, 5 * MINUTE_MS, 0, random);
  if (i === undefined) return undefined;
  const from = leg.reports[i]!;
  const course = courseAt(leg, i);
  if (course === undefined || !isAtSea(from.at, shore, 2000, 5000)) return undefined;
  const centre = destination(from.at, course, 700);
  const radiusM = between(random, 500, 900);
  const kn = between(random, 1.5, 4);
  const minutes = 75;
  let here = from.at;
  let deg = course;
  const path = new Path(from.at, minutes * 60, (s) => {
    const now = Math.max(kn, leg.kn * (1 - s / 180));
    // Changes its mind now and then, and turns back at the edge.
    if (s > 180 && random() < 0.02) deg = wrap(deg + between(random, -120, 120));
    const edge = bearingDeg(here, centre);
    if (s > 180 && distanceOf(here, centre) > radiusM && Math.abs(turnBetween(deg, edge)) > 60)
      deg = wrap(edge + between(random, -40, 40));
    here = destination(here, deg, now * 0.514444 * 5);
    return { kn: now, deg };
  });
  if (path.shoreM(shore) < OFF_SHORE_M) return undefined;
  return told('loiter', leg, i, minutes, along(leg, i, path, random));
};

const distanceOf = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number =>
  Math.hypot((a.lat - b.lat) * 111_195, (a.lon - b.lon) * 111_195 * Math.cos((a.lat * Math.PI) / 180));

/** A vessel that waits, and one that comes from five miles off, lies beside it for three quarters of an hour, and goes. */
export const rendezvous: Inject = (leg, { random, shore, newMmsi }) => {
  if (isItsWork(leg.vessel)) return undefined;
  const approachS = 30 * 60;
  const togetherS = 45 * 60;
  const leaveS = 15 * 60;
  const i = momentOf(leg, 5 * MINUTE_MS, 0, random);
  if (i === undefined) return undefined;
  const from = leg.reports[i]!;
  const course = courseAt(leg, i);
  if (course === undefined || !isAtSea(from.at, shore, 2000, 5000)) return undefined;
  const seconds = approachS + togetherS + leaveS;
  const adrift = { kn: between(random, 0.2, 0.8), deg: between(random, 0, 360) };
  const waits = new Path(from.at, seconds, (s) => {
    if (s < 300) return { kn: Math.max(adrift.kn, leg.kn * (1 - s / 300)), deg: course };
    if (s < approachS + togetherS) return adrift;
    return { kn: Math.min(leg.kn, (s - approachS - togetherS) / 30), deg: course };
  });
  const beside = destination(waits.at(approachS).at, between(random, 0, 360), between(random, 40, 150));
  const awayDeg = between(random, 0, 360);
  const kn = between(random, 8, 14);
  const begin = destination(beside, awayDeg, kn * 0.514444 * (approachS - 150));
  const inbound = wrap(awayDeg + 180);
  const comes = new Path(begin, seconds, (s) => {
    if (s < approachS - 300) return { kn, deg: inbound };
    if (s < approachS) return { kn: Math.max(0.1, kn * (1 - (s - approachS + 300) / 300)), deg: inbound };
    if (s < approachS + togetherS) return adrift;
    return { kn: Math.min(kn, (s - approachS - togetherS) / 30), deg: awayDeg };
  });
  if (waits.shoreM(shore) < OFF_SHORE_M || comes.shoreM(shore) < OFF_SHORE_M) return undefined;
  const mmsi = newMmsi();
  const other: Said[] = [];
  for (let s = 0; s <= seconds; s += (leg.everyMs / 1000) * between(random, 0.95, 1.05)) {
    const { atMs, message } = restated(from, comes.at(s), Math.round(from.atMs + s * 1000), random);
    other.push({ atMs, message: { ...message, mmsi } as AisMessage });
  }
  const fromMs = from.atMs + approachS * 1000;
  return {
    truth: {
      injection: 'rendezvous',
      mmsis: [leg.vessel.mmsi, mmsi],
      fromMs,
      untilMs: fromMs + (togetherS + leaveS) * 1000,
    },
    said: new Map([
      [leg.vessel.mmsi, along(leg, i, waits, random)],
      [mmsi, other],
    ]),
  };
};
