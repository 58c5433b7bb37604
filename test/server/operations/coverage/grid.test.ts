import { describe, expect, test } from 'vitest';
import { destination } from '../../../../proto/domain/geo.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { CoverageGrid } from '../../../../server/operations/coverage/grid.ts';

/** A box about 10 km on each side. */
const corner = { lat: degrees(41), lon: degrees(19) };
const north = destination(corner, 0, 10_000).lat;
const east = destination(corner, 90, 10_000).lon;
const box = {
  kind: 'polygon' as const,
  rings: [[corner, { lat: 41, lon: east }, { lat: north, lon: east }, { lat: north, lon: 19 }]],
};
const grid = () => new CoverageGrid(box);

describe('a sector in cells', () => {
  test('is as large as its cells together', () => {
    const cells = grid();
    expect(cells.areaM2).toBeGreaterThan(99e6);
    expect(cells.areaM2).toBeLessThan(101e6);
    expect((cells.count * cells.sizeM ** 2) / cells.areaM2).toBeCloseTo(1, 1);
  });

  test('a circle within it is π r² of it', () => {
    const cells = grid();
    const middle = destination(corner, 45, 7071);
    expect(cells.see(middle.lat, middle.lon, 3000, 1000)).toBe(true);
    expect(cells.seenShare(1000)).toBeCloseTo((Math.PI * 3000 ** 2) / cells.areaM2, 2);
    expect(cells.seenShare(1001)).toBe(0);
  });

  test('a lane through it is its width times its length', () => {
    const cells = grid();
    // From 5 km before it to 5 km behind it, through the middle, 1 km to either side.
    for (let m = -5000; m <= 15_000; m += 100) {
      const along = destination(destination(corner, 0, 5000), 90, m);
      cells.see(along.lat, along.lon, 1000, m + 10_000);
    }
    expect(cells.seenShare(0)).toBeCloseTo(0.2, 2);
  });

  test('what was seen twice is as new as the second time', () => {
    const cells = grid();
    cells.see(41.04, 19.05, 2000, 5000);
    cells.see(41.04, 19.05, 2000, 3000);
    expect(cells.seenShare(5000)).toBeGreaterThan(0);
  });

  test('from afar nothing of it is seen', () => {
    expect(grid().see(42, 19, 5000, 1)).toBe(false);
  });
});
