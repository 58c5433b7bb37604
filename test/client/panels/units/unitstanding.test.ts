/** Free, engaged, off duty, out of service: by the plans, the clock of the unit's place, and what was said of it. */
import { describe, expect, test } from 'vitest';
import { engagedAt, standingOf } from '../../../../client/panels/units/unitstanding.ts';
import type { Unit } from '../../../../proto/domain/operations/patrol.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { patrol, unit, version } from '../patrols/plans.ts';

const at = (hour: number): number => Date.UTC(2026, 10, 23, hour);
const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

describe('how a unit stands', () => {
  test('by its plans: settled ones in their time, one under way until it is ended', () => {
    const patrols = [
      version(
        'patrol',
        'p',
        patrol({ unitIds: ['a'], state: 'accepted', fromMs: epochMs(at(6)), untilMs: epochMs(at(10)) }),
      ),
      version(
        'patrol',
        'q',
        patrol({ unitIds: ['b'], state: 'proposed', fromMs: epochMs(at(6)), untilMs: epochMs(at(10)) }),
      ),
      version(
        'patrol',
        'r',
        patrol({ unitIds: ['c'], state: 'underWay', fromMs: epochMs(at(6)), untilMs: epochMs(at(10)) }),
      ),
    ];
    const engaged = (hour: number): string[] => [...engagedAt(patrols, at(hour)).keys()];
    expect(engaged(5)).toEqual(['c']);
    expect(engaged(8)).toEqual(['a', 'c']);
    expect(engaged(10)).toEqual(['c']);
  });

  test('by the clock of its place: 06–18 in Tirana is 05–17 UTC in November', () => {
    const crew: Unit = {
      ...unit('Galeb 1'),
      duty: { timeZone: 'Europe/Tirane', hours: [{ days: [...DAYS], from: '06:00', until: '18:00' }] },
    };
    expect([4, 5, 16, 17].map((hour) => standingOf(crew, false, at(hour)))).toEqual([
      'offDuty',
      'free',
      'free',
      'offDuty',
    ]);
    expect(standingOf(crew, true, at(4))).toBe('engaged');
  });

  test('out of service until its time is over, whatever is planned', () => {
    const crew: Unit = { ...unit('Galeb 1'), unavailable: { reason: 'engine', untilMs: epochMs(at(8)) } };
    expect(standingOf(crew, true, at(7))).toBe('outOfService');
    expect(standingOf(crew, false, at(8))).toBe('free');
    expect(standingOf({ ...crew, unavailable: { reason: 'engine' } }, false, at(23))).toBe('outOfService');
  });
});
