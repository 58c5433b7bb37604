/** A vessel on passage that turns and goes back the way it came, where nobody turns, and that does not do so all day. */
import { U_TURN } from '../../../proto/domain/alert/thresholds/movement.table.ts';
import { turnBetween } from '../../../proto/domain/geo.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { epochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';
import {
  atWork,
  DAY_MS,
  isBusy,
  LONG_PASSAGE_MS,
  nearPort,
  nearShore,
  othersDo,
  sails,
  timesBefore,
} from './context.ts';
import { Paced } from './paced.ts';
import { Told } from './told.ts';
import { newLeg, Way } from './way.ts';

const SPACING_MS = 25_000;
const STRAIGHT = 0.85;
/** Who looks for something, waits or fishes does not go back as straight as this. */
const STRAIGHT_AFTER = 0.985;
/** Of the passage before: it may follow a channel. */
const GETS_AHEAD = 0.75;
/** The course before the turn is that of so long. */
const COURSE_MS = 6 * 60_000;
/** Steps by which a turn's length is tried. */
const STEP_MS = 60_000;
const HOLDS_MS = 30 * 60_000;
/** Of the way before that is compared with the way back. */
const COMPARED_MS = 45 * 60_000;

export const uTurn: OpenDetector = (watch) => {
  const way = new Way();
  const [before, after, lead] = [newLeg(), newLeg(), newLeg()];
  const paced = new Paced(40_000);
  const told = new Told();

  /** Mean distance of the way after fix `turned` from the way before fix `turning`, metres. */
  const offM = (turned: number, turning: number): number => {
    let sum = 0;
    for (let i = 0; i < turned; i++) {
      let nearest = Number.POSITIVE_INFINITY;
      for (let j = turning; j < way.count && way.ms[turning]! - way.ms[j]! < COMPARED_MS; j++)
        nearest = Math.min(nearest, way.fromSegmentM(i, j));
      sum += nearest;
    }
    return sum / Math.max(1, turned);
  };

  const look = (thing: Thing): void => {
    const limits = watch.values(U_TURN, thing.class);
    if (!(thing.sogKn >= limits.minKn * (1 - limits.speedChange) * 0.8)) return;
    way.load(thing.trace, SPACING_MS, COMPARED_MS + 1000 * (limits.afterS + limits.withinS));
    const turned = way.back(limits.afterS * 1000);
    if (turned === undefined) return;
    way.leg(turned, 0, after);
    if (after.straight < STRAIGHT_AFTER || after.kn < limits.minKn * (1 - limits.speedChange)) return;
    for (let turnMs = 0; turnMs <= limits.withinS * 1000; turnMs += STEP_MS) {
      const turning = way.back(turnMs, turned);
      const near = turning === undefined ? undefined : way.back(COURSE_MS, turning);
      if (turning === undefined || near === undefined) return;
      if (way.leg(near, turning, before).straight < STRAIGHT || before.kn < limits.minKn) continue;
      const turnDeg = Math.abs(turnBetween(before.courseDeg, after.courseDeg));
      if (turnDeg < limits.angleDeg) continue;
      if (Math.abs(after.kn / before.kn - 1) > limits.speedChange) continue;
      const onsetMs = way.ms[turning]!;
      const passageMs = way.passageMs(turning, GETS_AHEAD, limits.minKn, LONG_PASSAGE_MS, lead);
      if (passageMs < limits.beforeS * 1000) return;
      const backM = offM(turned, turning);
      if (backM > Math.max(limits.backM, limits.circleS * knotsToMetresPerSecond(before.kn))) return;
      if (timesBefore(watch, 'turn', thing, onsetMs, DAY_MS) >= limits.habit) return;
      if (nearShore(watch, thing, limits.shoreM) || nearPort(watch, thing, limits.portM)) return;
      if (isBusy(watch, thing) || othersDo(watch, 'turn', thing, way.placeOf(turning), limits.others)) return;
      raise(thing, onsetMs, turnDeg, way.placeOf(turning), passageMs, backM);
      return;
    }
  };

  const raise = (
    thing: Thing,
    onsetMs: number,
    turnDeg: number,
    place: LatLon,
    passageMs: number,
    backM: number,
  ): void => {
    if (!told.first(thing.name, onsetMs)) return;
    const limits = watch.values(U_TURN, thing.class);
    watch.raise({
      name: thing.name,
      kind: 'uTurn',
      things: [thing],
      place,
      onsetMs,
      rule: 'uTurn.angleDeg',
      measured: { value: turnDeg, unit: 'deg' },
      threshold: { value: limits.angleDeg, unit: 'deg' },
      evidence: [
        { what: 'turnedAt', atMs: epochMs(onsetMs), place },
        { what: 'courseBefore', measure: { value: before.courseDeg, unit: 'deg' } },
        { what: 'courseAfter', measure: { value: after.courseDeg, unit: 'deg' } },
        { what: 'passageBefore', measure: { value: passageMs / 1000, unit: 's' } },
        { what: 'backWithin', measure: { value: backM, unit: 'm' } },
        { what: 'speedBefore', measure: { value: before.kn, unit: 'kn' } },
        { what: 'speedAfter', measure: { value: after.kn, unit: 'kn' } },
      ],
      holdsMs: HOLDS_MS,
    });
  };

  return {
    name: 'uturn',
    moved(thing) {
      if (paced.isDue(thing) && !atWork(thing) && !sails(thing)) look(thing);
    },
    gone: (thing) => paced.gone(thing),
    stepBack: () => paced.stepBack(),
  };
};
