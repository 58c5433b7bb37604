/** A scenario as its feeds' bytes: the same scenario, seed and start give the same bytes, however it is advanced. */
import { seeded, subSeed } from '../../proto/domain/random.ts';
import { type EpochMs, epochMs, metresPerSecondToKnots } from '../../proto/domain/units.ts';
import type { Activity } from './activity.ts';
import { moved } from './path.ts';
import { createReception, type Emit } from './reception.ts';
import type { Scenario } from './scenario.ts';
import type { Transponder } from './ships.table.ts';
import { createShore } from './shore.ts';
import { Transmitter } from './transmitter.ts';
import { createWorld } from './world.ts';

/** What a vessel really does, without its instruments' errors. */
export interface VesselTruth {
  readonly mmsi: number;
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
}

export interface Simulation {
  readonly feedNames: readonly string[];
  /** Lives on to `untilMs` and hands over every byte that has reached a feed by then, in order of time. */
  advance(untilMs: EpochMs, emit: Emit): void;
  /** The vessels that are on the air, at the last whole second lived through, carried on to `atMs` (a second at most). */
  truth(atMs: EpochMs): VesselTruth[];
}

/** Throws a RangeError where the scenario's places cannot hold its vessels, or no fairway leads. */
export function createSimulation(scenario: Scenario, seed: number, startMs: EpochMs): Simulation {
  const world = createWorld(scenario, seed, startMs);
  const reception = createReception(scenario, seed);
  const shore = createShore(scenario, seed);
  const firstMs = world.nowMs();
  const transmitters = world.vessels.map(
    (vessel, i) => new Transmitter(vessel, seeded(subSeed(seed, 1_000_000 + i)), firstMs),
  );
  /** Everything before this second has been lived through and put on the air. */
  let nextMs = firstMs;

  return {
    feedNames: [...new Set(scenario.stations.map((s) => s.feed))],
    advance(untilMs, emit) {
      while (nextMs <= untilMs) {
        reception.deliver(nextMs - 1, emit);
        if (nextMs > world.nowMs()) world.step();
        shore.tick(nextMs, reception.transmit);
        for (const transmitter of transmitters) transmitter.tick(nextMs, reception.transmit);
        nextMs = epochMs(nextMs + 1000);
      }
      reception.deliver(untilMs, emit);
    },
    truth(atMs) {
      const seconds = Math.max(0, Math.min(1, (atMs - world.nowMs()) / 1000));
      return world.vessels
        .filter((vessel) => vessel.present)
        .map((vessel) => {
          const { ship, motion } = vessel;
          const at = moved(motion.lat, motion.lon, motion.northMps * seconds, motion.eastMps * seconds);
          return {
            mmsi: ship.mmsi,
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
          };
        });
    },
  };
}
