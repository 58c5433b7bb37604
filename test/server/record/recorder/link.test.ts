import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { watchfloor } from '../../../../proto/generated/record.js';
import { systemDisk } from '../../../../server/record/log/disk.ts';
import { RecordLog } from '../../../../server/record/log/recordlog.ts';
import { entryOf, readSegment, segments } from '../../../../server/record/log/segments.ts';
import { RecorderLink } from '../../../../server/record/recorder/link.ts';
import type { SenderEvents } from '../../../../server/record/recorder/linkoptions.ts';
import { Recorder } from '../../../../server/record/recorder/recorder.ts';
import { manualClock } from '../../../manualclock.ts';
import { range, SALT } from '../log/segment.ts';
import { logged, numbers } from '../logged.ts';

const { FromRecorder, ToRecorder } = watchfloor.record.v1;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'watchfloor-link-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const NOON_MS = Date.UTC(2026, 4, 1, 12);

/** A link with a real recorder behind it, in this process: `die` is a kill that loses what is not written. */
function linked(mostWaiting?: number) {
  const clock = manualClock(NOON_MS);
  let events: SenderEvents | undefined;
  let recorder: Recorder | undefined;
  let isDeaf = false;
  let restarts = 0;
  const batches: number[] = [];
  let losses = 0;
  let rooms = 0;
  const link = new RecorderLink({
    ...{ epoch: 7, machineMs: clock.nowMs, pictureMs: clock.nowMs, monotonicMs: clock.monotonicMs },
    ...{ after: clock.after, onLoss: () => (losses += 1), onRoom: () => (rooms += 1) },
    ...(mostWaiting !== undefined && { mostWaiting }),
    open(given) {
      events = given;
      return {
        get state() {
          return { life: recorder ? ('running' as const) : ('waiting' as const), restarts };
        },
        start() {},
        send(bytes) {
          if (!recorder || isDeaf) return false;
          const { batch } = ToRecorder.decode(bytes);
          batches.push(batch?.number ?? 0);
          recorder.batch(batch ?? {});
          return true;
        },
        async stop() {
          await recorder?.close();
        },
      };
    },
  });
  return {
    ...{ link, clock, batches },
    losses: () => losses,
    rooms: () => rooms,
    async up() {
      const log = await RecordLog.open({ dir, disk: systemDisk, salt: () => SALT });
      const mine = new Recorder({
        ...{ dir, log, disk: systemDisk, after: clock.after, monotonicMs: clock.monotonicMs },
        tell: (message) => {
          if (mine === recorder) events?.onMessage(FromRecorder.encode(message).finish());
        },
      });
      recorder = mine;
      await recorder.start();
    },
    async die() {
      const dead = recorder;
      recorder = undefined;
      restarts += 1;
      events?.onDown('killed');
      await dead?.close();
    },
    deaf(is: boolean) {
      isDeaf = is;
      if (!is) events?.onRoom();
    },
    keep: (text: string) =>
      link.keep(
        'sea',
        { frame: { feed: 'one', connection: 1, bytes: Buffer.from(text) } },
        clock.nowMs(),
        'one',
      ),
    /** The texts of the log's frames, and what happened, in the order of seq. */
    async kept() {
      const found: { seq: number; epoch: number; text: string }[] = [];
      for (const segment of await segments(dir))
        for await (const { entries } of readSegment(segment.path))
          for (const one of entries) {
            const { seq, epoch, frame, happened } = entryOf(one);
            const text = frame
              ? Buffer.from(frame.bytes ?? []).toString()
              : `${happened?.kind} ${happened?.json}`;
            found.push({ seq, epoch, text });
          }
      return found.sort((a, b) => a.seq - b.seq);
    },
  };
}

