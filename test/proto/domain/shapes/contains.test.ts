import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LatLon, Shape } from '../../../../proto/domain/operations/area.ts';
import { eastward, geodesicBetween, geodesicEnd } from '../../../../proto/domain/shapes/geodesics.ts';
import { outline } from '../../../../proto/domain/shapes/outline.ts';
import { boundsOf, contains, prepare } from '../../../../proto/domain/shapes/prepared.ts';

const ring = (...pairs: readonly (readonly [number, number])[]): LatLon[] =>
  pairs.map(([lat, lon]) => ({ lat, lon }));
const polygon = (...rings: LatLon[][]): Shape => ({ kind: 'polygon', rings });
const place = fc.record({
  lat: fc.double({ min: -70, max: 70, noNaN: true }),
  lon: fc.double({ min: -180, max: 180, noNaN: true }),
});

/** A star around a place: always simple. */
const star = fc
  .record({
    centre: place,
    radii: fc.array(fc.double({ min: 2_000, max: 80_000, noNaN: true }), { minLength: 3, maxLength: 40 }),
  })
  .map(({ centre, radii }) => ({
    centre,
    rings: [radii.map((radius, i) => geodesicEnd(centre, (-360 * i) / radii.length, radius))],
  }));

describe('what is in a shape', () => {
  test('a polygon with a hole', () => {
    const shape = polygon(
      ring([40, 18], [40, 20], [42, 20], [42, 18]),
      ring([40.5, 18.5], [41.5, 18.5], [41.5, 19.5], [40.5, 19.5]),
    );
    expect(contains(shape, 40.2, 19)).toBe(true);
    expect(contains(shape, 41, 19)).toBe(false);
    expect(contains(shape, 43, 19)).toBe(false);
    expect(boundsOf(shape)).toMatchObject({ west: 18, south: 40, east: 20 });
  });

  test('edges are geodesics: north of the parallel that the ends share', () => {
    // The middle of the geodesic from 60 N 0 E to 60 N 20 E: tan φ = tan 60° / cos 10° on the sphere, 60.385°.
    const shape = polygon(ring([50, 0], [50, 20], [60, 20], [60, 0]));
    expect(contains(shape, 60.37, 10)).toBe(true);
    expect(contains(shape, 60.4, 10)).toBe(false);
    expect(boundsOf(shape).north).toBeCloseTo(60.38, 1);
  });

  test('across the antimeridian', () => {
    const shape = polygon(
      ring([-10, 175], [-10, -175], [10, -175], [10, 175]),
      ring([-2, 179], [2, 179], [2, -179], [-2, -179]),
    );
    expect(boundsOf(shape)).toMatchObject({ west: 175, east: -175 });
    expect([178, -178, 174, -174, 180, -180, 179.5].map((lon) => contains(shape, 0, lon))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(contains(shape, 5, 180)).toBe(true);
    expect(contains(shape, 5, -180)).toBe(true);
  });

  test('the same shape written from the other side of the antimeridian', () => {
    for (const lons of [
      [179, -179],
      [-179, 179],
    ]) {
      const [a, b] = lons as [number, number];
      const shape = polygon(ring([0, a], [0, b], [1, b], [1, a]));
      expect(contains(shape, 0.5, 179.5)).toBe(true);
      expect(contains(shape, 0.5, -179.5)).toBe(true);
      expect(contains(shape, 0.5, 0)).toBe(false);
    }
  });

  test('a place on a common edge is in one of the two', () => {
    const west = polygon(ring([0, 0], [0, 1], [1, 1], [1, 0]));
    const east = polygon(ring([0, 1], [0, 2], [1, 2], [1, 1]));
    for (const lat of [0, 0.25, 0.5, 0.75])
      expect(Number(contains(west, lat, 1)) + Number(contains(east, lat, 1))).toBe(1);
  });

  test('a star has what is nearer to its middle than its smallest radius, nothing beyond its largest', () => {
    fc.assert(
      fc.property(star, fc.double({ min: 0, max: 360, noNaN: true }), ({ centre, rings }, azimuth) => {
        const shape: Shape = { kind: 'polygon', rings };
        const far = geodesicEnd(centre, azimuth, 81_000);
        expect(contains(shape, centre.lat, centre.lon) || rings[0]!.length < 5).toBe(true);
        expect(contains(shape, far.lat, far.lon)).toBe(false);
      }),
    );
  });

  test('a circle by the geodesic', () => {
    fc.assert(
      fc.property(
        place,
        fc.double({ min: 10, max: 1_500_000, noNaN: true }),
        fc.double({ min: 0, max: 360, noNaN: true }),
        (centre, radiusM, azimuth) => {
          const shape: Shape = { kind: 'circle', centre, radiusM };
          const inside = geodesicEnd(centre, azimuth, radiusM - 0.001);
          const outside = geodesicEnd(centre, azimuth, radiusM + 0.001);
          expect(contains(shape, inside.lat, inside.lon)).toBe(true);
          expect(contains(shape, outside.lat, outside.lon)).toBe(false);
          const { box } = prepare(shape);
          const x = inside.lon < box.west ? inside.lon + 360 : inside.lon;
          expect(x).toBeLessThanOrEqual(box.east);
          expect(x).toBeGreaterThanOrEqual(box.west);
        },
      ),
    );
  });

  test('a corridor by the distance from its line', () => {
    fc.assert(
      fc.property(
        place,
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 20_000, max: 1_000_000, noNaN: true }),
        fc.double({ min: 200, max: 50_000, noNaN: true }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        fc.constantFrom(-90, 90),
        (from, azimuth, length, widthM, part, turn) => {
          const to = geodesicEnd(from, azimuth, length);
          const shape: Shape = { kind: 'corridor', line: [from, to], widthM };
          const course = geodesicBetween(from, to).azimuthDeg;
          const foot = geodesicEnd(from, course, part * length);
          const there = geodesicBetween(foot, to).azimuthDeg;
          for (const [off, within] of [
            [-0.01, true],
            [0.01, false],
          ] as const) {
            const at = geodesicEnd(foot, there + turn, widthM / 2 + off);
            expect(contains(shape, at.lat, at.lon)).toBe(within);
          }
        },
      ),
    );
  });

  test('nothing is in a line', () => {
    expect(contains({ kind: 'line', line: ring([0, 0], [0, 1]), crossing: 'both' }, 0, 0.5)).toBe(false);
  });
});

