import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  inHours,
  isActive,
  nextChange,
  nextChangeOfHours,
} from '../../../../proto/domain/operations/hours.ts';
import { instantOf, isTimeZone, zoneOffsetMs } from '../../../../proto/domain/operations/localtime.ts';
import type { Hours, Schedule, Weekday } from '../../../../proto/domain/operations/schedule.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

const TIRANA = 'Europe/Tirane';
const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const utc = (text: string) => epochMs(Date.parse(`${text}Z`));
const daily = (from: string, until: string, days = EVERY_DAY): Hours[] => [{ days, from, until }];

describe('hours by the clock of a place', () => {
  // Tirana: UTC+1, in summer UTC+2. 2026-11-20 is a Friday.
  test('a working day', () => {
    const hours = daily('08:00', '18:00', [1, 2, 3, 4, 5]);
    expect(inHours(hours, TIRANA, utc('2026-11-20T06:59:59'))).toBe(false);
    expect(inHours(hours, TIRANA, utc('2026-11-20T07:00'))).toBe(true);
    expect(inHours(hours, TIRANA, utc('2026-11-20T16:59:59'))).toBe(true);
    expect(inHours(hours, TIRANA, utc('2026-11-20T17:00'))).toBe(false);
    expect(inHours(hours, TIRANA, utc('2026-11-21T10:00'))).toBe(false);
    expect(inHours(hours, TIRANA, utc('2026-07-17T06:00'))).toBe(true);
    expect(nextChangeOfHours(hours, TIRANA, utc('2026-11-20T17:00'))).toBe(utc('2026-11-23T07:00'));
  });

  test('over midnight belongs to the day that it begins on', () => {
    const hours = daily('22:00', '06:00', [5]);
    expect(inHours(hours, TIRANA, utc('2026-11-20T21:00'))).toBe(true);
    expect(inHours(hours, TIRANA, utc('2026-11-21T04:59'))).toBe(true);
    expect(inHours(hours, TIRANA, utc('2026-11-21T05:00'))).toBe(false);
    expect(inHours(hours, TIRANA, utc('2026-11-20T04:00'))).toBe(false);
  });

  test('equal is the whole day', () => {
    const hours = daily('08:00', '08:00', [5]);
    expect(inHours(hours, TIRANA, utc('2026-11-19T23:00'))).toBe(true);
    expect(inHours(hours, TIRANA, utc('2026-11-20T22:59'))).toBe(true);
    expect(inHours(hours, TIRANA, utc('2026-11-20T23:00'))).toBe(false);
    expect(inHours(hours, TIRANA, utc('2026-11-19T22:59'))).toBe(false);
  });

  test('the night the clocks go forward (29 March 2026, 02:00 → 03:00, 01:00 UTC)', () => {
    // Never shown: begins and ends at the same moment.
    expect(inHours(daily('02:00', '03:00'), TIRANA, utc('2026-03-29T01:00'))).toBe(false);
    // From before the gap into it: as long as always.
    expect(inHours(daily('01:00', '02:30'), TIRANA, utc('2026-03-29T01:29'))).toBe(true);
    expect(inHours(daily('01:00', '02:30'), TIRANA, utc('2026-03-29T01:30'))).toBe(false);
    // Overnight is an hour shorter: 22:00 is 21:00 UTC, 06:00 is 04:00 UTC.
    expect(nextChangeOfHours(daily('22:00', '06:00'), TIRANA, utc('2026-03-28T21:00'))).toBe(
      utc('2026-03-29T04:00'),
    );
  });

  test('the night they go back (25 October 2026, 03:00 → 02:00, 01:00 UTC)', () => {
    const hours = daily('01:30', '02:30');
    // The first 02:30 ends it, and the second does not begin it again.
    expect(inHours(hours, TIRANA, utc('2026-10-25T00:29'))).toBe(true);
    expect(inHours(hours, TIRANA, utc('2026-10-25T00:30'))).toBe(false);
    expect(inHours(hours, TIRANA, utc('2026-10-25T01:15'))).toBe(false);
    // Overnight is an hour longer: 20:00 UTC to 05:00 UTC.
    expect(nextChangeOfHours(daily('22:00', '06:00'), TIRANA, utc('2026-10-24T20:00'))).toBe(
      utc('2026-10-25T05:00'),
    );
  });

  test('hours that the gap swallows are found a week later', () => {
    const hours = daily('02:00', '03:00', [7]);
    expect(nextChangeOfHours(hours, TIRANA, utc('2026-03-28T12:00'))).toBe(utc('2026-04-05T00:00'));
  });

  test('an unknown time zone holds', () => {
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
    expect(inHours(daily('08:00', '09:00'), 'Europe/Atlantis', utc('2026-11-20T20:00'))).toBe(true);
    expect(
      nextChangeOfHours(daily('08:00', '09:00'), 'Europe/Atlantis', utc('2026-11-20T20:00')),
    ).toBeUndefined();
  });
});

