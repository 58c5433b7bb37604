/** Whether a transmitter that is not heard should have been: its own habit, its way, and who else is heard there. */
import type { Clue } from '../../../proto/domain/alert/alert.ts';
import { SILENCE } from '../../../proto/domain/alert/thresholds/contact.table.ts';
import { destination, distanceM, type Position } from '../../../proto/domain/geo.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { ContactState } from '../../../proto/domain/track.ts';
import { degrees, epochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import type { Watch } from '../detector.ts';
import { lostClues } from '../distress/possible.ts';
import { isFarOut, isSmall, type Slowed, slowed } from '../distress/slowed.ts';
import type { Thing } from '../thing.ts';
import type { Hearing } from './hearing.ts';

/** Farther than this nobody says where it should be. */
const LONGEST_WAY_S = 900;
/** What is so near on its way it may have reached at once, by steps of this. */
const SOON_M = 1200;
/** Where it may turn in: to both sides of its course. */
const ASIDE_M = 900;
const ASIDE_DEG = [-90, -45, 45, 90];
/** So fast nobody goes alongside, even at home. */
const OWN_BERTH_KN = 12;
const STEP_M = 400;
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

export interface Motion {
  readonly sogKn: number;
  readonly cogDeg: number;
}

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
  const { chance: least, besideM } = watch.values(SILENCE);
  const from = { lat: degrees(lat), lon: degrees(lon) };
  const stepS = Math.max(LEAST_STEP_S, usualMs / 1000);
  const untilS = Math.min(LONGEST_WAY_S, (watch.nowMs - lastMs) / 1000);
  let [coveredS, chance, missAll] = [0, 1, 1];
  for (let s = stepS; s <= untilS; s += stepS) {
    const at = destination(from, cogDeg, knotsToMetresPerSecond(sogKn) * s);
    const learned = watch.learned.reception.chance(isClassA(kind), at.lat, at.lon);
    const there = learned ?? (heard.some((one) => isBeside(one, kind, at, besideM)) ? least : 0);
    if (there < least) break;
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

function isInshore(watch: Watch, { lat, lon, thing }: Hearing): boolean {
  const toShoreM = watch.shore.distanceM(lat, lon);
  return toShoreM !== undefined && toShoreM <= watch.values(SILENCE, thing?.class).inshoreM;
}

/** Near the shore what is slow goes alongside; far out nobody does. */
function leastKn(watch: Watch, hearing: Hearing): number {
  const { underWayKn, alongsideKn } = watch.values(SILENCE, hearing.thing?.class);
  return isInshore(watch, hearing) ? alongsideKn : underWayKn;
}

/** On its way, and near: a port, its own berth, or, where it is slow, a place where vessels were seen to lie. */
function mayLie(watch: Watch, hearing: Hearing, { sogKn, cogDeg }: Motion): boolean {
  const { vessel, thing } = hearing;
  const { portM, stopVessels, stoppingKn, inshoreKn } = watch.values(SILENCE, thing?.class);
  const from = { lat: degrees(hearing.lat), lon: degrees(hearing.lon) };
  for (let m = 0; m <= SOON_M; m += STEP_M) {
    const { lat, lon } = destination(from, cogDeg, m);
    const toPortM = watch.shore.portM(lat, lon);
    if (toPortM !== undefined && toPortM < portM) return true;
    const lying = watch.learned.stops.vesselsAt(lat, lon);
    if (lying === 0) continue;
    const isOwn = lying > watch.learned.stops.vesselsAt(lat, lon, [vessel.mmsi]);
    if (isOwn && sogKn < OWN_BERTH_KN) return true;
    if (lying >= stopVessels && sogKn < stoppingKn) return true;
  }
  if (sogKn >= inshoreKn || !isInshore(watch, hearing)) return false;
  // Slow and near the shore it turns in anywhere.
  return ASIDE_DEG.some((deg) => {
    const { lat, lon } = destination(from, cogDeg + deg, ASIDE_M);
    return watch.learned.stops.vesselsAt(lat, lon) >= stopVessels;
  });
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

const trackOf = (thing: Thing | undefined) => (thing ? { trackId: thing.id } : {});
const round = (value: number, per: number): number => Math.round(value * per) / per;
