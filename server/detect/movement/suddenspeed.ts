/** A vessel that stops at once, or that slows down on passage where nobody does and goes on slowly. */
import { isVesselClass, SERVICE_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import { SUDDEN_SPEED } from '../../../proto/domain/alert/thresholds/movement.table.ts';
import { turnBetween } from '../../../proto/domain/geo.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';
import type { Trace } from '../trace.ts';
import {
  atWork,
  DAY_MS,
  isBusy,
  LONG_PASSAGE_MS,
  nearPort,
  nearShore,
  othersDo,
  timesBefore,
  vesselsLie,
} from './context.ts';
import { Paced } from './paced.ts';
import { Told } from './told.ts';
import { newLeg, Way } from './way.ts';

const SPACING_MS = 25_000;
const STRAIGHT_BEFORE = 0.7;
/** Slowly on the same way: who wanders has found what was sought. */
const STRAIGHT_AFTER = 0.98;
const SAME_COURSE_DEG = 30;
/** The slow way is looked at in so many parts, the fastest against the slowest: who slows down further is stopping. */
const PARTS = 3;
const STEADY = 3;
/** Slower lies still. */
const MOVES_KN = 0.4;
const STEP_MS = 2 * 60_000;
const COURSE_MS = 4 * 60_000;
/** Faster than anything afloat that sends AIS. */
const NO_SPEED_KN = 80;
const HOLDS_MS = 30 * 60_000;

interface Fast {
  /** When it last said a speed that is fast, and it. */
  fastMs: number;
  fastKn: number;
  /** Since when it says a slow one; NaN: it does not. */
  slowMs: number;
}

export const suddenSpeed: OpenDetector = (watch) => {
  const way = new Way();
  const [before, after, lead] = [newLeg(), newLeg(), newLeg()];
  const paced = new Paced(45_000);
  const told = new Told();
  const fast = new Map<Thing, Fast>();

  const raise = (
    thing: Thing,
    rule: 'toKn' | 'ratio',
    onsetMs: number,
    [fromKn, toKn]: readonly [number, number],
    tookS: number,
    passageMs?: number,
  ): void => {
    if (!told.first(thing.name, onsetMs)) return;
    const limits = watch.values(SUDDEN_SPEED, thing.class);
    watch.raise({
      name: thing.name,
      kind: 'suddenSpeed',
      things: [thing],
      onsetMs,
      rule: `suddenSpeed.${rule}`,
      measured: { value: toKn, unit: 'kn' },
      threshold: { value: rule === 'toKn' ? limits.toKn : limits.ratio * fromKn, unit: 'kn' },
      evidence: [
        { what: 'speedBefore', measure: { value: fromKn, unit: 'kn' }, atMs: epochMs(onsetMs) },
        { what: 'speedAfter', measure: { value: toKn, unit: 'kn' }, atMs: epochMs(thing.ms) },
        { what: 'changedWithin', measure: { value: tookS, unit: 's' } },
        ...(passageMs === undefined
          ? []
          : [{ what: 'passageBefore', measure: { value: passageMs / 1000, unit: 's' } } as const]),
      ],
      holdsMs: HOLDS_MS,
    });
  };

  /** It was followed for so long before, and lost no more of the speed that it made good than a hull can. */
  const canBe = (thing: Thing, { fastMs, fastKn, slowMs }: Fast): boolean => {
    const limits = watch.values(SUDDEN_SPEED, thing.class);
    way.load(thing.trace, SPACING_MS, 2 * (limits.sustainedS + limits.withinS + limits.followedS) * 1000);
    const end = way.back(thing.ms - fastMs);
    const begin = end === undefined ? undefined : way.back(limits.followedS * 1000, end);
    if (end === undefined || begin === undefined) return false;
    way.leg(begin, end, before);
    const mostKn = limits.toKn + ((slowMs - fastMs) / 1000) * limits.brakesKnPerS;
    // More than any vessel makes says that its log or its receiver is wrong, and what it does now is not known.
    return before.kn <= mostKn && (fastKn <= mostKn || fastKn > NO_SPEED_KN);
  };

  /** By what its transmitter says itself: fast, and at once slow, and slow for a while. */
  const stopsAtOnce = (thing: Thing, reports: Trace): void => {
    const [said, ms] = [reports.sogKn(0), reports.ms(0)];
    if (Number.isNaN(said)) return;
    const limits = watch.values(SUDDEN_SPEED, thing.class);
    const known = fast.get(thing);
    if (said >= limits.fromKn) {
      if (!known) fast.set(thing, { fastMs: ms, fastKn: said, slowMs: Number.NaN });
      else {
        known.fastMs = ms;
        known.fastKn = said;
        known.slowMs = Number.NaN;
      }
      return;
    }
    if (!known) return;
    if (said > limits.toKn) {
      if (!Number.isNaN(known.slowMs) || ms - known.fastMs > limits.withinS * 1000) fast.delete(thing);
      return;
    }
    if (Number.isNaN(known.slowMs)) {
      if (ms - known.fastMs > limits.withinS * 1000) fast.delete(thing);
      else known.slowMs = ms;
      return;
    }
    if (ms - known.slowMs < limits.sustainedS * 1000) return;
    fast.delete(thing);
    if (!canBe(thing, known)) return;
    raise(thing, 'toKn', known.fastMs, [known.fastKn, said], (known.slowMs - known.fastMs) / 1000);
  };

  /** Steady and slow since fix `from` at the latest; its mean speed, or undefined. */
  const slowSince = (from: number, slowKn: number): number | undefined => {
    let [least, most, newer] = [Number.POSITIVE_INFINITY, 0, 0];
    for (let part = 1; part <= PARTS; part++) {
      const older = part === PARTS ? from : way.back((way.ms[0]! - way.ms[from]!) / PARTS, newer);
      if (older === undefined || older > from || older === newer) return undefined;
      const kn = way.pathKn(older, newer);
      least = Math.min(least, kn);
      most = Math.max(most, kn);
      newer = older;
    }
    return least < MOVES_KN || most > slowKn || most > STEADY * least ? undefined : way.pathKn(from, 0);
  };

  const slowsDown = (thing: Thing): void => {
    const limits = watch.values(SUDDEN_SPEED, thing.class);
    if (thing.sogKn > limits.slowKn * 1.5) return;
    way.load(
      thing.trace,
      SPACING_MS,
      (limits.slowS + limits.changeS) * 1000 + Math.max(LONG_PASSAGE_MS, limits.transitS * 1000) + STEP_MS,
    );
    const from = way.back(limits.slowS * 1000);
    if (from === undefined) return;
    const kn = slowSince(from, limits.slowKn);
    if (kn === undefined || way.leg(from, 0, after).straight < STRAIGHT_AFTER) return;
    for (let changeMs = 0; changeMs <= limits.changeS * 1000; changeMs += STEP_MS) {
      const end = way.back(changeMs, from);
      const begin = end === undefined ? undefined : way.back(limits.transitS * 1000, end);
      if (end === undefined || begin === undefined) return;
      way.leg(begin, end, before);
      if (before.straight < STRAIGHT_BEFORE || before.kn < limits.transitKn) continue;
      if (kn > limits.ratio * before.kn) return;
      const near = way.back(COURSE_MS, end);
      if (near === undefined) return;
      const { courseDeg } = way.leg(near, end, lead);
      if (Math.abs(turnBetween(courseDeg, after.courseDeg)) > SAME_COURSE_DEG) return;
      if (nearShore(watch, thing, limits.shoreM) || nearPort(watch, thing, limits.portM)) return;
      if (vesselsLie(watch, thing) || isBusy(watch, thing)) return;
      const onsetMs = way.ms[end]!;
      const passageMs = way.passageMs(end, STRAIGHT_BEFORE, limits.transitKn, LONG_PASSAGE_MS, lead);
      if (passageMs < limits.transitS * 1000) continue;
      const isLong = passageMs >= LONG_PASSAGE_MS;
      if (!isLong && timesBefore(watch, 'slow', thing, onsetMs, 2 * DAY_MS) >= limits.habit) return;
      if (othersDo(watch, 'slow', thing, way.placeOf(end), limits.others)) return;
      raise(thing, 'ratio', onsetMs, [before.kn, kn], (way.ms[from]! - onsetMs) / 1000, passageMs);
      return;
    }
  };

  return {
    name: 'suddenspeed',
    moved(thing) {
      const isFast = thing.sogKn > SUDDEN_SPEED.rows.fromKn.from || fast.has(thing);
      // A radar's contact that jumps to another vessel has no speed of its own.
      const reports = isFast && isVesselClass(thing.class) ? thing.vessel?.reports : undefined;
      if (reports && reports.count > 0 && !SERVICE_CLASSES.has(thing.class)) stopsAtOnce(thing, reports);
      if (paced.isDue(thing) && !atWork(thing)) slowsDown(thing);
    },
    gone(thing) {
      paced.gone(thing);
      fast.delete(thing);
    },
    stepBack(nowMs) {
      paced.stepBack();
      for (const [thing, { fastMs }] of fast) if (fastMs > nowMs) fast.delete(thing);
    },
  };
};
