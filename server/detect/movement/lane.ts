/** A vessel that followed the way that others take, and left it for where none of them goes. */
import { LEFT_LANE } from '../../../proto/domain/alert/thresholds/movement.table.ts';
import { turnBetween } from '../../../proto/domain/geo.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { atWork, isBusy, nearShore, sails } from './context.ts';
import { Paced } from './paced.ts';
import { Told } from './told.ts';
import { newLeg, Way } from './way.ts';

const SPACING_MS = 25_000;
/** The way is looked at in steps so long. */
const STEP_MS = 4 * 60_000;
/** Between the lane and where none went: a cell is as wide as that. */
const BETWEEN_MS = 16 * 60_000;
const STRAIGHT = 0.9;
const HOLDS_MS = 30 * 60_000;

export const leftLane: OpenDetector = (watch) => {
  const way = new Way();
  const [leg, off] = [newLeg(), newLeg()];
  const paced = new Paced(90_000);
  const told = new Told();

  const vesselsAt = (thing: Thing, at: number): number => {
    const { lat, lon } = way.placeOf(at);
    return watch.learned.traffic.vesselsAt(lat, lon, thing.mmsi);
  };

  /** The share of passages there along this way, one way or the other. */
  const alongShare = (at: number, courseDeg: number): number => {
    const { lat, lon } = way.placeOf(at);
    const { traffic } = watch.learned;
    return traffic.courseShare(lat, lon, courseDeg) + traffic.courseShare(lat, lon, courseDeg + 180);
  };

  /** Since fix `from` back for so long it went along a lane: how many others at the least; 0: it did not. */
  const followed = (thing: Thing, from: number): number => {
    const limits = watch.values(LEFT_LANE, thing.class);
    let [least, newer] = [Number.POSITIVE_INFINITY, from];
    for (let ms = STEP_MS; ms <= limits.alongS * 1000; ms += STEP_MS) {
      const older = way.back(ms, from);
      if (older === undefined || older === newer) return 0;
      way.leg(older, newer, leg);
      const others = vesselsAt(thing, older);
      if (others < limits.vessels || leg.kn < limits.minKn) return 0;
      if (alongShare(older, leg.courseDeg) < limits.alongShare) return 0;
      least = Math.min(least, others);
      newer = older;
    }
    return least;
  };

  const look = (thing: Thing): void => {
    if (watch.learned.traffic.vesselsAt(thing.lat, thing.lon, thing.mmsi) > 0) return;
    const limits = watch.values(LEFT_LANE, thing.class);
    way.load(thing.trace, SPACING_MS, (limits.alongS + limits.offS) * 1000 + BETWEEN_MS + 2 * STEP_MS);
    const since = way.back(limits.offS * 1000);
    if (since === undefined) return;
    way.leg(since, 0, off);
    if (off.straight < STRAIGHT || off.kn < limits.minKn) return;
    for (let ms = 0; ms <= limits.offS * 1000; ms += STEP_MS) {
      const at = way.back(ms);
      if (at === undefined || vesselsAt(thing, at) > 0) return;
    }
    for (let ms = 0; ms <= BETWEEN_MS; ms += STEP_MS) {
      const end = way.back(ms, since);
      if (end === undefined) return;
      const others = followed(thing, end);
      if (others === 0) continue;
      const begin = way.back(limits.alongS * 1000, end)!;
      const { courseDeg } = way.leg(begin, end, leg);
      const apart = Math.abs(turnBetween(courseDeg, off.courseDeg));
      if (isBusy(watch, thing) || nearShore(watch, thing, limits.shoreM)) return;
      if (apart >= limits.angleDeg && apart <= 180 - limits.angleDeg) raise(thing, end, apart, others);
      return;
    }
  };

  const raise = (thing: Thing, end: number, apart: number, others: number): void => {
    const onsetMs = way.ms[end]!;
    if (!told.first(thing.name, onsetMs)) return;
    const limits = watch.values(LEFT_LANE, thing.class);
    const place = way.placeOf(end);
    watch.raise({
      name: thing.name,
      kind: 'leftLane',
      things: [thing],
      onsetMs,
      rule: 'leftLane.angleDeg',
      measured: { value: apart, unit: 'deg' },
      threshold: { value: limits.angleDeg, unit: 'deg' },
      evidence: [
        { what: 'leftAt', atMs: epochMs(onsetMs), place },
        { what: 'laneCourse', measure: { value: leg.courseDeg, unit: 'deg' } },
        { what: 'course', measure: { value: off.courseDeg, unit: 'deg' } },
        { what: 'samples', measure: { value: others, unit: 'count' } },
      ],
      holdsMs: HOLDS_MS,
    });
  };

  return {
    name: 'lane',
    moved(thing) {
      if (paced.isDue(thing) && !atWork(thing) && !sails(thing)) look(thing);
    },
    gone: (thing) => paced.gone(thing),
    stepBack: () => paced.stepBack(),
  };
};
