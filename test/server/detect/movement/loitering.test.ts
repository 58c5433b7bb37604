import { describe, expect, it } from 'vitest';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { loitering } from '../../../../server/detect/movement/loitering.ts';
import { manoeuvres } from '../../../../server/detect/movement/manoeuvres.ts';
import { T0 } from '../../tracks/observations.ts';
import { endOf, type Leg, sailed, type Voyage } from '../voyages.ts';
import { clue, OPEN_SEA, Watched } from '../watched.ts';

const MIN = 60;
const START = { mmsi: 247_000_001, lat: 40, lon: 19 };
const passage: Leg = { kn: 10, deg: 0, s: 60 * MIN };
/** Squares of half a kilometre at three knots: five and a half minutes a side. */
const about = (minutes: number): Leg[] =>
  Array.from({ length: Math.ceil(minutes / 5.4) }, (_, i) => ({ kn: 3, deg: (i % 4) * 90, s: 324 }));
const LOITERS: Voyage = { ...START, legs: [passage, ...about(70)] };
const watched = (options: ConstructorParameters<typeof Watched>[1] = {}) =>
  new Watched([manoeuvres, loitering], options);

describe('a vessel that loiters', () => {
  it.each([
    ['every two seconds', { everyS: 2 }],
    ['every 70 s', { everyS: 70 }],
    ['by places alone', { everyS: 70, placesOnly: true }],
  ])('is told after fifty minutes, heard %s', (_how, heard) => {
    const watch = watched().say(...sailed({ ...LOITERS, ...heard }));
    expect(watch.all).toHaveLength(1);
    const [told] = watch.of('loitering');
    expect((told!.lead.onsetMs - T0) / 1000).toBeGreaterThan(3600 - 6 * MIN);
    expect((told!.lead.onsetMs - T0) / 1000).toBeLessThan(3600 + 6 * MIN);
    expect((told!.raisedMs - T0) / 1000).toBeLessThan(3600 + 58 * MIN);
    expect(told!.endedMs).toBeUndefined();
    expect(clue(told!.lead, 'withinRadius')!.measure!.value).toBeLessThan(1000);
  });

  it('is over when it has left', () => {
    const legs = [...LOITERS.legs, { kn: 10, deg: 90, s: 40 * MIN }];
    const [told] = watched()
      .say(...sailed({ ...LOITERS, legs, everyS: 60 }))
      .of('loitering');
    expect(told!.ending).toBe('cleared');
  });
});

describe('no loitering is', () => {
  it.each([
    ['a passage', [passage, passage]],
    ['to lie at anchor', [passage, { kn: 0, deg: 0, s: 120 * MIN }]],
    [
      'to swing at anchor',
      [passage, ...Array.from({ length: 40 }, (_, i) => ({ kn: 0.4, deg: (i % 2) * 180 + 20, s: 180 }))],
    ],
    ['a slow passage', [passage, { kn: 3, deg: 0, s: 90 * MIN }]],
    ['what did not come from a passage', about(120)],
  ] as const)('%s', (_what, legs) => {
    expect(watched().say(...sailed({ ...START, legs, everyS: 60 })).all).toEqual([]);
  });

  it.each([
    ['of a tug', 52],
    ['of a pilot', 50],
    ['of a rescue boat', 51],
    ['of a dredger', 33],
    ['of a fishing vessel', 30],
  ])('the work %s', (_who, shipType) => {
    expect(watched().say(...sailed({ ...LOITERS, shipType, everyS: 60 })).all).toEqual([]);
  });

  it('near a port, or where others lie', () => {
    const shore = { ...OPEN_SEA, portM: () => 2000 };
    expect(watched({ shore }).say(...sailed({ ...LOITERS, everyS: 60 })).all).toEqual([]);
    const learned = openLearned();
    const { lat, lon } = endOf({ ...START, legs: [passage] });
    for (const [north, east] of [
      [0, 0],
      [0.003, 0],
      [0.003, 0.003],
      [0, 0.003],
    ] as const)
      for (const mmsi of [211_000_001, 211_000_002]) learned.stops.stayed(mmsi, lat + north, lon + east, T0);
    expect(watched({ learned }).say(...sailed({ ...LOITERS, everyS: 60 })).all).toEqual([]);
  });
});
