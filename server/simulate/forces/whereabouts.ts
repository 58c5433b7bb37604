/** Finds the one of the world that a unit is. */
import { wrapDirection } from '../../../proto/domain/geo.ts';
import { knotsToMetresPerSecond, toDegrees } from '../../../proto/domain/units.ts';
import type { Actor } from '../land/actor.ts';
import type { UnitPlan } from '../scenarioforces.ts';
import type { Vessel } from '../vessel.ts';
import type { Flight } from './flight.ts';
import type { UnitState } from './units.ts';

interface World {
  readonly vessels: readonly Vessel[];
  readonly actors: readonly Actor[];
  readonly flights: readonly Flight[];
}

/** Throws a RangeError where there is no such vessel, actor or flight. */
export function whereOf(world: World): (plan: UnitPlan) => (atMs: number) => UnitState | undefined {
  return ({ uid, is }) => {
    switch (is.what) {
      case 'vessel':
        return vesselAt(
          found(
            world.vessels.find((v) => v.ship.name === is.vessel),
            uid,
            is.vessel,
          ),
        );
      case 'actor':
        return actorAt(
          found(
            world.actors.find((a) => a.plan.id === is.actor),
            uid,
            is.actor,
          ),
        );
      case 'flight':
        return flightAt(
          found(
            world.flights.find((f) => f.plan.callSign === is.flight),
            uid,
            is.flight,
          ),
        );
    }
  };
}

function found<T>(one: T | undefined, uid: string, name: string): T {
  if (one === undefined) throw new RangeError(`unit "${uid}": there is no "${name}"`);
  return one;
}

const course = (northMps: number, eastMps: number): number =>
  wrapDirection(toDegrees(Math.atan2(eastMps, northMps)));

const vesselAt = (vessel: Vessel) => (): UnitState | undefined =>
  vessel.present
    ? {
        kind: 'vessel',
        lat: vessel.motion.lat,
        lon: vessel.motion.lon,
        speedMps: vessel.sogMps,
        courseDeg: vessel.cogDeg,
      }
    : undefined;

const actorAt =
  (actor: Actor) =>
  (atMs: number): UnitState | undefined => {
    const state = actor.at(atMs);
    if (state === undefined) return undefined;
    const { lat, lon, northMps, eastMps } = state;
    return {
      kind: actor.plan.kind === 'vehicle' ? 'vehicle' : 'foot',
      lat,
      lon,
      speedMps: Math.hypot(northMps, eastMps),
      courseDeg: course(northMps, eastMps),
    };
  };

const flightAt =
  (flight: Flight) =>
  (atMs: number): UnitState | undefined => {
    const state = flight.at(atMs);
    if (state === undefined) return undefined;
    const { lat, lon, altM, sogKn, cogDeg } = state;
    const speedMps = knotsToMetresPerSecond(sogKn);
    return { kind: 'helicopter', lat, lon, altM, speedMps, courseDeg: cogDeg };
  };
