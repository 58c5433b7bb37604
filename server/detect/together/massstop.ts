/** Many vessels stop at sea at once: more than usual there, and a good part of all who were under way. */
import { isVesselClass, SERVICE_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import { massStop as table } from '../../../proto/domain/alert/thresholds/together.table.ts';
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import { degrees, epochMs } from '../../../proto/domain/units.ts';
import type { OpenDetector } from '../detector.ts';
import type { Thing } from '../thing.ts';

const UNDER_WAY_KN = 5;
const STOPPED_KN = 1;
/** Under way for so long before, and stopped for so long: a stop. Then it is remembered for the longest that is asked. */
const WAY_MS = 10 * 60_000;
const STOP_MS = 3 * 60_000;
/** Slowing down takes no longer. */
const SLOWING_MS = 10 * 60_000;
/** Stops remembered; beyond it the oldest is forgotten. */
const MAX_STOPS = 2_000;
const MAX_CELLS = 20_000;
const CELL_DEG = 0.5;
const HOLDS_MS = 30 * 60_000;
/** Vessels named as parties. */
const NAMED = 8;
/** Stops in a place where so many have stayed are ordinary. */
const STAYED = 2;

interface Motion {
  wayMs: number | undefined;
  lastWayMs: number;
  stopMs: number | undefined;
  counted: boolean;
}
interface Stop {
  readonly thing: Thing;
  readonly place: Position;
  readonly ms: number;
}

export const massStop: OpenDetector = (watch) => {
  const motions = new Map<Thing, Motion>();
  let stops: Stop[] = [];
  /** Stops ever counted, by cell; and since when anything is. */
  const counts = new Map<number, number>();
  let firstMs: number | undefined;

  const isOrdinary = (thing: Thing): boolean => {
    const { portM } = watch.values(table, thing.class);
    if ((watch.shore.distanceM(thing.lat, thing.lon) ?? 1) <= 0) return true;
    if ((watch.shore.portM(thing.lat, thing.lon) ?? Number.POSITIVE_INFINITY) < portM) return true;
    const self = thing.mmsi === undefined ? [] : [thing.mmsi];
    return watch.learned.stops.vesselsAt(thing.lat, thing.lon, self) >= STAYED;
  };

  const stopped = (thing: Thing, ms: number): void => {
    const { least, usualTimes, ofTraffic, withinS, radiusM } = watch.values(table, thing.class);
    const place = { lat: degrees(thing.lat), lon: degrees(thing.lon) };
    const cell = Math.floor(place.lat / CELL_DEG) * 1000 + Math.floor(place.lon / CELL_DEG);
    // What is usual is what was before: this window's own stops do not count for it.
    stops = stops.filter((one) => ms - one.ms <= withinS * 1000);
    const before = counts.get(cell) ?? 0;
    if (before > 0 || counts.size < MAX_CELLS) counts.set(cell, before + 1);
    stops.push({ thing, place, ms });
    if (stops.length > MAX_STOPS) stops.shift();
    const here = stops.filter(
      (one) => distanceM(one.place, place) <= radiusM && one.thing.sogKn < UNDER_WAY_KN,
    );
    if (here.length < least) return;
    const windows = Math.max(1, (ms - (firstMs ?? ms)) / (withinS * 1000));
    const usual = Math.max(0, before + 1 - here.length) / windows;
    const moving = watch
      .near(place.lat, place.lon, radiusM)
      .filter((one) => isVesselClass(one.class) && one.sogKn >= UNDER_WAY_KN).length;
    const share = here.length / (here.length + moving);
    if (here.length < usual * usualTimes || share < ofTraffic) return;
    const sinceMs = Math.min(...here.map((one) => one.ms));
    watch.raise({
      ...{ kind: 'massStop', name: `cell/${cell}`, holdsMs: HOLDS_MS, outlasts: true },
      things: here.slice(-NAMED).map((one) => one.thing),
      ...{ place, onsetMs: sinceMs, rule: 'massStop.least' },
      measured: { value: here.length, unit: 'count' },
      threshold: { value: least, unit: 'count' },
      evidence: [
        { what: 'firstStopped', atMs: epochMs(sinceMs), place: here[0]!.place },
        { what: 'usualStops', measure: { value: usual, unit: 'count' } },
        { what: 'stillUnderWay', measure: { value: moving, unit: 'count' } },
        { what: 'withinDistance', measure: { value: radiusM, unit: 'm' } },
        { what: 'withinTime', measure: { value: withinS, unit: 's' } },
      ],
    });
  };

  return {
    name: 'massStop',
    moved(thing) {
      if (!isVesselClass(thing.class) || Number.isNaN(thing.sogKn)) return;
      firstMs ??= thing.ms;
      const { ms, sogKn } = thing;
      const known = motions.get(thing);
      if (sogKn >= UNDER_WAY_KN) {
        if (!known) motions.set(thing, { wayMs: ms, lastWayMs: ms, stopMs: undefined, counted: false });
        else {
          if (known.stopMs !== undefined || known.wayMs === undefined) known.wayMs = ms;
          known.lastWayMs = ms;
          known.stopMs = undefined;
          known.counted = false;
        }
        return;
      }
      if (!known || known.counted || sogKn >= STOPPED_KN) return;
      known.stopMs ??= ms;
      if (ms - known.stopMs < STOP_MS) return;
      known.counted = true;
      const cameOnWay = known.wayMs !== undefined && known.lastWayMs - known.wayMs >= WAY_MS;
      if (!cameOnWay || known.stopMs - known.lastWayMs > SLOWING_MS) return;
      if (SERVICE_CLASSES.has(thing.class) || thing.class === 'fishing' || isOrdinary(thing)) return;
      stopped(thing, ms);
    },
    gone(thing) {
      motions.delete(thing);
      stops = stops.filter((one) => one.thing !== thing);
    },
    stepBack(nowMs) {
      motions.clear();
      stops = [];
      firstMs = nowMs;
      counts.clear();
    },
  };
};
