import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathOf } from '../../../../client/panels/replay/BarHistograms.tsx';
import {
  alertedStep,
  barWith,
  binAt,
  binsOf,
  gapsOf,
  rateBeside,
  usualBar,
  zoomedBar,
} from '../../../../client/panels/replay/barscale.ts';
import { LONGEST_BAR_MS, SHORTEST_BAR_MS } from '../../../../client/store/replayview.ts';
import type { Histogram } from '../../../../proto/domain/record/questions.ts';
import { epochMs } from '../../../../proto/domain/units.ts';

const HOUR_MS = 3_600_000;
const histogram: Histogram = {
  fromMs: epochMs(1000),
  stepMs: 100,
  tracks: [0, 4, 8, 0],
  alerts: [
    { urgent: 0, others: 0 },
    { urgent: 1, others: 3 },
    { urgent: 0, others: 0 },
    { urgent: 0, others: 2 },
  ],
  feedsUp: [1, 1, 1, 0],
  feeds: 1,
};

describe('what the bar shows', () => {
  test('is all that is recorded where that is little, else hours around the cursor', () => {
    const little = usualBar(HOUR_MS, { fromMs: 0, untilMs: 2 * HOUR_MS });
    expect(little.fromMs).toBeLessThan(0);
    expect(little.fromMs + little.spanMs).toBeGreaterThan(2 * HOUR_MS);
    expect(little.spanMs).toBeLessThan(3 * HOUR_MS);
    const much = usualBar(50 * HOUR_MS, { fromMs: 0, untilMs: 100 * HOUR_MS });
    expect(much.spanMs).toBe(6 * HOUR_MS);
    expect(much.fromMs).toBeLessThan(50 * HOUR_MS);
  });

  test('turns over when the cursor leaves it, and never before', () => {
    const bar = { fromMs: 0, spanMs: HOUR_MS };
    expect(barWith(bar, HOUR_MS, false)).toBe(bar);
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.boolean(), (cursor, back) => {
        const next = barWith(bar, cursor, back);
        expect(next.spanMs).toBe(HOUR_MS);
        expect(cursor).toBeGreaterThanOrEqual(next.fromMs);
        expect(cursor).toBeLessThanOrEqual(next.fromMs + next.spanMs);
      }),
    );
    // Forwards there is more to come than was: the cursor begins at the left.
    expect(barWith(bar, 2 * HOUR_MS, false).fromMs).toBeGreaterThan(HOUR_MS * 1.8);
    expect(barWith(bar, -HOUR_MS, true).fromMs).toBeLessThan(-HOUR_MS * 1.8);
  });

  test('zooms around what is pointed at, between a minute and two years', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (factor, share) => {
          const bar = { fromMs: 0, spanMs: HOUR_MS };
          const anchor = share * HOUR_MS;
          const next = zoomedBar(bar, factor, anchor);
          expect(next.spanMs).toBeGreaterThanOrEqual(SHORTEST_BAR_MS);
          expect(next.spanMs).toBeLessThanOrEqual(LONGEST_BAR_MS);
          expect((anchor - next.fromMs) / next.spanMs).toBeCloseTo(share, 6);
        },
      ),
    );
  });
});

describe('a histogram', () => {
  test('stacks its parts, the highest to the top, and leaves out what is not in sight', () => {
    const shown = { fromMs: 1100, spanMs: 200 };
    const { bins, most } = binsOf(histogram, shown, (at) => [
      histogram.alerts[at]!.urgent,
      histogram.alerts[at]!.others,
    ]);
    expect(most).toBe(4);
    expect(bins).toEqual([{ x: 0, width: 0.5, tops: [0.25, 1] }]);
    expect(pathOf(bins, 0)).toBe('M0.0 100.0V75.0h500.00V100.0z');
    expect(pathOf(bins, 1)).toBe('M0.0 75.0V0.0h500.00V75.0z');
    expect(binsOf(histogram, { fromMs: 0, spanMs: 100 }, () => [1])).toEqual({ bins: [], most: 0 });
  });

  test('says which step a moment lies in', () => {
    expect([999, 1000, 1399, 1400].map((atMs) => binAt(histogram, atMs))).toEqual([
      undefined,
      0,
      3,
      undefined,
    ]);
  });

  test('tells times of which nothing was kept from those in which nobody said anything', () => {
    const minutes: Histogram = {
      fromMs: epochMs(0),
      stepMs: 60_000,
      tracks: [3, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0],
      alerts: Array.from({ length: 17 }, () => ({ urgent: 0, others: 0 })),
      feedsUp: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
      feeds: 1,
    };
    // Five minutes without anything; four are no gap; nor are those in which a feed was up.
    expect(gapsOf(minutes)).toEqual([{ fromMs: 60_000, untilMs: 360_000 }]);
    const still = { ...minutes, feedsUp: minutes.feedsUp.map(() => 0) };
    expect(gapsOf(still)).toEqual([
      { fromMs: 60_000, untilMs: 360_000 },
      { fromMs: 720_000, untilMs: 1_020_000 },
    ]);
  });

  test('leads to the next alert either way', () => {
    expect(alertedStep(histogram, 1000, 1)).toEqual({ fromMs: 1100, untilMs: 1200 });
    expect(alertedStep(histogram, 1200, 1)).toEqual({ fromMs: 1300, untilMs: 1400 });
    expect(alertedStep(histogram, 1400, 1)).toBeUndefined();
    expect(alertedStep(histogram, 1400, -1)).toEqual({ fromMs: 1300, untilMs: 1400 });
    expect(alertedStep(histogram, 1300, -1)).toEqual({ fromMs: 1100, untilMs: 1200 });
    expect(alertedStep(histogram, 1100, -1)).toBeUndefined();
  });
});

test('rates go up and down what is offered and keep their direction', () => {
  expect([1, 60, 3600].map((rate) => rateBeside(rate, 1))).toEqual([2, 120, 3600]);
  expect([1, 60, -60].map((rate) => rateBeside(rate, -1))).toEqual([1, 30, -30]);
  expect(rateBeside(-60, 1)).toBe(-120);
});
