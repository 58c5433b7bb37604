import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipLine, clipPolygon, clipRing, partsWhere } from '../../../../server/setup/basemap/clip.mjs';

const box = { west: 0, south: 0, east: 10, north: 10 };

test('a ring is cut to the box and stays closed', () => {
  const ring = clipRing(
    [
      [5, 5],
      [15, 5],
      [15, 8],
      [5, 8],
      [5, 5],
    ],
    box,
  );
  expect(ring).toHaveLength(5);
  expect(ring?.[0]).toEqual(ring?.[4]);
  expect(new Set(ring?.map(String))).toEqual(new Set(['5,5', '10,5', '10,8', '5,8']));
});

test('a ring outside the box leaves nothing, and a hole outside leaves the polygon whole', () => {
  const outside = [
    [11, 11],
    [12, 11],
    [12, 12],
    [11, 11],
  ] as const;
  const inside = [
    [1, 1],
    [9, 1],
    [9, 9],
    [1, 1],
  ] as const;
  expect(clipRing(outside, box)).toBeUndefined();
  expect(clipPolygon([outside], box)).toBeUndefined();
  expect(clipPolygon([inside, outside], box)).toHaveLength(1);
});

test('a line that leaves the box and comes back is two lines, none along the edge', () => {
  const parts = clipLine(
    [
      [5, 2],
      [15, 2],
      [15, 4],
      [5, 4],
    ],
    box,
  );
  expect(parts).toEqual([
    [
      [5, 2],
      [10, 2],
    ],
    [
      [10, 4],
      [5, 4],
    ],
  ]);
});

test('what is cut lies in the box', () => {
  const position = fc.tuple(
    fc.double({ min: -30, max: 30, noNaN: true }),
    fc.double({ min: -30, max: 30, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(position, { minLength: 3, maxLength: 12 }), (points) => {
      const ring = [...points, points[0]!];
      const cut = [...(clipRing(ring, box) ?? []), ...clipLine(ring, box).flat()];
      for (const [lon, lat] of cut) {
        expect(lon).toBeGreaterThanOrEqual(-1e-9);
        expect(lon).toBeLessThanOrEqual(10 + 1e-9);
        expect(lat).toBeGreaterThanOrEqual(-1e-9);
        expect(lat).toBeLessThanOrEqual(10 + 1e-9);
      }
    }),
  );
});

test('the parts of a line where a condition holds keep to the step', () => {
  const parts = partsWhere(
    [
      [0, 0],
      [10, 0],
    ],
    ([lon]) => lon < 3 || lon > 7,
    1,
  );
  expect(parts).toEqual([
    [
      [0, 0],
      [3, 0],
    ],
    [
      [7, 0],
      [10, 0],
    ],
  ]);
});
