import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { geodesicDirect, geodesicInverse } from '../../../proto/domain/geodesic.ts';

const dms = (deg: number, min: number, sec: number): number =>
  Math.sign(deg) * (Math.abs(deg) + min / 60 + sec / 3600);

describe('geodesics on WGS-84', () => {
  /** Geoscience Australia, Geocentric Datum of Australia technical manual: Flinders Peak to Buninyong. */
  const flindersPeak = { lat: dms(-37, 57, 3.7203), lon: dms(144, 25, 29.5244) };
  const buninyong = { lat: dms(-37, 39, 10.1561), lon: dms(143, 55, 35.3839) };

  test('direct: Flinders Peak to Buninyong', () => {
    const end = geodesicDirect(flindersPeak, dms(306, 52, 5.37), 54_972.271);
    expect(end.lat).toBeCloseTo(buninyong.lat, 7);
    expect(end.lon).toBeCloseTo(buninyong.lon, 7);
    // the manual gives the direction back
    expect(end.azimuthDeg).toBeCloseTo(dms(127, 10, 25.07) + 180, 5);
  });

  test('inverse: Flinders Peak to Buninyong', () => {
    const line = geodesicInverse(flindersPeak, buninyong);
    expect(line?.distanceM).toBeCloseTo(54_972.271, 2);
    expect(line?.azimuthDeg).toBeCloseTo(dms(306, 52, 5.37), 5);
  });

  test('direct over half the world: GeographicLib, 20,000 km south-west of Perth', () => {
    const end = geodesicDirect({ lat: -32.06, lon: 115.74 }, 225, 20_000_000);
    expect(end.lat).toBeCloseTo(32.11195529, 7);
    expect(end.lon).toBeCloseTo(-63.95925278, 7);
  });

  test('inverse over an ocean: GeographicLib, New York to London', () => {
    const line = geodesicInverse({ lat: 40.6, lon: -73.8 }, { lat: 51.6, lon: -0.5 });
    expect(line?.distanceM).toBeCloseTo(5_551_759.4, 2);
    expect(line?.azimuthDeg).toBeCloseTo(51.198882845579, 8);
  });

  test('nothing between a place and itself; no answer for antipodes', () => {
    expect(geodesicInverse(buninyong, buninyong)?.distanceM).toBe(0);
    expect(geodesicInverse({ lat: 0, lon: 0 }, { lat: 0.2, lon: 179.9 })).toBeUndefined();
  });

  test('there and back, over the antimeridian too', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -85, max: 85, noNaN: true }),
        fc.double({ min: -180, max: 179.999, noNaN: true }),
        fc.double({ min: 0, max: 359.99, noNaN: true }),
        fc.double({ min: 1, max: 500_000, noNaN: true }),
        (lat, lon, azimuthDeg, distanceM) => {
          const end = geodesicDirect({ lat, lon }, azimuthDeg, distanceM);
          const line = geodesicInverse({ lat, lon }, end);
          expect(line?.distanceM).toBeCloseTo(distanceM, 2);
          const back = geodesicDirect({ lat, lon }, line?.azimuthDeg ?? Number.NaN, line?.distanceM ?? 0);
          expect(geodesicInverse(back, end)?.distanceM).toBeLessThan(0.01);
        },
      ),
    );
  });
});
