import { describe, expect, it } from 'vitest';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { convoy } from '../../../../server/detect/together/convoy.ts';
import { T0 } from '../../tracks/observations.ts';
import { sailed, type Voyage } from '../voyages.ts';
import { clue, Watched } from '../watched.ts';

/** Cargo ships at 10 kn northwards, half a kilometre one after the other, for 80 minutes. */
const ship = (n: number, more: Partial<Voyage> = {}): Voyage => ({
  ...{ mmsi: 247_000_001 + n, shipType: 70, lat: 40 - n * 0.0045, lon: 19, everyS: 60 },
  ...{ legs: [{ kn: 10, deg: 0, s: 80 * 60 }], ...more },
});
const watched = (voyages: readonly Voyage[], learned = openLearned()) =>
  new Watched([convoy], { learned }).say(...sailed(...voyages));

describe('a convoy', () => {
  it('is three that keep company for an hour: one caution about all of them, over when they part', () => {
    const parting = ship(0, {
      legs: [
        { kn: 10, deg: 0, s: 4800 },
        { kn: 10, deg: 90, s: 2400 },
      ],
    });
    const watch = watched([parting, ship(1, { legs: [{ kn: 10, deg: 0, s: 7200 }] }), ship(2)]);
    expect(watch.all.map(({ lead }) => [lead.kind, lead.priority])).toEqual([['convoy', 'caution']]);
    const [told] = watch.all;
    expect((told!.raisedMs - T0) / 1000).toBeGreaterThanOrEqual(3600);
    expect((told!.raisedMs - T0) / 1000).toBeLessThan(4300);
    expect(told!.lead.parties.map(({ mmsi }) => mmsi)).toEqual(['247000001', '247000002', '247000003']);
    expect(told!.lead.measured).toEqual({ value: 3, unit: 'count' });
    expect(clue(told!.lead, 'speed')!.measure!.value).toBeCloseTo(10, 1);
    expect(told!.ending).toBe('cleared');
  });

  it.each([
    ['two', [ship(0), ship(1)]],
    ['ferries on their line', [0, 1, 2].map((n) => ship(n, { shipType: 60 }))],
    ['a tow', [0, 1, 2].map((n) => ship(n, { shipType: 31 }))],
    ['a fishing fleet', [0, 1, 2].map((n) => ship(n, { shipType: 30 }))],
    [
      'three that go at different speeds',
      [0, 1, 2].map((n) => ship(n, { legs: [{ kn: 10 + 3 * n, deg: 0, s: 4800 }] })),
    ],
    [
      'three for half an hour',
      [0, 1, 2].map((n) =>
        ship(n, {
          legs: [
            { kn: 10, deg: 0, s: 2400 },
            { kn: 10, deg: n * 120, s: 2400 },
          ],
        }),
      ),
    ],
    ['three that lie', [0, 1, 2].map((n) => ship(n, { legs: [{ kn: 0.3, deg: 0, s: 7200 }] }))],
  ] as const)('are not %s', (_, voyages) => expect(watched(voyages).all).toEqual([]));

  it('is none in a lane, where the traffic goes that way', () => {
    const learned = openLearned();
    for (let mmsi = 1; mmsi <= 60; mmsi++)
      for (let lat = 39.95; lat < 40.3; lat += 0.01)
        learned.traffic.passed('cargo', lat, 19, T0 - 86_400_000 + mmsi * 1000, 10, 2, 247_100_000 + mmsi);
    expect(watched([ship(0), ship(1), ship(2)], learned).all).toEqual([]);
  });
});
