import { describe, expect, test } from 'vitest';
import { cameraAround } from '../../../client/store/fit.ts';

/** A square of the equator, 8° wide, at zoom 7: northing and longitude are nearly the same there. */
const view = { west: -4, east: 4, south: -4, north: 4, zoom: 7 };

describe('cameraAround', () => {
  test('an area of the size of the view less its margin keeps the zoom; half of it is one step nearer', () => {
    const half = 4 * 0.85;
    expect(cameraAround({ west: -half, east: half, south: -1, north: 1 }, view).zoom).toBeCloseTo(7, 6);
    expect(cameraAround({ west: 0, east: half, south: -1, north: 1 }, view).lon).toBeCloseTo(half / 2, 9);
    expect(cameraAround({ west: 0, east: half, south: -1, north: 1 }, view).zoom).toBeCloseTo(8, 6);
  });

  test('the longer side decides', () => {
    expect(cameraAround({ west: -0.1, east: 0.1, south: -6.8, north: 6.8 }, view).zoom).toBeCloseTo(6, 1);
  });

  test('one ship is shown with its surroundings, in the middle', () => {
    const camera = cameraAround({ west: 11.8, east: 11.8, south: 57.7, north: 57.7 }, view);
    expect(camera.zoom).toBe(12);
    expect(camera.lon).toBeCloseTo(11.8, 9);
    expect(camera.lat).toBeCloseTo(57.7, 9);
  });

  test('across the antimeridian the middle is the antimeridian', () => {
    const { lon, zoom } = cameraAround({ west: 178, east: -178, south: -1, north: 1 }, view);
    expect(Math.abs(lon)).toBe(180);
    expect(zoom).toBeGreaterThan(7);
  });
});
