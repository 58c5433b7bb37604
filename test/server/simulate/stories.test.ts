/** The stories that the watch is there for: in the truth within the first minutes, and again over the day. */
import { beforeAll, describe, expect, test } from 'vitest';
import { distanceM } from '../../../proto/domain/geo.ts';
import { type Degrees, type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import type { Scenario } from '../../../server/simulate/scenario.ts';
import { createSimulation } from '../../../server/simulate/simulation.ts';
import type { VesselTruth } from '../../../server/simulate/truth.ts';
import { southernAdriatic } from './demonstrationscenario.ts';

const START = epochMs(Date.UTC(2026, 5, 21, 10, 0, 0));
const whole = southernAdriatic();
/** The stories alone, without sensors: a day of them is quick. */
const { radars: _, neighbours: __, ...rest } = whole;
const stories: Scenario = {
  ...rest,
  radars: [],
  neighbours: [],
  merchants: [],
  ferries: [],
  fishing: [],
  pleasure: [],
  services: [],
  aids: [],
  aircraft: [],
  border: undefined,
  units: undefined,
  air: undefined,
};
type Story = NonNullable<VesselTruth['story']>;
interface Seen {
  readonly atMs: EpochMs;
  readonly vessels: VesselTruth[];
}
const minutes: Seen[] = [];
const heard = new Map<string, number[]>();

const apartM = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number =>
  distanceM(
    { lat: a.lat as Degrees, lon: a.lon as Degrees },
    { lat: b.lat as Degrees, lon: b.lon as Degrees },
  );
const at = (minute: number, story: Story): VesselTruth[] =>
  minutes[minute]!.vessels.filter((v) => v.story === story);
const one = (minute: number, story: Story): VesselTruth => at(minute, story)[0]!;
const whenever = (story: Story, holds: (v: VesselTruth) => boolean): number[] =>
  minutes.flatMap(({ vessels }, minute) =>
    vessels.some((v) => v.story === story && holds(v)) ? [minute] : [],
  );

beforeAll(() => {
  const simulation = createSimulation(stories, 1, START);
  for (let minute = 0; minute <= 1440; minute++) {
    const atMs = epochMs(START + minute * 60_000);
    simulation.advance(atMs, (feed, __bytes, arrivedMs) => {
      const list = heard.get(feed) ?? [];
      heard.set(feed, list);
      list.push(arrivedMs);
    });
    minutes.push({ atMs, vessels: simulation.truth(atMs) });
  }
});

describe('within the first ten minutes', () => {
  test('a go-fast without AIS is crossing the strait', () => {
    const [begin, later] = [one(0, 'goFast'), one(10, 'goFast')];
    expect(begin).toMatchObject({ transponder: 'none', transmits: false, kind: 'goFast' });
    expect(begin.mmsi).toBeUndefined();
    // 38 kn for ten minutes are 11.7 km.
    expect(Math.abs(apartM(begin, later) - 11_730)).toBeLessThan(400);
    expect(later.lon).toBeLessThan(begin.lon);
  });

  test('a ship of class A switches its AIS off, and a smaller vessel falls silent', () => {
    for (const story of ['switchedOff', 'goneSilent'] as const) {
      expect(one(1, story).transmits).toBe(true);
      expect(one(3, story).transmits).toBe(false);
      expect(one(10, story).transmits).toBe(false);
      expect(one(1, story).mmsi).toBeDefined();
    }
    expect(one(3, 'switchedOff')).toMatchObject({ transponder: 'A', lengthM: 118 });
    expect(one(3, 'goneSilent').transponder).toBe('B-SO');
  });

  test('a ship that must have AIS never sends', () => {
    expect(minutes.every((_, m) => at(m, 'neverOn').every((v) => !v.transmits && v.lengthM > 90))).toBe(true);
  });

  test('a ship claims a place kilometres away', () => {
    expect(one(2, 'spoofed').claims).toBeUndefined();
    const liar = one(6, 'spoofed');
    expect(liar.transmits).toBe(true);
    expect(apartM(liar, liar.claims!)).toBeGreaterThan(6400);
    expect(apartM(liar, liar.claims!)).toBeLessThan(6600);
  });

  test('small boats without AIS lie about', () => {
    expect(at(5, 'smallBoats').length).toBe(12);
    for (const boat of at(5, 'smallBoats')) expect(boat).toMatchObject({ transponder: 'none' });
  });
});

describe('over the day', () => {
  test('the go-fast crosses again', () => {
    const present = whenever('goFast', () => true);
    const crossings = present.filter((minute, i) => i === 0 || minute > present[i - 1]! + 1).length;
    expect(crossings).toBeGreaterThanOrEqual(5);
    expect(present.length).toBeLessThan(700);
  });

  test('silences and lies begin and end, again and again', () => {
    for (const story of ['switchedOff', 'goneSilent'] as const) {
      const off = whenever(story, (v) => !v.transmits);
      expect(off.length).toBeGreaterThan(200);
      expect(whenever(story, (v) => v.transmits).length).toBeGreaterThan(700);
      expect(off.some((minute) => minute > 600)).toBe(true);
    }
    const lies = whenever('spoofed', (v) => v.claims !== undefined);
    expect(lies.filter((m, i) => i === 0 || m > lies[i - 1]! + 1).length).toBeGreaterThanOrEqual(11);
  });

  test('two lie side by side at night, one of them without AIS, and part', () => {
    const met = minutes.flatMap(({ vessels }, minute) => {
      const [a, b] = vessels.filter((v) => v.story === 'rendezvous');
      return a && b && apartM(a, b) < 150 && a.sogKn < 1 && b.sogKn < 1 ? [minute] : [];
    });
    // At 23:20 and 02:40 of a place that is an hour ahead of UTC, half an hour each.
    expect(met.length).toBeGreaterThan(50);
    for (const minute of met) {
      const hour = (11 + minute / 60) % 24;
      expect(hour > 23 || hour < 5).toBe(true);
    }
    const parties = minutes[met[0]!]!.vessels.filter((v) => v.story === 'rendezvous');
    expect(parties.map((v) => v.transmits).sort()).toEqual([false, true]);
    expect(at(0, 'rendezvous')).toEqual([]);
  });

  test('who is silent is not heard: nothing but transponders reaches the stations', () => {
    // The base stations go on; without them four of the stories' vessels send at all, and one of these by night alone.
    const names = new Set(
      minutes.flatMap(({ vessels }) => vessels.filter((v) => v.transmits).map((v) => v.name)),
    );
    expect([...names].sort()).toEqual(['MARA LUNE', 'SERA BIANCA', 'VENTO GRIGIO', 'YLLI I JONIT']);
    expect([...heard.keys()].every((feed) => feed.startsWith('ais-'))).toBe(true);
  });
});
