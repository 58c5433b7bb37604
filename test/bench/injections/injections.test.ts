/** What the bench injects is what it says: the truth of each injection, measured on the sentences that it wrote. */
import { describe, expect, it } from 'vitest';
import type { Shore } from '../../../proto/domain/detecting.ts';
import { bearingDeg, destination, distanceM, turnBetween } from '../../../proto/domain/geo.ts';
import { seeded } from '../../../proto/domain/random.ts';
import { degrees, metresPerSecondToKnots } from '../../../proto/domain/units.ts';
import type { Said } from '../corpora/traffic.ts';
import { deviation, drift, loiter, rendezvous, slowDown, uTurn } from './conduct.ts';
import type { Changed, Inject, Site } from './injection.ts';
import { type Leg, legsOf, type Report, reportOf, vesselsOf } from './legs.ts';
import { groundOf, INJECTIONS, planRun } from './plan.ts';
import { circle, duplicate, jam, overspeed, swap, teleport } from './positions.ts';
import { device, gap, staticChange } from './sayings.ts';

const START_MS = Date.UTC(2026, 5, 15, 12);
const MINUTE_MS = 60_000;
const OPEN_SEA: Shore = { distanceM: () => undefined, portM: () => undefined };

/** Straight east at ten knots for 90 minutes, a report a minute, statics every six; five and a half kilometres north of each other. */
function vessel(n: number): Said[] {
  const from = { lat: degrees(40 + n * 0.05), lon: degrees(18) };
  const mmsi = 201_000_000 + n;
  return Array.from({ length: 91 }, (_, minute): Said[] => {
    const atMs = START_MS + minute * MINUTE_MS;
    const { lat, lon } = destination(from, 90, minute * 60 * 10 * 0.514444);
    const motion = { lat, lon, sogKn: 10, cogDeg: 90, headingDeg: 90, navStatus: 0 };
    const statics: Said = {
      atMs,
      message: { type: 5, mmsi, name: `VESSEL ${n}`, callSign: `2A${n}`, shipType: 70 },
    };
    return [{ atMs, message: { type: 1, mmsi, ...motion } }, ...(minute % 6 === 0 ? [statics] : [])];
  }).flat();
}

const TRAFFIC = Array.from({ length: 12 }, (_, n) => vessel(n))
  .flat()
  .sort((a, b) => a.atMs - b.atMs);
const VESSELS = vesselsOf(TRAFFIC);
const LEGS = VESSELS.flatMap((one) => legsOf(one, 4, 20 * MINUTE_MS));

const site = (seed: number, leg: Leg): Site => ({
  ...{ shore: OPEN_SEA, random: seeded(seed), newMmsi: () => 299_000_001 },
  others: LEGS.filter((one) => one !== leg),
});
function inject(what: Inject, seed: number): Changed & { readonly reports: readonly Report[] } {
  const leg = LEGS[seed % LEGS.length]!;
  const changed = what(leg, site(seed, leg));
  if (changed === undefined) throw new Error('it did not happen');
  const said = changed.said.get(leg.vessel.mmsi) ?? [];
  return { ...changed, reports: said.flatMap(reportOf).sort((a, b) => a.atMs - b.atMs) };
}
const later = (reports: readonly Report[], fromMs: number): Report[] =>
  reports.filter(({ atMs }) => atMs > fromMs);
const knBetween = (a: Report, b: Report): number =>
  metresPerSecondToKnots(distanceM(a.at, b.at) / ((b.atMs - a.atMs) / 1000));
const SEEDS = [1, 2, 3, 4, 5];

it('finds the legs of the vessels under way', () => {
  expect(LEGS).toHaveLength(12);
  expect(LEGS[0]).toMatchObject({ everyMs: MINUTE_MS, fromMs: START_MS });
  expect(LEGS[0]?.kn).toBeCloseTo(10, 1);
});

