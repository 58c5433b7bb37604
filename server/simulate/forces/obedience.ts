/** What a crew does when it is told to: it answers as crews do, goes there, and says when it is done. */
import type { UnitReplyState } from '../../../proto/domain/observation.ts';
import { between, type Random } from '../../../proto/domain/random.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { UnitOrder } from '../../decode/decoder.ts';
import { type Activity, NavStatus } from '../activity.ts';
import { later } from '../day.ts';
import { type PathPoint, pathThrough } from '../path.ts';
import { cruiseOf, type Vessel } from '../vessel.ts';
import { legsOver } from './legs.ts';

/** Legs of a patrol by sight and radar stand so far apart. */
const LEG_SPACING_M = 5000;
/** Seconds until a crew has read an order, and until it has decided. */
const READ_S = [2, 6] as const;
const DECIDE_S = [4, 12] as const;
/** Hours at the place until the crew goes back to its own ways. */
const STAY_H = 2;
/** Along its own way out of harbour, until the sea is open. */
const OUT_OF_HARBOUR_M = 6000;

export type Answer = (state: UnitReplyState, atMs: number, text?: string) => void;

/** Who cannot be told where to go by data. */
export function answerByVoice(answer: Answer, nowMs: number, random: Random): void {
  const readMs = nowMs + between(random, ...READ_S) * 1000;
  answer('acknowledged', readMs);
  answer('cannot', readMs + between(random, ...DECIDE_S) * 1000, 'takes orders by voice only');
}

/** A vessel's crew is told something; the answers come by `answer` at their times. */
export function obey(vessel: Vessel, order: UnitOrder, answer: Answer, nowMs: EpochMs, random: Random): void {
  const readMs = nowMs + between(random, ...READ_S) * 1000;
  if (order.cancelled === true) {
    vessel.follow(undefined, nowMs);
    return;
  }
  answer('acknowledged', readMs);
  const decidedMs = readMs + between(random, ...DECIDE_S) * 1000;
  if (!vessel.present) {
    answer('cannot', decidedMs, 'not on station');
    return;
  }
  if (order.kind === 'return') {
    answer('willComply', decidedMs);
    vessel.follow(undefined, nowMs);
    return;
  }
  const legs = order.area === undefined ? placeOf(order) : legsOver(order.area, LEG_SPACING_M);
  if (legs.length === 0) {
    answer('cannot', decidedMs, 'no place was given');
    return;
  }
  answer('willComply', decidedMs);
  const out = wayOut(vessel, nowMs);
  vessel.follow(courseOver(vessel, out, legs, order.area !== undefined, answer), nowMs);
}

/** Where it lies in harbour: the beginning of the way that it would take by itself. */
function wayOut({ activity, role, motion }: Vessel, nowMs: EpochMs): PathPoint[] {
  if (activity.kind !== 'moored') return [];
  const own = role.next(nowMs, motion);
  if (own.kind !== 'passage') return [];
  const { lats, lons, fromStartM } = own.path;
  return Array.from(lats, (lat, i) => ({ lat, lon: lons[i]! })).filter(
    (_, i) => fromStartM[i]! <= OUT_OF_HARBOUR_M || fromStartM[i - 1]! < OUT_OF_HARBOUR_M,
  );
}

const placeOf = ({ lat, lon }: UnitOrder): PathPoint[] =>
  lat === undefined || lon === undefined ? [] : [{ lat, lon }];

/** There, over the legs to and fro for an area; at a place it stays a while, then nothing more is ordered. */
function courseOver(
  vessel: Vessel,
  out: readonly PathPoint[],
  legs: readonly PathPoint[],
  again: boolean,
  answer: Answer,
): (nowMs: EpochMs) => Activity | undefined {
  let rounds = 0;
  return (nowMs) => {
    const { lat, lon } = vessel.motion;
    rounds += 1;
    // The first activity is the way there and over it; when the next is asked for, it has been done.
    if (rounds === 2) answer('done', nowMs);
    if (!again && rounds === 2) return { kind: 'holding', untilMs: later(nowMs, STAY_H) };
    if (!again && rounds > 2) return undefined;
    const points = rounds % 2 === 1 ? legs : legs.toReversed();
    return {
      kind: 'passage',
      path: pathThrough([{ lat, lon }, ...(rounds === 1 ? out : []), ...points]),
      cruiseMps: cruiseOf(vessel.ship),
      stop: !again,
      navStatus: NavStatus.underWay,
    };
  };
}
