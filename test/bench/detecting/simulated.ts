/** Simulated radar and land sensors: vessels whose AIS is kept back, and people who cross the border line. */

import type { WatchedRecords } from '../../../proto/domain/detecting.ts';
import { distanceM, type Position } from '../../../proto/domain/geo.ts';
import { feedId } from '../../../proto/domain/ids.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import { agencyId } from '../../../proto/domain/operations/agency.ts';

import { degrees, type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { AisReader } from '../../../server/decode/ais/reader.ts';
import type { FeedFormat } from '../../../server/feeds/settings.ts';
import type { DetectConfig } from '../../../server/offline/config.ts';
import { GivenRecords } from '../../../server/offline/records.ts';
import type { Scenario } from '../../../server/simulate/scenario.ts';
import { feedsOf } from '../../../server/simulate/simulatedfeed.ts';
import { createSimulation } from '../../../server/simulate/simulation.ts';
import type { Arrival } from './watching.ts';

export interface Simulated {
  readonly arrivals: readonly Arrival[];
  readonly config: DetectConfig;
  readonly formats: Readonly<Record<string, FeedFormat>>;
}

/** What a site would say of the scenario's feeds. */
export function configFor(scenario: Scenario, records: WatchedRecords): Omit<Simulated, 'arrivals'> {
  const feeds = feedsOf(scenario);
  return {
    config: {
      feeds: new Map(
        feeds.map(({ name, sensor, sensors }) => [
          feedId(name),
          { nature: Nature.recorded, decoding: { ...(sensor && { sensor }), ...(sensors && { sensors }) } },
        ]),
      ),
      receivers: [],
      records,
    },
    formats: Object.fromEntries(feeds.map(({ name, format }) => [name, format])),
  };
}

export interface SeenVessel extends Position {
  readonly mmsi: number | undefined;
  readonly lengthM: number;
  readonly sogKn: number;
  readonly atMs: number;
}

const STEP_MS = 10_000;

/** Every byte of a simulation, and where its vessels were every ten seconds. */
export function simulate(scenario: Scenario, seed: number, startMs: EpochMs, minutes: number) {
  const simulation = createSimulation(scenario, seed, startMs);
  const arrivals: Arrival[] = [];
  const vessels: SeenVessel[][] = [];
  const actors: (Position & { readonly id: string; readonly story: string; readonly atMs: number })[] = [];
  for (let atMs = startMs + STEP_MS; atMs <= startMs + minutes * 60_000; atMs += STEP_MS) {
    simulation.advance(epochMs(atMs), (feed, bytes, arrivedMs, connection) =>
      arrivals.push({ feed, bytes: Uint8Array.from(bytes), atMs: arrivedMs, connection }),
    );
    vessels.push(
      simulation.truth(epochMs(atMs)).map(({ mmsi, lat, lon, lengthM, sogKn, transmits }) => ({
        ...{ mmsi: transmits ? mmsi : undefined, lengthM, sogKn, atMs },
        ...{ lat: degrees(lat), lon: degrees(lon) },
      })),
    );
    for (const { id, story, lat, lon } of simulation.actors(epochMs(atMs)))
      actors.push({ id, story, atMs, lat: degrees(lat), lon: degrees(lon) });
  }
  return { arrivals, vessels, actors };
}

/** Without the AIS of these numbers from a time on; and when each MMSI was heard. */
export function keptBack(
  arrivals: readonly Arrival[],
  isAis: (feed: string) => boolean,
  offMs: ReadonlyMap<number, number>,
): { readonly kept: Arrival[]; readonly heardMs: ReadonlyMap<number, readonly number[]> } {
  const reader = new AisReader();
  const heardMs = new Map<number, number[]>();
  let [drop, nowMs] = [false, 0];
  const handler = {
    message: ({ mmsi }: { readonly mmsi: number }) => {
      drop = nowMs >= (offMs.get(mmsi) ?? Number.POSITIVE_INFINITY);
      if (drop) return;
      const times = heardMs.get(mmsi);
      if (times) times.push(nowMs);
      else heardMs.set(mmsi, [nowMs]);
    },
    fault: () => undefined,
  };
  const kept = arrivals.filter(({ feed, bytes, atMs }) => {
    if (!isAis(feed)) return true;
    drop = false;
    nowMs = atMs;
    reader.push(bytes, atMs, 1, handler);
    return !drop;
  });
  return { kept, heardMs };
}

/** The radars' waters, watched for what sends nothing. */
export function seaRecords(scenario: Scenario): GivenRecords {
  const records = new GivenRecords(agencyId('bench'));
  for (const { feed, lat, lon, rangeM } of scenario.radars) {
    const shape = { kind: 'circle', centre: { lat, lon }, radiusM: rangeM };
    const faults = records.add(
      'zone',
      { id: feed, name: feed, shape, rules: [{ kind: 'uncooperative' }] },
      feed,
    );
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
  }
  return records;
}

export const nearest = (place: Position, others: readonly Position[]): number =>
  others.reduce((least, one) => Math.min(least, distanceM(place, one)), Number.POSITIVE_INFINITY);
