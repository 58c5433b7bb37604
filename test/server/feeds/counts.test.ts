import { describe, expect, it } from 'vitest';
import { SlidingCounts } from '../../../server/feeds/counts.ts';

describe('sliding counts', () => {
  it('sums what the window holds and forgets what has left it', () => {
    const counts = new SlidingCounts(1000, 10);
    counts.add(500, 'bytes', 100);
    counts.add(3500, 'bytes', 20);
    expect(counts.sum(3900, 'bytes')).toBe(120);
    expect(counts.sum(10_500, 'bytes')).toBe(120);
    expect(counts.sum(11_000, 'bytes')).toBe(20);
    expect(counts.sum(1_000_000, 'bytes')).toBe(0);
  });

  it('keeps its series apart', () => {
    const counts = new SlidingCounts(1000, 10);
    counts.add(0, 'bytes', 7);
    counts.add(0, 'faults', 1);
    expect(counts.sum(0, 'bytes')).toBe(7);
    expect(counts.sum(0, 'faults')).toBe(1);
    expect(counts.sum(0, 'messages')).toBe(0);
  });

  it('gives the rate over the window, or over the time there has been', () => {
    const counts = new SlidingCounts(1000, 30);
    for (let second = 0; second < 5; second++) counts.add(second * 1000, 'bytes', 200);
    expect(counts.perSecond(4000, 'bytes', 10_000)).toBe(250); // 1000 bytes in the first 4 s
    for (let second = 5; second <= 60; second++) counts.add(second * 1000, 'bytes', 200);
    expect(counts.perSecond(60_999, 'bytes', 10_000)).toBeCloseTo(200, 0);
    expect(counts.perSecond(80_000, 'bytes', 10_000)).toBe(0);
  });

  it('lists the complete steps, oldest first', () => {
    const counts = new SlidingCounts(5000, 3);
    counts.add(0, 'messages', 1);
    counts.add(5000, 'messages', 2);
    counts.add(12_000, 'messages', 3);
    counts.add(16_000, 'messages', 4); // running
    expect(counts.complete(16_000, 'messages')).toEqual([1, 2, 3]);
  });
});
