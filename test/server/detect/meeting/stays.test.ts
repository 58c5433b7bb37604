import { describe, expect, it } from 'vitest';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { stays } from '../../../../server/detect/meeting/stays.ts';
import { sailed, type Voyage } from '../voyages.ts';
import { Watched } from '../watched.ts';

const learnedFrom = (...voyages: readonly Voyage[]): number => {
  const learned = openLearned();
  new Watched([stays], { learned }).say(...sailed(...voyages));
  return learned.stops.vesselsAt(40, 19);
};
const lies = (s: number, kn = 0.1): Voyage => ({
  mmsi: 247_000_001,
  lat: 40,
  lon: 19,
  legs: [{ kn, deg: 0, s }],
});

describe('a stay', () => {
  it('is twenty minutes within three hundred metres', () => {
    expect(learnedFrom(lies(1180))).toBe(0);
    expect(learnedFrom(lies(1220))).toBe(1);
    // 1.2 kn for twenty minutes is 740 m.
    expect(learnedFrom(lies(1220, 1.2))).toBe(0);
  });

  it('is no passage, however often it comes by', () => {
    const passes = (fromS: number): Voyage => ({ ...lies(1), fromS, legs: [{ kn: 12, deg: 90, s: 600 }] });
    expect(learnedFrom(...[0, 1, 2, 3].map((n) => passes(n * 700)))).toBe(0);
  });
});
