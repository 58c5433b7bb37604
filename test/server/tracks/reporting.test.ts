import { describe, expect, it } from 'vitest';
import { TrackKind } from '../../../proto/domain/observation.ts';
import {
  keptAfterLostMs,
  lostAfterMs,
  owedIntervalMs,
  staleAfterMs,
} from '../../../server/tracks/reporting.ts';

const { classA, classB, baseStation, atonVirtual, sarAircraft, locatingDevice, unknown } = TrackKind;

describe('what a transmitter owes', () => {
  it.each([
    // ITU-R M.1371-5 annex 1 table 1, Class A
    ['at anchor, 3.0 kn', classA, { navStatus: 1, sogKn: 3 }, 180_000],
    ['moored, speed unknown', classA, { navStatus: 5 }, 180_000],
    ['at anchor, but 3.1 kn', classA, { navStatus: 1, sogKn: 3.1 }, 10_000],
    ['under way, stopped', classA, { navStatus: 0, sogKn: 0 }, 10_000],
    ['14 kn', classA, { sogKn: 14 }, 10_000],
    ['14 kn, turning', classA, { sogKn: 14, turnDegPerMin: -10 }, 3_333],
    ['14 kn, holding course', classA, { sogKn: 14, turnDegPerMin: 9 }, 10_000],
    ['14.1 kn', classA, { sogKn: 14.1 }, 6_000],
    ['23 kn', classA, { sogKn: 23 }, 6_000],
    ['23 kn, turning', classA, { sogKn: 23, turnDegPerMin: 20 }, 2_000],
    ['23.1 kn', classA, { sogKn: 23.1 }, 2_000],
    ['no kind known, as Class A', unknown, { sogKn: 20 }, 6_000],
    // table 2
    ['Class B, 2 kn', classB, { sogKn: 2 }, 180_000],
    ['Class B, 2.1 kn', classB, { sogKn: 2.1 }, 30_000],
    ['base station', baseStation, {}, 10_000],
    ['aid to navigation', atonVirtual, {}, 180_000],
    ['SAR aircraft', sarAircraft, { sogKn: 140 }, 10_000],
    ['locating device', locatingDevice, { navStatus: 14 }, 60_000],
    ['message 27', classA, { sogKn: 20, longRange: true }, 180_000],
  ] as const)('%s', (_, kind, motion, expectedMs) => {
    expect(owedIntervalMs(kind, motion)).toBe(expectedMs);
  });

  it('makes silence stale after three reports and lost after six, with a floor', () => {
    expect([2_000, 10_000, 30_000, 180_000].map(staleAfterMs)).toEqual([30_000, 30_000, 90_000, 540_000]);
    // 18 min at anchor and 3 min for a Class B CS are the lost-target intervals of ships' displays too.
    expect([2_000, 10_000, 30_000, 180_000].map(lostAfterMs)).toEqual([180_000, 180_000, 180_000, 1_080_000]);
  });

  it('keeps what may be a person in the water for an hour', () => {
    expect(keptAfterLostMs(classA, false)).toBe(900_000);
    expect(keptAfterLostMs(classA, true)).toBe(3_600_000);
    expect(keptAfterLostMs(TrackKind.locatingDeviceTest, false)).toBe(3_600_000);
  });
});
