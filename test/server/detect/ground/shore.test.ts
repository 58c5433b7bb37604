import { describe, expect, test } from 'vitest';
import { openShore } from '../../../../server/detect/ground/shore.ts';

/** Distances read off a chart, kilometres; the coast of 1:10m is good to about half a kilometre, at capes to two. */
const shore = openShore();
const coastKm = (lat: number, lon: number): number => (shore.distanceM(lat, lon) ?? Number.NaN) / 1000;

describe('the shore', () => {
  test('says how far the coast is', () => {
    // Cape Henry light is at 36.926 N 76.007 W, and nothing else is nearer to a point 20 km to its east.
    expect(Math.abs(coastKm(36.926, -75.782) - 20)).toBeLessThan(2);
    // Dover's cliffs at St Margaret's (51.15 N 1.39 E): ten kilometres to the south-east.
    expect(Math.abs(coastKm(51.086, 1.49) - 10)).toBeLessThan(1);
  });

  test('is negative on land, and undefined where no coast is within fifty kilometres', () => {
    expect(coastKm(48.85, 2.35)).toBeLessThan(-40);
    expect(coastKm(36.75, -76.3)).toBeLessThan(-5);
    expect(shore.distanceM(40, -40)).toBeUndefined();
  });

  test('sees the coast over the antimeridian', () => {
    // Taveuni, Fiji, lies on both sides of it (16.85 S).
    expect(coastKm(-16.85, 179.6)).toBeLessThan(50);
    expect(Math.abs(coastKm(-16.6, -180) - coastKm(-16.6, 179.9999))).toBeLessThan(0.05);
  });

  test('goes on without a step from one corner of its grid to the next', () => {
    for (let i = 0; i < 400; i++) {
      const lon = -75.9 + i * 0.0005;
      expect(Math.abs(coastKm(36.9, lon + 0.0005) - coastKm(36.9, lon))).toBeLessThan(0.06);
    }
  });

  test('says the same whatever was asked before', () => {
    const other = openShore();
    for (let i = 0; i < 50; i++) other.distanceM(50 + i / 40, -5 + i / 30);
    expect(other.distanceM(36.9123, -75.5123)).toBe(shore.distanceM(36.9123, -75.5123));
  });

  test('knows the nearest port, within fifty kilometres', () => {
    // Rotterdam, Maassluis and the like are at most 15 km from Hoek van Holland.
    expect(shore.portM(51.98, 4.1)).toBeLessThan(15_000);
    expect(shore.portM(40, -40)).toBeUndefined();
  });
});
