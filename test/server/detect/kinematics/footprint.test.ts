import { describe, expect, it } from 'vitest';
import { destination } from '../../../../proto/domain/geo.ts';
import { footprint } from '../../../../server/detect/kinematics/footprint.ts';
import type { Learned } from '../../../../server/detect/learned/learned.ts';
import { openLearned } from '../../../../server/detect/learned/maps.ts';
import { SHIP, T0 } from '../../tracks/observations.ts';
import { clue, Watched } from '../watched.ts';
import { HOME, reports, straight, together } from './ways.ts';

/** An antenna at HOME that hears 40 km, to the west nobody knows how far. */
const learned: Learned = {
  ...openLearned(),
  reception: {
    ...openLearned().reception,
    footprint: (feed) =>
      feed === 'coast'
        ? {
            ...HOME,
            vessels: 500,
            rangeM: (bearing) => (bearing > 180 && bearing < 360 ? undefined : 40_000),
          }
        : undefined,
  },
};
const at = (km: number, bearing: number, said: object = {}) =>
  reports(straight(10, 0, destination(HOME, bearing, km * 1000)), [0, 60, 10], { sog: 10, cog: 0, ...said });
const ran = (...said: ReturnType<typeof at>[]) =>
  new Watched([footprint], { learned }).say(...together(...said));

it('a position at 2.5 times what its antenna hears is told with the second report', () => {
  const { lead } = ran(at(100, 90)).all[0]!;
  expect(lead).toMatchObject({
    key: `outOfFootprint|mmsi/${SHIP}`,
    priority: 'warning',
    provedMs: T0 + 10_000,
    about: { feedId: 'coast' },
    threshold: { value: 80_000, unit: 'm' },
  });
  expect(lead.measured.value / 1000).toBeCloseTo(100, -1);
  expect(clue(lead, 'farthestHeard')).toMatchObject({ measure: { value: 40_000 } });
});

it('what is known from few vessels says nothing', () => {
  const few: Learned = {
    ...learned,
    reception: { ...learned.reception, footprint: () => ({ ...HOME, vessels: 84, rangeM: () => 40_000 }) },
  };
  expect(new Watched([footprint], { learned: few }).say(...together(at(100, 90))).all).toEqual([]);
});

it('who sails out shows how far the antenna hears', () => {
  const within = at(75, 90).slice(0, 1);
  const out = reports(straight(10, 0, destination(HOME, 90, 100_000)), [3600, 3700, 10], { sog: 10, cog: 0 });
  expect(ran([...within, ...out]).all).toEqual([]);
  const after = reports(straight(10, 0, destination(HOME, 90, 220_000)), [3600, 3700, 10], {
    sog: 10,
    cog: 0,
  });
  expect(ran([...within, ...after]).all).toHaveLength(1);
});

describe('none is', () => {
  it.each<[string, ReturnType<typeof at>[]]>([
    ['one a little farther than ever', [at(70, 90)]],
    ['one where nobody knows how far it hears', [at(300, 270)]],
    ['one of a feed that nobody knows', [at(300, 90, { feed: 'satellite' })]],
    ['one that a satellite heard', [at(300, 90, { longRange: true })]],
    ['several at once: the air carries', [at(100, 90), at(110, 80, { mmsi: SHIP + 1 }).slice(0, 2)]],
  ])('%s', (_, said) => {
    const late = said.length > 1 ? said.map((list, n) => (n === 0 ? list.slice(1) : list)) : said;
    expect(ran(...late).all).toEqual([]);
  });
});
