import { describe, expect, it } from 'vitest';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { manoeuvres } from '../../../../server/detect/movement/manoeuvres.ts';
import { suddenSpeed } from '../../../../server/detect/movement/suddenspeed.ts';
import { position, T0 } from '../../tracks/observations.ts';
import { type Leg, sailed } from '../voyages.ts';
import { clue, OPEN_SEA, Watched } from '../watched.ts';

const MIN = 60;
const START = { mmsi: 247_000_001, lat: 40, lon: 19 };
const passage: Leg = { kn: 12, deg: 0, s: 60 * MIN };
const slow: Leg = { kn: 2.5, deg: 0, s: 40 * MIN };
const watched = (options: ConstructorParameters<typeof Watched>[1] = {}) =>
  new Watched([manoeuvres, suddenSpeed], options);

describe('a vessel that slows down on passage', () => {
  it.each([
    ['every two seconds', { everyS: 2 }],
    ['every 70 s', { everyS: 70 }],
    ['by places alone', { everyS: 70, placesOnly: true }],
  ])('is told twelve minutes later, heard %s', (_how, heard) => {
    const watch = watched().say(...sailed({ ...START, legs: [passage, slow], ...heard }));
    expect(watch.all).toHaveLength(1);
    const [told] = watch.of('suddenSpeed');
    expect(Math.abs((told!.lead.onsetMs - T0) / 1000 - 3600)).toBeLessThanOrEqual(4 * MIN);
    expect((told!.raisedMs - T0) / 1000).toBeLessThan(3600 + 18 * MIN);
    expect(told!.lead).toMatchObject({ rule: 'suddenSpeed.ratio', priority: 'caution' });
    expect(told!.lead.measured.value).toBeLessThan(4);
    expect(clue(told!.lead, 'speedBefore')!.measure!.value).toBeCloseTo(12, 0);
  });

  it('is told of a vessel on passage that stops within half a minute, and lies for a minute', () => {
    const said = sailed({
      ...START,
      everyS: 10,
      legs: [
        { kn: 9, deg: 0, s: 10 * MIN },
        { kn: 0.3, deg: 0, s: 3 * MIN },
      ],
    });
    const [told] = watched()
      .say(...said)
      .of('suddenSpeed');
    expect(told!.lead.rule).toBe('suddenSpeed.toKn');
    expect((told!.lead.onsetMs - T0) / 1000 - 600).toBeLessThanOrEqual(20);
    expect((told!.raisedMs - T0) / 1000).toBeGreaterThanOrEqual(660);
  });

  it('is not told of one wrong speed', () => {
    const said = [0, 0, 0, 0, 9, 3, 0, 0, 9, 9, 9, 0, 9, 9, 9].map((sog, i) =>
      position({ ...START, at: i * 10, sog, cog: 0 }),
    );
    expect(watched().say(...said).all).toEqual([]);
  });
});

describe('no news is to slow down', () => {
  it.each([
    ['little by little', [12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((kn) => ({ kn, deg: 0, s: 8 * MIN }))],
    ['and to lie at a berth or an anchor', [passage, { kn: 0, deg: 0, s: 60 * MIN }]],
    ['and to turn to where one goes', [passage, { ...slow, deg: 120 }]],
    ['without a passage before', [{ kn: 12, deg: 0, s: 4 * MIN }, slow]],
  ] as const)('%s', (_how, legs) => {
    expect(watched().say(...sailed({ ...START, legs, everyS: 60 })).all).toEqual([]);
  });

  it.each([
    ['for a tug', 52],
    ['for a pilot', 50],
    ['for a dredger', 33],
    ['for a fishing vessel', 30],
  ])('%s', (_who, shipType) => {
    const said = sailed({ ...START, legs: [passage, slow], everyS: 60, shipType });
    expect(watched().say(...said).all).toEqual([]);
  });

  it('near a port, and where others do', () => {
    const said = sailed({ ...START, legs: [passage, slow], everyS: 60 });
    expect(watched({ shore: { ...OPEN_SEA, portM: () => 2000 } }).say(...said).all).toEqual([]);
    const learned = openLearned();
    for (let i = 0; i < 9; i++) learned.manoeuvres.made('slow', 211_000_000 + i, 40.205, 19, T0);
    expect(watched({ learned }).say(...said).all).toEqual([]);
  });
});
