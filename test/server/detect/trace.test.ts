import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Trace } from '../../../server/detect/trace.ts';

test('the newest are kept in order, however many came, and the last is exact', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 40 }), { maxLength: 80 }),
      fc.integer({ min: 1, max: 20 }),
      (steps, most) => {
        const trace = new Trace(most, 0);
        const kept: number[] = [];
        let ms = 0;
        for (const step of steps) {
          const at = ms + step;
          const isNewer = kept.length === 0 || at > kept.at(-1)!;
          expect(trace.add(at, at / 1000, -at / 1000, at, Number.NaN)).toBe(isNewer);
          if (!isNewer) continue;
          ms = at;
          kept.push(at);
        }
        const newest = kept.slice(-most).reverse();
        expect(Array.from({ length: trace.count }, (_, i) => trace.ms(i))).toEqual(newest);
        expect(Array.from({ length: trace.count }, (_, i) => trace.lat(i))).toEqual(
          newest.map((at) => at / 1000),
        );
      },
    ),
  );
});

test('what is older than the newest is thinned to the spacing', () => {
  const trace = new Trace(100, 20_000);
  for (let s = 0; s <= 60; s += 2) trace.add(s * 1000, s, 0, s, 0);
  const seconds = Array.from({ length: trace.count }, (_, i) => trace.ms(i) / 1000);
  expect(seconds).toEqual([60, 40, 20, 0]);
  expect(trace.back(30_000)).toBe(2);
  expect(trace.back(61_000)).toBeUndefined();
});

test('speed and course made good are those of the great circle between the fixes', () => {
  const trace = new Trace(10, 0);
  trace.add(0, 40, 19, Number.NaN, Number.NaN);
  // A minute of latitude in six minutes is ten knots on the sphere of 6,371,008.8 m, give or take its ellipsoid.
  trace.add(360_000, 40 + 1 / 60, 19, Number.NaN, Number.NaN);
  expect(trace.madeGoodKn(1)).toBeCloseTo(10, 1);
  expect(trace.madeGoodDeg(1)).toBeCloseTo(0, 6);
});
