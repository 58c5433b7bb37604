/** Small and fast: a contact that sends nothing, or a vessel out of its class. Aircraft, and who is fast by trade, are none. */
import type { Clue, Priority } from '../../../proto/domain/alert/alert.ts';
import { isVesselClass, SERVICE_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import { goFast as table } from '../../../proto/domain/alert/thresholds/approach.table.ts';
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import { DARK_BELOW_DEG, sunElevationDeg } from '../../../proto/domain/sun.ts';
import { degrees, epochMs, metresPerSecondToKnots } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';

/** No class is fast below it: the cheap test. */
const LEAST_KN = 12;
/** Slower than this share of the limit, twice running, and the run is over. */
const OVER_SHARE = 0.7;
const RUNNING = 2;
/** Not heard for longer, and the run is another. */
const GAP_MS = 3 * 60_000;
/** It must have got ahead by this share of the limit: positions that jump about do not. */
const AHEAD_SHARE = 0.7;
/** The echo of another that goes along: so near, at a speed so alike. */
const ECHO_M = 500;
const ECHO_KN = 6;

interface Run {
  readonly sinceMs: number;
  readonly from: Position;
  lastMs: number;
  fastestKn: number;
  slow: number;
  told: boolean;
}

export const goFast: OpenDetector = (watch) => {
  const runs = new Map<Thing, Run>();

  const end = (thing: Thing): void => {
    if (runs.get(thing)?.told) watch.clear('goFast', thing.name);
    runs.delete(thing);
  };

  const follow = (run: Run, thing: Thing): void => {
    const { fastKn, mostKn, afterS } = watch.values(table, thing.class);
    if (thing.sogKn > mostKn || thing.ms - run.lastMs > GAP_MS) {
      end(thing);
      return;
    }
    run.lastMs = thing.ms;
    run.fastestKn = Math.max(run.fastestKn, thing.sogKn);
    run.slow = thing.sogKn < fastKn * OVER_SHARE ? run.slow + 1 : 0;
    if (run.slow >= RUNNING) end(thing);
    else if (!run.told && thing.sogKn >= fastKn && thing.ms - run.sinceMs >= afterS * 1000) tell(run, thing);
  };

  const tell = (run: Run, thing: Thing): void => {
    const { fastKn, afterS } = watch.values(table, thing.class);
    const seconds = (thing.ms - run.sinceMs) / 1000;
    const aheadM = distanceM(run.from, placeOf(thing));
    if (metresPerSecondToKnots(aheadM / seconds) < fastKn * AHEAD_SHARE) return;
    const priority = priorityOf(watch, thing);
    if (!priority || hasCompany(watch, thing)) return;
    run.told = true;
    watch.raise({
      ...{ kind: 'goFast', name: thing.name, things: [thing], onsetMs: run.sinceMs, priority },
      rule: 'goFast.fastKn',
      measured: { value: thing.sogKn, unit: 'kn' },
      threshold: { value: fastKn, unit: 'kn' },
      evidence: [
        { what: 'fastFor', measure: { value: seconds, unit: 's' }, atMs: epochMs(run.sinceMs) },
        { what: 'mustLastFor', measure: { value: afterS, unit: 's' } },
        { what: 'fastest', measure: { value: run.fastestKn, unit: 'kn' } },
        { what: 'aheadMadeGood', measure: { value: aheadM, unit: 'm' }, place: run.from },
        ...(Number.isNaN(thing.cogDeg)
          ? []
          : [{ what: 'course', measure: { value: thing.cogDeg, unit: 'deg' } } satisfies Clue]),
        ...(thing.mmsi === undefined ? [{ what: 'sendsNothing' }] : []),
      ],
    });
  };

  return {
    name: 'goFast',
    moved(thing) {
      const run = runs.get(thing);
      if (run) {
        follow(run, thing);
        return;
      }
      if (!(thing.sogKn > LEAST_KN) || !isVesselClass(thing.class) || SERVICE_CLASSES.has(thing.class))
        return;
      const { fastKn, mostKn } = watch.values(table, thing.class);
      if (thing.sogKn < fastKn || thing.sogKn > mostKn) return;
      runs.set(thing, {
        ...{ sinceMs: thing.ms, from: placeOf(thing), lastMs: thing.ms },
        ...{ fastestKn: thing.sogKn, slow: 0, told: false },
      });
    },
    gone(thing) {
      runs.delete(thing);
    },
    stepBack() {
      for (const thing of runs.keys()) end(thing);
    },
  };
};

const placeOf = ({ lat, lon }: Thing): Position => ({ lat: degrees(lat), lon: degrees(lon) });

/** Undefined: normal there and then. */
function priorityOf(watch: Watch, thing: Thing): Priority | undefined {
  const { coastM, playM } = watch.values(table, thing.class);
  const offM = watch.shore.distanceM(thing.lat, thing.lon) ?? Number.POSITIVE_INFINITY;
  if (offM < coastM) return undefined;
  const isDay = sunElevationDeg(thing.lat, thing.lon, thing.ms) >= DARK_BELOW_DEG;
  if (!isDay || offM > playM) return thing.class === 'pleasure' ? 'caution' : watch.priorityOf('goFast');
  if (thing.class === 'pleasure' || thing.class === 'otherVessel') return undefined;
  // By day small boats without AIS run for pleasure too.
  return thing.class === 'contact' ? 'caution' : watch.priorityOf('goFast');
}

/** A contact beside something known that goes alike is its echo, or its tender. */
const hasCompany = (watch: Watch, thing: Thing): boolean =>
  thing.class === 'contact' &&
  watch
    .near(thing.lat, thing.lon, ECHO_M)
    .some(
      (other) =>
        other !== thing && other.class !== 'contact' && Math.abs(other.sogKn - thing.sogKn) <= ECHO_KN,
    );
