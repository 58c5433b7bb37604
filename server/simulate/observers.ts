/** All who watch the world besides AIS, and those who say themselves where they are: radars, neighbours, nodes, units, aircraft. */
import { seeded, subSeed } from '../../proto/domain/random.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { Flight } from './forces/flight.ts';
import { Units } from './forces/units.ts';
import { whereOf } from './forces/whereabouts.ts';
import { Actor } from './land/actor.ts';
import { Border } from './land/border.ts';
import type { Outbox } from './outbox.ts';
import type { Scenario } from './scenario.ts';
import { plotOutput } from './sensing/plotoutput.ts';
import { Radar } from './sensing/radar.ts';
import { sceneOf } from './sensing/scene.ts';
import { SystemTracks } from './sensing/systemtracks.ts';
import { targetOutput } from './sensing/targetoutput.ts';
import { trackOutput } from './sensing/trackoutput.ts';
import type { Vessel } from './vessel.ts';

/** Parts of the seed from which the observers' streams begin. */
const RADAR_STREAM = 4_000_000;
const NEIGHBOUR_STREAM = 4_100_000;

export interface Observers {
  readonly actors: readonly Actor[];
  readonly flights: readonly Flight[];
  /** Everything that happens in the second that begins now. */
  tick(secondMs: number): void;
  /** Bytes that came back on a connection of a feed; false when nobody is on its far side. */
  receive(feed: string, connection: number, bytes: Uint8Array, nowMs: number): boolean;
}

export function createObservers(
  scenario: Scenario,
  seed: number,
  openingMs: EpochMs,
  vessels: readonly Vessel[],
  outbox: Outbox,
): Observers {
  const radars = scenario.radars.map((site, i) => ({
    radar: new Radar(site, seeded(subSeed(seed, RADAR_STREAM + i))),
    listener: (site.output === 'ttm' ? targetOutput : plotOutput)(site, outbox),
  }));
  const neighbours = scenario.neighbours.map((plan, i) => ({
    tracks: new SystemTracks(plan, seeded(subSeed(seed, NEIGHBOUR_STREAM + i))),
    report: trackOutput(plan, outbox),
  }));
  const actors = (scenario.border?.actors ?? []).map(
    (plan) => new Actor(plan, openingMs, scenario.utcOffsetMinutes),
  );
  const border =
    scenario.border === undefined ? undefined : new Border(scenario.border, actors, seed, openingMs, outbox);
  const flights = (scenario.air?.flights ?? []).map((plan) => new Flight(plan, openingMs));
  const units =
    scenario.units === undefined
      ? undefined
      : new Units(
          scenario.units.feed,
          scenario.units.members,
          whereOf({ vessels, actors, flights }),
          vessels,
          seed,
          outbox,
        );

  return {
    actors,
    flights,
    tick(secondMs) {
      const bodies = sceneOf(vessels);
      for (const { radar, listener } of radars) radar.turn(secondMs, bodies, listener);
      for (const { tracks, report } of neighbours) tracks.tick(secondMs, bodies, report);
      border?.tick(secondMs);
      units?.tick(secondMs);
      if (scenario.air !== undefined)
        for (const flight of flights) flight.transmit(secondMs, scenario.air.feed, outbox);
    },
    receive: (feed, connection, bytes, nowMs) =>
      (feed === scenario.border?.feed && border?.receive(connection, bytes, nowMs) === true) ||
      (feed === scenario.units?.feed && units?.receive(bytes, epochMs(nowMs)) === true),
  };
}
