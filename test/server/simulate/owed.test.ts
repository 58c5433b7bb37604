import { describe, expect, test } from 'vitest';
import { CourseWatch, owedMs } from '../../../server/simulate/owed.ts';

describe('intervals owed', () => {
  // ITU-R M.1371-5 annex 1, table 1 (class A) and table 2 (others); columns as printed there.
  test.each([
    ['A', 1, 0, false, 180_000],
    ['A', 5, 2.9, false, 180_000],
    ['A', 1, 3.5, false, 10_000],
    ['A', 0, 0, false, 10_000],
    ['A', 0, 13.9, false, 10_000],
    ['A', 0, 10, true, 10_000 / 3],
    ['A', 0, 18, false, 6000],
    ['A', 0, 18, true, 2000],
    ['A', 0, 24, false, 2000],
    ['A', 0, 24, true, 2000],
    ['A', 7, 3, false, 10_000],
    ['B-SO', 0, 1.9, false, 180_000],
    ['B-SO', 0, 8, false, 30_000],
    ['B-SO', 0, 18, false, 15_000],
    ['B-SO', 0, 25, false, 5000],
    ['B-CS', 0, 1.9, false, 180_000],
    ['B-CS', 0, 25, false, 30_000],
    ['SAR', 0, 120, false, 10_000],
  ] as const)('%s, status %i, %f kn, turning %s', (transponder, status, sogKn, turning, expected) => {
    expect(owedMs(transponder, status, sogKn, turning)).toBe(expected);
  });
});

describe('the course watch', () => {
  test('a steady course through north is no turn', () => {
    const watch = new CourseWatch();
    for (let s = 0; s < 120; s++) expect(watch.heading(s % 2 === 0 ? 359.5 : 0.5)).toBe(false);
  });

  test('a turn counts from 5° off the mean and 20 s beyond', () => {
    const watch = new CourseWatch();
    for (let s = 0; s < 60; s++) watch.heading(350);
    let seconds = 0;
    let heading = 350;
    for (; seconds < 60 && !watch.heading(heading); seconds++) heading = (heading + 1) % 360;
    // At 1°/s the mean of 30 s lags by s − s(s+1)/60 degrees: 5° off after six or seven seconds.
    expect(seconds).toBeGreaterThanOrEqual(5);
    expect(seconds).toBeLessThanOrEqual(7);
    let after = 0;
    while (watch.heading(heading)) after++;
    expect(after).toBeGreaterThanOrEqual(19);
    expect(after).toBeLessThan(50);
  });
});
