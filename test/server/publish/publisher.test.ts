/** Publisher, encoder, receiver and table in one process, with a channel that a test can delay and cut. */
import { describe, expect, it } from 'vitest';
import { PictureReceiver } from '../../../client/link/frame.ts';
import { TrackStore } from '../../../client/store/tracks.ts';
import { tileAt } from '../../../proto/domain/tiles.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import { localAudience } from '../../../server/access/audience.ts';
import { ACKNOWLEDGE_WITHIN_MS, WATCHES_A_TICK } from '../../../server/publish/publisher.ts';
import { at, recorder, room, START_MS, viewer } from './room.ts';
import { track } from './testpicture.ts';

describe('a watching client', () => {
  it('gets its first frame at once, and every tick one after, changed or not', () => {
    const { picture, publisher, tick } = room();
    const id = picture.appear(3, track({ observedMs: START_MS }), 'ALBA');
    tick();
    const client = viewer(publisher, at(41, 18.9));
    expect(client.seen).toHaveLength(1);
    const row = client.store.rowOf(id)!;
    expect(client.store.statics[row]?.name).toBe('ALBA');
    expect(client.store.motion.lon(row)).toBeCloseTo(18.9, 6);
    expect(client.store.motion.sogKn(row)).toBe(10);
    tick();
    tick();
    expect(client.seen).toHaveLength(3);
    expect(client.seen[2]!.tiles).toHaveLength(0);
    expect(client.seen[2]!.feeds?.feeds?.[0]?.name).toBe('one');
    expect(client.seen[2]!.trackCount).toBe(1);
  });

  it('is told what it missed when it acknowledges late, once, and the latest', () => {
    const { picture, publisher, tick } = room();
    const id = picture.appear(0, track({}));
    tick();
    const slow = recorder();
    const receiver = new PictureReceiver(new TrackStore());
    publisher.connect(slow.link, localAudience())!.watch(receiver.request(at(41, 18.9)));
    for (const lat of [41.01, 41.02, 41.03]) {
      picture.move(0, { lat, observedMs: START_MS });
      tick();
    }
    expect(slow.frames).toHaveLength(1);
    const store = new TrackStore();
    const late = new PictureReceiver(store);
    late.request(at(41, 18.9));
    late.apply(slow.frames[0]!.bytes);
    slow.frames[0]!.applied();
    expect(slow.frames).toHaveLength(2);
    expect(late.apply(slow.frames[1]!.bytes).ok).toBe(true);
    expect(store.motion.lat(store.rowOf(id)!)).toBeCloseTo(41.03, 6);
  });

  it('sees a track cross a tile boundary without a gap or a double', () => {
    const { picture, publisher, tick } = room();
    const id = picture.appear(0, track({ lon: 19.68 }));
    tick();
    const wanted = { ...at(41, 19.6), tiles: [tileAt(1, 41, 19.6), tileAt(1, 41, 19.7)] };
    expect(wanted.tiles[0]).not.toBe(wanted.tiles[1]);
    const client = viewer(publisher, wanted);
    picture.move(0, { lon: 19.7 });
    tick();
    expect(client.store.count).toBe(1);
    expect(client.store.motion.lon(client.store.rowOf(id)!)).toBeCloseTo(19.7, 6);
    const frame = client.seen.at(-1)!;
    expect(frame.tiles.map((one) => [one.columns?.count ?? 0, one.removed?.count ?? 0]).sort()).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('never mistakes the new owner of a slot for the old one', () => {
    const { picture, publisher, tick } = room();
    const first = picture.appear(0, track({ observedMs: START_MS + 900 }), 'OLD');
    tick();
    const client = viewer(publisher, at(41, 18.9));
    picture.remove(0);
    const second = picture.appear(0, track({ lat: 41.1, observedMs: START_MS }), 'NEW');
    tick();
    expect(client.store.rowOf(first)).toBeUndefined();
    expect(client.store.count).toBe(1);
    expect(client.store.statics[client.store.rowOf(second)!]?.name).toBe('NEW');
    expect(client.store.motion.lat(client.store.rowOf(second)!)).toBeCloseTo(41.1, 6);
  });

  it('sees distress wherever it is, and a chosen track exactly', () => {
    const { picture, publisher, tick } = room();
    const far = picture.appear(0, track({ lat: -60, lon: 100, state: TrackStateBits.distress }));
    const chosen = picture.appear(1, track({ lat: 10.123456, lon: -179.987654 }));
    picture.appear(2, track({ lat: 10, lon: -170 }));
    tick();
    const client = viewer(publisher, { tiles: [], aggregate: true, chosen: [chosen], plots: false });
    expect(client.store.count).toBe(2);
    expect(client.store.rowOf(far)).toBeDefined();
    const row = client.store.rowOf(chosen)!;
    expect(client.store.motion.lon(row)).toBeCloseTo(-179.987654, 6);
    expect(client.store.motion.lat(row)).toBeCloseTo(10.123456, 6);
    picture.move(0, { state: 0 });
    tick();
    expect(client.store.rowOf(far)).toBeUndefined();
  });

  it('keeps a track that leaves a tile but is chosen', () => {
    const { picture, publisher, tick } = room();
    const id = picture.appear(0, track({}));
    tick();
    const client = viewer(publisher, at(41, 18.9, [id]));
    picture.move(0, { lat: 20 });
    tick();
    expect(client.store.motion.lat(client.store.rowOf(id)!)).toBeCloseTo(20, 6);
    client.watch(at(41, 18.9));
    expect(client.store.count).toBe(0);
  });

  it('gets counts in place of tracks, and again only when they changed', () => {
    const { picture, publisher, tick } = room();
    picture.appear(0, track({}));
    picture.appear(1, track({ state: TrackStateBits.atRest }));
    tick();
    const client = viewer(publisher, { tiles: [], aggregate: true, chosen: [], plots: false });
    const aggregate = client.seen[0]!.aggregate!;
    expect(aggregate.cellZ).toBe(6);
    expect([...aggregate.count!]).toEqual([2, 0, 0, 0]);
    expect([...aggregate.moving!]).toEqual([1, 0, 0, 0]);
    tick();
    expect(client.seen[1]!.aggregate).toBeNull();
  });

  it('keeps the old tiles until the new ones are there', () => {
    const { picture, publisher, tick } = room();
    picture.appear(0, track({}));
    const there = picture.appear(1, track({ lat: 60, lon: 5 }));
    tick();
    const client = viewer(publisher, at(41, 18.9));
    client.watch(at(60, 5));
    expect(client.store.count).toBe(1);
    expect(client.store.rowOf(there)).toBeDefined();
  });
});

describe('a client that misbehaves', () => {
  it('is cut with the reason when it never acknowledges', () => {
    const { publisher, clock } = room();
    const silent = recorder();
    publisher
      .connect(silent.link, localAudience())!
      .watch(new PictureReceiver(new TrackStore()).request(at(41, 18.9)));
    clock.advance(ACKNOWLEDGE_WITHIN_MS - 1);
    publisher.tick();
    expect(silent.cuts).toEqual([]);
    clock.advance(1);
    publisher.tick();
    expect(silent.cuts).toEqual(['no frame was acknowledged for 60 s']);
    expect(publisher.counts.clients).toBe(0);
  });

  it('is cut with the reason when it sends what is no request', () => {
    const { publisher } = room();
    const rude = recorder();
    publisher.connect(rude.link, localAudience())!.watch('tiles please');
    expect(rude.cuts).toEqual(['watch: expected the bytes of a WatchRequest']);
  });

  it('has only its latest request answered when it asks without end', () => {
    const { picture, publisher, tick } = room();
    picture.appear(0, track({}));
    tick();
    const client = viewer(publisher, at(0, 0));
    for (let i = 0; i < WATCHES_A_TICK * 5; i += 1) client.watch(at(0, 0));
    client.watch(at(41, 18.9));
    expect(client.seen).toHaveLength(WATCHES_A_TICK);
    expect(client.store.count).toBe(0);
    tick();
    expect(client.store.count).toBe(1);
  });
});

it('greets with what a client must know', () => {
  const { publisher } = room();
  const one = recorder();
  publisher.connect(one.link, localAudience());
  expect(watchfloor.v1.Hello.decode(one.hellos[0]!)).toMatchObject({ protocol: 2, epoch: 7, tickMs: 1000 });
});

it('encodes a tile once for all that hold the same version', () => {
  const { picture, publisher, tick } = room();
  picture.appear(0, track({}));
  tick();
  const clients = Array.from({ length: 5 }, () => viewer(publisher, at(41, 18.9)));
  expect(clients.every((one) => one.store.count === 1)).toBe(true);
  expect(publisher.counts.encodedTiles).toBe(1);
});
