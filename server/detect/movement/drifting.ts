/** A vessel whose way and heading do not fit: the sea carries it. */
import { DRIFTING } from '../../../proto/domain/alert/thresholds/movement.table.ts';
import { distanceM, turnBetween } from '../../../proto/domain/geo.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';
import { atWork, vesselsLie } from './context.ts';
import { Paced } from './paced.ts';

/** The course is that made good in so long: the one said at two knots swings with the sea. */
const COURSE_MS = 3 * 60_000;
/** A longer silence begins anew. */
const LONGEST_GAP_MS = 10 * 60_000;
/** A report that does not fit is an error before it is an end. */
const PATIENCE_MS = 60_000;
/** At anchor, moored and aground (ITU-R M.1371-5, table 45) it is carried nowhere, whatever it says. */
const LIES: ReadonlySet<number> = new Set([1, 5, 6]);

interface Drift {
  readonly sinceMs: number;
  readonly lat: number;
  readonly lon: number;
  lastMs: number;
  isRaised: boolean;
}

export const drifting: OpenDetector = (watch) => {
  const paced = new Paced(9_000);
  const drifts = new Map<Thing, Drift>();

  const end = (thing: Thing, drift: Drift): void => {
    drifts.delete(thing);
    if (drift.isRaised) watch.clear('drifting', thing.name);
  };

  /** Degrees by which the course made good is off the heading; undefined: it does not drift, or nothing is known. */
  const offDeg = (thing: Thing): number | undefined => {
    const { headingDeg, navStatus, sogKn, trace } = thing;
    const limits = watch.values(DRIFTING, thing.class);
    if (!(sogKn >= limits.slowestKn && sogKn <= limits.fastestKn) || Number.isNaN(headingDeg))
      return undefined;
    if (navStatus !== undefined && LIES.has(navStatus)) return undefined;
    const older = trace.back(COURSE_MS);
    if (older === undefined || trace.ms(0) - trace.ms(older) > LONGEST_GAP_MS) return undefined;
    if (trace.madeGoodKn(older) < limits.slowestKn) return undefined;
    const off = Math.abs(turnBetween(headingDeg, trace.madeGoodDeg(older)));
    return off > limits.angleDeg ? off : undefined;
  };

  const look = (thing: Thing): void => {
    const drift = drifts.get(thing);
    const off = offDeg(thing);
    if (off === undefined) {
      if (drift && thing.ms - drift.lastMs > PATIENCE_MS) end(thing, drift);
      return;
    }
    if (!drift || thing.ms - drift.lastMs > LONGEST_GAP_MS) {
      if (drift) end(thing, drift);
      const { lat, lon, ms } = thing;
      drifts.set(thing, { sinceMs: ms, lat, lon, lastMs: ms, isRaised: false });
      return;
    }
    drift.lastMs = thing.ms;
    if (!drift.isRaised) prove(thing, drift, off);
  };

  const prove = (thing: Thing, drift: Drift, off: number): void => {
    const limits = watch.values(DRIFTING, thing.class);
    if (thing.ms - drift.sinceMs < limits.minS * 1000) return;
    const begun = { lat: degrees(drift.lat), lon: degrees(drift.lon) };
    const driftedM = distanceM(begun, { lat: degrees(thing.lat), lon: degrees(thing.lon) });
    if (driftedM < limits.distanceM || vesselsLie(watch, thing)) return;
    drift.isRaised = true;
    watch.raise({
      name: thing.name,
      kind: 'drifting',
      things: [thing],
      // Until it went so far for so long it may have turned slowly: it drifts from then on, and the clue says since when.
      onsetMs: thing.ms,
      rule: 'drifting.angleDeg',
      measured: { value: off, unit: 'deg' },
      threshold: { value: limits.angleDeg, unit: 'deg' },
      evidence: [
        { what: 'driftsSince', atMs: epochMs(drift.sinceMs), place: begun },
        { what: 'drifted', measure: { value: driftedM, unit: 'm' } },
        { what: 'speed', measure: { value: thing.sogKn, unit: 'kn' } },
        { what: 'course', measure: { value: thing.cogDeg, unit: 'deg' } },
        { what: 'heading', measure: { value: thing.headingDeg, unit: 'deg' } },
      ],
    });
  };

  return {
    name: 'drifting',
    moved(thing) {
      if (Number.isNaN(thing.headingDeg) && !drifts.has(thing)) return;
      if (paced.isDue(thing) && !atWork(thing)) look(thing);
    },
    gone(thing) {
      paced.gone(thing);
      drifts.delete(thing);
    },
    stepBack(nowMs) {
      paced.stepBack();
      for (const [thing, drift] of drifts) if (drift.lastMs > nowMs + PATIENCE_MS) end(thing, drift);
    },
  };
};
