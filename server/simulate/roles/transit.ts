/** Ships that pass through: in at one gate, out at the other side's, and back after a while beyond the horizon. */
import { between } from '../../../proto/domain/random.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { type Activity, NavStatus, type Role, type Voyage } from '../activity.ts';
import { later } from '../day.ts';
import { sailingTimeS } from '../path.ts';
import type { Crew } from '../surroundings.ts';
import { cruiseOf } from '../vessel.ts';
import { destinationBeyond, gateOf, laden } from './voyages.ts';

export function transit(crew: Crew): Role {
  const { random, ship, seaways } = crew;
  let northbound = random() < 0.5;
  let voyage: Voyage = {};

  const passage = (nowMs: EpochMs): Activity & { kind: 'passage' } => {
    const from = gateOf(crew, northbound ? 'south' : 'north');
    const to = gateOf(crew, northbound ? 'north' : 'south');
    const path = seaways.path([from.waypoint, to.waypoint], random());
    const cruiseMps = cruiseOf(ship) * between(random, 0.95, 1.03);
    const etaMs = later(nowMs, sailingTimeS(path, cruiseMps) / 3600 + between(random, 6, 60));
    voyage = { destination: destinationBeyond(crew, to), etaMs, ...laden(crew) };
    return { kind: 'passage', path, cruiseMps, stop: false, navStatus: NavStatus.underWay };
  };

  return {
    begin(nowMs) {
      if (random() < 0.07)
        return { activity: { kind: 'away', untilMs: later(nowMs, between(random, 0, 2)) } };
      const activity = passage(nowMs);
      return { activity, sailedM: activity.path.lengthM * random() };
    },
    next(nowMs) {
      if (voyage.destination === undefined) return passage(nowMs);
      voyage = {};
      northbound = !northbound;
      return { kind: 'away', untilMs: later(nowMs, between(random, 0.3, 2.2)) };
    },
    voyage: () => voyage,
  };
}
