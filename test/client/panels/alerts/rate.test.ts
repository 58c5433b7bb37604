import { describe, expect, test } from 'vitest';
import { floods, rateIs, toldLately, unansweredBy } from '../../../../client/panels/alerts/rate.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { alert, T0 } from './alerts.ts';

const NOW = T0 + 3_600_000;
const told = (agoS: number, priority: 'emergency' | 'alarm' | 'warning' | 'caution', partOf?: string) =>
  alert({ priority, toldMs: epochMs(NOW - agoS * 1000), ...(partOf !== undefined && { partOf }) });

describe('the rate', () => {
  test('counts alarms and warnings of ten minutes: no cautions, no distress, nothing that belongs to another', () => {
    expect(
      toldLately(
        [
          told(1, 'alarm'),
          told(599, 'warning'),
          told(600, 'warning'),
          told(1, 'caution'),
          told(1, 'emergency'),
          told(1, 'warning', 'x'),
        ],
        NOW,
      ),
    ).toBe(2);
  });

  test('is a flood from ten on, and until it falls below five', () => {
    let flood = false;
    const told = [9, 10, 7, 5, 4, 9];
    expect(told.map((count) => (flood = floods(flood, count)))).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('is good up to one', () => {
    expect([0, 1, 2].map((count) => rateIs(count, false))).toEqual(['good', 'good', 'high']);
    expect(rateIs(6, true)).toBe('flood');
  });
});

test('what waits is counted by priority; what is over and unanswered waits', () => {
  expect(
    unansweredBy([
      alert({ priority: 'alarm' }),
      alert({ priority: 'alarm', state: 'rectified' }),
      alert({ priority: 'warning', state: 'acknowledged' }),
      alert({ priority: 'caution', partOf: 'x' }),
    ]),
  ).toEqual({ emergency: 0, alarm: 2, warning: 0, caution: 0 });
});
