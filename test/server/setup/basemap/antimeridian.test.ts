import { expect, test } from 'vitest';
import { cutAtAntimeridian } from '../../../../server/setup/basemap/antimeridian.mjs';

test('a polygon across the 180th meridian becomes one on each side', () => {
  const parts = cutAtAntimeridian([
    [
      [178, 60],
      [-178, 60],
      [-178, 65],
      [178, 65],
      [178, 60],
    ],
  ]);
  const spans = parts
    .map(([outer]) => outer!.map(([lon]) => lon))
    .map((lons) => [Math.min(...lons), Math.max(...lons)]);
  expect(new Set(spans.map(String))).toEqual(new Set(['-180,-178', '178,180']));
});

test('a hole follows its polygon, wherever its ring begins', () => {
  const parts = cutAtAntimeridian([
    [
      [-170, 40],
      [-170, 70],
      [10, 70],
      [-160, 80],
      [170, 80],
      [40, 75],
      [20, 40],
      [100, 40],
      [170, 40],
      [-170, 40],
    ],
    [
      [50, 45],
      [55, 45],
      [55, 50],
      [50, 45],
    ],
  ]);
  const holes = parts.flatMap(([, ...rings]) => rings);
  expect(holes).toHaveLength(1);
  expect(Math.min(...holes[0]!.map(([lon]) => lon))).toBe(50);
});

test('a ring around a pole is closed over it', () => {
  const [part] = cutAtAntimeridian([
    [
      [-180, -70],
      [-60, -70],
      [60, -70],
      [179, -70],
      [-180, -70],
    ],
  ]);
  expect(Math.min(...part![0]!.map(([, lat]) => lat))).toBe(-90);
});

test('any other polygon is left as it is', () => {
  const square = [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ] as const;
  expect(cutAtAntimeridian(square)).toEqual([square]);
});