describe('schedules', () => {
  const from = utc('2026-11-20T12:00');
  const until = utc('2026-11-22T12:00');

  test('bounds alone', () => {
    const schedule: Schedule = { fromMs: from, untilMs: until, timeZone: TIRANA };
    expect([from - 1, from, until - 1, until].map((ms) => isActive(schedule, ms))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(nextChange(schedule, 0)).toBe(from);
    expect(nextChange(schedule, from)).toBe(until);
    expect(nextChange(schedule, until)).toBeUndefined();
  });

  test('bounds and hours: what comes first', () => {
    const schedule: Schedule = {
      fromMs: from,
      untilMs: until,
      timeZone: TIRANA,
      weekly: daily('08:00', '18:00'),
    };
    expect(nextChange(schedule, utc('2026-01-01T00:00'))).toBe(from);
    expect(nextChange(schedule, from)).toBe(utc('2026-11-20T17:00'));
    expect(nextChange(schedule, utc('2026-11-22T08:00'))).toBe(until);
  });

  test('never, and always', () => {
    expect(nextChange({ timeZone: TIRANA }, from)).toBeUndefined();
    expect(nextChange({ timeZone: TIRANA, weekly: daily('00:00', '00:00') }, from)).toBeUndefined();
    expect(nextChange({ untilMs: until, timeZone: TIRANA, weekly: daily('00:00', '00:00') }, from)).toBe(
      until,
    );
  });

  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
  const someHours = fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }).map((days) => days as Weekday[]),
    from: clock,
    until: clock,
  });
  const zone = fc.constantFrom(
    TIRANA,
    'UTC',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Casablanca',
    'Pacific/Apia',
  );
  const moment = fc
    .integer({ min: utc('2010-01-01T00:00') / 60_000, max: utc('2030-01-01T00:00') / 60_000 })
    .map((m) => m * 60_000);

  test('between one moment and the next change nothing changes; there it does', () => {
    fc.assert(
      fc.property(
        fc.array(someHours, { minLength: 1, maxLength: 3 }),
        zone,
        moment,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (weekly, timeZone, at, part) => {
          const schedule: Schedule = { timeZone, weekly };
          const change = nextChange(schedule, at);
          const until = change ?? at + 14 * 86_400_000;
          expect(isActive(schedule, at + Math.floor(part * (until - at)))).toBe(isActive(schedule, at));
          if (change !== undefined) {
            expect(isActive(schedule, change)).toBe(!isActive(schedule, at));
            expect(isActive(schedule, change - 1)).toBe(isActive(schedule, at));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('clocks and moments as Temporal has them', () => {
    fc.assert(
      fc.property(zone, moment, (timeZone, at) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
        expect(zoneOffsetMs(timeZone, at)).toBe(zoned.offsetNanoseconds / 1e6);
        const plain = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDateTime();
        // Apia skipped a whole day in 2011: further apart than the search looks.
        if (timeZone === 'Pacific/Apia' && plain.year === 2011) return;
        expect(instantOf(timeZone, at)).toBe(plain.toZonedDateTime(timeZone).epochMilliseconds);
      }),
      { numRuns: 500 },
    );
    for (const day of ['2026-03-29', '2026-10-25'])
      for (let minute = 0; minute < 1440; minute += 15) {
        const local = utc(`${day}T00:00`) + minute * 60_000;
        const plain = Temporal.Instant.fromEpochMilliseconds(local)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime();
        expect(instantOf(TIRANA, local)).toBe(plain.toZonedDateTime(TIRANA).epochMilliseconds);
      }
  });
});
