/** Late, by a clock that went back, by one that is ahead, and in time again. */
import { describe, expect, test } from 'vitest';
import { FeedTimings } from '../../../server/feeds/timing.ts';
import { NEW_YEAR_MS } from './heard.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A message a second for so many seconds, each so late; `lagMs` is asked anew for each. */
function fed(timings: FeedTimings, fromS: number, seconds: number, lagMs: (s: number) => number): void {
  for (let s = fromS; s < fromS + seconds; s += 1) {
    const receivedMs = NEW_YEAR_MS + s * 1000;
    timings.said(receivedMs - lagMs(s), receivedMs);
  }
}

describe('the times of a feed', () => {
  test('are in time within a minute, and nothing is said before ten have come', () => {
    const timings = new FeedTimings();
    fed(timings, 0, 9, () => 300 * MINUTE_MS);
    expect(timings.times).toEqual({});
    const other = new FeedTimings();
    fed(other, 0, 100, (s) => (s % 3) * 20_000);
    expect(other.times).toEqual({ lagMs: 20_000 });
  });

  test('that grow later no quicker than time goes by are late, until they are in time again', () => {
    const timings = new FeedTimings();
    fed(timings, 0, 300, (s) => s * 800);
    expect(timings.times.timing).toBe('late');
    expect(timings.times.lagMs).toBeGreaterThan(230_000);
    // It catches up.
    fed(timings, 300, 20, () => 500);
    expect(timings.times).toEqual({ lagMs: 500 });
  });

  test('late from the beginning, and after a pause as long as the delay, is late', () => {
    const timings = new FeedTimings();
    fed(timings, 0, 20, () => 240_000);
    expect(timings.times).toEqual({ lagMs: 240_000, timing: 'late' });
    fed(timings, 320, 20, () => 540_000);
    expect(timings.times).toEqual({ lagMs: 540_000, timing: 'late' });
  });

  test.each([
    ['an hour back', HOUR_MS, 'behind'],
    ['ten years back', 10 * 365.25 * 24 * HOUR_MS, 'behind'],
    ['an hour ahead', -HOUR_MS, 'ahead'],
  ])('of a clock that jumps %s say so, and no more when it is set right', (_, lagMs, timing) => {
    const timings = new FeedTimings();
    fed(timings, 0, 60, () => 400);
    fed(timings, 60, 20, () => lagMs);
    expect(timings.times).toEqual({ lagMs, timing });
    fed(timings, 80, 60, () => lagMs);
    expect(timings.times).toEqual({ lagMs, timing });
    fed(timings, 140, 20, () => 400);
    expect(timings.times).toEqual({ lagMs: 400 });
  });

  test('a few that are wrong say nothing of the others', () => {
    const timings = new FeedTimings();
    fed(timings, 0, 300, (s) => (s % 4 === 0 ? HOUR_MS : 1000));
    expect(timings.times).toEqual({ lagMs: 1000 });
  });
});
