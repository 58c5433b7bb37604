/** The demonstration world watched for a day: it keeps to water, to its ships' limits and to its timetable. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { turnBetween } from '../../proto/domain/geo.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { decodeToJson, emptySummary, isFault } from '../../server/decode/ais/lines.ts';
import { readWaterGrid, WATER_FILE } from '../../server/setup/basemap/water.ts';
import { owedMs } from '../../server/simulate/owed.ts';
import { withReception } from '../../server/simulate/reception.ts';
import { createSimulation } from '../../server/simulate/simulation.ts';
import type { Vessel } from '../../server/simulate/vessel.ts';
import { createWorld } from '../../server/simulate/world.ts';
import { southernAdriatic } from '../server/simulate/demonstrationscenario.ts';

const START = epochMs(Date.UTC(2026, 5, 21, 5, 0, 0));
const DAY_S = 86_400;
const scenario = southernAdriatic();
const isShip = (vessel: Vessel) => vessel.ship.transponder !== 'SAR';

describe('a day of the southern Adriatic', () => {
  const ashore: string[] = [];
  const tooQuick: string[] = [];
  const present: number[] = [];
  const arrivals: { line: string; lateMin: number }[] = [];
  let ferriesAtSea = 0;
  const activities = new Map<string, Set<string>>();

  beforeAll(() => {
    const water = existsSync(WATER_FILE) ? readWaterGrid() : undefined;
    if (water === undefined)
      console.warn(
        `SKIPPED: is every vessel on water? ${WATER_FILE} is not built (node server/setup/basemap/build.mjs)`,
      );
    const world = createWorld(scenario, 1, START);
    const ferries = world.vessels.filter((v) =>
      ['ropax', 'landing', 'dayferry', 'hydrofoil'].includes(v.ship.kind),
    );
    const due = new Map<Vessel, number>();
    for (let s = 1; s <= DAY_S; s++) {
      const watched =
        s % 97 === 0 ? world.vessels.filter((v) => v.present).map((v) => [v, { ...v.motion }] as const) : [];
      const doing = new Map(watched.map(([v]) => [v, v.activity]));
      world.step();
      for (const [v, before] of watched) {
        // Who comes back from beyond the horizon appears there.
        if (!v.present || doing.get(v)?.kind === 'away') continue;
        const { handling, name } = v.ship;
        const turned = Math.abs(turnBetween(before.headingDeg, v.motion.headingDeg));
        if (turned > handling.maxTurnDegPerS + 1e-6) tooQuick.push(`${name} turned ${turned}° in a second`);
        const change = v.motion.speedMps - before.speedMps;
        if (change > handling.accelerationMps2 + 1e-6 || -change > handling.decelerationMps2 + 1e-6)
          tooQuick.push(`${name} changed speed by ${change} m/s in a second (${doing.get(v)?.kind})`);
      }
      if (s % 30 === 0)
        for (const v of world.vessels) {
          if (!v.present || !isShip(v)) continue;
          const { lat, lon } = v.motion;
          if (water?.isWater(lat, lon) === false)
            ashore.push(`${v.ship.name} at ${lat.toFixed(4)}, ${lon.toFixed(4)}`);
        }
      for (const ferry of ferries) {
        const { activity } = ferry;
        if (activity.kind === 'passage') due.set(ferry, activity.arriveMs!);
        else if (due.has(ferry)) {
          arrivals.push({ line: ferry.ship.name, lateMin: (world.nowMs() - due.get(ferry)!) / 60_000 });
          due.delete(ferry);
        }
      }
      if (s % 900 === 0) {
        present.push(world.vessels.filter((v) => v.present && isShip(v)).length);
        ferriesAtSea = Math.max(ferriesAtSea, due.size);
        for (const v of world.vessels.filter(({ conduct }) => conduct === undefined)) {
          const kinds = activities.get(v.ship.kind) ?? new Set();
          activities.set(v.ship.kind, kinds.add(v.activity.kind));
        }
      }
    }
  });

  test('every vessel keeps to water, every 30 s of the day', ({ skip }) => {
    if (!existsSync(WATER_FILE)) skip();
    expect(ashore.slice(0, 20)).toEqual([]);
  });

  test('nobody turns, speeds up or slows down more than the ship can', () => {
    expect(tooQuick.slice(0, 20)).toEqual([]);
  });

  test('it neither empties nor grows', () => {
    expect(present.length).toBe(96);
    expect(Math.min(...present)).toBeGreaterThanOrEqual(340);
    expect(Math.max(...present) - Math.min(...present)).toBeLessThan(25);
  });

  test('ferries keep their timetable within minutes', () => {
    expect(arrivals.length).toBeGreaterThan(50);
    expect(ferriesAtSea).toBeGreaterThan(5);
    const outside = arrivals.filter(({ lateMin }) => lateMin > 5 || lateMin < -5);
    expect(outside).toEqual([]);
  });

  test('ships come, lie and go: merchants anchor and berth, fishermen fish, yachts moor', () => {
    for (const kind of ['coaster', 'bulk', 'tanker'])
      expect([...activities.get(kind)!].sort()).toEqual(['anchored', 'away', 'moored', 'passage']);
    expect([...activities.get('trawler')!].sort()).toEqual(['holding', 'moored', 'passage']);
    expect([...activities.get('yacht')!].sort()).toEqual(['anchored', 'moored', 'passage']);
  });
});

describe('a quarter of an hour on the air, through the real decoder', () => {
  interface Heard {
    readonly atMs: number;
    readonly type: number;
    readonly sogKn: number;
    readonly navStatus: number;
    readonly carrierSense: boolean;
  }
  const MINUTES = 15;
  const reports = new Map<string, Heard[]>();
  const statics = new Map<string, number[]>();
  const types = new Set<number>();
  const summary = emptySummary();
  const faults: unknown[] = [];

  beforeAll(async () => {
    // One station that hears all, at once: what it hears is what was sent.
    const ear = { ...scenario.stations[0]!, lat: 41, lon: 18.6, rangeNm: 300, classBRangeNm: 300 };
    const simulation = createSimulation(
      withReception({ ...scenario, stations: [ear] }, { lossRatio: 0, delayMs: 0, delaySpreadMs: 0 }),
      1,
      START,
      'clear',
    );
    const pieces: Uint8Array[] = [];
    simulation.advance(epochMs(START + MINUTES * 60_000), (feed, bytes) => {
      if (feed === ear.feed) pieces.push(bytes);
    });
    const messages = decodeToJson(
      (async function* () {
        yield* pieces;
      })(),
      summary,
    );
    for await (const line of messages) {
      if (isFault(line)) {
        faults.push(line);
        continue;
      }
      const m = line as unknown as Record<string, unknown>;
      const mmsi = String(m.mmsi);
      const type = Number(m.type);
      types.add(type);
      const atMs = Number(m.timeMs);
      if ([1, 2, 3, 9, 18].includes(type)) {
        const list = reports.get(mmsi) ?? [];
        reports.set(mmsi, list);
        list.push({
          atMs,
          type,
          sogKn: Number(m.sogKn ?? 0),
          navStatus: Number(m.navStatus ?? 0),
          carrierSense: m.carrierSense === true,
        });
      }
      if (type === 5 || (type === 24 && m.part === 'A'))
        statics.set(mmsi, [...(statics.get(mmsi) ?? []), atMs]);
    }
  });

  test('every byte decodes', () => {
    expect(faults).toEqual([]);
    expect([...types].filter((type) => [1, 4, 5, 18, 21, 24].includes(type)).length).toBe(6);
  });

  test('position reports come at the intervals that class, speed and status owe', () => {
    let gaps = 0;
    const late: string[] = [];
    for (const [mmsi, list] of reports)
      for (let i = 1; i < list.length; i++) {
        const [before, after] = [list[i - 1]!, list[i]!];
        const transponder =
          after.type === 18 ? (after.carrierSense ? 'B-CS' : 'B-SO') : after.type === 9 ? 'SAR' : 'A';
        // Instruments err by a tenth of a knot: the slower of the two readings, and a little less, owes least.
        const slowest = Math.max(0, Math.min(before.sogKn, after.sogKn) - 0.3);
        const owed = Math.max(
          owedMs(transponder, before.navStatus, slowest, false),
          owedMs(transponder, after.navStatus, slowest, false),
        );
        gaps++;
        // A tenth of the interval each way for the choice of slots, and a second for the change of pace.
        if (after.atMs - before.atMs > owed * 1.2 + 1001)
          late.push(`${mmsi} ${after.atMs - before.atMs} of ${owed} ms`);
      }
    expect(gaps).toBeGreaterThan(15_000);
    expect(late.slice(0, 10)).toEqual([]);
  });

  test('nor do they come more often than that', () => {
    const steady = [...reports.values()].filter((list) =>
      list.every((r) => r.type === 1 && r.navStatus === 5 && r.sogKn < 1),
    );
    expect(steady.length).toBeGreaterThan(20);
    // Every 3 min: the first and five more in a quarter of an hour, one more where the slots fall so.
    for (const list of steady) expect(list.length).toBeLessThanOrEqual(7);
  });

  test('statics come every six minutes', () => {
    expect(statics.size).toBeGreaterThan(340);
    for (const times of statics.values())
      for (let i = 1; i < times.length; i++) {
        expect(times[i]! - times[i - 1]!).toBeGreaterThan(350_000);
        expect(times[i]! - times[i - 1]!).toBeLessThan(362_000);
      }
  });
});

test('a moving class A ship of the truth is where its report says, within twenty metres', async () => {
  const simulation = createSimulation(withReception(scenario, { lossRatio: 0 }), 2, START);
  simulation.advance(epochMs(START + 1999), () => undefined);
  const truth = new Map(simulation.truth(epochMs(START + 1000)).map((v) => [v.mmsi, v]));
  const stations = new Set(scenario.stations.map((s) => s.feed));
  const pieces: Uint8Array[] = [];
  simulation.advance(epochMs(START + 2999), (feed, bytes) => {
    if (stations.has(feed)) pieces.push(bytes);
  });
  let compared = 0;
  for await (const line of decodeToJson(
    (async function* () {
      yield* pieces;
    })(),
    emptySummary(),
  )) {
    const m = line as unknown as {
      mmsi: string;
      type: number;
      lat?: number;
      lon?: number;
      utcSecond?: number;
    };
    if (m.type !== 1 || m.utcSecond !== 1) continue;
    const v = truth.get(Number(m.mmsi))!;
    compared++;
    expect(Math.abs(m.lat! - v.lat) * 111_195).toBeLessThan(20);
    expect(Math.abs(m.lon! - v.lon) * 84_000).toBeLessThan(20);
  }
  expect(compared).toBeGreaterThan(5);
});
