import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DAY_MS,
  drawnSpan,
  gridOf,
  HOUR_MS,
  msAt,
  shownSpan,
  spanAround,
  ticksOf,
  xOf,
  zoomed,
} from '../../../../client/panels/patrols/timescale.ts';

const midnight = Date.UTC(2026, 10, 23);
const day = { fromMs: midnight, spanMs: DAY_MS };

describe('the time scale', () => {
  test('puts noon in the middle of a day, and finds it there again', () => {
    expect(xOf(day, 960, midnight + 12 * HOUR_MS)).toBe(480);
    expect(msAt(day, 960, 480)).toBe(midnight + 12 * HOUR_MS);
  });

  test('goes with the time, now a quarter from the left', () => {
    const shown = shownSpan({ fromMs: undefined, spanMs: 24 * HOUR_MS }, midnight);
    expect(shown.fromMs).toBe(midnight - 6 * HOUR_MS);
  });

  test('keeps what is under the pointer there, whatever the zoom, between an hour and a month', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.integer({ min: 0, max: 960 }),
        (factor, x) => {
          const anchor = msAt(day, 960, x);
          const next = zoomed(day, factor, anchor);
          expect(xOf(next, 960, anchor)).toBeCloseTo(x, 3);
          expect(next.spanMs).toBeGreaterThanOrEqual(HOUR_MS);
          expect(next.spanMs).toBeLessThanOrEqual(31 * DAY_MS);
        },
      ),
    );
  });

  test('writes times that people count in, no closer than they can be read', () => {
    const { ticks, stepMs } = ticksOf(day, 960, 1);
    expect(stepMs).toBe(2 * HOUR_MS);
    expect(ticks).toHaveLength(13);
    expect(ticks.filter((tick) => tick.day).map(({ atMs }) => atMs)).toEqual([midnight, midnight + DAY_MS]);
    expect(ticksOf({ fromMs: midnight, spanMs: 31 * DAY_MS }, 960, 1).stepMs).toBe(7 * DAY_MS);
  });

  test('moves only to what is out of sight', () => {
    expect(spanAround(day, midnight + HOUR_MS, midnight + 2 * HOUR_MS)).toBe(day);
    const away = spanAround(day, midnight + 30 * HOUR_MS, midnight + 32 * HOUR_MS);
    expect(away).toEqual({ fromMs: midnight + 19 * HOUR_MS, spanMs: DAY_MS });
  });

  test('moves by a finer grid the nearer one looks', () => {
    expect([1, 24, 168, 744].map((hours) => gridOf(hours * HOUR_MS) / 60_000)).toEqual([5, 15, 30, 60]);
  });

  test('draws anew only when what is shown leaves what is drawn', () => {
    const drawn = drawnSpan(day, undefined);
    expect(drawn).toEqual({ fromMs: midnight - DAY_MS, spanMs: 3 * DAY_MS });
    expect(drawnSpan({ fromMs: midnight + 20 * HOUR_MS, spanMs: DAY_MS }, drawn)).toBe(drawn);
    expect(drawnSpan({ fromMs: midnight + 30 * HOUR_MS, spanMs: DAY_MS }, drawn)).not.toBe(drawn);
    expect(drawnSpan({ fromMs: midnight, spanMs: HOUR_MS }, drawn)).not.toBe(drawn);
  });
});
