/**
 * The demonstration without what is odd in it: no oddities at sea, nobody who crosses the border away from a crossing
 * point, no sensor that goes off the air.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Sector, SensorKind, type SensorSettings } from '../../../proto/domain/sensor.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { SCENARIO_DIR } from '../../../server/places.ts';
import { Recordings } from '../../../server/simulate/recordings.ts';
import type { Scenario } from '../../../server/simulate/scenario.ts';
import { readScenario } from '../../../server/simulate/scenariofile.ts';
import type { SimulatedFeed } from '../../../server/simulate/simulatedfeed.ts';
import { createSimulation } from '../../../server/simulate/simulation.ts';

export function calmScenario(): Scenario {
  const read = readScenario('southern-adriatic', SCENARIO_DIR);
  if (!read.ok) throw new Error(read.faults.join('; '));
  const { border, ...scenario } = read.scenario;
  if (border === undefined) return { ...scenario, oddities: [] };
  const actors = border.actors.filter(({ story }) => story !== 'crossing');
  const nodes = border.nodes.map(({ vanishes: _vanishes, ...node }) => node);
  return { ...scenario, oddities: [], border: { ...border, actors, nodes } };
}

/** What a step of the simulation hands over is written before the next. */
const STEP_MS = 10_000;

/** A file a feed in a folder, in the forms of `watchfloor simulate`; the feeds' names and what a site says of them. */
export async function writeCalm(folder: string, seed: number, startMs: EpochMs, durationMs: number) {
  mkdirSync(folder, { recursive: true });
  const simulation = createSimulation(calmScenario(), seed, startMs);
  const recordings = new Recordings();
  recordings.openFeeds(path.resolve(folder), simulation.feeds);
  for (let atMs = startMs + STEP_MS; atMs <= startMs + durationMs; atMs += STEP_MS) {
    simulation.advance(epochMs(atMs), (feed, bytes, arrivedMs) => recordings.add(feed, bytes, arrivedMs));
    await recordings.flush();
  }
  await recordings.close();
  return simulation.feeds;
}

/** What `watchfloor detect --config` is told of its radars. */
export const configOf = (feeds: readonly SimulatedFeed[]): object => ({
  feeds: Object.fromEntries(
    feeds.map(({ name, format, sensor, sensors }) => [
      name,
      {
        format,
        ...(sensor && { sensor: written(sensor) }),
        ...(sensors && {
          sensors: Object.fromEntries(Object.entries(sensors).map(([id, one]) => [id, written(one)])),
        }),
      },
    ]),
  ),
});

const KIND_NAMES = Object.keys(SensorKind);
const turns = (sectors: readonly Sector[] | undefined) =>
  sectors?.map(({ fromDeg, toDeg }) => [fromDeg, toDeg]);

/** As the config file says it. */
function written({ kind, lat, lon, coverage, periodMs, ...same }: SensorSettings): object {
  const { sectors, blindSectors, ...seen } = coverage ?? {};
  return {
    ...same,
    ...(kind !== undefined && { kind: KIND_NAMES[kind] }),
    ...(lat !== undefined && { position: [lat, lon] }),
    ...(coverage && {
      coverage: { ...seen, sectorsDeg: turns(sectors), blindSectorsDeg: turns(blindSectors) },
    }),
    ...(periodMs !== undefined && { periodS: periodMs / 1000 }),
  };
}
