/** Feeds and clocks that go wrong: each is said, and none disturbs the others. Real sockets, decoders and picture. */
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../proto/domain/clock.ts';
import { feedId } from '../../proto/domain/ids.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { AisDecoder } from '../../server/decode/ais/decoder.ts';
import { encodeAis } from '../../server/decode/ais/encode.ts';
import { openFeed } from '../../server/feeds/open.ts';
import { Sameness } from '../../server/feeds/sameness.ts';
import { openPipeline } from '../../server/pipeline.ts';
import { tagged } from '../../server/simulate/tagblock.ts';
import { Picture } from '../../server/tracks/picture.ts';
import { Troubles } from '../../server/troubles.ts';
import { manualClock } from '../manualclock.ts';
import { NEW_YEAR_MS, until } from './feeds/heard.ts';
import { type Sender, sender } from './feeds/sender.ts';
import { settingsOf } from './feeds/settingsof.ts';

const HOUR_MS = 3_600_000;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A server's way from two TCP feeds, `a` and `b`, to its picture, on a clock that a test moves and steps. */
async function room() {
  const manual = manualClock(NEW_YEAR_MS);
  let steppedMs = 0;
  const clock: Clock = { ...manual, nowMs: () => epochMs(manual.nowMs() + steppedMs) };
  const picture = new Picture({ epoch: 1 });
  const sameness = new Sameness(clock.monotonicMs);
  const senders: Sender[] = [];
  const open = async (name: string) => {
    const from = await sender();
    senders.push(from);
    const settings = settingsOf(`tcp://127.0.0.1:${from.port}?name=${name}`);
    const context = { clock, timers: manual, random: () => 0.5 };
    const { feed } = openPipeline(
      new AisDecoder(),
      (listener) => openFeed(settings, { ...context, listener }),
      (said) => picture.apply(said),
      pino({ level: 'silent' }),
      sameness,
    );
    feed.start();
    ends.push(
      () => feed.stop(),
      () => from.close(),
    );
    await until(() => from.sockets.size === 1);
    return { feed, from };
  };
  const feeds = { a: await open('a'), b: await open('b') };
  const states = () => Object.values(feeds).map(({ feed }) => feed.state());
  const troubles = new Troubles({
    ...{ clock, machine: clock, dataDir: '/', feeds: states },
    spaceOf: async () => ({ free: 2 ** 40, all: 2 ** 40 }),
  });
  let sent = 0;
  /** Of a feed, that a ship is so far on her way north; `offMs` is what its clock, or its way, is out by. */
  const says = async (by: 'a' | 'b', mmsi: number, offMs = 0): Promise<void> => {
    const { feed, from } = feeds[by];
    const before = feed.state().messages;
    const lat = 40 + ((manual.monotonicMs() / HOUR_MS) * 10) / 60;
    const report = {
      type: 1,
      mmsi,
      navStatus: 0,
      lat,
      lon: 18 + (mmsi % 10) / 10,
      sogKn: 10,
      cogDeg: 0,
    } as const;
    const text = tagged(encodeAis(report), 'STATION', clock.nowMs() + offMs, sent++);
    for (const socket of from.sockets) socket.write(text);
    await until(() => feed.state().messages > before);
  };
  const tick = (): void => {
    manual.advance(1000);
    picture.tick(clock.nowMs());
    troubles.tick(0);
  };
  const track = (mmsi: number) => {
    const slots = Array.from({ length: picture.slotCount }, (_, slot) => slot).filter(
      (slot) => picture.alive(slot) && picture.static(slot).mmsi === mmsi,
    );
    expect(slots.length).toBe(1);
    const { lat, observedMs } = picture.columns;
    return { lat: lat[slots[0]!]!, ageMs: clock.nowMs() - observedMs[slots[0]!]! };
  };
  return {
    ...{ clock, picture, feeds, says, tick, track },
    state: (by: 'a' | 'b') => feeds[by].feed.state(),
    told: () => troubles.list().map(({ kind, name, priority }) => `${kind}/${name} ${priority}`),
    step: (ms: number) => {
      steppedMs += ms;
    },
    /** Each second a word of both. */
    async goOn(seconds: number, offMsOfA: (second: number) => number = () => 0): Promise<void> {
      for (let second = 0; second < seconds; second += 1) {
        tick();
        await says('a', 247_000_001, offMsOfA(second));
        await says('b', 247_000_002);
      }
    },
  };
}

/** Where she is by now, a sixth of a degree an hour; a report old at most. */
const onHerWay = (clock: Clock): number => 40 + ((clock.monotonicMs() / HOUR_MS) * 10) / 60;

