import { describe, expect, it } from 'vitest';
import type { Shore } from '../../../../proto/domain/detecting.ts';
import { goFast } from '../../../../server/detect/approach/gofast.ts';
import { T0 } from '../../tracks/observations.ts';
import { sailed, seenByRadar, type Voyage } from '../voyages.ts';
import { clue, OPEN_SEA, Watched } from '../watched.ts';

/** T0 is midnight UTC in winter: dark at 19° E. */
const NOON_S = 12 * 3600;
/** A cargo ship, of which nobody expects it. */
const SHIP: Voyage = {
  mmsi: 247_000_001,
  lat: 40,
  lon: 19,
  shipType: 70,
  legs: [{ kn: 38, deg: 45, s: 600 }],
};
/** Three kilometres off everywhere. */
const NEAR: Shore = { ...OPEN_SEA, distanceM: () => 3000 };
const watched = (shore = NEAR) => new Watched([goFast], { shore });
const raised = (watch: Watched) => watch.all.map(({ lead: { kind, priority } }) => [kind, priority]);

describe('who is fast', () => {
  it('out of its class is told after three minutes, and over when it slows down', () => {
    const legs = [...SHIP.legs, { kn: 10, deg: 45, s: 120 }];
    const watch = watched().say(...sailed({ ...SHIP, legs }));
    expect(raised(watch)).toEqual([['goFast', 'warning']]);
    const [told] = watch.all;
    expect((told!.raisedMs - T0) / 1000).toBeGreaterThanOrEqual(180);
    expect((told!.raisedMs - T0) / 1000).toBeLessThan(210);
    expect((told!.endedMs! - T0) / 1000).toBeGreaterThan(600);
    expect(told!.lead).toMatchObject({ key: 'goFast|mmsi/247000001', threshold: { value: 30, unit: 'kn' } });
    expect(told!.lead.measured.value).toBeCloseTo(38, 0);
    // 38 kn for three minutes is 3.5 km.
    expect(clue(told!.lead, 'aheadMadeGood')!.measure!.value).toBeGreaterThan(3400);
  });

  it.each([
    ['a high-speed craft', 40],
    ['a pilot', 50],
    ['a rescue vessel', 51],
    ['an authority', 55],
    ['a ferry below 45 kn', 60],
  ])('and %s is by trade', (_, shipType) => {
    expect(watched().say(...sailed({ ...SHIP, shipType })).all).toEqual([]);
  });

  it('for less than three minutes is none, nor who jumps about', () => {
    expect(
      watched().say(
        ...sailed({
          ...SHIP,
          legs: [
            { kn: 38, deg: 0, s: 150 },
            { kn: 8, deg: 0, s: 300 },
          ],
        }),
      ).all,
    ).toEqual([]);
    const round = Array.from({ length: 20 }, (_, i) => ({ kn: 38, deg: i * 90, s: 30 }));
    expect(watched().say(...sailed({ ...SHIP, legs: round })).all).toEqual([]);
  });

  it('for pleasure is so by day near the coast, and a caution at night or far out', () => {
    const yacht = { ...SHIP, shipType: 37 };
    expect(watched().say(...sailed({ ...yacht, fromS: NOON_S })).all).toEqual([]);
    expect(raised(watched().say(...sailed(yacht)))).toEqual([['goFast', 'caution']]);
    expect(raised(watched(OPEN_SEA).say(...sailed({ ...yacht, fromS: NOON_S })))).toEqual([
      ['goFast', 'caution'],
    ]);
  });

  it('in a harbour or a river is another’s business', () => {
    expect(watched({ ...OPEN_SEA, distanceM: () => 200 }).say(...sailed(SHIP)).all).toEqual([]);
  });

  it('beyond what boats can is an aircraft, or wrong', () => {
    expect(watched().say(...sailed({ ...SHIP, legs: [{ kn: 98, deg: 0, s: 600 }] })).all).toEqual([]);
  });
});

describe('a boat without AIS', () => {
  const boat: Voyage = { lat: 40, lon: 19, legs: [{ kn: 32, deg: 0, s: 420 }] };

  it('that is fast at night is a warning, and by day near the coast a caution', () => {
    const night = watched();
    seenByRadar(night, boat);
    expect(raised(night)).toEqual([['goFast', 'warning']]);
    expect(clue(night.all[0]!.lead, 'sendsNothing')).toBeDefined();
    const day = watched();
    seenByRadar(day, { ...boat, fromS: NOON_S });
    expect(raised(day)).toEqual([['goFast', 'caution']]);
  });
});
