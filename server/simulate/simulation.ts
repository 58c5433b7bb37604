/** A scenario as its feeds' bytes: the same scenario, seed and start give the same bytes, however it is advanced. */
import { seeded, subSeed } from '../../proto/domain/random.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { Air } from './air.ts';
import { createBroadcasts } from './broadcasts/broadcasts.ts';
import { createObservers } from './observers.ts';
import { type Emit, type HungUp, Outbox } from './outbox.ts';
import { createReception } from './reception.ts';
import type { Scenario } from './scenario.ts';
import { createShore } from './shore.ts';
import { feedsOf, type SimulatedFeed } from './simulatedfeed.ts';
import { Transmitter } from './transmitter.ts';
import { type ActorTruth, actorTruth, type VesselTruth, vesselTruth } from './truth.ts';
import { createWorld } from './world.ts';

/** Everybody says name and place in its first seconds. */
const OPENING_MS = 5000;

export interface Simulation {
  readonly feeds: readonly SimulatedFeed[];
  /** Lives on to `untilMs` and hands over every byte that has reached a feed by then, in order of time. */
  advance(untilMs: EpochMs, emit: Emit, hungUp?: HungUp): void;
  /**
   * Bytes back to whoever is on the far side of a feed's connection, at the time that has been reached; false when
   * nobody is there.
   */
  receive(feedName: string, connection: number, bytes: Uint8Array): boolean;
  /** The vessels that are in the world, at the last whole second lived through, carried on to `atMs` (a second at most). */
  truth(atMs: EpochMs): VesselTruth[];
  /** Who is about on land and in the air. */
  actors(atMs: EpochMs): ActorTruth[];
}

/**
 * Throws a RangeError where the scenario's places cannot hold its vessels, or no fairway leads.
 * @param air clear: nobody is ever spoken over
 */
export function createSimulation(
  scenario: Scenario,
  seed: number,
  startMs: EpochMs,
  air: 'slots' | 'clear' = 'slots',
): Simulation {
  const world = createWorld(scenario, seed, startMs);
  const outbox = new Outbox();
  const reception = createReception({
    ...{ receiversNear: () => scenario.stations, seed: subSeed(seed, -2), outbox },
    ...(air === 'slots' && { air: new Air(), airFromMs: world.nowMs() + OPENING_MS }),
  });
  const { transmit } = reception;
  const shore = createShore(scenario, seed);
  const broadcasts = createBroadcasts(scenario, seed, world.vessels);
  const toldToAll = createReception({
    receiversNear: () => scenario.stations,
    seed: subSeed(seed, -32),
    outbox,
  });
  const firstMs = world.nowMs();
  const transmitters = world.vessels.flatMap((vessel, i) =>
    vessel.ship.transponder === 'none'
      ? []
      : [new Transmitter(vessel, seeded(subSeed(seed, 1_000_000 + i)), firstMs)],
  );
  const observers = createObservers(scenario, seed, firstMs, world.vessels, outbox);
  /** Everything before this second has been lived through and put on the air. */
  let nextMs = firstMs;
  let reachedMs = firstMs;

  return {
    feeds: feedsOf(scenario),
    advance(untilMs, emit, hungUp) {
      while (nextMs <= untilMs) {
        outbox.deliver(nextMs - 1, emit, hungUp);
        if (nextMs > world.nowMs()) world.step();
        shore.tick(nextMs, transmit);
        for (const transmitter of transmitters) transmitter.tick(nextMs, transmit);
        reception.settle();
        broadcasts.tick(nextMs, toldToAll.transmit);
        toldToAll.settle();
        observers.tick(nextMs);
        nextMs = epochMs(nextMs + 1000);
      }
      outbox.deliver(untilMs, emit, hungUp);
      reachedMs = untilMs;
    },
    receive: (feedName, connection, bytes) => observers.receive(feedName, connection, bytes, reachedMs),
    truth(atMs) {
      const seconds = Math.max(0, Math.min(1, (atMs - world.nowMs()) / 1000));
      return world.vessels
        .filter((vessel) => vessel.present)
        .map((vessel) => vesselTruth(vessel, seconds, atMs));
    },
    actors: (atMs) => actorTruth(observers.actors, observers.flights, atMs),
  };
}
