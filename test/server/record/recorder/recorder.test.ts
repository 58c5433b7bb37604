import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seeded } from '../../../../proto/domain/random.ts';
import type { watchfloor } from '../../../../proto/generated/record.js';
import { RecordLog } from '../../../../server/record/log/recordlog.ts';
import { Recorder } from '../../../../server/record/recorder/recorder.ts';
import type { RecorderState } from '../../../../server/record/recorder/recorderstate.ts';
import { manualClock } from '../../../manualclock.ts';
import { entryBytes, range, SALT } from '../log/segment.ts';
import { FaultyDisk, logged, numbers } from '../logged.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'watchfloor-recorder-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const NOON_MS = Date.UTC(2026, 4, 1, 12);

/** A recorder on a disk that can fail; its timers stand until the clock is moved. */
async function begun() {
  const disk = new FaultyDisk();
  const clock = manualClock(NOON_MS);
  const said: watchfloor.record.v1.IFromRecorder[] = [];
  let acknowledged = 0;
  let wake = (): void => {};
  const recorder = new Recorder({
    ...{ dir, disk, reserveBytes: 1 << 20, after: clock.after, monotonicMs: clock.monotonicMs },
    log: await RecordLog.open({ dir, disk, salt: () => SALT }),
    tell(message) {
      acknowledged = message.synced?.number ?? acknowledged;
      said.push(message);
      wake();
    },
  });
  await recorder.start();
  let seq = 0;
  let number = 0;
  /** Resolves with what it says next that fits; time moves on while nothing does. */
  const until = async <T>(
    fits: (message: watchfloor.record.v1.IFromRecorder) => T | undefined,
  ): Promise<T> => {
    for (;;) {
      for (const [i, message] of said.entries()) {
        const found = fits(message);
        if (found === undefined) continue;
        said.splice(0, i + 1);
        return found;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        // What it reads of the disk comes in its own time: give way, and then let its timers run.
        setImmediate(() => {
          clock.advance(100);
          setImmediate(resolve);
        });
      });
    }
  };
  return {
    ...{ recorder, disk, clock, said, until },
    batch(count = 3): number {
      number += 1;
      const entries = range(seq + 1, seq + 1 + count).map((one) => ({
        ...{ class: one % 3, seq: one, knownMs: NOON_MS, entry: entryBytes(one, 20, NOON_MS) },
      }));
      seq += count;
      recorder.batch({ number, entries });
      return number;
    },
    /** It may have been said while something else was waited for. */
    async synced(wanted: number): Promise<void> {
      if (acknowledged < wanted) await until(() => acknowledged >= wanted || undefined);
    },
    state: (wanted: (state: RecorderState) => boolean) =>
      until(({ state }) => {
        const now = state?.json ? (JSON.parse(state.json) as RecorderState) : undefined;
        return now && wanted(now) ? now : undefined;
      }),
  };
}

describe('the recorder', () => {
  test('says where its log ends, and acknowledges what lasts', async () => {
    const first = await begun();
    expect(await first.until(({ ready }) => ready)).toEqual({ seq: 0 });
    await first.synced(first.batch());
    expect(numbers(await logged(dir))).toEqual([1, 2, 3]);
    await first.recorder.close();
    expect(first.disk.open.size).toBe(0);
    const again = await begun();
    expect(await again.until(({ ready }) => ready)).toEqual({ seq: 3 });
    await again.recorder.close();
  });

  test('syncs what came meanwhile together', async () => {
    const { recorder, batch, synced, state } = await begun();
    const last = range(0, 50)
      .map(() => batch())
      .at(-1)!;
    await synced(last);
    // A state that was begun before may be told after.
    const { syncs } = await state(({ entries }) => entries === 150);
    expect(syncs).toBeLessThan(4);
    await recorder.close();
  });

  test('what is closed is written first', async () => {
    const { recorder, batch } = await begun();
    for (let i = 0; i < 20; i += 1) batch();
    await recorder.close();
    expect(numbers(await logged(dir))).toEqual(range(1, 61));
  });

  test('an entry that does not say its number first is a defect, and refused', async () => {
    const { recorder } = await begun();
    const entries = [{ class: 0, seq: 2, knownMs: NOON_MS, entry: entryBytes(1) }];
    expect(() => recorder.batch({ number: 1, entries })).toThrow('a defect');
    await recorder.close();
  });

  test('a full disk is told, acknowledges nothing, and is tried again until there is room', async () => {
    const { recorder, disk, clock, batch, synced, state, said } = await begun();
    await synced(batch());
    disk.failing = (operation) => (operation === 'write' ? 'ENOSPC' : undefined);
    const fullMs = clock.monotonicMs();
    batch();
    const full = await state(({ disk: now }) => now !== 'ok');
    expect(clock.monotonicMs() - fullMs).toBeLessThanOrEqual(5000);
    expect(full).toMatchObject({ disk: 'full', why: 'ENOSPC: as the test asks' });
    expect(full.waitingBytes).toBeGreaterThan(0);
    const late = batch();
    for (let i = 0; i < 20; i += 1) await state(() => true);
    expect(said.some(({ synced: acknowledged }) => acknowledged)).toBe(false);
    expect(numbers(await logged(dir))).toEqual([1, 2, 3]);
    disk.failing = () => undefined;
    await synced(late);
    expect(await state(({ disk: now }) => now === 'ok')).not.toHaveProperty('why');
    expect(await logged(dir)).toMatchObject({ damages: [] });
    expect(numbers(await logged(dir))).toEqual(range(1, 10));
    await recorder.close();
  });

  test('stops before the disk is full: what people decide still has room', async () => {
    const { recorder, disk, batch, synced, state } = await begun();
    disk.free = 1000;
    await state(({ freeBytes }) => freeBytes === 1000);
    const number = batch();
    expect(await state(({ disk: now }) => now === 'full')).toMatchObject({ freeBytes: 1000 });
    expect(numbers(await logged(dir))).toEqual([]);
    disk.free = 1 << 30;
    await synced(number);
    await recorder.close();
  });

  test('whatever fails, and however often, all of it is there once in the end', async () => {
    const { recorder, disk, batch, synced, state } = await begun();
    const random = seeded(11);
    disk.failing = () => (random() < 0.2 ? (random() < 0.5 ? 'ENOSPC' : 'EIO') : undefined);
    let last = 0;
    for (let i = 0; i < 60; i += 1) {
      last = batch(1 + Math.floor(random() * 5));
      if (random() < 0.3) await state(() => true);
    }
    disk.failing = () => undefined;
    await synced(last);
    await recorder.close();
    const { seqs } = await logged(dir);
    const once = [...new Set(seqs.map(({ seq }) => seq))].sort((a, b) => a - b);
    expect(once).toEqual(range(1, once.length + 1));
    expect(disk.open.size).toBe(0);
  });
});