describe('a feed', () => {
  test('that is cut is down and says why; the other goes on', async () => {
    const { feeds, goOn, state, says, tick, track, clock } = await room();
    await goOn(5);
    for (const socket of feeds.a.from.sockets) socket.destroy();
    await until(() => state('a').life === 'down');
    expect(state('a').reason).toMatch(/closed the connection|connection was/);
    for (let i = 0; i < 5; i += 1) {
      tick();
      await says('b', 247_000_002);
    }
    expect(state('b')).toMatchObject({ life: 'live', messages: 10, faults: [] });
    expect(track(247_000_002).ageMs).toBe(0);
    expect(track(247_000_002).lat).toBeCloseTo(onHerWay(clock), 5);
    expect(track(247_000_001).ageMs).toBeGreaterThanOrEqual(5000);
  });

  test.each([
    ['an hour ahead', HOUR_MS, 'ahead', 'clock/feed/a/ahead warning'],
    ['ten years behind', -10 * 365 * 24 * HOUR_MS, 'behind', 'clock/feed/a/behind warning'],
  ] as const)(
    'whose clock jumps %s is told of, its ships stay where they are now',
    async (_, offMs, timing, told) => {
      const room_ = await room();
      const { goOn, state, track, clock } = room_;
      await goOn(12);
      expect(state('a')).toMatchObject({ lagMs: 0 });
      await goOn(12, () => offMs);
      expect(state('a')).toMatchObject({ life: 'live', timing, lagMs: -offMs });
      expect(state('b').timing).toBeUndefined();
      room_.tick();
      expect(room_.told()).toEqual([told]);
      for (const mmsi of [247_000_001, 247_000_002]) {
        expect(track(mmsi).ageMs).toBe(1000);
        expect(track(mmsi).lat).toBeCloseTo(onHerWay(clock), 4);
      }
      expect(room_.picture.size).toBe(2);
      await goOn(12);
      room_.tick();
      expect(state('a').timing).toBeUndefined();
      expect(room_.told()).toEqual([]);
    },
  );

  test('whose clock goes an hour back is told of: what it brings looks that old, the others do not', async () => {
    const { goOn, state, track, picture, told, tick } = await room();
    await goOn(12);
    await goOn(12, () => -HOUR_MS);
    expect(state('a')).toMatchObject({ timing: 'behind', lagMs: HOUR_MS });
    tick();
    expect(told()).toEqual(['clock/feed/a/behind warning']);
    expect(track(247_000_002).ageMs).toBe(1000);
    // She has been there an hour ago by that clock: it moves her neither back nor on.
    expect(track(247_000_001).ageMs).toBe(13_000);
    expect(picture.size).toBe(2);
    expect(picture.counts().older).toBe(12);
  });

  test('that grows late is late by so much, and shown as old as it is', async () => {
    const { goOn, state, track, told, tick } = await room();
    await goOn(120, (second) => -Math.min(90_000, second * 900));
    expect(state('a')).toMatchObject({ life: 'live', timing: 'late', lagMs: 90_000 });
    tick();
    expect(told()).toEqual(['clock/feed/a/late caution']);
    expect(track(247_000_001).ageMs).toBe(91_000);
    expect(track(247_000_002).ageMs).toBe(1000);
    expect(state('b').timing).toBeUndefined();
  });

  test('that brings what another brings is told of, and nothing is counted twice', async () => {
    const { says, state, tick, picture, track } = await room();
    for (let second = 0; second < 30; second += 1) {
      tick();
      // One moment, one place, one line; the number of the group is not said of single lines.
      await says('a', 247_000_001);
      await says('b', 247_000_001);
    }
    expect(state('a')).toMatchObject({ life: 'live', twin: { feed: feedId('b'), share: 1 } });
    expect(state('b')).toMatchObject({ life: 'live', twin: { feed: feedId('a'), share: 1 } });
    expect(picture.size).toBe(1);
    expect(picture.counts()).toMatchObject({ applied: 60, duplicates: 30 });
    expect(track(247_000_001).ageMs).toBe(0);
  });
});

describe('this system’s own clock', () => {
  test.each([
    ['ahead', HOUR_MS],
    ['back', -HOUR_MS],
  ])('that is set an hour %s is told of; feeds whose clocks are right go on', async (_, ms) => {
    const { goOn, step, told, track, picture } = await room();
    await goOn(12);
    step(ms);
    await goOn(12, () => 0);
    expect(told()).toEqual(['clock/machine warning']);
    expect(picture.size).toBe(2);
    for (const mmsi of [247_000_001, 247_000_002]) expect(track(mmsi).ageMs).toBe(0);
  });
});
