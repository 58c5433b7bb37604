/** What each audience is sent beside its tracks, what happens when it becomes another, and how many there can be. */
import { describe, expect, it } from 'vitest';
import { PictureReceiver } from '../../../client/link/frame.ts';
import { TrackStore } from '../../../client/store/tracks.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { tileAt } from '../../../proto/domain/tiles.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import { type Audience, localAudience, type Sight } from '../../../server/access/audience.ts';
import { MAX_PUBLICATIONS, PUBLICATION_SLEEPS_AFTER_TICKS } from '../../../server/publish/publications.ts';
import { ShownTracks } from '../../../server/publish/shown.ts';
import { coast } from '../tracks/coast.ts';
import { at, recorder, room, START_MS, viewer } from './room.ts';
import { feedSet, track } from './testpicture.ts';

/** Sees the feeds it is named for whole, the others' as `otherwise`. */
const eyes = (feeds: readonly string[], otherwise: Sight = 'none'): Audience => ({
  key: `${feeds.join()} ${JSON.stringify(otherwise)}`,
  sight: (facts) => (facts.feeds.feeds.some((one) => feeds.includes(one)) ? 'whole' : otherwise),
  seesFeed: (feed) => feeds.includes(feed),
});
const NORTH = eyes(['north']);
const SOUTH = eyes(['south']);

function twoFeeds() {
  const all = room();
  const { picture } = all;
  picture.feeds.set(0, feedSet('north'));
  picture.feeds.set(1, feedSet('south'));
  const ids = [
    picture.appear(0, track({ observedMs: START_MS }), 'ALBA'),
    picture.appear(1, track({}), 'BRUNA'),
  ];
  picture.sensors.states = [
    { id: 'cape', feedId: 'north' },
    { id: 'rock', feedId: 'south' },
  ];
  picture.sensors.version += 1;
  all.tick();
  return { ...all, ids };
}

const wanting = { ...at(41, 18.9), plots: true };
const namesOf = (store: TrackStore) => store.statics.map((one) => one?.name).sort();

describe('an audience', () => {
  it('gets the tracks, sensors, plots and feeds that it may see, and is told how many tracks that is', () => {
    const { picture, publisher, tick } = twoFeeds();
    picture.plots.all = ['cape', 'rock', 'unheard of'].map((sensorId, i) => ({
      ...{ lat: 41, lon: 18.9, observedMs: START_MS + i, sensorId },
    }));
    tick();
    const north = viewer(publisher, wanting, NORTH);
    expect(namesOf(north.store)).toEqual(['ALBA']);
    expect(north.seen[0]).toMatchObject({ trackCount: 1, sensors: { sensors: [{ id: 'cape' }] } });
    expect(north.seen[0]!.sensors!.sensors).toHaveLength(1);
    expect(north.seen[0]!.feeds!.feeds).toEqual([]);
    expect(north.plots.plots.sensorIds).toEqual(['cape']);
    const all = viewer(publisher, wanting);
    expect(all.store.count).toBe(2);
    expect(all.seen[0]!.feeds!.feeds).toHaveLength(1);
    expect(all.plots.plots.count).toBe(3);
  });

  it('is not shown a track that it chose by id but may not see', () => {
    const { publisher, ids } = twoFeeds();
    const south = viewer(publisher, { tiles: [], aggregate: false, plots: false, chosen: ids }, SOUTH);
    expect(namesOf(south.store)).toEqual(['BRUNA']);
  });

  it('counts only what it may see where there are counts in place of tracks', () => {
    const { publisher } = twoFeeds();
    const counts = { tiles: [], aggregate: true, plots: false, chosen: [] };
    expect([...viewer(publisher, counts, NORTH).seen[0]!.aggregate!.count!]).toEqual([1, 0, 0, 0]);
    expect([...viewer(publisher, counts).seen[0]!.aggregate!.count!]).toEqual([2, 0, 0, 0]);
  });

  it('loses a track in the tick in which its feeds become others, though nothing new is heard of it', () => {
    const { picture, publisher, tick } = twoFeeds();
    const north = viewer(publisher, wanting, NORTH);
    picture.feeds.set(0, feedSet('south'));
    tick();
    expect(north.store.count).toBe(0);
    picture.feeds.set(0, feedSet('north'));
    tick();
    expect(namesOf(north.store)).toEqual(['ALBA']);
  });
});

