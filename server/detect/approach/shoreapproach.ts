/**
 * Comes to the shore at night, away from ports: what sends nothing, or claims to be where it is not. Who comes home to a port, or
 * to a place where others lie, is normal.
 */
import { isVesselClass, SERVICE_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import { shoreApproach as table } from '../../../proto/domain/alert/thresholds/approach.table.ts';
import { destination, type Position } from '../../../proto/domain/geo.ts';
import { DARK_BELOW_DEG, sunElevationDeg } from '../../../proto/domain/sun.ts';
import { ContactState } from '../../../proto/domain/track.ts';
import { degrees, epochMs, knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import type { OpenDetector, Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';

/** Each is looked at no more often. */
const LOOK_MS = 20_000;
/** How far out it was is looked for in so much of its trace, at so many times. */
const TRACE_MS = 60 * 60_000;
const TRACE_LOOKS = 12;
/** It closes the shore at this share of its speed, at least. */
const CLOSING_SHARE = 0.6;
/** Where the shore begins on the way ahead, by the error of the coast; and how finely it is looked for. */
const BEACH_M = 300;
const STEP_M = 250;
/** So long no longer seen to close, and it is over. */
const HOLDS_MS = 5 * 60_000;
/** Stops so far around the beach count, metres. */
const STOPS_M = 700;

export const shoreApproach: OpenDetector = (watch) => {
  const lookedMs = new Map<Thing, number>();
  return {
    name: 'shoreApproach',
    moved(thing) {
      if (!isUnknown(thing) || !(thing.sogKn > 1) || Number.isNaN(thing.cogDeg)) return;
      const last = lookedMs.get(thing);
      if (last !== undefined && thing.ms - last < LOOK_MS) return;
      lookedMs.set(thing, thing.ms);
      look(watch, thing);
    },
    gone(thing) {
      lookedMs.delete(thing);
    },
    stepBack() {
      lookedMs.clear();
    },
  };
};

/** Contacts, and AIS that no sensor supports. Who sends honestly is seen by everybody. */
const isUnknown = ({ class: cls, contact }: Thing): boolean =>
  cls === 'contact' ||
  (contact === ContactState.unverified && isVesselClass(cls) && !SERVICE_CLASSES.has(cls));

function look(watch: Watch, thing: Thing): void {
  const { fromM, arrivesS, leastKn, forS, portM } = watch.values(table, thing.class);
  if (thing.sogKn < leastKn) return;
  const offM = watch.shore.distanceM(thing.lat, thing.lon);
  const mps = knotsToMetresPerSecond(thing.sogKn);
  if (offM === undefined || offM < BEACH_M || offM > mps * arrivesS) return;
  const before = thing.trace.back(forS * 1000);
  if (before === undefined) return;
  const seconds = (thing.ms - thing.trace.ms(before)) / 1000;
  const closedM = distanceOff(watch, thing, before) - offM;
  if (closedM < CLOSING_SHARE * mps * seconds) return;
  if (sunElevationDeg(thing.lat, thing.lon, thing.ms) >= DARK_BELOW_DEG) return;
  const outM = farthestOut(watch, thing);
  if (outM < fromM) return;
  const beach = landing(watch, thing, mps * arrivesS);
  if (!beach || isHome(watch, beach.place, portM)) return;
  const arrivesInS = beach.wayM / mps;
  watch.raise({
    ...{ kind: 'shoreApproach', name: thing.name, things: [thing], onsetMs: thing.trace.ms(before) },
    ...{ holdsMs: HOLDS_MS, rule: 'shoreApproach.arrivesS' },
    measured: { value: arrivesInS, unit: 's' },
    threshold: { value: arrivesS, unit: 's' },
    evidence: [
      { what: 'arrivesAt', place: beach.place, atMs: epochMs(thing.ms + arrivesInS * 1000) },
      { what: 'fromCoast', measure: { value: offM, unit: 'm' } },
      ...(Number.isFinite(outM) ? [{ what: 'wasOut', measure: { value: outM, unit: 'm' as const } }] : []),
      { what: 'speed', measure: { value: thing.sogKn, unit: 'kn' } },
      { what: 'course', measure: { value: thing.cogDeg, unit: 'deg' } },
      ...(thing.mmsi === undefined ? [{ what: 'sendsNothing' }] : []),
    ],
  });
}

/** Of one of its fixes; Infinity beyond what is known of the coast. */
const distanceOff = (watch: Watch, { trace }: Thing, i: number): number =>
  watch.shore.distanceM(trace.lat(i), trace.lon(i)) ?? Number.POSITIVE_INFINITY;

/** By a handful of its fixes, the oldest of a short trace among them. */
function farthestOut(watch: Watch, thing: Thing): number {
  let most = 0;
  for (let ms = 0; ms <= TRACE_MS; ms += TRACE_MS / TRACE_LOOKS) {
    const at = thing.trace.back(ms) ?? thing.trace.count - 1;
    most = Math.max(most, distanceOff(watch, thing, at));
    if (at === thing.trace.count - 1) break;
  }
  return most;
}

/** Where its course meets the shore, within so far. */
function landing(
  watch: Watch,
  thing: Thing,
  withinM: number,
): { readonly place: Position; readonly wayM: number } | undefined {
  const from = { lat: degrees(thing.lat), lon: degrees(thing.lon) };
  for (let wayM = STEP_M; wayM <= withinM; wayM += STEP_M) {
    const place = destination(from, thing.cogDeg, wayM);
    const offM = watch.shore.distanceM(place.lat, place.lon);
    if (offM === undefined) return undefined;
    if (offM < BEACH_M) return { place, wayM };
  }
  return undefined;
}

/** A port, or a place where somebody stayed before. */
function isHome(watch: Watch, { lat, lon }: Position, portM: number): boolean {
  if ((watch.shore.portM(lat, lon) ?? Number.POSITIVE_INFINITY) < portM) return true;
  const { stops } = watch.learned;
  if (stops.vesselsAt(lat, lon) > 0) return true;
  for (let bearing = 0; bearing < 360; bearing += 60) {
    const around = destination({ lat, lon }, bearing, STOPS_M);
    if (stops.vesselsAt(around.lat, around.lon) > 0) return true;
  }
  return false;
}
