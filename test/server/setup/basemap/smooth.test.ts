import { expect, test } from 'vitest';
import { smoothRing } from '../../../../server/setup/basemap/smooth.mjs';

const bay = [
  [19, 41],
  [19.02, 41],
  [19.03, 41.01],
  [19.02, 41.03],
  [19, 41.02],
  [19, 41],
] as const;

test('every given point stays, and the ring stays closed', () => {
  const smooth = smoothRing(bay).map(String);
  for (const point of bay) expect(smooth).toContain(String(point));
  expect(smooth.length).toBeGreaterThan(30);
  expect(smooth[0]).toBe(smooth[smooth.length - 1]);
});

test('a run bends by far less than its length', () => {
  const lats = smoothRing(bay)
    .filter(([lon]) => lon > 19.001 && lon < 19.019)
    .map(([, lat]) => lat)
    .filter((lat) => lat < 41.01);
  expect(Math.min(...lats)).toBeGreaterThan(41 - 0.004);
});

test('a splinter goes, a cape of the same shape and larger stays', () => {
  const coast = (scale: number) =>
    [
      [0, 0],
      [0.05, 0],
      [0.05, 0.02],
      [0.05 + 0.01 * scale, 0.021],
      [0.05, 0.022],
      [0.05, 0.05],
      [0, 0.05],
      [0, 0],
    ] as const;
  const reach = (ring: readonly (readonly [number, number])[]) => Math.max(...ring.map(([lon]) => lon));
  expect(reach(smoothRing(coast(1)))).toBeLessThan(0.055);
  expect(reach(smoothRing(coast(4)))).toBeGreaterThanOrEqual(0.09);
});

test('what starts outside the bounds is left as it is', () => {
  expect(smoothRing(bay, { west: 0, south: 0, east: 1, north: 1 })).toEqual(bay);
});