describe('against its outline', () => {
  test('a circle', () => {
    const centre = { lat: 60, lon: 179.9 };
    const shape = { kind: 'circle', centre, radiusM: 50_000 } as const;
    const [rings] = outline(shape);
    for (const corner of rings![0]!) {
      expect(Math.abs(geodesicBetween(centre, corner).distanceM - shape.radiusM)).toBeLessThan(0.01);
      expect(Math.abs(eastward(centre.lon, corner.lon))).toBeLessThan(2);
    }
    expect(Math.max(...rings![0]!.map(({ lon }) => lon))).toBeGreaterThan(180);
  });

  test('a corridor: no corner is outside by more than two metres', () => {
    fc.assert(
      fc.property(
        place,
        fc.array(
          fc.record({
            azimuth: fc.double({ min: 0, max: 360, noNaN: true }),
            distance: fc.double({ min: 5_000, max: 60_000, noNaN: true }),
          }),
          { minLength: 1, maxLength: 5 },
        ),
        fc.double({ min: 500, max: 9_000, noNaN: true }),
        (from, legs, widthM) => {
          const line = [from];
          for (const { azimuth, distance } of legs) line.push(geodesicEnd(line.at(-1)!, azimuth, distance));
          const shape = { kind: 'corridor', line, widthM } as const;
          const wider = { ...shape, widthM: widthM + 4 };
          for (const rings of outline(shape))
            for (const corner of rings.flat()) {
              const at = { lat: corner.lat, lon: eastward(0, corner.lon) };
              expect(contains(wider, at.lat, at.lon)).toBe(true);
            }
        },
      ),
      { numRuns: 30 },
    );
  });
});
