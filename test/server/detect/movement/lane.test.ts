import { describe, expect, it } from 'vitest';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { leftLane } from '../../../../server/detect/movement/lane.ts';
import { T0 } from '../../tracks/observations.ts';
import { type Leg, sailed } from '../voyages.ts';
import { clue, Watched } from '../watched.ts';

const START = { mmsi: 247_000_001, lat: 40, lon: 19 };

/** So many vessels keep to 19° E, north and south. */
function lane(vessels: number) {
  const learned = openLearned();
  for (let i = 0; i < vessels; i++)
    for (let lat = 39.9; lat < 40.8; lat += 0.005)
      learned.traffic.passed('otherVessel', lat, 19, T0, 12, (i % 2) * 180, 211_000_000 + i);
  return learned;
}
const sail = (legs: readonly Leg[], vessels: number, shipType?: number) =>
  new Watched([leftLane], { learned: lane(vessels) }).say(
    ...sailed({ ...START, legs, everyS: 60, ...(shipType !== undefined && { shipType }) }),
  );
const along: Leg = { kn: 12, deg: 0, s: 3000 };
const off: Leg = { kn: 12, deg: 45, s: 2700 };

describe('a vessel that leaves the lane', () => {
  it('is told with the lane’s course and how many keep to it', () => {
    const watch = sail([along, off], 6);
    expect(watch.all).toHaveLength(1);
    const { lead } = watch.of('leftLane')[0]!;
    // The cells are wide: the first of the way off it is among the last of the lane.
    expect(lead.measured.value).toBeGreaterThan(30);
    expect(lead.measured.value).toBeLessThanOrEqual(45.1);
    expect(clue(lead, 'laneCourse')!.measure!.value).toBeLessThan(15);
    expect(clue(lead, 'samples')!.measure).toEqual({ value: 6, unit: 'count' });
    expect((lead.onsetMs - T0) / 1000).toBeGreaterThanOrEqual(3000 - 60);
    expect((lead.onsetMs - T0) / 1000).toBeLessThan(3000 + 1200);
  });

  it('is not who keeps to it, who crosses it, a tug, or where two vessels are all that is known', () => {
    expect(sail([along, along], 6).all).toEqual([]);
    expect(sail([{ ...off, deg: 90 }, off], 6).all).toEqual([]);
    expect(sail([along, off], 6, 52).all).toEqual([]);
    expect(sail([along, off], 2).all).toEqual([]);
  });
});
