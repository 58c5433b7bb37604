/** Which feeds a track comes from now, as the policy reads it. */
import { expect, it } from 'vitest';
import { CONTRIBUTES_MS } from '../../../server/tracks/contributing.ts';
import { coast } from './coast.ts';
import { fed, position, SHIP, timeAt } from './observations.ts';
import { aircraft, distress, manual, unit } from './said.ts';

const LATER_S = CONTRIBUTES_MS / 1000;

it('names every feed that heard it, in one object for each set', () => {
  const picture = fed(
    position({ at: 0, feed: 'north' }),
    position({ at: 10, feed: 'south', lat: 40.001 }),
    position({ at: 10, feed: 'south', mmsi: SHIP + 1, lat: 41 }),
    position({ at: 20, feed: 'north', mmsi: SHIP + 1, lat: 41.001 }),
  );
  expect(picture.feedsOf(0).feeds).toEqual(['north', 'south']);
  expect(picture.feedsOf(1)).toBe(picture.feedsOf(0));
  expect(picture.feedsOf(0)).toBe(picture.feedsOf(0));
});

it('forgets a feed that brought nothing for long while another did', () => {
  const picture = fed(position({ at: 0, feed: 'north' }), position({ at: 10, feed: 'south', lat: 40.001 }));
  picture.apply(position({ at: LATER_S, feed: 'south', lat: 40.01 }));
  expect(picture.feedsOf(0).feeds).toEqual(['north', 'south']);
  picture.apply(position({ at: LATER_S + 1, feed: 'south', lat: 40.0101 }));
  expect(picture.feedsOf(0).feeds).toEqual(['south']);
});

it('keeps the last feed of what nobody hears any more', () => {
  const picture = fed(position({ at: 0, feed: 'north' }));
  picture.tick(timeAt(LATER_S + 60));
  expect(picture.alive(0)).toBe(true);
  expect(picture.feedsOf(0).feeds).toEqual(['north']);
});

it('names the feed of the radar that sees it, beside the one that hears it', () => {
  const vessel = { fromM: 12_000, azimuthDeg: 270, sogKn: 12, cogDeg: 0 };
  const { picture, run, slots } = coast([
    { ...vessel, ais: { mmsi: SHIP } },
    { ...vessel, fromM: 6000, azimuthDeg: 240 },
  ]);
  run(90);
  const named = slots().map((slot) => picture.feedsOf(slot).feeds);
  expect(named).toHaveLength(2);
  expect(named.map(({ length }) => length).sort()).toEqual([1, 2]);
  const [radarAlone] = named.find(({ length }) => length === 1)!;
  expect(named.every((feeds) => feeds.includes(radarAlone!))).toBe(true);
});

it('goes on naming the radar for what it lost', () => {
  const { picture, run, slots } = coast([{ fromM: 6000, azimuthDeg: 240, sogKn: 20, cogDeg: 330 }]);
  run(90);
  const [slot] = slots();
  const seen = picture.feedsOf(slot!);
  picture.tick(timeAt(90 + 150));
  expect(picture.alive(slot!)).toBe(true);
  expect(picture.feedsOf(slot!)).toBe(seen);
});

it('names where a report, a call, a unit and an aircraft were told of', () => {
  const feeds = (...said: Parameters<typeof fed>) => fed(...said).feedsOf(0).feeds;
  expect(feeds(manual(0))).toEqual([manual(0).feedId]);
  const call = { lat: position().lat, lon: position().lon };
  expect(feeds(distress(0, call))).toEqual(['dsc']);
  expect(feeds(unit(0))).toEqual(['tak']);
  expect(feeds(aircraft(0, call))).toEqual(['adsb']);
});

it('does not mistake the next owner of a slot for the last', () => {
  const picture = fed(manual(0));
  picture.feedsOf(0);
  picture.apply({ ...manual(1), withdrawn: true });
  picture.tick(timeAt(200));
  picture.apply(position({ at: 200, feed: 'north' }));
  const slot = picture.slotOf('7-2') ?? picture.slotOf(`${picture.epoch}-2`);
  expect(picture.feedsOf(slot!).feeds).toEqual(['north']);
});
