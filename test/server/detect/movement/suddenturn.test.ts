import { describe, expect, it } from 'vitest';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { manoeuvres } from '../../../../server/detect/movement/manoeuvres.ts';
import { suddenTurn } from '../../../../server/detect/movement/suddenturn.ts';
import { T0 } from '../../tracks/observations.ts';
import { sailed, type Voyage } from '../voyages.ts';
import { Watched } from '../watched.ts';

const START = { mmsi: 247_000_001, lat: 40, lon: 19 };
const TURNS: Voyage = {
  ...START,
  legs: [
    { kn: 12, deg: 0, s: 3000 },
    { kn: 12, deg: 45, s: 2400 },
  ],
};

/** Ten vessels went on northward. */
function northward() {
  const learned = openLearned();
  for (let i = 0; i < 10; i++)
    for (let lat = 39.9; lat < 40.8; lat += 0.005)
      learned.traffic.passed('otherVessel', lat, 19, T0, 12, 0, 211_000_000 + i);
  return learned;
}
const watched = (learned = northward()) => new Watched([manoeuvres, suddenTurn], { learned });

describe('a vessel that changes course where others go on', () => {
  it.each([
    ['every two seconds', { everyS: 2 }],
    ['every 70 s', { everyS: 70 }],
    ['by places alone', { everyS: 70, placesOnly: true }],
  ])('is told, heard %s', (_how, heard) => {
    const watch = watched().say(...sailed({ ...TURNS, ...heard }));
    expect(watch.all).toHaveLength(1);
    const [told] = watch.of('suddenTurn');
    expect(Math.abs((told!.lead.onsetMs - T0) / 1000 - 3000)).toBeLessThanOrEqual(240);
    expect((told!.raisedMs - T0) / 1000).toBeLessThan(3000 + 1500);
    expect(Math.abs(told!.lead.measured.value - 45)).toBeLessThan(8);
  });

  it('is not where others turn as well', () => {
    const learned = northward();
    for (let i = 0; i < 5; i++) learned.manoeuvres.made('bend', 211_000_000 + i, 40.166, 19, T0);
    expect(watched(learned).say(...sailed({ ...TURNS, everyS: 60 })).all).toEqual([]);
  });

  it('is no tug, no fishing vessel, and nobody under sail', () => {
    for (const shipType of [52, 30, 36])
      expect(watched().say(...sailed({ ...TURNS, everyS: 60, shipType })).all).toEqual([]);
  });
});
