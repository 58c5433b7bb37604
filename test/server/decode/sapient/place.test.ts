/** Places in every coordinate system of the standard. */
import { describe, expect, it } from 'vitest';
import { distanceM } from '../../../../proto/domain/geo.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { sapient } from '../../../../proto/generated/sapient.js';
import { coverageOf, viewOf } from '../../../../server/decode/sapient/coverage.ts';
import { locationOf } from '../../../../server/decode/sapient/parts.ts';
import { directionOf, positionOf } from '../../../../server/decode/sapient/place.ts';
import { fromUtm, gridConvergenceDeg, utmZone } from '../../../../server/decode/sapient/utm.ts';

const {
  LocationCoordinateSystem: Plane,
  RangeBearingCoordinateSystem: Polar,
  RangeBearingDatum: Datum,
} = sapient.v2;
const datum = sapient.v2.LocationDatum.LOCATION_DATUM_WGS84_E;
const HOME = { lat: 41.6, lon: 20.6 };

describe('a location', () => {
  it('is longitude and latitude, in degrees or radians', () => {
    expect(
      positionOf({
        x: 26.5291,
        y: 41.6771,
        coordinate_system: Plane.LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M,
        datum,
      }),
    ).toEqual({ lat: 41.6771, lon: 26.5291 });
    const inRadians = positionOf({
      x: Math.PI / 6,
      y: Math.PI / 4,
      z: 812,
      coordinate_system: Plane.LOCATION_COORDINATE_SYSTEM_LAT_LNG_RAD_M,
      datum,
    });
    expect(inRadians).toMatchObject({
      lat: expect.closeTo(45, 9),
      lon: expect.closeTo(30, 9),
      altM: 812,
    });
  });

  it('is in UTM, known points within a metre', () => {
    // The CN Tower: 43°38′33.24″ N 79°23′13.7″ W is 17T 630084 4833438 (Wikipedia, "Universal Transverse Mercator").
    const tower = fromUtm({ zone: 17, north: true }, 630_084, 4_833_438)!;
    const truth = { lat: degrees(43 + 38 / 60 + 33.24 / 3600), lon: degrees(-(79 + 23 / 60 + 13.7 / 3600)) };
    expect(distanceM({ lat: degrees(tower.lat), lon: degrees(tower.lon) }, truth)).toBeLessThan(1);
    // On a central meridian the northing is the meridian arc times 0.9996: 45° N is 4 984 944.378 m (DMA TM 8358.2).
    const middle = fromUtm({ zone: 34, north: true }, 500_000, 4_984_944.378 * 0.9996)!;
    expect(middle.lat).toBeCloseTo(45, 8);
    expect(middle.lon).toBeCloseTo(21, 12);
    const south = fromUtm({ zone: 34, north: false }, 500_000, 10_000_000 - 4_984_944.378 * 0.9996)!;
    expect(south.lat).toBeCloseTo(-45, 8);
  });

  it('has a zone with a band or a hemisphere', () => {
    expect(utmZone('34T', 4_600_000)).toEqual({ zone: 34, north: true });
    expect(utmZone('30N', 5_650_836)).toEqual({ zone: 30, north: true });
    expect(utmZone('34S', 4_390_000)).toEqual({ zone: 34, north: true });
    expect(utmZone('34S', 6_240_000)).toEqual({ zone: 34, north: false });
    expect(utmZone('56H', 6_250_000)).toEqual({ zone: 56, north: false });
    for (const wrong of ['', '61N', '0N', '30', '30I', 'N30']) expect(utmZone(wrong, 0)).toBeUndefined();
  });

  it('that cannot be says why', () => {
    const system = Plane.LOCATION_COORDINATE_SYSTEM_LAT_LNG_DEG_M;
    expect(positionOf({ x: 20, y: 91, coordinate_system: system, datum })).toContain('cannot be');
    expect(positionOf({ x: Number.NaN, y: 1, coordinate_system: system, datum })).toContain('without');
    expect(positionOf({ x: 20, y: 41, datum })).toContain('no coordinate system');
    expect(
      positionOf({ x: 5e5, y: 4.6e6, coordinate_system: Plane.LOCATION_COORDINATE_SYSTEM_UTM_M, datum }),
    ).toContain('zone');
  });

  it('has its error in metres, however it is stated', () => {
    expect(positionOf(locationOf({ ...HOME, sigmaM: 12 }))).toMatchObject({ sigmaM: expect.closeTo(12, 6) });
    expect(positionOf({ ...locationOf(HOME), x_error: 3, y_error: 3 })).toMatchObject({
      sigmaM: expect.closeTo(3, 9),
    });
  });
});

describe('a range and bearing', () => {
  it.each([
    [Polar.RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_M, 90, 4000],
    [Polar.RANGE_BEARING_COORDINATE_SYSTEM_RADIANS_M, Math.PI / 2, 4000],
    [Polar.RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_KM, 90, 4],
    [Polar.RANGE_BEARING_COORDINATE_SYSTEM_RADIANS_KM, Math.PI / 2, 4],
  ])('in coordinate system %d', (system, azimuth, range) => {
    expect(
      directionOf({ azimuth, range, coordinate_system: system, datum: Datum.RANGE_BEARING_DATUM_TRUE }, HOME),
    ).toEqual({ azimuthDeg: expect.closeTo(90, 9), rangeM: 4000 });
  });

  it('from grid north is turned to true north; from elsewhere it says so', () => {
    const said = {
      azimuth: 10,
      range: 1,
      coordinate_system: Polar.RANGE_BEARING_COORDINATE_SYSTEM_DEGREES_M,
    };
    // Convergence is near (longitude − central meridian) · sin latitude: −0.4° · sin 41.6° = −0.2656°.
    expect(gridConvergenceDeg(HOME.lat, HOME.lon)).toBeCloseTo(-0.2656, 4);
    expect(directionOf({ ...said, datum: Datum.RANGE_BEARING_DATUM_GRID }, HOME)).toMatchObject({
      azimuthDeg: expect.closeTo(9.7344, 4),
    });
    expect(directionOf({ ...said, datum: Datum.RANGE_BEARING_DATUM_GRID }, undefined)).toContain(
      'grid north',
    );
    expect(directionOf({ ...said, datum: Datum.RANGE_BEARING_DATUM_MAGNETIC }, HOME)).toMatchObject({
      azimuthDeg: 10,
      from: 'magnetic north',
    });
    expect(directionOf({ ...said, datum: Datum.RANGE_BEARING_DATUM_PLATFORM }, HOME)).toMatchObject({
      from: 'the platform',
    });
    expect(directionOf(said, HOME)).toContain('datum');
    expect(directionOf({ azimuth: 1, datum: 1 }, HOME)).toContain('coordinate system');
    expect(directionOf({ ...said, range: -1, datum: 1 }, HOME)).toContain('range');
  });
});

describe('coverage', () => {
  const corner = (lat: number, lon: number) => locationOf({ lat, lon });
  it('of a polygon before the node is a sector, around it all round', () => {
    const ahead = {
      location_list: { locations: [corner(41.6, 20.7), corner(41.7, 20.6), corner(41.69, 20.69)] },
    };
    const view = viewOf(ahead, HOME);
    expect(view?.azimuthDeg).toBeCloseTo(45, 0);
    expect(view?.widthDeg).toBeCloseTo(90, 0);
    const around = {
      location_list: { locations: [corner(41.5, 20.5), corner(41.5, 20.7), corner(41.7, 20.6)] },
    };
    expect(coverageOf([around], [], HOME)).toEqual({ rangeM: expect.any(Number) });
    expect(viewOf(around, undefined)).toBeUndefined();
  });
});
