import { describe, expect, it } from 'vitest';
import { seeded } from '../../../proto/domain/random.ts';
import { ExpectedInterval, LEARNED_FLOOR_MS } from '../../../server/feeds/interval.ts';

/** Arrivals with these gaps, from `startMs`; the answer is the time of the last. */
function arrive(interval: ExpectedInterval, startMs: number, gapsMs: readonly number[]): number {
  let nowMs = startMs;
  interval.arrived(nowMs);
  for (const gap of gapsMs) {
    nowMs += gap;
    interval.arrived(nowMs);
  }
  return nowMs;
}

describe('the expected interval', () => {
  it('is what was set, whatever comes', () => {
    const interval = new ExpectedInterval(7000);
    arrive(interval, 0, Array(50).fill(1000));
    expect(interval.ms).toBe(7000);
  });

  it('is unknown until enough gaps were seen, then the longest of them', () => {
    const interval = new ExpectedInterval(undefined);
    const nowMs = arrive(interval, 0, [...Array(14).fill(2000), 5000]);
    expect(interval.ms).toBeUndefined();
    interval.arrived(nowMs + 2000);
    expect(interval.ms).toBe(5000);
  });

  it('stays near the 99th percentile of a random feed', () => {
    const interval = new ExpectedInterval(undefined);
    const random = seeded(1);
    // Exponential gaps of 4 s on average: the 97th to 99.9th percentile is 14 to 28 s.
    arrive(
      interval,
      0,
      Array.from({ length: 20_000 }, () => -4000 * Math.log(1 - random())),
    );
    expect(interval.ms).toBeGreaterThan(14_000);
    expect(interval.ms).toBeLessThan(28_000);
  });

  it('does not take an outage for the normal', () => {
    const interval = new ExpectedInterval(undefined);
    arrive(interval, 0, [...Array(100).fill(5000), 3_600_000]);
    expect(interval.ms).toBeLessThan(10_000);
  });

  it('learns a slower rhythm within a dozen arrivals', () => {
    const interval = new ExpectedInterval(undefined);
    arrive(interval, 0, [...Array(100).fill(200), ...Array(12).fill(10_000)]);
    expect(interval.ms).toBeGreaterThan(9000);
  });

  it('sees a burst as one arrival', () => {
    const interval = new ExpectedInterval(undefined);
    const burst = [...Array(50).fill(1), 10_000];
    arrive(interval, 0, Array(40).fill(burst).flat());
    expect(interval.ms).toBeGreaterThan(9000);
    expect(interval.ms).toBeLessThan(11_000);
  });

  it('does not learn from the time a link was cut', () => {
    const interval = new ExpectedInterval(undefined);
    const nowMs = arrive(interval, 0, Array(16).fill(3000));
    interval.interrupted();
    interval.arrived(nowMs + 60_000);
    expect(interval.ms).toBe(3000);
  });

  it('is never learned below its floor, and taken at its word when set', () => {
    const learned = new ExpectedInterval(undefined);
    arrive(learned, 0, Array(50).fill(200));
    expect(learned.ms).toBe(LEARNED_FLOOR_MS);
    expect(new ExpectedInterval(500).ms).toBe(500);
  });
});
