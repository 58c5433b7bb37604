import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LandMap } from '../../../../server/detect/learned/land.ts';
import { LAND_WAYS } from '../../../../server/detect/learned/learned.ts';

const DAY = 86_400_000;
const T0 = Date.UTC(2026, 0, 1);
const [LAT, LON] = [42.05, 19.36];

describe('ways on land', () => {
  test('are learned by different days, at this hour give or take one, within about 200 m', () => {
    const map = new LandMap();
    for (const day of [0, 0, 0, 1, 2]) map.passed('onFoot', LAT, LON, T0 + day * DAY + 8.5 * 3_600_000);
    const on = (day: number, hour: number, lat = LAT) =>
      map.daysOf('onFoot', lat, LON, T0 + day * DAY + hour * 3_600_000);
    expect([on(3, 8), on(3, 7), on(3, 9.9), on(3, 11)]).toEqual([3, 3, 3, 0]);
    // What was done today makes nobody usual.
    expect(on(2, 8)).toBe(2);
    expect(on(3, 8, LAT + 0.0005)).toBe(3);
    expect(on(3, 8, LAT + 0.005)).toBe(0);
    expect(map.daysOf('driven', LAT, LON, T0 + 3 * DAY + 8 * 3_600_000)).toBe(0);
    // After a season it is forgotten.
    expect(on(80, 8)).toBe(0);
    expect(map.days).toBe(3);
  });

  test('hours go around midnight', () => {
    const map = new LandMap();
    map.passed('crossed', LAT, LON, T0 + 23.5 * 3_600_000);
    expect(map.daysOf('crossed', LAT, LON, T0 + DAY + 600_000)).toBe(1);
  });

  test('a checkpoint has all of it, and what is none is refused', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ way: fc.constantFrom(...LAND_WAYS), at: fc.nat(10), hour: fc.nat(2000) })),
        (passes) => {
          const map = new LandMap();
          for (const { way, at, hour } of passes)
            map.passed(way, LAT + at * 0.001, LON, T0 + hour * 3_600_000);
          const again = LandMap.load(map.save());
          expect(again?.save()).toBe(map.save());
          expect(again?.days).toBe(map.days);
        },
      ),
      { numRuns: 50 },
    );
    const text = new LandMap().save();
    for (const wrong of [
      '',
      '{}',
      'null',
      text.replace('"version":1', '"version":2'),
      text.replace('[]', '[1.5]'),
    ])
      expect(LandMap.load(wrong)).toBeUndefined();
  });
});
