/** Learns where vessels turn back and slow down under way. It raises nothing: the others ask what is usual. */
import { turnBetween } from '../../../proto/domain/geo.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { Paced } from './paced.ts';
import { newLeg, Way } from './way.ts';

/** Legs before and after a turn, and the turn between them. */
const LEG_MS = 4 * 60_000;
const TURN_MS = 2 * 60_000;
const SPACING_MS = 25_000;
/** Slower is no course, and no speed to slow down from. */
const MOVES_KN = 2;
const UNDER_WAY_KN = 4;
const COURSE_KN = 3;
const STRAIGHT = 0.85;
const TURNED_DEG = 120;
const BENT_DEG = 30;
/** One manoeuvre is learned once. */
const AGAIN_MS = 12 * 60_000;

interface State {
  turnedMs: number;
  isUnderWay: boolean;
}

export const manoeuvres: OpenDetector = (watch) => {
  const way = new Way();
  const [before, after] = [newLeg(), newLeg()];
  const paced = new Paced(45_000);
  const states = new Map<Thing, State>();

  const learn = (thing: Thing, mmsi: number, state: State): void => {
    way.load(thing.trace, SPACING_MS, 2 * LEG_MS + TURN_MS + 6 * 60_000);
    const turned = way.back(LEG_MS);
    if (turned === undefined) return;
    way.leg(turned, 0, after);
    if (after.kn > UNDER_WAY_KN) state.isUnderWay = true;
    else if (state.isUnderWay && way.pathKn(turned, 0) < MOVES_KN) {
      state.isUnderWay = false;
      watch.learned.manoeuvres.made('slow', mmsi, thing.lat, thing.lon, thing.ms);
    }
    if (after.kn < COURSE_KN || after.straight < STRAIGHT || thing.ms - state.turnedMs < AGAIN_MS) return;
    const turning = way.back(TURN_MS, turned);
    const old = turning === undefined ? undefined : way.back(LEG_MS, turning);
    if (turning === undefined || old === undefined) return;
    way.leg(old, turning, before);
    if (before.kn < COURSE_KN || before.straight < STRAIGHT) return;
    const turnDeg = Math.abs(turnBetween(before.courseDeg, after.courseDeg));
    if (turnDeg < BENT_DEG) return;
    state.turnedMs = thing.ms;
    const { lat, lon } = way.placeOf(turned);
    watch.learned.manoeuvres.made(turnDeg < TURNED_DEG ? 'bend' : 'turn', mmsi, lat, lon, way.ms[turned]!);
  };

  return {
    name: 'manoeuvres',
    moved(thing) {
      if (thing.mmsi === undefined || !paced.isDue(thing)) return;
      let state = states.get(thing);
      if (!state) {
        state = { turnedMs: Number.NEGATIVE_INFINITY, isUnderWay: false };
        states.set(thing, state);
      }
      learn(thing, thing.mmsi, state);
    },
    gone(thing) {
      paced.gone(thing);
      states.delete(thing);
    },
    stepBack(nowMs) {
      paced.stepBack();
      for (const state of states.values()) state.turnedMs = Math.min(state.turnedMs, nowMs);
    },
  };
};
