import { describe, expect, it } from 'vitest';
import type { Shore } from '../../../../proto/domain/detecting.ts';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import type { TrafficMap } from '../../../../server/detect/learned/traffic.ts';
import { unusual } from '../../../../server/detect/movement/unusual.ts';
import { uTurn } from '../../../../server/detect/movement/uturn.ts';
import { T0 } from '../../tracks/observations.ts';
import { type Leg, sailed } from '../voyages.ts';
import { clue, OPEN_SEA, Watched } from '../watched.ts';

const START = { mmsi: 247_000_001, lat: 40, lon: 19 };
const CARGO = 70;

/** So many cargo ships go north along 19° E at twelve knots. */
function known(vessels: number) {
  const learned = openLearned();
  for (let i = 0; i < vessels; i++)
    for (let lat = 39.9; lat < 40.9; lat += 0.005)
      learned.traffic.passed('cargo', lat, 19, T0, 12, 0, 211_000_000 + i);
  return learned;
}
const sail = (leg: Leg, shipType?: number, learned = known(22), shore: Shore = OPEN_SEA) =>
  new Watched([unusual], { learned, shore }).say(
    ...sailed({ ...START, legs: [leg], everyS: 30, ...(shipType !== undefined && { shipType }) }),
  );

describe('what is not usual here', () => {
  it('is a speed that the class does not make, with the sample’s size', () => {
    const watch = sail({ kn: 27, deg: 0, s: 3000 }, CARGO);
    expect(watch.all.map(({ lead }) => lead.kind)).toEqual(['unusualSpeed']);
    const { lead } = watch.all[0]!;
    expect(lead.measured.value).toBeCloseTo(27, 0);
    expect(clue(lead, 'samples')!.measure).toEqual({ value: 22, unit: 'count' });
    expect(clue(lead, 'usualSpeed')!.measure!.value).toBeCloseTo(12.5, 1);
  });

  it('is a course that it does not steer', () => {
    const south = new Watched([unusual], { learned: known(22) }).say(
      ...sailed({
        ...{ ...START, lat: 40.7, shipType: CARGO, everyS: 30 },
        legs: [{ kn: 12, deg: 180, s: 4800 }],
      }),
    );
    expect(south.all.map(({ lead }) => lead.kind)).toEqual(['unusualCourse']);
    expect(south.all[0]!.lead.measured).toEqual({ value: 0, unit: 'ratio' });
  });

  it('is a class that does not come here', () => {
    const watch = sail({ kn: 12, deg: 0, s: 4800 }, 60);
    expect(watch.all.map(({ lead }) => lead.kind)).toEqual(['unusualType']);
    expect(clue(watch.all[0]!.lead, 'class')!.text).toBe('passenger');
  });

  it('is nothing that is usual, little known, near a port, or a vessel’s at work', () => {
    expect(sail({ kn: 12, deg: 0, s: 4800 }, CARGO).all).toEqual([]);
    expect(sail({ kn: 27, deg: 0, s: 3000 }, CARGO, known(5)).all).toEqual([]);
    expect(sail({ kn: 27, deg: 0, s: 3000 }).all).toEqual([]);
    expect(sail({ kn: 12, deg: 0, s: 4800 }, 52).all).toEqual([]);
    const near = { ...OPEN_SEA, portM: () => 2000 };
    expect(sail({ kn: 27, deg: 0, s: 3000 }, CARGO, known(22), near).all).toEqual([]);
  });
});

describe('what is learned', () => {
  const passages = (watch: Watched, learned: ReturnType<typeof openLearned>) => {
    expect(watch.run.picture.size).toBe(1);
    return (JSON.parse((learned.traffic as TrafficMap).save()) as { cells: unknown[] }).cells.length;
  };

  it('is a passage half an hour later, and none that raised something', () => {
    const quiet = openLearned();
    const straight = [{ kn: 10, deg: 0, s: 6600 }];
    const calm = new Watched([unusual, uTurn], { learned: quiet });
    expect(passages(calm.say(...sailed({ ...START, legs: straight, everyS: 60 })), quiet)).toBeGreaterThan(5);
    const told = openLearned();
    const legs = [
      { kn: 10, deg: 0, s: 2400 },
      { kn: 10, deg: 180, s: 4200 },
    ];
    const odd = new Watched([unusual, uTurn], { learned: told });
    odd.say(...sailed({ ...START, legs, everyS: 60 }));
    expect(odd.all).toHaveLength(1);
    // Nothing of the half hour before it was told.
    expect(told.traffic.passages(40.111, 19)).toBe(0);
  });
});
