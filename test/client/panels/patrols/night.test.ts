import { describe, expect, test } from 'vitest';
import { nightsOf, sunOf } from '../../../../client/panels/patrols/night.ts';

const minute = 60_000;
const day = 86_400_000;

describe('the sun', () => {
  test('rises and sets over Greenwich as the almanac says', () => {
    // HM Nautical Almanac Office, Greenwich, 21 June 2026: 03:43 and 20:21 UTC, given to the minute.
    const sun = sunOf(Date.UTC(2026, 5, 21), 51.48, 0);
    if (typeof sun === 'string') throw new Error(sun);
    expect(Math.abs(sun.riseMs - Date.UTC(2026, 5, 21, 3, 43))).toBeLessThan(2 * minute);
    expect(Math.abs(sun.setMs - Date.UTC(2026, 5, 21, 20, 21))).toBeLessThan(2 * minute);
  });

  test('stays up in the northern summer and down in its winter', () => {
    expect(sunOf(Date.UTC(2026, 5, 21), 75, 20)).toBe('day');
    expect(sunOf(Date.UTC(2026, 11, 21), 75, 20)).toBe('night');
  });

  test('leaves one night between two days', () => {
    const nights = nightsOf({ fromMs: Date.UTC(2026, 10, 22, 12), spanMs: day }, 41.3, 19.4);
    expect(nights).toHaveLength(1);
    const [night] = nights;
    // Durrës in November: dark from about half past three UTC in the afternoon to half past five in the morning.
    expect(new Date(night!.fromMs).getUTCHours()).toBe(15);
    expect(new Date(night!.untilMs).getUTCHours()).toBe(5);
  });
});
