/** What really is, without anybody's errors: what a picture is checked against. */
import { type EpochMs, metresPerSecondToKnots } from '../../proto/domain/units.ts';
import type { Activity } from './activity.ts';
import type { Flight } from './forces/flight.ts';
import type { Actor } from './land/actor.ts';
import { moved } from './path.ts';
import type { ActorPlan } from './scenarioland.ts';
import type { Oddity } from './scenariosensing.ts';
import { azimuthOf } from './sensing/earth.ts';
import type { Transponder } from './ships.table.ts';
import type { Vessel } from './vessel.ts';

/** What a vessel really does, without its instruments' errors. */
export interface VesselTruth {
  /** Absent where it has no transponder. */
  readonly mmsi?: number;
  readonly name: string;
  readonly kind: string;
  readonly transponder: Transponder;
  readonly activity: Activity['kind'];
  readonly lat: number;
  readonly lon: number;
  readonly sogKn: number;
  readonly cogDeg: number;
  readonly headingDeg: number;
  readonly turnDegPerMin: number;
  readonly navStatus: number;
  readonly lengthM: number;
  /** Of a vessel of a story: which, and whether its transponder sends. */
  readonly story?: Oddity['story'];
  readonly transmits: boolean;
  /** Where its AIS says that it is, when that is not so. */
  readonly claims?: { readonly lat: number; readonly lon: number };
}

/** Someone or something on land, or an aircraft. */
export interface ActorTruth {
  readonly id: string;
  readonly kind: ActorPlan['kind'] | 'aircraft' | 'helicopter';
  readonly story: ActorPlan['story'] | 'flight';
  readonly count: number;
  readonly lat: number;
  readonly lon: number;
  readonly altM: number;
  readonly sogKn: number;
  readonly cogDeg: number;
}

/** `seconds`: how much later than the vessel's own second. */
export function vesselTruth(vessel: Vessel, seconds: number, atMs: EpochMs): VesselTruth {
  const { ship, motion, conduct } = vessel;
  const at = moved(motion.lat, motion.lon, motion.northMps * seconds, motion.eastMps * seconds);
  const hasTransponder = ship.transponder !== 'none';
  const claimed = conduct?.claimed(at.lat, at.lon, atMs);
  const lies = claimed !== undefined && (claimed.lat !== at.lat || claimed.lon !== at.lon);
  return {
    ...(hasTransponder ? { mmsi: ship.mmsi } : {}),
    name: ship.name,
    kind: ship.kind,
    transponder: ship.transponder,
    activity: vessel.activity.kind,
    ...at,
    sogKn: metresPerSecondToKnots(vessel.sogMps),
    cogDeg: vessel.cogDeg,
    headingDeg: motion.headingDeg,
    turnDegPerMin: motion.turnDegPerS * 60,
    navStatus: vessel.navStatus,
    lengthM: ship.lengthM,
    ...(conduct === undefined ? {} : { story: conduct.story }),
    transmits: hasTransponder && conduct?.transmits(atMs) !== false,
    ...(lies ? { claims: claimed } : {}),
  };
}

export function actorTruth(
  actors: readonly Actor[],
  flights: readonly Flight[],
  atMs: EpochMs,
): ActorTruth[] {
  const onLand = actors.flatMap((actor): ActorTruth[] => {
    const state = actor.at(atMs);
    if (state === undefined) return [];
    const { lat, lon, altM, northMps, eastMps, plan } = state;
    const sogKn = metresPerSecondToKnots(Math.hypot(northMps, eastMps));
    const cogDeg = azimuthOf(eastMps, northMps);
    const { id, kind, story, count } = plan;
    return [{ id, kind, story, count, lat, lon, altM, sogKn, cogDeg }];
  });
  const inAir = flights.flatMap((flight): ActorTruth[] => {
    const state = flight.at(atMs);
    if (state === undefined) return [];
    const { lat, lon, altM, sogKn, cogDeg, plan } = state;
    const kind = plan.helicopter ? 'helicopter' : 'aircraft';
    return [{ id: plan.callSign, kind, story: 'flight', count: 1, lat, lon, altM, sogKn, cogDeg }];
  });
  return [...onLand, ...inAir];
}
