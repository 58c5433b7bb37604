import { describe, expect, test } from 'vitest';
import type { Shape } from '../../../../proto/domain/operations/area.ts';
import { borderCrossings, borderDistanceM } from '../../../../proto/domain/shapes/border.ts';
import { geodesicEnd } from '../../../../proto/domain/shapes/geodesics.ts';

const CENTRE = { lat: 41, lon: 19 };
const circle: Shape = { kind: 'circle', centre: CENTRE, radiusM: 1000 };
const square: Shape = {
  kind: 'polygon',
  rings: [
    [
      { lat: 41, lon: 179.9 },
      { lat: 41, lon: -179.9 },
      { lat: 41.1, lon: -179.9 },
      { lat: 41.1, lon: 179.9 },
    ],
  ],
};

describe('the border of a shape', () => {
  test('how far from it, inside and outside', () => {
    const east = geodesicEnd(CENTRE, 90, 1250);
    expect(borderDistanceM(circle, east.lat, east.lon)).toBeCloseTo(250, 3);
    expect(borderDistanceM(circle, CENTRE.lat, CENTRE.lon)).toBeCloseTo(1000, 3);
    const strip: Shape = { kind: 'corridor', line: [CENTRE, geodesicEnd(CENTRE, 0, 5000)], widthM: 400 };
    const beside = geodesicEnd(geodesicEnd(CENTRE, 0, 2500), 90, 500);
    expect(borderDistanceM(strip, beside.lat, beside.lon)).toBeCloseTo(300, -1);
    const line: Shape = { kind: 'line', line: [CENTRE, geodesicEnd(CENTRE, 90, 2000)], crossing: 'both' };
    const past = geodesicEnd(CENTRE, 270, 700);
    expect(borderDistanceM(line, past.lat, past.lon)).toBeCloseTo(700, -1);
  });

  test('across the antimeridian', () => {
    // 0.02 degrees of longitude at 41.05 degrees: 1,677 m on the sphere.
    expect(borderDistanceM(square, 41.05, -179.92) / 1677).toBeCloseTo(1, 2);
    expect(borderDistanceM(square, 41.05, -179.88) / 1677).toBeCloseTo(1, 2);
    const over = borderCrossings(square, { lat: 41.05, lon: 179.8 }, { lat: 41.05, lon: -179.8 });
    expect(over.map(({ part }) => part.toFixed(2))).toEqual(['0.25', '0.75']);
  });

  test('a hole has a border too, and a way beside a shape crosses nothing', () => {
    const ring = (m: number) => [0, 90, 180, 270].map((azimuth) => geodesicEnd(CENTRE, -azimuth, m));
    const holed: Shape = { kind: 'polygon', rings: [ring(3000), ring(1000)] };
    const [west, east] = [geodesicEnd(CENTRE, 270, 5000), geodesicEnd(CENTRE, 90, 5000)];
    expect(borderCrossings(holed, west, east)).toHaveLength(4);
    expect(borderDistanceM(holed, CENTRE.lat, CENTRE.lon)).toBeCloseTo(1000 / Math.SQRT2, -1);
    expect(borderCrossings(circle, west, geodesicEnd(west, 0, 20_000))).toEqual([]);
    expect(borderCrossings(circle, west, east)).toHaveLength(2);
  });
});
