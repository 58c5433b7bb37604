import { expect, it } from 'vitest';
import { poissonUpper, wilson } from '../../../server/offline/bounds.ts';

/** Garwood (1936), the exact one-sided limits at 95 %: half the quantile of χ² with 2(n + 1) degrees of freedom. */
it.each([
  [0, 2.996],
  [1, 4.744],
  [2, 6.296],
  [5, 10.513],
  [10, 16.962],
  [50, 63.287],
])('knows the most that %i events leave possible', (events, limit) => {
  expect(poissonUpper(events)).toBeCloseTo(limit, 2);
});

it('says what none in 90 vessel-days still allows: 0.033 a vessel-day', () => {
  expect(poissonUpper(0) / 90).toBeCloseTo(0.033, 3);
});

it('knows the limit at 97.5 %, the upper end of a two-sided interval', () => {
  expect(poissonUpper(0, 0.975)).toBeCloseTo(3.689, 3);
  expect(poissonUpper(7, 0.975)).toBeCloseTo(14.423, 2);
});

/** Newcombe (1998), table I, method 3. */
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('has Wilson’s interval of %i in %i', (hits, tries, low, high) => {
  const interval = wilson(hits, tries);
  expect(interval?.low).toBeCloseTo(low, 4);
  expect(interval?.high).toBeCloseTo(high, 4);
});

it('says nothing of what was never tried', () => {
  expect(wilson(0, 0)).toBeUndefined();
});