describe.each(SEEDS)('with seed %i', (seed) => {
  it.each([2, 5, 20, 100])('a teleport is %i km, and over when it says so', (km) => {
    const { truth, reports } = inject(teleport(km), seed);
    const original = LEGS[seed % LEGS.length]!.reports;
    const far = reports.filter((one, i) => distanceM(one.at, original[i]!.at) > 1);
    expect(far.length).toBeGreaterThanOrEqual(2);
    expect(far.length).toBeLessThanOrEqual(10);
    expect(far[0]?.atMs).toBe(truth.fromMs);
    for (const one of far) {
      const home = original.find(({ atMs }) => atMs === one.atMs)!;
      expect(distanceM(one.at, home.at)).toBeCloseTo(km * 1000, -2);
    }
  });

  it('a U-turn goes back, a deviation goes on at 45°, both at its speed', () => {
    for (const [what, deg] of [
      [uTurn, 180],
      [deviation, 45],
    ] as const) {
      const { truth, reports } = inject(what, seed);
      const then = later(reports, truth.fromMs + 5 * MINUTE_MS);
      expect(then.length).toBeGreaterThanOrEqual(10);
      for (const [i, one] of then.slice(1).entries()) {
        expect(Math.abs(turnBetween(90, one.message.cogDeg ?? Number.NaN))).toBeGreaterThan(deg - 6);
        expect(Math.abs(turnBetween(90, one.message.cogDeg ?? Number.NaN))).toBeLessThan(deg + 6);
        expect(knBetween(then[i]!, one)).toBeCloseTo(10, -0.5);
      }
    }
  });

  it('a slow-down keeps its course and says the speed that it makes', () => {
    const { truth, reports } = inject(slowDown, seed);
    const then = later(reports, truth.fromMs + 3 * MINUTE_MS);
    for (const [i, one] of then.slice(1).entries()) {
      expect(one.message.sogKn).toBeLessThan(4.2);
      expect(Math.abs(knBetween(then[i]!, one) - (one.message.sogKn ?? 0))).toBeLessThan(1);
    }
  });

  it('a drift is slow, across its heading, and farther than 500 m', () => {
    const { truth, reports } = inject(drift, seed);
    const then = later(reports, truth.fromMs + 6 * MINUTE_MS);
    for (const { message } of then) {
      expect(Math.abs(turnBetween(message.headingDeg ?? 0, message.cogDeg ?? 0))).toBeGreaterThan(45);
      expect(message.sogKn).toBeLessThan(4);
    }
    expect(distanceM(then[0]!.at, then.at(-1)!.at)).toBeGreaterThan(500);
  });

  it('who loiters stays within three kilometres for an hour, and moves', () => {
    const { truth, reports } = inject(loiter, seed);
    const then = later(reports, truth.fromMs + 5 * MINUTE_MS);
    expect(then.at(-1)!.atMs - then[0]!.atMs).toBeGreaterThan(60 * MINUTE_MS);
    for (const { at } of then) expect(distanceM(at, then[0]!.at)).toBeLessThan(3000);
    for (const [i, one] of then.slice(1).entries()) expect(knBetween(then[i]!, one)).toBeLessThan(6);
  });

  it('two that meet lie beside each other for three quarters of an hour, and never jump', () => {
    const { truth, reports, said } = inject(rendezvous, seed);
    const other = said.get(299_000_001)!.flatMap(reportOf);
    const then = later(other, truth.fromMs).filter(({ atMs }) => atMs < truth.fromMs + 44 * MINUTE_MS);
    for (const one of then) {
      const mine = reports.findLast(({ atMs }) => atMs <= one.atMs)!;
      expect(distanceM(mine.at, one.at)).toBeLessThan(300);
    }
    for (const way of [reports, other])
      for (const [i, one] of way.slice(1).entries()) expect(knBetween(way[i]!, one)).toBeLessThan(16);
  });

  it('a circle’s positions lie on it, and its courses are not its way', () => {
    const { truth, reports } = inject(circle, seed);
    const then = later(reports, truth.fromMs);
    const misfit = then.slice(1).map((one, i) => {
      const made = bearingDeg(then[i]!.at, one.at);
      return Math.abs(turnBetween(made, one.message.cogDeg ?? made));
    });
    expect(misfit.filter((deg) => deg > 40).length).toBeGreaterThan(misfit.length / 2);
    for (const { at } of then) expect(distanceM(at, then[0]!.at)).toBeLessThan(3100);
  });

  it('overspeed is said and made', () => {
    const { truth, reports } = inject(overspeed, seed);
    const [one, two] = later(reports, truth.fromMs).slice(-2);
    expect(knBetween(one!, two!)).toBeGreaterThan(44);
    expect(Math.abs(knBetween(one!, two!) - (two!.message.sogKn ?? 0))).toBeLessThan(2);
  });

  it('a gap says nothing between its ends', () => {
    const { truth, reports } = inject(gapNear, seed);
    const [next] = later(reports, truth.fromMs);
    expect((next?.atMs ?? Number.POSITIVE_INFINITY) - truth.fromMs).toBeGreaterThanOrEqual(20 * MINUTE_MS);
  });

  it('a duplicate is another vessel’s way under one number, a swap two', () => {
    const two = inject(duplicate, seed);
    const then = later(two.reports, two.truth.fromMs + MINUTE_MS);
    expect(Math.max(...then.map(({ at }) => distanceM(at, then[0]!.at)))).toBeGreaterThan(5000);
    const swapped = inject(swap, seed);
    const [a, b] = swapped.truth.mmsis;
    expect(new Set([...swapped.said.keys()])).toEqual(new Set([a, b]));
    const jump = swapped.reports.findIndex(({ atMs }) => atMs > swapped.truth.fromMs);
    expect(distanceM(swapped.reports[jump - 1]!.at, swapped.reports[jump]!.at)).toBeGreaterThan(3000);
  });
});

