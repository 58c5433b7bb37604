import { expect, it } from 'vitest';
import { RequestRate } from '../../../server/publish/requestrate.ts';
import { manualClock } from '../../manualclock.ts';

it('lets through a burst, then as many as come in time, each asker apart', () => {
  const clock = manualClock(0);
  const rate = new RequestRate(clock, { perSecond: 2, burst: 3 });
  expect([1, 2, 3].map(() => rate.take('a'))).toEqual([0, 0, 0]);
  expect(rate.take('a')).toBe(1);
  expect(rate.take('b')).toBe(0);
  clock.advance(500);
  expect(rate.take('a')).toBe(0);
  expect(rate.take('a')).toBeGreaterThan(0);
  clock.advance(3_600_000);
  expect([1, 2, 3, 4].map(() => rate.take('a'))).toEqual([0, 0, 0, 1]);
});
