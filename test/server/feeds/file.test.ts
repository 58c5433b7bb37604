import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Feed } from '../../../server/feeds/feed.ts';
import { openFeed } from '../../../server/feeds/open.ts';
import { firstTimeOf } from '../../../server/feeds/recording.ts';
import { manualClock } from '../../manualclock.ts';
import { type Heard, heard, NEW_YEAR_MS, playUntil, until } from './heard.ts';
import { settingsOf } from './settingsof.ts';

const dir = mkdtempSync(join(tmpdir(), 'file-'));
const feeds: Feed[] = [];
afterAll(() => rmSync(dir, { recursive: true }));
afterEach(async () => {
  for (const feed of feeds.splice(0)) await feed.stop();
});

let files = 0;
function play(ears: Heard, content: string | Uint8Array, query = ''): Feed {
  const path = join(dir, `${files++}.log`);
  writeFileSync(path, content);
  return playPath(ears, path, query);
}

function playPath(ears: Heard, path: string, query = ''): Feed {
  const feed = openFeed(settingsOf(`file:${path}${query}`), ears.context);
  feeds.push(feed);
  feed.start();
  return feed;
}

/** 2019-08-07T22:59:58Z */
const FIRST_MS = 1_565_218_798_000;
const line = (seconds: number, text: string) => `!AIVDM,${text}*00,${FIRST_MS / 1000 + seconds}\n`;
const LOG = line(0, 'a') + line(0, 'b') + line(5, 'c') + line(65, 'd');