describe('main’s end of the recorder', () => {
  test('numbers what is kept in its order, over runs', async () => {
    const first = linked();
    // Before the recorder is there.
    first.keep('a');
    await first.up();
    first.keep('b');
    await first.link.flush();
    await first.link.stop();
    const again = linked();
    again.keep('c');
    await again.up();
    await again.link.flush();
    await again.link.stop();
    expect(await again.kept()).toEqual([
      { seq: 1, epoch: 7, text: 'a' },
      { seq: 2, epoch: 7, text: 'b' },
      { seq: 3, epoch: 7, text: 'c' },
    ]);
  });

  test('what came before the log’s end was known goes in batches too, however much it is', async () => {
    const { link, keep, up, batches } = linked();
    for (let i = 0; i < 300; i += 1) keep('x'.repeat(100_000));
    await up();
    await link.flush();
    await link.stop();
    expect(batches.length).toBe(100);
    expect(numbers(await logged(dir))).toEqual(range(1, 301));
  });

  test('hands over every 20 ms, or 256 KiB', async () => {
    const { link, clock, keep, up, batches } = linked();
    await up();
    keep('a');
    clock.advance(19);
    keep('b');
    expect(batches).toEqual([]);
    clock.advance(1);
    expect(batches).toEqual([1]);
    for (let i = 0; i < 5; i += 1) keep('x'.repeat(60_000));
    expect(batches).toEqual([1, 2]);
    await link.stop();
    expect(link.counts).toMatchObject({ entries: 7, acknowledged: 7, lost: 0, waitingBytes: 0 });
  });

  test('keeps the bytes as they were when it was told: a feed may use its buffer again', async () => {
    const { link, up, kept } = linked();
    await up();
    const bytes = Buffer.from('as it was');
    link.keep('sea', { frame: { feed: 'one', connection: 1, bytes } }, NOON_MS, 'one');
    bytes.fill(0);
    await link.stop();
    expect((await kept()).map(({ text }) => text)).toEqual(['as it was']);
  });

  test('hands over again what a recorder that died had not acknowledged: none lost, none doubled', async () => {
    const { link, keep, up, die, kept, clock } = linked();
    await up();
    for (let i = 0; i < 30; i += 1) {
      keep(`${i}`);
      clock.advance(i % 3 === 0 ? 20 : 5);
      if (i % 7 !== 0) continue;
      await die();
      keep(`${i} while it was dead`);
      clock.advance(20);
      await up();
    }
    await link.flush();
    expect(link.counts).toMatchObject({ lost: 0, restarts: 5, waitingBytes: 0 });
    await link.stop();
    const found = await kept();
    expect(found.map(({ seq }) => seq)).toEqual(range(1, 36));
    expect(new Set(found.map(({ text }) => text)).size).toBe(35);
    expect((await logged(dir)).damages).toEqual([]);
  });

  test('beyond what may wait it loses, counts by feed and class, and records that it did', async () => {
    const { link, keep, up, kept, clock, losses } = linked(100_000);
    for (let i = 0; i < 20; i += 1) {
      keep('x'.repeat(10_000));
      clock.advance(1000);
    }
    expect(losses()).toBe(1);
    expect(link).toMatchObject({ isLosing: true });
    expect(link.counts.lost).toBe(10);
    // What people decide has room of its own.
    link.keep('decisions', { told: { kind: 'decision', id: '1', json: '{}' } }, NOON_MS);
    expect(link.counts.lost).toBe(10);
    await up();
    await link.flush();
    await link.flush();
    expect(link.isLosing).toBe(false);
    expect(losses()).toBe(2);
    await link.stop();
    const last = (await kept()).at(-1)!;
    expect(last.text).toMatch(/^loss /);
    const loss = JSON.parse(last.text.slice(5));
    expect(loss).toMatchObject({
      ...{ firstMs: NOON_MS + 10_000, lastMs: NOON_MS + 19_000 },
      lost: [{ feed: 'one', class: 'sea', entries: 10 }],
    });
    expect(loss.lost[0].bytes).toBeGreaterThan(100_000);
    // What was lost never had a number: there is no hole.
    expect(numbers(await logged(dir))).toEqual(range(1, 13));
  });

  test('tells who can wait when there is room again', async () => {
    const { link, keep, up, rooms } = linked();
    expect(link.hasRoom()).toBe(true);
    for (let i = 0; i < 90; i += 1) keep('x'.repeat(100_000));
    expect(link.hasRoom()).toBe(false);
    expect(rooms()).toBe(0);
    await up();
    await link.flush();
    expect(rooms()).toBe(1);
    expect(link.hasRoom()).toBe(true);
    await link.stop();
  });

  test('where the pipe takes no more, it goes on once it does', async () => {
    const { link, keep, up, deaf, kept } = linked();
    await up();
    deaf(true);
    keep('a');
    const flushed = link.flush();
    keep('b');
    deaf(false);
    await flushed;
    await link.stop();
    expect((await kept()).map(({ text }) => text)).toEqual(['a', 'b']);
  });

  test('an entry longer than any may be is a loss of its own', async () => {
    const { link, keep, up, kept } = linked();
    await up();
    keep('x'.repeat(9 << 20));
    keep('short');
    await link.flush();
    await link.flush();
    await link.stop();
    expect(link.counts.lost).toBe(1);
    expect((await kept()).map(({ text }) => text.slice(0, 5))).toEqual(['short', 'loss ']);
  });

  test('says how long it takes until something lasts', async () => {
    const { link, keep, up, clock } = linked();
    await up();
    keep('a');
    clock.advance(20);
    await link.flush();
    expect(link.counts).toMatchObject({ ackP50Ms: 20, ackP99Ms: 20, ackMaxMs: 20 });
    expect(link.lastAckMs).toBe(NOON_MS + 20);
    await link.stop();
  });
});
