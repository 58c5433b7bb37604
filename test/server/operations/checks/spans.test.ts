import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spansOf } from '../../../../server/operations/checks/hoursspans.ts';
import {
  common,
  fullestWindow,
  lengthMs,
  merged,
  without,
} from '../../../../server/operations/checks/spans.ts';

const spans = fc
  .array(
    fc
      .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
      .map(([fromMs, length]) => ({ fromMs, untilMs: fromMs + length })),
    { maxLength: 8 },
  )
  .map(merged);
const has = (list: readonly { fromMs: number; untilMs: number }[], at: number) =>
  list.some(({ fromMs, untilMs }) => fromMs <= at && at < untilMs);

describe('spans', () => {
  it('are sets of moments', () =>
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        for (let at = 0; at < 90; at += 1) {
          expect(has(common(a, b), at)).toBe(has(a, at) && has(b, at));
          expect(has(without(a, b), at)).toBe(has(a, at) && !has(b, at));
          expect(has(merged([...a, ...b]), at)).toBe(has(a, at) || has(b, at));
        }
        expect(lengthMs(without(a, b)) + lengthMs(common(a, b))).toBe(lengthMs(a));
      }),
    ));
  it('no window is fuller than the fullest', () =>
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 40 }), (a, windowMs) => {
        const best = fullestWindow(a, windowMs).lengthMs;
        for (let fromMs = -40; fromMs < 90; fromMs += 1)
          expect(lengthMs(common(a, [{ fromMs, untilMs: fromMs + windowMs }]))).toBeLessThanOrEqual(best);
      }),
    ));
});

describe('hours of a week', () => {
  const nights = {
    timeZone: 'Europe/Tirane',
    hours: [{ days: [7] as const, from: '22:00', until: '06:00' }],
  };
  it('go over midnight, and over a change of clocks: seven hours in the night of 29 March 2026', () => {
    const all = { fromMs: Date.UTC(2026, 2, 27), untilMs: Date.UTC(2026, 3, 1) };
    // Sunday the 29th at 22:00 is 20:00 UTC (summer time since 01:00 UTC that day).
    expect(spansOf(nights, all)).toEqual([
      { fromMs: Date.UTC(2026, 2, 29, 20), untilMs: Date.UTC(2026, 2, 30, 4) },
    ]);
    const saturdays = { ...nights, hours: [{ ...nights.hours[0]!, days: [6] as const }] };
    expect(spansOf(saturdays, all)).toEqual([
      { fromMs: Date.UTC(2026, 2, 28, 21), untilMs: Date.UTC(2026, 2, 29, 4) },
    ]);
  });
  it('are cut to what is asked', () => {
    const asked = { fromMs: Date.UTC(2026, 2, 29, 23), untilMs: Date.UTC(2026, 2, 30, 1) };
    expect(spansOf(nights, asked)).toEqual([asked]);
    expect(spansOf(nights, { fromMs: Date.UTC(2026, 2, 31), untilMs: Date.UTC(2026, 3, 2) })).toEqual([]);
  });
});