describe('a file feed', () => {
  it('plays a recording at its own pace, marked as recorded and shifted by whole minutes to the second that is now', async () => {
    const ears = heard();
    const feed = play(ears, LOG);
    await playUntil(ears.clock, () => feed.state().life === 'ended');
    expect(ears.frames.map(({ text, receivedMs }) => [text, receivedMs - NEW_YEAR_MS])).toEqual([
      [line(0, 'a') + line(0, 'b'), 0],
      [line(5, 'c'), 3000],
      [line(65, 'd'), 63_000],
    ]);
    for (const { timeShiftMs, nature } of ears.frames) {
      expect(FIRST_MS + timeShiftMs).toBe(NEW_YEAR_MS - 2000);
      expect(nature).toBe(2);
    }
    expect(feed.state()).toMatchObject({
      bytes: LOG.length,
      connections: 0,
      reason: expect.stringContaining('end of'),
    });
    expect(ears.closed).toEqual([1]);
  });

  it('keeps its own times on a recording’s clock', async () => {
    const ears = heard(manualClock(FIRST_MS, 10));
    const feed = play(ears, LOG);
    await playUntil(ears.clock, () => feed.state().life === 'ended');
    expect(ears.frames.map(({ receivedMs, timeShiftMs }) => [receivedMs - FIRST_MS, timeShiftMs])).toEqual([
      [0, 0],
      [5000, 0],
      [65_000, 0],
    ]);
    expect(ears.clock.monotonicMs()).toBe(6500);
  });

  it('plays faster at a higher rate', async () => {
    const ears = heard();
    const feed = play(ears, LOG, '?rate=10');
    await playUntil(ears.clock, () => feed.state().life === 'ended');
    expect(ears.clock.monotonicMs()).toBe(6500);
  });

  it('begins again, later, when it loops; parts of two rounds never mix', async () => {
    const ears = heard();
    const feed = play(ears, LOG, '?loop=1');
    await playUntil(ears.clock, () => ears.frames.length === 7);
    expect(ears.frames[3]!.receivedMs - NEW_YEAR_MS).toBe(118_000);
    expect(ears.frames[3]!.timeShiftMs - ears.frames[0]!.timeShiftMs).toBe(120_000);
    expect(ears.frames[6]!.timeShiftMs - ears.frames[0]!.timeShiftMs).toBe(240_000);
    expect(ears.frames.map((frame) => frame.connection)).toEqual([1, 1, 1, 2, 2, 2, 3]);
    expect(feed.state().life).toBe('live');
  });

  it('unpacks gzip', async () => {
    const ears = heard();
    const feed = play(ears, gzipSync(LOG), '?rate=max');
    await until(() => feed.state().life === 'ended');
    expect(ears.text()).toBe(LOG);
  });

  it('plays a file without times line by line', async () => {
    const ears = heard();
    const feed = play(ears, 'one\ntwo\nthree');
    await playUntil(ears.clock, () => feed.state().life === 'ended');
    expect(ears.frames.map(({ text, receivedMs }) => [text, receivedMs - NEW_YEAR_MS])).toEqual([
      ['one\n', 0],
      ['two\n', 50],
      ['three', 100],
    ]);
    expect(ears.frames.every((frame) => frame.timeShiftMs === 0)).toBe(true);
  });

  it('at rate max gives way to others every 64 KiB and loses nothing', async () => {
    const ears = heard();
    const content = LOG.repeat(20_000);
    const feed = play(ears, content, '?rate=max');
    let seen = 0;
    let most = 0;
    await until(() => {
      const before = seen;
      let bytes = 0;
      for (; seen < ears.frames.length; seen++) bytes += ears.frames[seen]!.text.length;
      most = Math.max(most, bytes);
      return feed.state().life === 'ended' && seen === before;
    });
    expect(ears.text()).toBe(content);
    expect(most).toBeLessThan(2 * 65_536);
  });

  it('at rate max waits while no more can be kept, at another rate does not, and stops all the same', async () => {
    const ears = heard();
    const content = LOG.repeat(20_000);
    let asked = 0;
    let makeRoom = (): void => {};
    const room = (): Promise<void> => {
      asked += 1;
      return new Promise((resolve) => {
        makeRoom = resolve;
      });
    };
    const waiting = { ...ears, context: { ...ears.context, room } };
    const feed = play(waiting, content, '?rate=max');
    await until(() => asked === 1);
    const first = ears.text().length;
    expect(first).toBeGreaterThanOrEqual(65_536);
    expect(first).toBeLessThan(2 * 65_536);
    makeRoom();
    await until(() => asked === 2);
    expect(ears.text().length).toBeGreaterThan(first);
    expect(ears.text().length).toBeLessThan(4 * 65_536);
    await feed.stop();
    expect(feed.state().life).toBe('ended');
    const timed = play(waiting, LOG, '?rate=10');
    await playUntil(ears.clock, () => timed.state().life === 'ended');
    expect(asked).toBe(2);
  });

  it('plays 10 MB of binary without a newline, holding little', async () => {
    const ears = heard();
    const feed = play(ears, Buffer.alloc(10_000_000, 0x80));
    await playUntil(ears.clock, () => feed.state().life === 'ended');
    expect(feed.state().bytes).toBe(10_000_000);
    for (const frame of ears.frames) expect(frame.text.length).toBeLessThan(3 * 65_536);
  });

  it.each([
    ['a missing file', () => join(dir, 'missing.log'), 'missing.log does not exist. Check the path'],
    ['a directory', () => dir, 'is a directory. Name the file in it'],
    ['a path through a file', () => `${join(dir, '0.log')}/x`, 'a part of the path is a file'],
    ['a device', () => '/dev/null', 'not a regular file'],
  ])('says what is wrong with %s', async (_, path, reason) => {
    const feed = playPath(heard(), path());
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain(reason);
    expect(feed.state().reason).toContain(path());
  });

  it('says that a file is empty, even to be looped', async () => {
    const feed = play(heard(), '', '?loop=1');
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('is empty');
  });

  it('reads a cut gzip file as far as it goes and says so', async () => {
    const ears = heard();
    const packed = gzipSync(LOG.repeat(1000));
    const feed = play(ears, packed.subarray(0, packed.length - 20), '?rate=max');
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('ends in the middle of its gzip data');
    expect(ears.text().startsWith(LOG)).toBe(true);
    expect(ears.closed).toEqual([1]);
  });

  it('stops while it waits, and leaves no timer', async () => {
    const ears = heard();
    const feed = play(ears, LOG);
    await until(() => ears.frames.length === 1 && ears.clock.waiting() === 1);
    await feed.stop();
    expect(ears.clock.waiting()).toBe(0);
    expect(ears.closed).toEqual([1]);
    expect(ears.frames.length).toBe(1);
  });
});

const corpora = process.env.WATCHFLOOR_CORPORA ?? '../shared/corpora';
const present = existsSync(join(corpora, 'ais'));
if (!present) console.warn(`SKIPPED: no corpora at ${corpora}: real recordings are not played`);

// Durations from the first time of each file to its latest, read off the files by hand.
it.skipIf(!present).each([
  ['dma/stream_example.txt', 27],
  ['opencpn/Hakefjord.log', 1317],
  ['kystverket/Ais1000Lines.nm4', 29],
  ['noaadata/test.ais', 47],
])('plays the whole of %s in %i s', async (file, durationS) => {
  const path = join(corpora, 'ais', file);
  const ears = heard(manualClock((await firstTimeOf(path, 'auto'))!, 1));
  const feed = playPath(ears, path);
  await playUntil(ears.clock, () => feed.state().life === 'ended');
  expect(ears.text()).toBe(readFileSync(path, 'latin1'));
  expect(Math.round(ears.clock.monotonicMs() / 1000)).toBe(durationS);
});
