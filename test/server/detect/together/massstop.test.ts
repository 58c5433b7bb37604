import { describe, expect, it } from 'vitest';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { massStop } from '../../../../server/detect/together/massstop.ts';
import { T0 } from '../../tracks/observations.ts';
import { sailed, type Voyage } from '../voyages.ts';
import { clue, OPEN_SEA, Watched } from '../watched.ts';

/** Ships two kilometres from each other, at 12 kn for 20 min, that stop within two minutes of each other. */
const ship = (n: number, more: Partial<Voyage> = {}): Voyage => ({
  ...{ mmsi: 247_000_001 + n, shipType: 70, lat: 40 + n * 0.018, lon: 19, everyS: 30 },
  legs: [
    { kn: 12, deg: 90, s: 1200 + n * 20 },
    { kn: 0.2, deg: 90, s: 1500 },
  ],
  ...more,
});
const ships = (count: number, more: Partial<Voyage> = {}) =>
  Array.from({ length: count }, (_, n) => ship(n, more));
const goesOn = (n: number): Voyage => ship(n, { legs: [{ kn: 12, deg: 90, s: 3000 }] });
const watched = (voyages: readonly Voyage[], options: ConstructorParameters<typeof Watched>[1] = {}) =>
  new Watched([massStop], options).say(...sailed(...voyages));

describe('many that stop at once', () => {
  it('are one warning, with how many, since when and how many go on', () => {
    const watch = watched([...ships(6), goesOn(8)]);
    expect(watch.all).toHaveLength(1);
    const [{ lead, raisedMs }] = watch.all as [(typeof watch.all)[0]];
    expect([lead.kind, lead.priority]).toEqual(['massStop', 'warning']);
    // The fifth stops at 1280 s, and is taken to lie three minutes after.
    expect((raisedMs - T0) / 1000).toBeGreaterThanOrEqual(1460);
    expect((raisedMs - T0) / 1000).toBeLessThan(1530);
    expect(clue(lead, 'stillUnderWay')!.measure!.value).toBeGreaterThanOrEqual(1);
    expect(clue(lead, 'usualStops')!.measure!.value).toBe(0);
    expect(lead.parties.length).toBeGreaterThanOrEqual(5);
  });

  it.each([
    ['four', ships(4)],
    ['five of many that go on', [...ships(5), ...[5, 6, 7, 8, 9, 10].map(goesOn)]],
    ['fishing vessels on a ground', ships(6, { shipType: 30 })],
    ['tugs', ships(6, { shipType: 52 })],
    ['those who lay there before', ships(6, { legs: [{ kn: 0.2, deg: 90, s: 3000 }] })],
  ] as const)('are not %s', (_, voyages) => expect(watched(voyages).all).toEqual([]));

  it('are none in a port, or where vessels lie', () => {
    expect(watched(ships(6), { shore: { ...OPEN_SEA, portM: () => 1000 } }).all).toEqual([]);
    const learned = openLearned();
    const stops = { ...learned.stops, vesselsAt: () => 5, stayed: () => {} };
    expect(watched(ships(6), { learned: { ...learned, stops } }).all).toEqual([]);
  });

  it('are none where as many stop all day', () => {
    const daily = Array.from({ length: 40 }, (_, n) =>
      ship(n, { lat: 40 + (n % 6) * 0.018, lon: 19 + (n % 5) * 0.01, fromS: n * 180 }),
    );
    const watch = watched(daily);
    // The first few may be one; once it is known, no more come.
    expect(watch.all.length).toBeLessThanOrEqual(1);
  });
});
