import { expect, test } from 'vitest';
import { tileRange } from '../../../../server/setup/basemap/tiles.mjs';

test('a tile is found where the slippy map convention puts it', () => {
  // Tirana, 41.328° N 19.818° E, at z10: x = (19.818 + 180) / 360 · 1024 = 568.4; with
  // asinh(tan 41.328°) = 0.79347, y = (1/2 − 0.79347 / 2π) · 1024 = 382.7.
  const point = { west: 19.818, south: 41.328, east: 19.818, north: 41.328 };
  expect(tileRange(point, 10)).toEqual({ west: 568, east: 568, north: 382, south: 382 });
});

test('the whole world is one tile at z0 and all of them at z2', () => {
  const world = { west: -180, south: -85.06, east: 180, north: 85.06 };
  expect(tileRange(world, 0)).toEqual({ west: 0, east: 0, north: 0, south: 0 });
  expect(tileRange(world, 2)).toEqual({ west: 0, east: 3, north: 0, south: 3 });
});
