import { describe, expect, it } from 'vitest';
import { feedId } from '../../../../proto/domain/ids.ts';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { manoeuvres } from '../../../../server/detect/movement/manoeuvres.ts';
import { uTurn } from '../../../../server/detect/movement/uturn.ts';
import { T0 } from '../../tracks/observations.ts';
import { sailed, type Voyage } from '../voyages.ts';
import { clue, OPEN_SEA, Watched } from '../watched.ts';

const MIN = 60;
const START = { mmsi: 247_000_001, lat: 40, lon: 19 };
/** An hour north at ten knots, and back. */
const BACK: Voyage = {
  ...START,
  legs: [
    { kn: 10, deg: 0, s: 60 * MIN },
    { kn: 10, deg: 180, s: 30 * MIN },
  ],
};
const watched = (options: ConstructorParameters<typeof Watched>[1] = {}) =>
  new Watched([manoeuvres, uTurn], options);

describe('a vessel that turns back', () => {
  it.each([
    ['every two seconds', { everyS: 2 }],
    ['every 70 s', { everyS: 70 }],
    ['by places alone', { everyS: 70, placesOnly: true }],
  ])('is told eight minutes after the turn, heard %s', (_how, heard) => {
    const watch = watched().say(...sailed({ ...BACK, ...heard }));
    expect(watch.all).toHaveLength(1);
    const [told] = watch.of('uTurn');
    expect((told!.lead.onsetMs - T0) / 1000).toBeGreaterThanOrEqual(3600 - 140);
    expect((told!.lead.onsetMs - T0) / 1000).toBeLessThanOrEqual(3600 + 140);
    expect((told!.raisedMs - T0) / 1000).toBeGreaterThanOrEqual(3600 + 8 * MIN - 70);
    expect((told!.raisedMs - T0) / 1000).toBeLessThanOrEqual(3600 + 12 * MIN);
    expect(told!.lead).toMatchObject({ priority: 'caution', rule: 'uTurn.angleDeg' });
    expect(told!.lead.measured.value).toBeGreaterThan(175);
    expect(clue(told!.lead, 'courseAfter')!.measure!.value).toBeCloseTo(180, 0);
    expect(clue(told!.lead, 'passageBefore')!.measure).toEqual({ value: 2400, unit: 's' });
  });

  it('is told though it is fast and its circle is wide', () => {
    // 24 knots at 1.2° a second: 590 m of radius, so that it comes back 1,180 m beside its way.
    const round = Array.from({ length: 30 }, (_, i) => ({ kn: 24, deg: 6 * (i + 1), s: 5 }));
    const legs = [{ kn: 24, deg: 0, s: 40 * MIN }, ...round, { kn: 24, deg: 180, s: 20 * MIN }];
    const [told] = watched()
      .say(...sailed({ ...BACK, legs, everyS: 5 }))
      .of('uTurn');
    expect(clue(told!.lead, 'backWithin')!.measure!.value).toBeGreaterThan(1000);
    const far = [
      legs[0]!,
      ...round.slice(0, 15),
      { kn: 24, deg: 90, s: 2 * MIN },
      ...round.slice(15),
      legs.at(-1)!,
    ];
    expect(watched().say(...sailed({ ...BACK, legs: far, everyS: 5 })).all).toEqual([]);
  });

  it('is told once a day', () => {
    const legs = [...BACK.legs, ...BACK.legs, ...BACK.legs];
    expect(watched().say(...sailed({ ...BACK, legs, everyS: 60 })).all).toHaveLength(1);
  });

  it('turns by 160° and more: less is no turning back', () => {
    const legs = [BACK.legs[0]!, { kn: 10, deg: 140, s: 30 * MIN }];
    expect(watched().say(...sailed({ ...BACK, legs, everyS: 60 })).all).toEqual([]);
  });
});

describe('no news is the turning', () => {
  it.each([
    ['of a tug', 52],
    ['of a pilot', 50],
    ['of a rescue boat', 51],
    ['of a dredger', 33],
    ['of a fishing vessel', 30],
    ['of a boat under sail, that tacks', 36],
  ])('%s', (_who, shipType) => {
    expect(watched().say(...sailed({ ...BACK, shipType })).all).toEqual([]);
  });

  it('of a ferry, that lies at its quay between two crossings', () => {
    const there = { kn: 14, deg: 90, s: 40 * MIN };
    const lies = { kn: 0, deg: 90, s: 20 * MIN };
    const legs = [there, lies, { ...there, deg: 270 }, lies, there, lies, { ...there, deg: 270 }];
    expect(watched().say(...sailed({ ...START, legs, everyS: 30 })).all).toEqual([]);
  });

  it.each([
    [7, 0],
    [20, 1],
  ])('of a survey, line beside line of %i min; of long lines the first turn is', (minutes, told) => {
    const lines = Array.from({ length: 8 }, (_, i) => [
      { kn: 6, deg: i % 2 === 0 ? 0 : 180, s: minutes * MIN },
      { kn: 5, deg: 90, s: 60 },
    ]).flat();
    expect(watched().say(...sailed({ ...START, legs: lines, everyS: 30 })).all).toHaveLength(told);
  });

  it('near a port', () => {
    const shore = { ...OPEN_SEA, portM: () => 1000 };
    expect(watched({ shore }).say(...sailed({ ...BACK, everyS: 60 })).all).toEqual([]);
  });

  it('where many others turn', () => {
    const learned = openLearned();
    for (let i = 0; i < 12; i++) learned.manoeuvres.made('turn', 211_000_000 + i, 40.16, 19, T0 - i * 60_000);
    expect(watched({ learned }).say(...sailed({ ...BACK, everyS: 60 })).all).toEqual([]);
  });

  it('in a harbour full of others', () => {
    const lying = Array.from({ length: 12 }, (_, i) => ({
      ...{ mmsi: 211_000_000 + i, lat: 40.15, lon: 19.001 + i * 0.001, everyS: 120 },
      legs: [{ kn: 0, deg: 0, s: 90 * MIN }],
    }));
    expect(watched().say(...sailed({ ...BACK, everyS: 60 }, ...lying)).all).toEqual([]);
  });
});

describe('faults of the data', () => {
  it('a feed that comes twice says it once', () => {
    const said = sailed({ ...BACK, everyS: 30 });
    const twice = said.flatMap((one) => [one, { ...one, feedId: feedId('second') }]);
    expect(watched().say(...twice).all).toHaveLength(1);
  });

  it('a clock that jumps back makes nothing of a passage', () => {
    const said = sailed({ ...START, legs: [BACK.legs[0]!], everyS: 30 });
    const late = sailed({ ...START, legs: [BACK.legs[0]!], everyS: 30, fromS: 60 * MIN - 600 });
    expect(watched().say(...said, ...late).all).toEqual([]);
  });
});