/** The vessels of this traffic are farther apart than are heard together: two beside each are heard meanwhile. */
const gapNear: Inject = (leg, given) => {
  const others = [1, 2].map((n): Leg => {
    const reports = leg.reports.map((one) => ({
      ...one,
      at: { ...one.at, lat: degrees(one.at.lat + n / 100) },
    }));
    return { ...leg, vessel: { ...leg.vessel, mmsi: 299_000_010 + n }, reports };
  });
  return gap(leg, { ...given, others });
};

it('makes nobody silent where nobody else is heard, and its own other legs show nothing', () => {
  const leg = LEGS[3]!;
  expect(gap(leg, { ...site(3, leg), others: [leg, leg] })).toBeUndefined();
});

it('makes nobody silent who was hardly heard before', () => {
  const leg = LEGS[3]!;
  const seldom = (n: number): Leg => ({ ...leg, reports: leg.reports.filter((_, i) => i % n === 0) });
  const named = (n: number) => gapNear(seldom(n), site(3, leg))?.truth.injection;
  // Vessels beside it, and all, are heard every minute: every third is enough, every sixth is not.
  expect([named(3), named(6)]).toEqual(['gap', undefined]);
});

it('turns at the speed that it makes at that moment', () => {
  const leg = LEGS[2]!;
  const from = leg.reports[0]!.at;
  // Eight knots for an hour, fourteen after; the median is eight.
  const reports = leg.reports.map((one, i): Report => {
    const far = (8 * Math.min(i, 60) + 14 * Math.max(0, i - 60)) * 60 * 0.514444;
    return { ...one, at: destination(from, 90, far) };
  });
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const { truth, said } = uTurn({ ...leg, reports, kn: 8 }, site(seed, leg))!;
    const i = reports.findIndex(({ atMs }) => atMs === truth.fromMs);
    if (i > 60 && i < 64) continue;
    const after = [...said.values()][0]!.flatMap(reportOf).filter(({ atMs }) => atMs > truth.fromMs);
    expect(knBetween(after[1]!, after[4]!)).toBeCloseTo(i <= 60 ? 8 : 14, -0.5);
  }
});

it.each([30, 36, 50, 51, 52, 35])(
  'nothing that is the work of ship type %i is an anomaly of it',
  (shipType) => {
    const leg = { ...LEGS[2]!, vessel: { ...LEGS[2]!.vessel, shipType } };
    for (const what of [uTurn, deviation, slowDown, loiter, rendezvous])
      expect(what(leg, site(2, leg))).toBeUndefined();
  },
);

it('jams six vessels and more at once, for ten minutes', () => {
  const { truth, said } = inject(jam, 5);
  expect(truth.mmsis.length).toBeGreaterThanOrEqual(6);
  expect([...said.keys()]).toEqual(truth.mmsis);
});

it('changes who a vessel says it is, and lets devices call and be tried', () => {
  const change = staticChange(VESSELS[0]!, seeded(1))!;
  const names = new Set(
    change.said.get(201_000_000)!.flatMap(({ message }) => ('name' in message ? [message.name] : [])),
  );
  expect(names.size).toBe(2);
  const [call, test] = [false, true].map((isTest) => device(VESSELS[0]!, seeded(2), isTest)!);
  expect(String(call!.truth.mmsis[0])).toMatch(/^97[024]/);
  const statusOf = (one: Changed) =>
    [...one.said.values()][0]!.map(({ message }) => ('navStatus' in message ? message.navStatus : 14));
  expect(new Set(statusOf(call!))).toEqual(new Set([14]));
  expect(statusOf(test!)[0]).toBe(15);
});

it('plans a run in which every vessel does one thing at most, and the same seed the same run', () => {
  const ground = groundOf('test', TRAFFIC);
  const wanted = new Map(INJECTIONS.map((name) => [name, 1]));
  const run = planRun(ground, 1, OPEN_SEA, wanted, 1);
  const again = planRun(ground, 1, OPEN_SEA, wanted, 1);
  expect(again.traffic).toEqual(run.traffic);
  const touched = run.truths.flatMap(({ injection, mmsis }) => (injection === 'distress' ? [] : mmsis));
  expect(new Set(touched).size).toBe(touched.length);
  expect(run.traffic.every(({ atMs }, i) => i === 0 || atMs >= run.traffic[i - 1]!.atMs)).toBe(true);
});
