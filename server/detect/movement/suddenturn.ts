/** A vessel on a steady passage that changes course at once, in open water, and keeps to the new course. */
import { SUDDEN_TURN } from '../../../proto/domain/alert/thresholds/movement.table.ts';
import { turnBetween } from '../../../proto/domain/geo.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { atWork, DAY_MS, isBusy, nearPort, nearShore, othersDo, sails, timesBefore } from './context.ts';
import { Paced } from './paced.ts';
import { Told } from './told.ts';
import { newLeg, Way } from './way.ts';

const SPACING_MS = 25_000;
const STRAIGHT_BEFORE = 0.97;
const STRAIGHT_AFTER = 0.99;
const STRAIGHT_PASSAGE = 0.9;
const STEP_MS = 60_000;
const HOLDS_MS = 30 * 60_000;
/** More is no deviation but another way: simulated and real vessels that go about their work turn by a right angle. */
const SHARPEST_DEG = 75;
/** Of the speed: who changes it too arrives or departs. */
const SAME_SPEED = 0.1;
/** The course before the turn is that of so long. */
const COURSE_MS = 8 * 60_000;

export const suddenTurn: OpenDetector = (watch) => {
  const way = new Way();
  const [before, after, lead] = [newLeg(), newLeg(), newLeg()];
  const paced = new Paced(45_000);
  const told = new Told();

  const look = (thing: Thing): void => {
    const limits = watch.values(SUDDEN_TURN, thing.class);
    way.load(thing.trace, SPACING_MS, (limits.afterS + limits.beforeS + limits.withinS) * 1000 + STEP_MS);
    const turned = way.back(limits.afterS * 1000);
    if (turned === undefined) return;
    way.leg(turned, 0, after);
    if (after.straight < STRAIGHT_AFTER || after.kn < limits.minKn * (1 - SAME_SPEED)) return;
    for (let turnMs = 0; turnMs <= limits.withinS * 1000; turnMs += STEP_MS) {
      const turning = way.back(turnMs, turned);
      const begin = turning === undefined ? undefined : way.back(COURSE_MS, turning);
      if (turning === undefined || begin === undefined) return;
      way.leg(begin, turning, before);
      if (before.straight < STRAIGHT_BEFORE || before.kn < limits.minKn) continue;
      const turnDeg = Math.abs(turnBetween(before.courseDeg, after.courseDeg));
      if (turnDeg < limits.angleDeg || turnDeg > SHARPEST_DEG) continue;
      if (Math.abs(after.kn / before.kn - 1) > SAME_SPEED) continue;
      const mostMs = limits.beforeS * 1000;
      if (way.passageMs(turning, STRAIGHT_PASSAGE, limits.minKn, mostMs, lead) < mostMs) continue;
      if (isNews(thing, turning)) raise(thing, way.ms[turning]!, turning, turnDeg);
      return;
    }
  };

  /** In open water, by a vessel that keeps to its courses, where others do not change theirs. */
  const isNews = (thing: Thing, turning: number): boolean => {
    const limits = watch.values(SUDDEN_TURN, thing.class);
    if (nearShore(watch, thing, limits.shoreM) || nearPort(watch, thing, limits.portM)) return false;
    const onsetMs = way.ms[turning]!;
    const bends = timesBefore(watch, 'bend', thing, onsetMs, DAY_MS);
    if (bends + timesBefore(watch, 'turn', thing, onsetMs, DAY_MS) >= limits.habit) return false;
    return !isBusy(watch, thing) && !othersDo(watch, 'bend', thing, way.placeOf(turning), limits.others);
  };

  const raise = (thing: Thing, onsetMs: number, turning: number, turnDeg: number): void => {
    if (!told.first(thing.name, onsetMs)) return;
    const limits = watch.values(SUDDEN_TURN, thing.class);
    const place = way.placeOf(turning);
    watch.raise({
      name: thing.name,
      kind: 'suddenTurn',
      things: [thing],
      place,
      onsetMs,
      rule: 'suddenTurn.angleDeg',
      measured: { value: turnDeg, unit: 'deg' },
      threshold: { value: limits.angleDeg, unit: 'deg' },
      evidence: [
        { what: 'turnedAt', atMs: epochMs(onsetMs), place },
        { what: 'courseBefore', measure: { value: before.courseDeg, unit: 'deg' } },
        { what: 'courseAfter', measure: { value: after.courseDeg, unit: 'deg' } },
        { what: 'passageBefore', measure: { value: limits.beforeS, unit: 's' } },
        { what: 'speed', measure: { value: after.kn, unit: 'kn' } },
      ],
      holdsMs: HOLDS_MS,
    });
  };

  return {
    name: 'suddenturn',
    moved(thing) {
      if (paced.isDue(thing) && !atWork(thing) && !sails(thing)) look(thing);
    },
    gone: (thing) => paced.gone(thing),
    stepBack: () => paced.stepBack(),
  };
};
