import { describe, expect, it } from 'vitest';
import { coverageShapes, type Point, viewShape } from '../../../../client/map/sensors/coverage.ts';
import { geodesicInverse } from '../../../../proto/domain/geodesic.ts';
import { degrees, metres } from '../../../../proto/domain/units.ts';

const MAST = { lat: 41.3, lon: 19.4 };
const away = ([lon, lat]: Point) => geodesicInverse(MAST, { lat, lon })!;

describe('the coverage of a sensor', () => {
  it('is a ring at its range, closed, and one inside at its least range', () => {
    const { edges, blind } = coverageShapes(MAST, { rangeM: metres(40_000), minRangeM: metres(300) });
    expect(edges).toHaveLength(2);
    for (const [i, rangeM] of [40_000, 300].entries()) {
      for (const point of edges[i]!) expect(away(point).distanceM).toBeCloseTo(rangeM, 2);
      expect(edges[i]!.at(-1)![0]).toBeCloseTo(edges[i]![0]![0], 9);
    }
    expect(blind).toEqual([]);
  });

  it('is a wedge for each sector, clockwise, also across north', () => {
    const sectors = [{ fromDeg: degrees(350), toDeg: degrees(20) }];
    const { edges } = coverageShapes(MAST, { rangeM: metres(10_000), sectors });
    const ring = edges[0]!;
    expect(ring.at(-1)).toEqual(ring[0]);
    const azimuths = ring.slice(0, -2).map((point) => away(point).azimuthDeg);
    expect(azimuths[0]).toBeCloseTo(350, 6);
    expect(azimuths.at(-1)).toBeCloseTo(20, 6);
    expect(azimuths.every((deg) => deg >= 349.999 || deg <= 20.001)).toBe(true);
    // The mast itself is a corner of it.
    expect(ring.at(-2)).toEqual([MAST.lon, MAST.lat]);
  });

  it('hatches blind sectors: their ring and arcs across, none beyond the range', () => {
    const blindSectors = [{ fromDeg: degrees(100), toDeg: degrees(110) }];
    const { blind } = coverageShapes(MAST, { rangeM: metres(10_000), blindSectors });
    const [ring, ...across] = blind;
    expect(away(ring![0]!).azimuthDeg).toBeCloseTo(100, 6);
    expect(across.length).toBeGreaterThan(5);
    for (const path of across) {
      expect(away(path[0]!).azimuthDeg).toBeCloseTo(100, 6);
      expect(away(path.at(-1)!).azimuthDeg).toBeCloseTo(110, 6);
      expect(away(path[0]!).distanceM).toBeLessThan(10_000);
    }
  });

  it('shows where a camera looks around its middle direction', () => {
    const view = { azimuthDeg: degrees(5), widthDeg: degrees(20), rangeM: metres(2000) };
    const ring = viewShape(MAST, view);
    expect(away(ring[0]!).azimuthDeg).toBeCloseTo(355, 6);
    expect(away(ring.at(-3)!).azimuthDeg).toBeCloseTo(15, 6);
  });

  it('goes around the sensor where the date changes', () => {
    const { edges } = coverageShapes({ lat: -17, lon: 179.9 }, { rangeM: metres(100_000) });
    const lons = edges[0]!.map(([lon]) => lon);
    expect(Math.max(...lons) - Math.min(...lons)).toBeLessThan(3);
  });
});
