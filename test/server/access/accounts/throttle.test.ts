import { expect, it } from 'vitest';
import { THROTTLE } from '../../../../server/access/accounts/limits.ts';
import { Throttle } from '../../../../server/access/accounts/throttle.ts';
import { manualClock } from '../../../manualclock.ts';

function begin() {
  const clock = manualClock(0);
  const throttle = new Throttle(clock);
  /** How long one has to wait; 0: the attempt was made, and failed. */
  const guess = (login: string, address: string, isKnown = false): number => {
    const attempt = throttle.attempt(login, address, isKnown);
    return typeof attempt === 'number' ? attempt : 0;
  };
  return { clock, throttle, guess };
}

it('doubles the wait with every failure, up to a quarter of an hour', () => {
  const { clock, guess } = begin();
  const waits: number[] = [];
  for (let made = 0; made < 14; ) {
    const waitMs = guess('jo', 'far');
    if (waitMs === 0) made += 1;
    else {
      waits.push(waitMs);
      clock.advance(waitMs);
    }
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900].map((s) => s * 1000));
  clock.advance(3_600_001);
  expect(guess('jo', 'far')).toBe(0);
});

it('strangers who hammer an account from everywhere do not lock out who signed in before', () => {
  const { clock, throttle, guess } = begin();
  for (let i = 0; i < 500; i += 1) guess('jo', `far-${i}`);
  expect(guess('jo', 'another')).toBeGreaterThan(0);
  expect(guess('jo', 'desk', true)).toBe(0);
  // Nor does hammering from the very same address under other names.
  for (let i = 0; i < 100; i += 1) guess(`somebody-${i}`, 'desk');
  expect(guess('somebody-new', 'desk')).toBeGreaterThan(0);
  const attempt = throttle.attempt('jo', 'desk', true);
  expect(attempt).not.toBeTypeOf('number');
  // But it is no free pass: a known place has its own, shorter waits.
  for (let i = 0; i < 10; i += 1) guess('jo', 'desk', true);
  const waitMs = guess('jo', 'desk', true);
  expect(waitMs).toBeGreaterThan(0);
  expect(waitMs).toBeLessThanOrEqual(THROTTLE.known.longestWaitMs);
  clock.advance(waitMs);
  expect(guess('jo', 'desk', true)).toBe(0);
});

it('counts attempts that are still going on', () => {
  const { throttle } = begin();
  const attempts = Array.from({ length: 10 }, () => throttle.attempt('jo', 'far', false));
  expect(attempts.filter((one) => typeof one !== 'number')).toHaveLength(THROTTLE.stranger.free);
});

it('a right password clears its own failures, and only its own', () => {
  const { throttle, guess } = begin();
  guess('jo', 'far');
  guess('jo', 'far');
  const attempt = throttle.attempt('jo', 'far', false);
  if (typeof attempt === 'number') throw new Error('throttled');
  attempt.succeeded();
  for (let i = 0; i < 3; i += 1) expect(guess('jo', 'far')).toBe(0);
  expect(guess('jo', 'far')).toBeGreaterThan(0);
});