describe('a client that becomes another audience', () => {
  it('has another picture at once, without a tick, empty tiles and lists too', () => {
    const { picture, publisher, tick } = twoFeeds();
    picture.plots.all = [{ lat: 41, lon: 18.9, observedMs: START_MS, sensorId: 'cape' }];
    tick();
    const client = viewer(publisher, wanting, NORTH);
    client.handle.regard(SOUTH, '');
    expect(namesOf(client.store)).toEqual(['BRUNA']);
    const frame = client.seen.at(-1)!;
    expect(frame.sensors!.sensors).toMatchObject([{ id: 'rock' }]);
    expect(client.plots.plots.count).toBe(0);
    expect(frame.audience).not.toBe(client.seen[0]!.audience);
    client.handle.regard(eyes([]), '');
    expect(client.store.count).toBe(0);
    expect(client.seen.at(-1)!.sensors!.sensors).toEqual([]);
  });

  it('is told of empty tiles, should it not have read that it is another', () => {
    const { publisher } = twoFeeds();
    const client = viewer(publisher, wanting, NORTH);
    client.handle.regard(eyes([]), '');
    const [here] = client.seen.at(-1)!.tiles.filter(({ tile }) => tile === tileAt(1, 41, 18.9));
    expect(here).toMatchObject({ fromVersion: 0, columns: null });
    expect(here!.version).toBeGreaterThan(0);
  });

  it('gets nothing upon a frame of the other that was in flight', () => {
    const { picture, publisher, tick } = twoFeeds();
    const slow = recorder();
    const store = new TrackStore();
    const receiver = new PictureReceiver(store);
    const handle = publisher.connect(slow.link, NORTH)!;
    handle.watch(receiver.request(at(41, 18.9)));
    handle.regard(SOUTH, '');
    expect(slow.frames).toHaveLength(1);
    picture.move(1, { lat: 41.1 });
    tick();
    for (let i = 0; i < slow.frames.length; i += 1) {
      expect(receiver.apply(slow.frames[i]!.bytes).ok).toBe(true);
      slow.frames[i]!.applied();
    }
    expect(namesOf(store)).toEqual(['BRUNA']);
  });

  it('may not go on from versions that it got as somebody else, in another connection either', () => {
    const { publisher } = twoFeeds();
    const one = recorder();
    const store = new TrackStore();
    const receiver = new PictureReceiver(store);
    publisher.connect(one.link, NORTH)!.watch(receiver.request(at(41, 18.9)));
    receiver.apply(one.frames[0]!.bytes);
    const versions = watchfloor.v1.WatchRequest.decode(receiver.request(at(41, 18.9)));
    const other = recorder();
    const handle = publisher.connect(other.link, SOUTH)!;
    handle.watch(watchfloor.v1.WatchRequest.encode({ ...versions, audience: '' }).finish());
    const { tiles } = watchfloor.v1.PictureFrame.decode(other.frames[0]!.bytes);
    expect(tiles.map(({ fromVersion }) => fromVersion ?? 0)).toEqual(tiles.map(() => 0));
    expect(tiles.length).toBeGreaterThan(0);
  });

  it('is cut with the reason when it may see nothing any more, and nothing more is said to it', () => {
    const { picture, publisher, tick } = twoFeeds();
    const client = recorder();
    const handle = publisher.connect(client.link, NORTH)!;
    handle.regard(undefined, 'your role was cut');
    picture.move(0, { lat: 41.2 });
    tick();
    handle.watch(new PictureReceiver(new TrackStore()).request(at(41, 18.9)));
    expect(client.cuts).toEqual(['your role was cut']);
    expect(client.frames).toHaveLength(0);
    expect(publisher.counts.clients).toBe(0);
  });
});

describe('publications', () => {
  it('are at most so many, and forgotten when nobody is of their audience any more', () => {
    const { publisher, tick } = room();
    const links = Array.from({ length: MAX_PUBLICATIONS - 1 }, (_, i) => ({
      ...recorder(),
      audience: eyes([`feed ${i}`]),
    }));
    const handles = links.map(({ link, audience }) => publisher.connect(link, audience)!);
    expect(publisher.counts.audiences).toBe(MAX_PUBLICATIONS);
    const late = recorder();
    expect(publisher.connect(late.link, NORTH)).toBeUndefined();
    expect(late.cuts).toEqual([`too many different pictures: at most ${MAX_PUBLICATIONS} are published`]);
    handles[0]!.regard(NORTH, '');
    expect(links[0]!.cuts).toEqual(late.cuts);
    for (const handle of handles.slice(1)) handle.close();
    for (let i = 0; i < PUBLICATION_SLEEPS_AFTER_TICKS; i += 1) tick();
    expect(publisher.counts.audiences).toBe(0);
    expect(publisher.connect(recorder().link, NORTH)).toBeDefined();
  });

  it('begun again are another to those who held something of the first', () => {
    const { publisher, tick } = twoFeeds();
    const before = viewer(publisher, wanting, NORTH);
    before.handle.close();
    for (let i = 0; i <= PUBLICATION_SLEEPS_AFTER_TICKS; i += 1) tick();
    const after = viewer(publisher, wanting, NORTH);
    expect(after.seen[0]!.audience).not.toBe(before.seen[0]!.audience);
    expect(viewer(publisher, wanting, localAudience()).seen[0]!.audience).not.toBe(after.seen[0]!.audience);
  });
});

describe('what a partner heard of a ship that our radar sees', () => {
  it('is not told to who sees the radar alone', () => {
    const vessel = { fromM: 12_000, azimuthDeg: 270, sogKn: 12, cogDeg: 0, ais: { mmsi: 201_000_001 } };
    const { picture, run, slots } = coast([vessel]);
    run(120);
    const [slot] = slots();
    const { feeds } = picture.feedsOf(slot!);
    expect(feeds).toHaveLength(2);
    const radar = picture.sensors.list()[0]!.feedId!;
    const others = feeds.filter((one) => one !== radar);
    const shownTo = (audience: Audience) => {
      const shown = new ShownTracks(picture, audience);
      shown.grow(64);
      expect(shown.take(slot!, { seq: 1, baseMs: picture.nowMs })).toBe(true);
      return shown.static(slot!);
    };
    expect(shownTo(eyes([radar]))).not.toHaveProperty('mmsi');
    expect(shownTo(eyes([radar]))).toMatchObject({ kind: TrackKind.classA });
    expect(shownTo(eyes(others))).toHaveProperty('mmsi', 201_000_001);
    expect(shownTo(localAudience())).toHaveProperty('mmsi', 201_000_001);
  });
});
