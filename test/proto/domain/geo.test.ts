import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bearingDeg,
  contains,
  destination,
  distanceM,
  EARTH_RADIUS_M,
  turnBetween,
  wrapDirection,
  wrapLongitude,
} from '../../../proto/domain/geo.ts';
import { degrees } from '../../../proto/domain/units.ts';

const at = (lat: number, lon: number) => ({ lat: degrees(lat), lon: degrees(lon) });
const anyPlace = fc
  .record({
    lat: fc.double({ min: -89, max: 89, noNaN: true }),
    lon: fc.double({ min: -180, max: 179.999, noNaN: true }),
  })
  .map(({ lat, lon }) => at(lat, lon));

/** One degree of a great circle: R·π/180. */
const DEGREE_M = 111_195.08;

describe('distance', () => {
  it('is a degree of a great circle along the equator and along a meridian', () => {
    expect(distanceM(at(0, 0), at(0, 1))).toBeCloseTo(DEGREE_M, 1);
    expect(distanceM(at(40, 19), at(41, 19))).toBeCloseTo(DEGREE_M, 1);
    expect(distanceM(at(60, 0), at(60, 1))).toBeCloseTo(DEGREE_M / 2, -1.5);
  });

  it('is short across the antimeridian, half the earth to the antipode, nothing to itself', () => {
    expect(distanceM(at(0, 179.5), at(0, -179.5))).toBeCloseTo(DEGREE_M, 1);
    expect(distanceM(at(10, 20), at(-10, -160))).toBeCloseTo(Math.PI * EARTH_RADIUS_M, 0);
    expect(distanceM(at(40, 19), at(40, 19))).toBe(0);
  });

  it('from Otranto to Vlorë is 90 km', () => {
    // 40°08.8′ N 18°29.6′ E to 40°26.7′ N 19°28.8′ E: 33.2 km north, 83.9 km east at the middle latitude
    expect(distanceM(at(40.147, 18.493), at(40.445, 19.48))).toBeCloseTo(Math.hypot(33_136, 83_740), -3);
  });
});

describe('bearing and destination', () => {
  it('know the four quarters', () => {
    expect(bearingDeg(at(0, 0), at(1, 0))).toBe(0);
    expect(bearingDeg(at(0, 0), at(0, 1))).toBe(90);
    expect(bearingDeg(at(0, 0), at(-1, 0))).toBe(180);
    expect(bearingDeg(at(0, 0), at(0, -1))).toBe(270);
    expect(bearingDeg(at(0, 179.5), at(0, -179.5))).toBe(90);
  });

  it('lead there and are as far', () => {
    fc.assert(
      fc.property(
        anyPlace,
        fc.double({ min: 0, max: 359.9, noNaN: true }),
        fc.double({ min: 1, max: 5_000_000, noNaN: true }),
        (from, course, rangeM) => {
          const to = destination(from, course, rangeM);
          expect(Math.abs(distanceM(from, to) - rangeM)).toBeLessThan(0.01);
          expect(to.lon).toBeGreaterThanOrEqual(-180);
          expect(to.lon).toBeLessThan(180);
          const back = destination(from, bearingDeg(from, to), rangeM);
          expect(distanceM(back, to)).toBeLessThan(1);
        },
      ),
    );
  });
});

describe('directions and longitudes', () => {
  it('are brought into their range', () => {
    expect([-90, 0, 359.5, 360, 725].map(wrapDirection)).toEqual([270, 0, 359.5, 0, 5]);
    expect([-180, 180, 181, -181, 540, 0].map(wrapLongitude)).toEqual([-180, -180, -179, 179, -180, 0]);
    expect(wrapDirection(-1e-15)).toBeLessThan(360);
    expect(wrapLongitude(-180 - 1e-14)).toBeLessThan(180);
  });

  it('turn the short way, clockwise positive', () => {
    expect(turnBetween(350, 10)).toBe(20);
    expect(turnBetween(10, 350)).toBe(-20);
    expect(turnBetween(0, 180)).toBe(180);
    expect(turnBetween(180, 0)).toBe(180);
  });
});

describe('bounds', () => {
  it('hold what lies in them, their edges too', () => {
    const strait = { west: 18, south: 39, east: 20, north: 41 };
    expect(contains(strait, 40, 19)).toBe(true);
    expect(contains(strait, 41, 20)).toBe(true);
    expect(contains(strait, 41.01, 19)).toBe(false);
    expect(contains(strait, 40, 17.99)).toBe(false);
  });

  it('may cross the antimeridian', () => {
    const pacific = { west: 170, south: -10, east: -170, north: 10 };
    expect(contains(pacific, 0, 175)).toBe(true);
    expect(contains(pacific, 0, -175)).toBe(true);
    expect(contains(pacific, 0, 0)).toBe(false);
  });
});
