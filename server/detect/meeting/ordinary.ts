/** Why two vessels that lie together need nobody: their work, their berth, an anchorage, a fleet. */

import { isVesselClass, SERVICE_CLASSES, type ThingClass } from '../../../proto/domain/alert/thingclass.ts';
import { rendezvous } from '../../../proto/domain/alert/thresholds/meeting.table.ts';
import { distanceM } from '../../../proto/domain/geo.ts';
import { contains } from '../../../proto/domain/shapes/prepared.ts';
import type { Watch } from '../detector.ts';
import type { Thing } from '../thing.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Navigational status, ITU-R M.1371-5 table 45. */
const AT_ANCHOR = 1;
const MOORED = 5;
const AGROUND = 6;

/** Who lies alongside others for a living and at sea seldom without being asked: a caution at most. */
const ALONGSIDE: ReadonlySet<ThingClass> = new Set<ThingClass>(['tug', 'dredger']);

/** Its work is to meet: pilots, rescue, authorities, the navy, own units. */
export const serves = ({ class: cls }: Thing): boolean => SERVICE_CLASSES.has(cls) && !ALONGSIDE.has(cls);
export const worksAlongside = (a: Thing, b: Thing): boolean =>
  ALONGSIDE.has(a.class) || ALONGSIDE.has(b.class);

/** What it says of itself now that it lies; undefined where it said the same under way. */
const lyingStatus = ({ navStatus }: Thing, { underWayStatus }: Whereabouts): number | undefined =>
  navStatus === underWayStatus ? undefined : navStatus;

/** One of them says that it is made fast or aground, or both say that they are at anchor. */
export function areMadeFast(a: Thing, b: Thing, ofA: Whereabouts, ofB: Whereabouts): boolean {
  const [saysA, saysB] = [lyingStatus(a, ofA), lyingStatus(b, ofB)];
  return (
    [saysA, saysB].some((says) => says === MOORED || says === AGROUND) ||
    (saysA === AT_ANCHOR && saysB === AT_ANCHOR)
  );
}

/** Who moves less than this while it lies does not drift, metres: positions jitter by some 10. */
const MADE_FAST_M = 40;

/** Where berths are: near the coast, or a known port. Beyond what is known of the coast is sea. */
export function isNearShore(watch: Watch, a: Thing): boolean {
  const { coastM, portM } = watch.values(rendezvous, a.class);
  return (
    (watch.shore.distanceM(a.lat, a.lon) ?? Number.POSITIVE_INFINITY) < coastM ||
    (watch.shore.portM(a.lat, a.lon) ?? Number.POSITIVE_INFINITY) < portM
  );
}

/** It has moved since then. */
function drifts({ trace }: Thing, sinceMs: number): boolean {
  for (let i = 1; i < trace.count && trace.ms(i) >= sinceMs; i++)
    if (distanceM(trace.position(0), trace.position(i)) > MADE_FAST_M) return true;
  return false;
}

/** How many others have stayed here. */
export const strangersAt = (watch: Watch, a: Thing, b: Thing): number =>
  watch.learned.stops.vesselsAt(
    a.lat,
    a.lon,
    [a.mmsi, b.mmsi].filter((mmsi) => mmsi !== undefined),
  );

/** A place where vessels lie anyway: others stayed there, others lie there now, or a zone says so. */
function isBerth(watch: Watch, a: Thing, b: Thing, nearShore: boolean): boolean {
  const { stayed, gathered, gatheredM, slowKn } = watch.values(rendezvous, a.class);
  const { lat, lon } = a;
  if (strangersAt(watch, a, b) >= (nearShore ? 1 : stayed)) return true;
  const others = watch
    .near(lat, lon, gatheredM)
    .filter((other) => other !== a && other !== b && isVesselClass(other.class) && other.sogKn <= slowKn);
  if (others.length >= gathered) return true;
  return watch.records
    .list('zone')
    .some(
      ({ value: { life, purpose, shape } }) =>
        life === 'active' && (purpose === 'anchorage' || purpose === 'port') && contains(shape, lat, lon),
    );
}

/** Near the shore only what drifts for as long side by side is out of the ordinary. What is dear to ask comes last. */
export function isOrdinary(watch: Watch, a: Thing, b: Thing, sideBySideMs: number | undefined): boolean {
  if (serves(a) || serves(b)) return true;
  const nearShore = isNearShore(watch, a);
  if (nearShore && (sideBySideMs === undefined || !drifts(a, sideBySideMs) || !drifts(b, sideBySideMs)))
    return true;
  return isBerth(watch, a, b, nearShore);
}
