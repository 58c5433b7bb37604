import { describe, expect, test } from 'vitest';
import { cellShapes, isInside, sectorAt, sectorShapes } from '../../../../client/map/patrols/planshapes.ts';
import { coverageStep } from '../../../../client/store/coveragesteps.ts';
import { sector, version } from '../../panels/patrols/plans.ts';

describe('sectors on the map', () => {
  const large = { ...sector('Large'), area: { ...sector('').area, radiusM: 30_000 } as const };
  const shapes = sectorShapes([
    version('sector', 'large', large as never),
    version('sector', 'small', sector('Small')),
  ]);

  test('the smallest around a place is meant', () => {
    expect(sectorAt(shapes, 19.2, 41.5)).toBe('small');
    expect(sectorAt(shapes, 19.4, 41.5)).toBe('large');
    expect(sectorAt(shapes, 21, 41.5)).toBeUndefined();
  });

  test('a ring across the antimeridian is entered from both sides', () => {
    const ring = [
      [179, 0],
      [181, 0],
      [181, 2],
      [179, 2],
      [179, 0],
    ] as const;
    expect(isInside(ring, 179.5, 1)).toBe(true);
    expect(isInside(ring, -179.5, 1)).toBe(true);
    expect(isInside(ring, -178, 1)).toBe(false);
  });
});

describe('coverage', () => {
  test('goes by steps of the time that a part counts as covered', () => {
    const minutes = [0, 15, 16, 30, 60, 61].map((min) => coverageStep(min * 60_000, 60));
    expect(minutes).toEqual([0, 0, 1, 1, 2, 'old']);
    expect(coverageStep(undefined, 60)).toBe('never');
  });

  test('cells are squares on the ground; what nobody saw is left out', () => {
    const cells = [
      { lat: 60, lon: 19, lastSeenMs: 0 },
      { lat: 60, lon: 20 },
    ];
    const [cell, ...others] = cellShapes({ cells, cellM: 1000, coveredForMin: 60, atMs: 60_000 } as never);
    expect(others).toEqual([]);
    const [[west, south], , [east, north]] = cell!.ring as unknown as [number, number][] as never as [
      [number, number],
      unknown,
      [number, number],
    ];
    // At 60° a degree of longitude is half one of latitude.
    expect((east - west) / (north - south)).toBeCloseTo(2, 5);
    expect(cell!.step).toBe(0);
  });
});
