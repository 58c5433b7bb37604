/** The radar against what it is set to: statistics over thousands of turns, with bounds of five standard errors. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { turnBetween } from '../../../../proto/domain/geo.ts';
import { geodesicDirect } from '../../../../proto/domain/geodesic.ts';
import { seeded } from '../../../../proto/domain/random.ts';
import { azimuthOf, ecefOf, siteAt } from '../../../../server/simulate/sensing/earth.ts';
import { Radar, smallestSeenM } from '../../../../server/simulate/sensing/radar.ts';
import { deviation, hull, mean, SITE, turned } from './radarsite.ts';

const HOUR_S = 3600;
const TURNS = (HOUR_S * 1000) / SITE.periodMs;

describe('a radar', () => {
  test('measures range and azimuth with the noise that it is set to, and no bias', () => {
    const { plots } = turned(new Radar(SITE, seeded(1)), HOUR_S, [hull(240, 20_000)]);
    expect(plots.length).toBeGreaterThan(0.9 * TURNS);
    // 200 m of height over 20 km make the slant 1 m longer than the ground, and the curve of the earth some more.
    expect(mean(plots.map((p) => p.rangeM))).toBeCloseTo(20_001, -1);
    expect(mean(plots.map((p) => p.azimuthDeg))).toBeCloseTo(240, 1);
    expect(deviation(plots.map((p) => p.rangeM)) / 15).toBeCloseTo(1, 0);
    expect(deviation(plots.map((p) => p.rangeM))).toBeGreaterThan(13.5);
    expect(deviation(plots.map((p) => p.rangeM))).toBeLessThan(16.5);
    expect(deviation(plots.map((p) => p.azimuthDeg))).toBeGreaterThan(0.135);
    expect(deviation(plots.map((p) => p.azimuthDeg))).toBeLessThan(0.165);
  });

  test('that is misaligned is so by what it is set to', () => {
    const askew = { ...SITE, bias: { rangeM: 55, azimuthDeg: 0.45 } };
    const straight = turned(new Radar(SITE, seeded(1)), HOUR_S, [hull(300, 30_000, 80)]);
    const { plots } = turned(new Radar(askew, seeded(2)), HOUR_S, [hull(300, 30_000, 80)]);
    const range = mean(plots.map((p) => p.rangeM)) - mean(straight.plots.map((p) => p.rangeM));
    const azimuth = mean(plots.map((p) => p.azimuthDeg)) - mean(straight.plots.map((p) => p.azimuthDeg));
    expect(Math.abs(range - 55)).toBeLessThan(5);
    expect(Math.abs(azimuth - 0.45)).toBeLessThan(0.04);
  });

  test('sees a boat of 10 m² in half of the turns at the range that is set, nearer oftener, farther less', () => {
    const radar = new Radar(SITE, seeded(3));
    const share = (rangeM: number) =>
      turned(radar, HOUR_S, [hull(180, rangeM)], rangeM * 1000).plots.length / TURNS;
    const [near, half, far] = [share(15_000), share(40_000), share(55_000)];
    expect(near).toBeGreaterThan(0.95);
    // Five standard errors of 1440 turns are 0.07.
    expect(Math.abs(half - 0.5)).toBeLessThan(0.07);
    expect(far).toBeLessThan(0.2);
  });

  test('promises no more than it keeps: the smallest hull it says is seen as often as it says, all the way out', () => {
    const lengthM = smallestSeenM(SITE, 0.85);
    const hullThere = { echoM2: 0.1 * lengthM ** 2, heightM: 0.12 * lengthM };
    expect(new Radar(SITE, seeded(11)).probability(hullThere, SITE.rangeM)).toBeCloseTo(0.85, 6);
  });

  test('sees larger hulls farther, nothing beyond the radar horizon', () => {
    const radar = new Radar({ ...SITE, rangeM: 150_000, boatRangeM: 150_000 }, seeded(4));
    // 4.12 km · (√200 + √1.2) = 62.8 km; with a hull 24 m high, 78.4 km.
    const boat = { echoM2: 10, heightM: 1.2 };
    const ship = { echoM2: 4000, heightM: 24 };
    expect(radar.probability(boat, 50_000)).toBeGreaterThan(0.9);
    expect(radar.probability(boat, 62_700)).toBeLessThan(0.05);
    expect(radar.probability(boat, 62_900)).toBe(0);
    expect(radar.probability(ship, 62_900)).toBeGreaterThan(0.9);
    expect(radar.probability(ship, 78_500)).toBe(0);
  });

  test('sees nothing in blind sectors, out of its sectors and out of its ranges', () => {
    const site = {
      ...SITE,
      sectors: [{ fromDeg: 300, toDeg: 60 }],
      blindSectors: [{ fromDeg: 10, toDeg: 20 }],
      clutter: { sea: 20, seaScaleM: 5000, uniform: 20 },
    };
    const bodies = [15, 90, 200, 299].map((azimuthDeg) => hull(azimuthDeg, 10_000, 50));
    const near = hull(0, 400, 50);
    const far = hull(0, 60_500, 250);
    const { plots } = turned(new Radar(site, seeded(5)), 600, [...bodies, near, far, hull(330, 10_000, 50)]);
    expect(plots.filter((p) => p.of.length > 0).every((p) => Math.abs(p.azimuthDeg - 330) < 2)).toBe(true);
    for (const { azimuthDeg, rangeM } of plots) {
      const open = azimuthDeg >= 299 || azimuthDeg <= 61;
      expect(open && !(azimuthDeg > 11 && azimuthDeg < 19)).toBe(true);
      expect(rangeM).toBeGreaterThan(400);
      expect(rangeM).toBeLessThan(60_100);
    }
  });

  test('sees as much clutter as is set: near by the sea, elsewhere alike over the area', () => {
    const site = { ...SITE, clutter: { sea: 3, seaScaleM: 2000, uniform: 5 } };
    const { plots } = turned(new Radar(site, seeded(6)), HOUR_S, []);
    // Eight a turn over 1440 turns: 11,520 ± 107; some are joined to others by chance.
    expect(Math.abs(plots.length - 8 * TURNS)).toBeLessThan(540);
    const outer = plots.filter((p) => p.rangeM > 60_000 / Math.SQRT2).length;
    expect(Math.abs(outer / (5 * TURNS) - 0.5)).toBeLessThan(0.04);
    expect(plots.filter((p) => p.rangeM < 2500).length / (3 * TURNS)).toBeGreaterThan(0.55);
  });

  test('takes for one what is closer than it can tell apart, between the two, the stronger pulling', () => {
    const pair = [hull(100, 20_000, 100), hull(100.4, 20_020, 50)];
    const { plots } = turned(new Radar(SITE, seeded(7)), 600, pair);
    expect(plots.length).toBeLessThan(1.05 * 240);
    const joined = plots.filter((p) => p.of.length === 2);
    expect(joined.length).toBeGreaterThan(200);
    expect(joined.every((p) => p.of[0] === pair[0]!.vessel)).toBe(true);
    // Echoes as 4 : 1.
    expect(mean(joined.map((p) => p.azimuthDeg))).toBeCloseTo(100.08, 1);
    const apart = [hull(100, 20_000, 100), hull(100.4, 20_080, 50), hull(102, 20_000, 50)];
    expect(turned(new Radar(SITE, seeded(7)), 600, apart).plots.every((p) => p.of.length === 1)).toBe(true);
  });

  test('sees a hull where the beam passes it, north once a turn, and all sectors in order of time', () => {
    const { plots, norths, sectors, timesMs } = turned(new Radar(SITE, seeded(8)), 60, [
      hull(359.9, 10_000, 60),
      hull(90, 10_000, 60),
    ]);
    expect(norths.length).toBe(24);
    for (let i = 1; i < norths.length; i++) expect(norths[i]! - norths[i - 1]!).toBeCloseTo(2500, 6);
    for (let i = 1; i < sectors.length; i++) expect(sectors[i]).toBe((sectors[i - 1]! + 1) % 32);
    expect(timesMs.every((t, i) => i === 0 || t >= timesMs[i - 1]! - 1e-6)).toBe(true);
    const east = plots.filter((p) => Math.abs(p.azimuthDeg - 90) < 2);
    for (const { atMs } of east)
      expect(((((atMs - norths[0]!) % 2500) + 2500) % 2500) / 2500).toBeCloseTo(0.25, 3);
  });

  test('is the same for the same seed', () => {
    const site = { ...SITE, clutter: { sea: 3, seaScaleM: 2000, uniform: 5 } };
    const run = (seed: number) =>
      turned(new Radar(site, seeded(seed)), 30, [hull(10, 9000)]).plots.map(({ of, ...plot }) => ({
        ...plot,
        of: of.length,
      }));
    expect(run(9)).toEqual(run(9));
    expect(run(9)).not.toEqual(run(10));
  });
});

test('east, north and up of a site agree with the geodesic on the ellipsoid', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 359.9, noNaN: true }),
      fc.double({ min: 500, max: 80_000, noNaN: true }),
      (azimuthDeg, distanceM) => {
        const { lat, lon } = geodesicDirect({ lat: 41, lon: 19 }, azimuthDeg, distanceM);
        const { eastM, northM, upM } = siteAt(41, 19, 0)(ecefOf(lat, lon, 0));
        // A chord is shorter than its arc by s³/24R²: half a metre at 80 km.
        expect(Math.abs(Math.hypot(eastM, northM, upM) - distanceM)).toBeLessThan(0.7);
        expect(Math.abs(turnBetween(azimuthOf(eastM, northM), azimuthDeg))).toBeLessThan(0.01);
      },
    ),
  );
});
