/** Seconds since midnight to moments. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearestDay, observedTime } from '../../../../server/decode/asterix/timeofday.ts';

const MIDNIGHT_MS = Date.UTC(2026, 0, 15);
const LIVE = 0;

describe('the time of a report', () => {
  test.each([
    ['before midnight, received after', 86_399.5, MIDNIGHT_MS + 700, MIDNIGHT_MS - 500],
    ['after midnight', 0.25, MIDNIGHT_MS + 700, MIDNIGHT_MS + 250],
    ['a clock a little ahead, over midnight', 2, MIDNIGHT_MS - 1000, MIDNIGHT_MS - 1000],
    ['24:00:00', 86_400, MIDNIGHT_MS + 10, MIDNIGHT_MS],
    ['none', undefined, MIDNIGHT_MS, MIDNIGHT_MS],
    ['over a minute ahead: not believed', 120, MIDNIGHT_MS, MIDNIGHT_MS],
    ['nine minutes late', 0, MIDNIGHT_MS + 540_000, MIDNIGHT_MS],
    ['eleven minutes late: not believed', 0, MIDNIGHT_MS + 660_000, MIDNIGHT_MS + 660_000],
  ])('%s', (_, timeOfDayS, receivedMs, expected) => {
    expect(observedTime(timeOfDayS, receivedMs, LIVE)).toBe(expected);
  });

  test('of a recording played as if now: its own day, moved by what moves the recording', () => {
    const recordedMs = Date.UTC(2016, 4, 5, 7, 35, 56);
    const shiftMs = MIDNIGHT_MS - recordedMs;
    expect(observedTime(7 * 3600 + 35 * 60 + 55.5, MIDNIGHT_MS, shiftMs)).toBe(MIDNIGHT_MS - 500);
  });

  test('is within half a day of any moment, with the same time of day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 86_399_999 }),
        fc.integer({ min: 0, max: 4e12 }),
        (ofDayMs, nearMs) => {
          const ms = nearestDay(ofDayMs / 1000, nearMs);
          expect(Math.abs(ms - nearMs)).toBeLessThanOrEqual(43_200_001);
          expect(Math.abs((((ms - ofDayMs) % 86_400_000) + 86_400_000) % 86_400_000)).toBeCloseTo(0, 3);
        },
      ),
    );
  });
});
