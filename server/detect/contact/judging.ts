/** Whether a transmitter that is not heard should have been: its own habit, its way, and who else is heard there. */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import { SILENCE } from '../../../proto/domain/alert/thresholds/contact.table.ts';
import { bearingDeg, destination, distanceM, type Position, turnBetween } from '../../../proto/domain/geo.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { ContactState } from '../../../proto/domain/track.ts';
import { degrees, epochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import type { Watch } from '../detector.ts';
import { lostClues } from '../distress/possible.ts';
import { isFarOut, isSmall, type Slowed, slowed } from '../distress/slowed.ts';
import type { Thing } from '../thing.ts';
import { leastKn, mayLie } from './berths.ts';
import type { Hearing, Motion } from './hearing.ts';

/** Farther than this nobody says where it should be. */
const LONGEST_WAY_S = 900;
/** Ahead: within so much of its course. Several others, so many times as far as beside it, are around. */
const AHEAD_DEG = 45;
const AROUND = 2.5;
const AROUND_LEAST = 2;
/** Where they are heard around and ahead now, so much of the usual chance is enough: what was learned is of all weathers. */
const AMONG_SHARE = 0.7;
/** What brings reports may fail for more than a receiver's range; then so few, if they are this share of all under way. */
const FAR_M = 150_000;
const FAR_LEAST = 2;
const FAR_SHARE = 0.4;
/** It owes one report in so long at the least, as far as is counted here. */
const LEAST_STEP_S = 30;
/** However well all is received: one report may always be lost. */
const MOST_CHANCE = 0.9;
/** Speed made good is taken over so long at least. */
const MADE_GOOD_MS = 60_000;
/** What was heard so long before it fell silent should be heard after, too. */
const BEFORE_MS = 5 * 60_000;
/** Sensors go on seeing it for so long after its last word. */
const SEEN_ON_MS = 60_000;

export type Verdict =
  | {
      readonly is: 'silent';
      readonly evidence: readonly Clue[];
      readonly thresholdS: number;
      /** A small craft far out that had slowed down: that may be more than silence. */
      readonly afterSlowing: boolean;
    }
  /** Not now: looked at again. */
  | { readonly is: 'unclear' }
  /** Several fell silent here at once. */
  | { readonly is: 'together'; readonly with: readonly Thing[] }
  /** It may be silent for good. */
  | { readonly is: 'excused' };

/** Within so long is at once. */
const TOGETHER_MS = 90_000;
/** Where a receiver is out, not many others under way near there are heard: less than two for each that is not. */
const TOGETHER_SHARE = 0.5;

/** At anchor, moored (ITU-R M.1371-5 table 45). */
const LIES: ReadonlySet<number | undefined> = new Set([1, 5]);

const UNCLEAR: Verdict = { is: 'unclear' };
const EXCUSED: Verdict = { is: 'excused' };

export const isClassA = (kind: number): boolean => kind !== TrackKind.classB;

/** How long a silence of this vessel must be, seconds. */
export function enoughS(watch: Watch, hearing: Hearing): number {
  const { afterS, intervals, ownGaps } = watch.values(SILENCE, hearing.thing?.class);
  const usualS = (hearing.usualMs ?? 0) / 1000;
  return Math.max(afterS, intervals * usualS, (ownGaps * hearing.gapMs(watch.nowMs)) / 1000);
}

/** Speed and course when it was last heard: as said, and as made good; undefined where nothing is known. */
export function lastMotion(
  hearing: Hearing,
): { readonly sogKn: number; readonly cogDeg: number } | undefined {
  const { reports } = hearing.vessel;
  let back = 1;
  while (back < reports.count - 1 && reports.ms(0) - reports.ms(back) < MADE_GOOD_MS) back++;
  if (reports.count < 2) return undefined;
  const madeKn = reports.madeGoodKn(back);
  const sogKn = Number.isNaN(hearing.sogKn) ? madeKn : Math.min(hearing.sogKn, madeKn);
  return { sogKn, cogDeg: Number.isNaN(hearing.cogDeg) ? reports.madeGoodDeg(back) : hearing.cogDeg };
}

export function judged(watch: Watch, hearing: Hearing): Verdict {
  const { thing, vessel } = hearing;
  if (!thing || vessel.things.size > 1) return EXCUSED;
  const values = watch.values(SILENCE, thing.class);
  const motion = lastMotion(hearing);
  if (!motion) return EXCUSED;
  const stopped = motion.sogKn < leastKn(watch, hearing) ? slowedFarOut(watch, thing) : undefined;
  if (motion.sogKn < leastKn(watch, hearing) && !stopped) return EXCUSED;
  if (mayLie(watch, hearing, motion)) return EXCUSED;
  const around = neighbours(watch, hearing, values.nearM, values.underWayKn);
  const { coveredS, chance, missAll } = covered(watch, hearing, motion, around.heard);
  if (coveredS < values.coveredS || missAll > values.missAll) return UNCLEAR;
  const { fellSilent } = watch.values(SILENCE);
  if (around.together.length >= Math.max(fellSilent - 1, around.underWay * TOGETHER_SHARE))
    return { is: 'together', with: around.together };
  const isSeen =
    (thing.contact === ContactState.silent || thing.contact === ContactState.dark) &&
    thing.ms > hearing.lastMs + SEEN_ON_MS;
  const heard = around.heard.length;
  const all = heard + around.silent;
  if (!isSeen && (heard < values.others || heard < values.othersShare * all)) return UNCLEAR;
  if (fellSilentFar(watch, hearing, values.underWayKn)) return EXCUSED;
  const evidence: Clue[] = [
    {
      what: 'lastHeard',
      atMs: epochMs(hearing.lastMs),
      place: { lat: hearing.lat, lon: hearing.lon },
    },
    { what: 'speedThen', measure: { value: round(motion.sogKn, 10), unit: 'kn' } },
    { what: 'usualInterval', measure: { value: Math.round((hearing.usualMs ?? 0) / 1000), unit: 's' } },
    { what: 'receptionChance', measure: { value: round(chance, 100), unit: 'ratio' } },
    { what: 'othersHeard', measure: { value: heard, unit: 'count' }, ...trackOf(around.heard[0]) },
  ];
  if (isSeen) evidence.push({ what: 'sensorsStillSee', atMs: epochMs(thing.ms) });
  return {
    is: 'silent',
    evidence: stopped
      ? [...lostClues(watch, thing, stopped.beforeKn, stopped.lastKn), ...evidence]
      : evidence,
    thresholdS: enoughS(watch, hearing),
    afterSlowing: stopped !== undefined,
  };
}

/** Others are heard around it, and ahead, since it was last heard. */
export function isAmongHeard(watch: Watch, hearing: Hearing): boolean {
  const motion = lastMotion(hearing);
  if (!motion) return false;
  const { besideM, nearM, underWayKn } = watch.values(SILENCE);
  const { heard } = neighbours(watch, hearing, nearM, underWayKn);
  const from = { lat: degrees(hearing.lat), lon: degrees(hearing.lon) };
  return isAmong(heard, hearing.kind, from, motion.cogDeg, besideM * AROUND, nearM);
}

/** A small craft far out, under way a while ago, not at anchor. */
const slowedFarOut = (watch: Watch, thing: Thing): Slowed | undefined =>
  isSmall(watch, thing) && isFarOut(watch, thing) && !LIES.has(thing.navStatus)
    ? slowed(watch, thing)
    : undefined;

/**
 * Its way on from where it was last heard, as far as such reports are received there, as learned or as others are heard
 * there now: how long, how well, and the chance that all it owed on it were missed.
 */
function covered(
  watch: Watch,
  { lat, lon, kind, usualMs = 0, lastMs }: Hearing,
  { sogKn, cogDeg }: Motion,
  heard: readonly Thing[],
): { readonly coveredS: number; readonly chance: number; readonly missAll: number } {
  const { chance: least, besideM, nearM } = watch.values(SILENCE);
  const from = { lat: degrees(lat), lon: degrees(lon) };
  const stepS = Math.max(LEAST_STEP_S, usualMs / 1000);
  const untilS = Math.min(LONGEST_WAY_S, (watch.nowMs - lastMs) / 1000);
  const goesOn = isAmong(heard, kind, from, cogDeg, besideM * AROUND, nearM);
  let [coveredS, chance, missAll] = [0, 1, 1];
  for (let s = stepS; s <= untilS; s += stepS) {
    const at = destination(from, cogDeg, knotsToMetresPerSecond(sogKn) * s);
    const learned = watch.learned.reception.chance(isClassA(kind), at.lat, at.lon);
    const isHeardThere = goesOn || heard.some((one) => isBeside(one, kind, at, besideM));
    const there = learned ?? (isHeardThere ? least : 0);
    if (there < (goesOn ? AMONG_SHARE : 1) * least) break;
    coveredS = s;
    chance = Math.min(chance, there);
    missAll *= 1 - Math.min(MOST_CHANCE, there);
  }
  return { coveredS, chance, missAll };
}

/** Class A is heard from farther: it says nothing of where class B is. */
const isBeside = (other: Thing, kind: number, at: Position, besideM: number): boolean =>
  (isClassA(kind) || !isClassA(other.kind)) &&
  distanceM(at, { lat: degrees(other.lat), lon: degrees(other.lon) }) <= besideM;

/** Several are heard around it and somebody ahead of it: what leaves the coverage has nobody ahead. */
function isAmong(
  heard: readonly Thing[],
  kind: number,
  from: Position,
  cogDeg: number,
  aroundM: number,
  aheadM: number,
): boolean {
  let around = 0;
  let isAnyAhead = false;
  for (const other of heard) {
    if (isBeside(other, kind, from, aroundM)) around++;
    const at = { lat: degrees(other.lat), lon: degrees(other.lon) };
    isAnyAhead ||=
      isBeside(other, kind, from, aheadM) && Math.abs(turnBetween(bearingDeg(from, at), cogDeg)) <= AHEAD_DEG;
  }
  return isAnyAhead && around >= AROUND_LEAST;
}

interface Around {
  readonly heard: readonly Thing[];
  /** Of those that are heard. */
  readonly underWay: number;
  readonly silent: number;
  /** Under way when they fell silent, at about the same time. */
  readonly together: readonly Thing[];
}

/** Who else, heard shortly before, is heard since; and who fell silent with it. */
function neighbours(
  watch: Watch,
  { lat, lon, lastMs, vessel, usualMs = 0 }: Hearing,
  rangeM: number,
  underWayKn: number,
): Around {
  const heard: Thing[] = [];
  const together: Thing[] = [];
  let silent = 0;
  let underWay = 0;
  const togetherMs = Math.max(TOGETHER_MS, 2 * usualMs);
  for (const thing of watch.near(lat, lon, rangeM)) {
    const other = thing.vessel;
    if (!other || other === vessel || other.nature !== vessel.nature) continue;
    if (other.lastMs > lastMs + togetherMs) {
      heard.push(thing);
      if (thing.sogKn >= underWayKn) underWay++;
    } else if (other.lastMs >= lastMs - BEFORE_MS) {
      silent++;
      // What lies still speaks seldom, and may have switched off by itself.
      if (Math.abs(other.lastMs - lastMs) <= togetherMs && thing.sogKn >= underWayKn) together.push(thing);
    }
  }
  return { heard, underWay, silent, together };
}

/** A good part of all that is under way far and wide fell silent with it: whatever brings their reports failed. */
function fellSilentFar(
  watch: Watch,
  { lat, lon, lastMs, vessel, usualMs = 0 }: Hearing,
  underWayKn: number,
): boolean {
  const togetherMs = Math.max(TOGETHER_MS, 2 * usualMs);
  let [together, heard] = [0, 0];
  for (const { vessel: other, sogKn } of watch.near(lat, lon, FAR_M)) {
    if (!other || other === vessel || other.nature !== vessel.nature || !(sogKn >= underWayKn)) continue;
    if (other.lastMs > lastMs + togetherMs) heard++;
    else if (other.lastMs >= lastMs - togetherMs) together++;
  }
  return together >= FAR_LEAST && together >= FAR_SHARE * (together + heard);
}

const trackOf = (thing: Thing | undefined) => (thing ? { trackId: thing.id } : {});
const round = (value: number, per: number): number => Math.round(value * per) / per;
