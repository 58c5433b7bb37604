import { describe, expect, it } from 'vitest';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { manoeuvres } from '../../../../server/detect/movement/manoeuvres.ts';
import { T0 } from '../../tracks/observations.ts';
import { along, type Leg, sailed } from '../voyages.ts';
import { Watched } from '../watched.ts';

const MIN = 60;
const MMSI = 247_000_001;
const START = { mmsi: MMSI, lat: 40, lon: 19, everyS: 30 };
const north: Leg = { kn: 10, deg: 0, s: 20 * MIN };
const DAY_MS = 86_400_000;

/** What was learned of legs, and where the second began. */
function learnedOf(legs: readonly Leg[]) {
  const learned = openLearned();
  const watch = new Watched([manoeuvres], { learned });
  watch.say(...sailed({ ...START, legs: [...legs] }));
  expect(watch.all).toEqual([]);
  const { lat, lon } = along({ ...START, legs: [...legs] }, legs[0]!.s);
  const times = (what: 'turn' | 'bend' | 'slow') =>
    learned.manoeuvres.timesOf(what, MMSI, T0 - DAY_MS, T0 + DAY_MS);
  const others = (what: 'turn' | 'bend' | 'slow') => learned.manoeuvres.othersAt(what, lat, lon, 1);
  return { times, others };
}

describe('what vessels do is learned where they do it', () => {
  it.each([
    ['turn', { kn: 10, deg: 180, s: 20 * MIN }],
    ['bend', { kn: 10, deg: 60, s: 20 * MIN }],
    ['slow', { kn: 0.5, deg: 0, s: 20 * MIN }],
  ] as const)('%s, once', (what, then) => {
    const { times, others } = learnedOf([north, then]);
    for (const one of ['turn', 'bend', 'slow'] as const) {
      expect(times(one)).toBe(one === what ? 1 : 0);
      expect(others(one)).toBe(one === what ? 1 : 0);
    }
  });

  it('nothing of who goes on, or bends a little', () => {
    for (const deg of [0, 20]) {
      const { times } = learnedOf([north, { ...north, deg }]);
      expect(times('turn') + times('bend') + times('slow')).toBe(0);
    }
  });

  it('twice of who turns back twice', () => {
    expect(learnedOf([north, { ...north, deg: 180 }, north]).times('turn')).toBe(2);
  });
});
