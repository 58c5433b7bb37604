/** A vessel on a steady passage that changes course at once, where others go on, and keeps to the new course. */
import { SUDDEN_TURN } from '../../../proto/domain/alert/thresholds/movement.table.ts';
import { destination, turnBetween } from '../../../proto/domain/geo.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { atWork, isBusy, nearPort, othersDo, sails, timesBefore } from './context.ts';
import { Paced } from './paced.ts';
import { Told } from './told.ts';
import { newLeg, Way } from './way.ts';

const SPACING_MS = 25_000;
const STRAIGHT_BEFORE = 0.97;
const STRAIGHT_AFTER = 0.975;
const STRAIGHT_PASSAGE = 0.9;
const STEP_MS = 60_000;
/** Ahead on the old course: the next cell but one. */
const AHEAD_M = 4000;
/** So many times as long after the turn it is looked at again. */
const LATER = 3;
const HOLDS_MS = 30 * 60_000;
const LATELY_MS = 6 * 3_600_000;
/** More is a vessel that turns back. */
const TURNS_BACK_DEG = 120;
/** Of the speed: who changes it too arrives or departs. */
const SAME_SPEED = 0.2;
/** The course before the turn is that of so long. */
const COURSE_MS = 8 * 60_000;

export const suddenTurn: OpenDetector = (watch) => {
  const way = new Way();
  const [before, after, lead] = [newLeg(), newLeg(), newLeg()];
  const paced = new Paced(45_000);
  const told = new Told();

  const look = (thing: Thing): void => {
    const limits = watch.values(SUDDEN_TURN, thing.class);
    const afterMs = limits.afterS * 1000;
    way.load(thing.trace, SPACING_MS, LATER * afterMs + (limits.beforeS + limits.withinS) * 1000 + STEP_MS);
    // Where it goes shows later than that it goes elsewhere.
    for (let times = 1; times <= LATER; times++) if (turned(thing, times * afterMs)) return;
  };

  /** Whether it turned so long ago, and that was told or is no news. */
  const turned = (thing: Thing, afterMs: number): boolean => {
    const limits = watch.values(SUDDEN_TURN, thing.class);
    const turned = way.back(afterMs);
    if (turned === undefined) return true;
    way.leg(turned, 0, after);
    if (after.straight < STRAIGHT_AFTER || after.kn < limits.minKn * (1 - SAME_SPEED)) return true;
    for (let turnMs = 0; turnMs <= limits.withinS * 1000; turnMs += STEP_MS) {
      const turning = way.back(turnMs, turned);
      const begin = turning === undefined ? undefined : way.back(COURSE_MS, turning);
      if (turning === undefined || begin === undefined) return true;
      way.leg(begin, turning, before);
      if (before.straight < STRAIGHT_BEFORE || before.kn < limits.minKn) continue;
      const turnDeg = Math.abs(turnBetween(before.courseDeg, after.courseDeg));
      if (turnDeg < limits.angleDeg || turnDeg > TURNS_BACK_DEG) continue;
      if (Math.abs(after.kn / before.kn - 1) > SAME_SPEED) return false;
      const mostMs = limits.beforeS * 1000;
      if (way.passageMs(turning, STRAIGHT_PASSAGE, limits.minKn, mostMs, lead) < mostMs) return false;
      const onsetMs = way.ms[turning]!;
      if (nearPort(watch, thing, limits.portM)) return false;
      const bends = timesBefore(watch, 'bend', thing, onsetMs, LATELY_MS);
      if (bends + timesBefore(watch, 'turn', thing, onsetMs, LATELY_MS) >= limits.habit) return false;
      if (isBusy(watch, thing)) return false;
      if (othersDo(watch, 'bend', thing, way.placeOf(turning), limits.others)) return false;
      if (!othersGoOn(thing, turning)) return false;
      raise(thing, onsetMs, turning, turnDeg);
      return true;
    }
    return false;
  };

  /** More of the others went on ahead than go where it goes. */
  const othersGoOn = (thing: Thing, turning: number): boolean => {
    const { traffic } = watch.learned;
    const ahead = destination(way.placeOf(turning), before.courseDeg, AHEAD_M);
    return (
      traffic.vesselsAt(ahead.lat, ahead.lon, thing.mmsi) >
      traffic.vesselsAt(thing.lat, thing.lon, thing.mmsi)
    );
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
