import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LatLon, Shape } from '../../../../proto/domain/operations/area.ts';
import { faultOfShape } from '../../../../proto/domain/shapes/fault.ts';
import { geodesicEnd } from '../../../../proto/domain/shapes/geodesics.ts';

const ring = (...pairs: readonly (readonly [number, number])[]): LatLon[] =>
  pairs.map(([lat, lon]) => ({ lat, lon }));
const polygon = (...rings: LatLon[][]): Shape => ({ kind: 'polygon', rings });
const SQUARE = ring([40, 18], [40, 20], [42, 20], [42, 18]);

describe('what is wrong with a shape', () => {
  test.each<[string, Shape, string, string]>([
    ['no corners', polygon(), 'the polygon has no corners', 'outside'],
    ['two corners', polygon(ring([1, 1], [2, 2])), '2 corners, fewer than 3', 'outside'],
    [
      'a million',
      polygon(Array.from({ length: 1_000_000 }, (_, i) => ({ lat: i / 1e6, lon: 0 }))),
      '1000000 corners, more than 5000',
      'the polygon',
    ],
    [
      'not a number',
      polygon(ring([1, 1], [2, Number.NaN], [3, 1])),
      'latitude or longitude is not a number',
      'corner 2',
    ],
    ['swapped', polygon(ring([1, 1], [100, 2], [3, 1])), '100, 2 is no place on earth', 'corner 2'],
    ['too far north', polygon(ring([86, 0], [80, 0], [80, 10])), 'latitude 86°, beyond 85°', 'corner 1'],
    [
      'the same twice',
      polygon(ring([1, 1], [2, 2], [2, 2], [3, 1])),
      'the corner is the same as the next',
      'corner 2',
    ],
    [
      'closed',
      polygon(ring([1, 1], [2, 2], [3, 1], [1, 1])),
      'the corner is the same as the next',
      'corner 4',
    ],
    [
      'around the pole',
      polygon(ring([80, 0], [80, 90], [80, 180], [80, -90])),
      'it goes around a pole',
      'outside',
    ],
    [
      'over the pole',
      polygon(ring([80, 0], [80, 170], [79, 170], [79, 0])),
      'the shortest way goes beyond 85°',
      'edge 1–2',
    ],
    [
      'too long an edge',
      polygon(ring([0, 0], [0, 100], [10, 50])),
      'longer than 10000 km: its way is in doubt',
      'edge 1–2',
    ],
    [
      'too wide',
      polygon(ring([0, -100], [0, -30], [0, 40], [0, 100], [10, 100], [10, 40], [10, -30], [10, -100])),
      'more than 180° of longitude',
      'outside',
    ],
    ['a bow tie', polygon(ring([40, 18], [42, 20], [42, 18], [40, 20])), 'edge 1–2 meets edge 3–4', '41.019'],
    ['a touch', polygon(ring([0, 0], [0, 2], [2, 2], [0, 1], [2, 0])), 'edge 1–2 meets edge 4–5', '0.0'],
    ['there and back', polygon(ring([0, 0], [0, 2], [0, 1], [2, 1])), 'edge 1–2 meets edge 2–3', ''],
    [
      'hole outside',
      polygon(SQUARE, ring([50, 18], [50, 19], [51, 19])),
      'it is not within the outside',
      'hole 1',
    ],
    [
      'hole over the edge',
      polygon(SQUARE, ring([41, 19], [41, 21], [41.5, 19])),
      'edge 2–3 meets edge 1–2 of hole 1',
      '',
    ],
    [
      'hole in a hole',
      polygon(
        SQUARE,
        ring([40.5, 18.5], [40.5, 19.5], [41.5, 19.5], [41.5, 18.5]),
        ring([40.8, 18.8], [40.8, 19], [41, 19]),
      ),
      'it is within hole 1',
      'hole 2',
    ],
    ['tiny', polygon(ring([0, 0], [0, 1e-6], [1e-6, 0])), 'it has no area', 'outside'],
    ['no radius', { kind: 'circle', centre: { lat: 0, lon: 0 }, radiusM: 0 }, 'a radius of 0 m', 'radius'],
    [
      'radius is no number',
      { kind: 'circle', centre: { lat: 0, lon: 0 }, radiusM: Number.NaN },
      'a radius of NaN m',
      'radius',
    ],
    [
      'circle over the pole',
      { kind: 'circle', centre: { lat: 80, lon: 0 }, radiusM: 1_200_000 },
      'it reaches beyond 85°',
      'radius',
    ],
    [
      'one corner',
      { kind: 'line', line: ring([0, 0]), crossing: 'both' },
      '1 corners, fewer than 2',
      'the line',
    ],
    ['no width', { kind: 'corridor', line: ring([0, 0], [0, 1]), widthM: -1 }, 'a width of -1 m', 'width'],
    [
      'corridor to the pole',
      { kind: 'corridor', line: ring([84, 0], [84.9, 1]), widthM: 100_000 },
      'it reaches beyond 85°',
      'corner 2',
    ],
  ])('%s', (_, shape, what, where) => {
    const found = faultOfShape(shape);
    expect(found?.what).toBe(what);
    expect(found?.where).toContain(where);
    expect(found?.remedy).not.toBe('');
  });

  test.each<[string, Shape]>([
    ['a square', polygon(SQUARE)],
    ['clockwise', polygon([...SQUARE].reverse())],
    ['with a hole', polygon(SQUARE, ring([40.5, 18.5], [41.5, 18.5], [41.5, 19.5]))],
    [
      'across the antimeridian',
      polygon(ring([-10, 175], [-10, -175], [10, -175], [10, 175]), ring([-2, -179], [2, -179], [2, 179])),
    ],
    ['a straight corner', polygon(ring([0, 0], [0, 1], [0, 2], [2, 1]))],
    ['a circle', { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 5000 }],
    [
      'a corridor that crosses itself',
      { kind: 'corridor', line: ring([0, 0], [1, 1], [1, 0], [0, 1]), widthM: 100 },
    ],
    ['a line', { kind: 'line', line: ring([0, 179], [1, -179]), crossing: 'both' }],
  ])('nothing: %s', (_, shape) => {
    expect(faultOfShape(shape)).toBeUndefined();
  });

  test('stars have none; with two corners exchanged they cross, and the edges are those of the corners', () => {
    const place = fc.record({
      lat: fc.double({ min: -60, max: 60, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(
        place,
        fc.integer({ min: 6, max: 60 }),
        fc.nat(),
        fc.double({ min: 1000, max: 300_000, noNaN: true }),
        (centre, corners, at, radius) => {
          const star = Array.from({ length: corners }, (_, i) =>
            geodesicEnd(centre, (360 * i) / corners, radius),
          );
          expect(faultOfShape(polygon(star))).toBeUndefined();
          const k = at % (corners - 1);
          const crossed = [...star];
          [crossed[k], crossed[k + 1]] = [star[k + 1]!, star[k]!];
          expect(faultOfShape(polygon(crossed))?.what).toMatch(/^edge .* meets edge/);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('five thousand corners are looked at', () => {
    const comb = Array.from({ length: 2500 }, (_, i) => [
      { lat: 40 + i * 1e-5, lon: i % 2 === 0 ? 18 : 18.3 },
      { lat: 40 + i * 1e-5, lon: i % 2 === 0 ? 18.3 : 18 },
    ]).flat();
    comb[4999] = { lat: 41, lon: 17.9 };
    expect(faultOfShape(polygon(comb))).toBeUndefined();
  });
});
