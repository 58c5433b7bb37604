import { describe, expect, test } from 'vitest';
import type { LatLon } from '../../../../proto/domain/operations/area.ts';
import { geodesicEnd, ringMeasures } from '../../../../proto/domain/shapes/geodesics.ts';
import {
  areaM2,
  lengthM,
  perimeterM,
  rhumbBetween,
  rhumbLengthM,
} from '../../../../proto/domain/shapes/measure.ts';

const ring = (...pairs: readonly (readonly [number, number])[]): LatLon[] =>
  pairs.map(([lat, lon]) => ({ lat, lon }));
const JFK = { lat: 40.6, lon: -73.8 };

describe('lengths and areas with published values', () => {
  test('Antarctica (GeographicLib documentation, "Measuring areas")', () => {
    const antarctica = ring(
      [-63.1, -58],
      [-72.9, -74],
      [-71.9, -102],
      [-74.9, -102],
      [-74.3, -131],
      [-77.5, -163],
      [-77.4, 163],
      [-71.7, 172],
      [-65.9, 140],
      [-65.7, 113],
      [-66.6, 88],
      [-66.9, 59],
      [-69.8, 25],
      [-70.0, -4],
      [-71.0, -14],
      [-77.3, -33],
      [-77.9, -46],
      [-74.7, -61],
    );
    const { areaM2: area, perimeterM: perimeter } = ringMeasures(antarctica);
    expect(perimeter).toBeCloseTo(16_831_067.893, 2);
    expect(area).toBeCloseTo(13_662_703_680_020.1, 0);
  });

  /** From GeographicLib's own test set (geodesictest, Planimeter0, 5, 15). */
  test.each([
    [
      'a square around the north pole',
      ring([89, 0], [89, 90], [89, 180], [89, 270]),
      631_819.8745,
      24_952_305_678,
    ],
    [
      'one around the south pole',
      ring([-89, 0], [-89, 90], [-89, 180], [-89, 270]),
      631_819.8745,
      24_952_305_678,
    ],
    ['one on the equator', ring([0, -1], [-1, 0], [0, 1], [1, 0]), 627_598.2731, 24_619_419_146],
    ['an eighth of the earth', ring([90, 0], [0, 0], [0, 90]), 30_022_685, 63_758_202_715_511],
    ['a triangle at the pole', ring([89, 0.1], [89, 90.1], [89, -179.9]), 539_297, 12_476_152_838.5],
  ])('%s', (_, corners, perimeter, area) => {
    const shape = { kind: 'polygon', rings: [corners] } as const;
    expect(Math.abs(perimeterM(shape) - perimeter)).toBeLessThan(1);
    expect(Math.abs((areaM2(shape) ?? 0) - area)).toBeLessThan(1);
  });

  test('a small triangle (Planimeter15)', () => {
    expect(ringMeasures(ring([2, 1], [1, 2], [3, 3])).areaM2).toBeCloseTo(18_454_562_325.45119, 0);
  });

  test('great circle: New York to London (GeodSolve)', () => {
    expect(lengthM([JFK, { lat: 51.6, lon: -0.5 }])).toBeCloseTo(5_551_759.4003, 3);
  });

  test('rhumb: New York to Singapore (RhumbSolve documentation)', () => {
    const dms = (d: number, m: number, s: number) => d + m / 60 + s / 3600;
    const found = rhumbBetween(
      { lat: dms(40, 38, 23), lon: -dms(73, 46, 44) },
      { lat: dms(1, 21, 33), lon: dms(103, 59, 22) },
    );
    expect(found.courseDeg).toBeCloseTo(103.5828330034, 9);
    expect(found.distanceM).toBeCloseTo(18_523_563.04, 1);
  });

  test('rhumb along a parallel is the arc of its circle, along a meridian the geodesic', () => {
    const lat = 60;
    const sin2 = 0.75;
    const e2 = 0.00669437999014;
    // N cos φ · Δλ
    const arc = ((6_378_137 / Math.sqrt(1 - e2 * sin2)) * 0.5 * Math.PI * 10) / 180;
    expect(rhumbLengthM(ring([lat, 175], [lat, -175]))).toBeCloseTo(arc, 3);
    expect(rhumbLengthM(ring([lat, 175], [lat + 1e-9, -175]))).toBeCloseTo(arc, 2);
    expect(rhumbLengthM(ring([lat, 175], [lat + 1e-5, -175]))).toBeCloseTo(arc, 0);
    expect(rhumbLengthM(ring([10, 5], [50, 5]))).toBeCloseTo(lengthM(ring([10, 5], [50, 5])), 6);
    // A quarter of the meridian (GeographicLib: 10 001 965.729 m).
    expect(rhumbLengthM(ring([0, 5], [90, 5]))).toBeCloseTo(10_001_965.729, 2);
  });
});

describe('areas of our shapes', () => {
  const centre = { lat: 41, lon: 19 };

  test('a hole is taken out', () => {
    const outside = ring([0, -1], [-1, 0], [0, 1], [1, 0]);
    const hole = ring([0, -0.5], [-0.5, 0], [0, 0.5], [0.5, 0]);
    const whole = areaM2({ kind: 'polygon', rings: [outside] })!;
    const inside = areaM2({ kind: 'polygon', rings: [hole] })!;
    expect(areaM2({ kind: 'polygon', rings: [outside, hole] })).toBeCloseTo(whole - inside, 0);
    expect(inside / whole).toBeCloseTo(0.25, 4);
  });

  test('a small circle is π r², a large one a little less', () => {
    const small = { kind: 'circle', centre, radiusM: 1000 } as const;
    expect(areaM2(small)! / (Math.PI * 1e6)).toBeCloseTo(1, 6);
    expect(perimeterM(small) / (2 * Math.PI * 1000)).toBeCloseTo(1, 6);
    // On a sphere 2 π R² (1 − cos r/R); R² = M N at the centre.
    const r = 500_000;
    const R2 = 6_366_000 ** 2;
    const cap = 2 * Math.PI * R2 * (1 - Math.cos(r / Math.sqrt(R2)));
    expect(areaM2({ kind: 'circle', centre, radiusM: r })! / cap).toBeCloseTo(1, 3);
  });

  test('a straight corridor is length × width and a circle', () => {
    const line = [centre, geodesicEnd(centre, 37, 50_000)];
    const area = areaM2({ kind: 'corridor', line, widthM: 4000 })!;
    expect(area / (50_000 * 4000 + Math.PI * 2000 ** 2)).toBeCloseTo(1, 3);
  });

  test('a corridor that meets itself is counted once', () => {
    const line = [
      centre,
      geodesicEnd(centre, 0, 20_000),
      geodesicEnd(geodesicEnd(centre, 0, 20_000), 175, 20_000),
    ];
    const once = areaM2({ kind: 'corridor', line: line.slice(0, 2), widthM: 6000 })!;
    const both = areaM2({ kind: 'corridor', line, widthM: 6000 })!;
    expect(both).toBeGreaterThan(once);
    expect(both).toBeLessThan(1.25 * once);
  });

  test('a line has none', () => {
    const line = ring([41, 19], [42, 19]);
    expect(areaM2({ kind: 'line', line, crossing: 'both' })).toBeUndefined();
    expect(perimeterM({ kind: 'line', line, crossing: 'both' })).toBeCloseTo(lengthM(line), 6);
  });
});
