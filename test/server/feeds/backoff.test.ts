import { expect, it } from 'vitest';
import { seeded } from '../../../proto/domain/random.ts';
import { Backoff, LONGEST_DELAY_MS } from '../../../server/feeds/backoff.ts';

it('grows up to its bound, never shrinks on the way, and begins again after a success', () => {
  const backoff = new Backoff(seeded(3));
  const delays = Array.from({ length: 6 }, () => backoff.nextMs());
  expect(delays).toEqual(delays.toSorted((a, b) => a - b));
  expect(delays[0]).toBeGreaterThanOrEqual(500);
  expect(delays[0]).toBeLessThanOrEqual(1000);
  for (let i = 0; i < 100; i++) expect(backoff.nextMs()).toBeLessThanOrEqual(LONGEST_DELAY_MS);
  expect(backoff.nextMs()).toBeGreaterThanOrEqual(LONGEST_DELAY_MS / 2);
  backoff.reset();
  expect(backoff.nextMs()).toBeLessThanOrEqual(1000);
});

it('is not in step with another', () => {
  const [one, other] = [new Backoff(seeded(1)), new Backoff(seeded(2))];
  expect(one.nextMs()).not.toBe(other.nextMs());
});
