import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RetentionClass } from '../../../../proto/domain/record/retention.table.ts';
import { systemDisk } from '../../../../server/record/log/disk.ts';
import { type Filed, RecordLog } from '../../../../server/record/log/recordlog.ts';
import { FaultyDisk, logged, numbers } from '../logged.ts';
import { entryBytes, range, SALT } from './segment.ts';

const HOUR_MS = 3_600_000;
const NOON_MS = Date.UTC(2026, 4, 1, 12);

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'watchfloor-log-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const open = (segmentBytes?: number, disk = systemDisk) =>
  RecordLog.open({ dir, disk, salt: () => SALT, ...(segmentBytes !== undefined && { segmentBytes }) });

const filed = (seq: number, of: RetentionClass = 'sea', knownMs = NOON_MS + seq, size = 20): Filed => ({
  ...{ class: of, seq, knownMs, entry: entryBytes(seq, size, knownMs) },
});

const names = (of: RetentionClass): string[] => readdirSync(path.join(dir, 'log', of)).sort();

describe('the log', () => {
  test('keeps each class in files of its own, and goes on where it ended', async () => {
    const first = await open();
    expect(first.lastSeq).toBe(0);
    first.append([filed(1), filed(2, 'land'), filed(3), filed(4, 'decisions')]);
    await first.sync();
    first.close();
    const again = await open();
    expect(again).toMatchObject({ lastSeq: 4, damages: [] });
    again.append([filed(5), filed(6, 'land')]);
    await again.sync();
    again.close();
    expect(await logged(dir)).toMatchObject({
      seqs: [
        ...[1, 3, 5].map((seq) => ({ class: 'sea', seq })),
        ...[2, 6].map((seq) => ({ class: 'land', seq })),
        { class: 'decisions', seq: 4 },
      ],
      damages: [],
    });
    expect(names('sea')).toEqual(['0000000000000001.log']);
    expect(statSync(path.join(dir, 'log/sea/0000000000000001.log')).mode & 0o777).toBe(0o600);
  });

  test('begins a segment with each hour, and seals the one before, of other classes too', async () => {
    const log = await open();
    log.append([filed(1), filed(2, 'land')]);
    log.append([filed(3, 'sea', NOON_MS + HOUR_MS + 10 * 60_000)]);
    await log.sync();
    log.close();
    expect(names('sea')).toEqual(['0000000000000001.log', '0000000000000003.log', 'last.json']);
    expect((await logged(dir)).segments.map(({ class: of, isSealed }) => [of, isSealed])).toEqual([
      ['sea', true],
      ['sea', false],
      // Nothing came of it in the new hour: it can be rolled all the same.
      ['land', true],
    ]);
  });

  test('begins a segment where one is large enough', async () => {
    const log = await open(1000);
    log.append(range(1, 40).map((seq) => filed(seq, 'sea', NOON_MS, 100)));
    await log.sync();
    log.close();
    const { segments, seqs } = await logged(dir);
    expect(segments.length).toBeGreaterThan(4);
    expect(seqs.map(({ seq }) => seq)).toEqual(range(1, 40));
    for (const { path: file } of segments) expect(statSync(file).size).toBeLessThan(1250);
  });

  test('a clock that jumps an hour on or back, or ten years back, changes no order', async () => {
    const jumps = [0, HOUR_MS, 0, -HOUR_MS, 0, -10 * 365 * 24 * HOUR_MS, 0];
    const log = await open();
    let seq = 0;
    for (const jump of jumps)
      for (let i = 0; i < 5; i += 1) {
        seq += 1;
        log.append([filed(seq, 'sea', NOON_MS + jump + seq)]);
      }
    await log.sync();
    log.close();
    const read = await logged(dir);
    expect(read.seqs.map((one) => one.seq)).toEqual(range(1, seq + 1));
    expect(read.damages).toEqual([]);
    expect(read.segments.length).toBe(jumps.length);
  });

  test('what comes a little behind the hour opens no segment of its own', async () => {
    const log = await open();
    const oneMs = NOON_MS + HOUR_MS;
    for (const [i, ms] of [oneMs + 5, oneMs - 1000, oneMs + 10, oneMs - 60_000].entries())
      log.append([filed(i + 1, 'sea', ms)]);
    await log.sync();
    log.close();
    expect((await logged(dir)).segments.length).toBe(1);
  });

  test('what comes again is passed over, by class', async () => {
    const log = await open();
    log.append([filed(1), filed(2, 'land'), filed(3)]);
    log.append([filed(2, 'land'), filed(3), filed(4, 'land'), filed(5)]);
    await log.sync();
    log.close();
    expect(numbers(await logged(dir))).toEqual([1, 2, 3, 4, 5]);
  });

  test('numbers go on behind segments that were rolled and dropped', async () => {
    const log = await open();
    log.append([filed(7)]);
    log.append([filed(9, 'decisions', NOON_MS + 2 * HOUR_MS)]);
    await log.sync();
    log.close();
    rmSync(path.join(dir, 'log/sea/0000000000000007.log'));
    rmSync(path.join(dir, 'log/decisions/0000000000000009.log'));
    expect((await open()).lastSeq).toBe(7);
  });
});

describe('opened after a crash', () => {
  const file = () => path.join(dir, 'log/sea/0000000000000001.log');
  const written = async () => {
    const log = await open();
    log.append(range(1, 11).map((seq) => filed(seq)));
    await log.sync();
    log.close();
  };

  test('the log cuts a torn tail, keeps it aside, names it, and goes on', async () => {
    await written();
    const { size } = statSync(file());
    appendFileSync(file(), Buffer.from('torn'));
    const log = await open();
    expect(log.damages).toEqual([{ kind: 'tail', offset: size, bytes: 4, afterSeq: 10, file: file() }]);
    expect(readFileSync(`${file()}.torn-${size}`, 'utf8')).toBe('torn');
    log.append([filed(11)]);
    await log.sync();
    log.close();
    expect(await logged(dir)).toMatchObject({ damages: [], segments: [{ isSealed: false }] });
    expect(numbers(await logged(dir))).toEqual(range(1, 12));
  });

  test('where the disk is too full to keep the tail aside, it stays, and a new segment follows', async () => {
    await written();
    const { size } = statSync(file());
    truncateSync(file(), size - 3);
    const disk = new FaultyDisk();
    disk.failing = (operation) => (operation === 'keep' ? 'ENOSPC' : undefined);
    const log = await open(undefined, disk);
    expect(log.lastSeq).toBe(9);
    log.append([filed(10)]);
    await log.sync();
    log.close();
    const read = await logged(dir);
    expect(numbers(read)).toEqual(range(1, 11));
    expect(read.damages).toMatchObject([{ kind: 'tail', afterSeq: 9 }]);
  });

  test('a segment in which nothing stands is begun anew, one whose header is gone stays and is named', async () => {
    await written();
    truncateSync(file(), 20);
    const log = await open();
    expect(log).toMatchObject({ lastSeq: 0, damages: [{ kind: 'tail', offset: 0, bytes: 20 }] });
    log.close();
    await written();
    const bytes = readFileSync(file());
    bytes.fill(0, 0, 32);
    rmSync(file());
    appendFileSync(file(), bytes);
    const headless = await open();
    expect(headless.damages).toMatchObject([{ kind: 'header', offset: 0 }]);
    // How far its numbers went is not known: none of them is given again.
    expect(headless.lastSeq).toBeGreaterThan(10);
  });
});

describe('a disk that fails', () => {
  test('leaves what lasts, and what is written again once it is well', async () => {
    for (const operation of ['create', 'write', 'sync', 'keep'] as const)
      for (const fails of [1, 2]) {
        rmSync(dir, { recursive: true });
        const disk = new FaultyDisk();
        const log = await open(400, disk);
        log.append(range(1, 6).map((seq) => filed(seq)));
        await log.sync();
        let left = fails;
        const failing: FaultyDisk['failing'] = (one) => {
          if (one !== operation || left === 0) return undefined;
          left -= 1;
          return 'ENOSPC';
        };
        const more = range(6, 20).map((seq) => filed(seq, seq % 3 === 0 ? 'land' : 'sea'));
        for (let tries = 0; ; tries += 1) {
          disk.failing = left > 0 ? failing : () => undefined;
          try {
            log.append(more);
            await log.sync();
            break;
          } catch (error) {
            expect(String(error)).toContain('ENOSPC');
            log.rewind();
            const lasting = numbers(await logged(dir));
            expect(lasting.slice(0, 5)).toEqual(range(1, 6));
            expect(new Set(lasting).size).toBe(lasting.length);
            expect(tries).toBeLessThan(fails);
          }
        }
        log.close();
        const read = await logged(dir);
        expect([operation, numbers(read), read.damages]).toEqual([operation, range(1, 20), []]);
        expect(disk.open.size).toBe(0);
      }
  });

  test('goes on in another segment where one was sealed meanwhile: it may have been rolled and dropped', async () => {
    const disk = new FaultyDisk();
    const log = await open(undefined, disk);
    log.append([filed(1), filed(2)]);
    await log.sync();
    disk.failing = (one) => (one === 'sync' ? 'EIO' : undefined);
    const later = [filed(3, 'sea', NOON_MS + HOUR_MS), filed(4, 'sea', NOON_MS + HOUR_MS)];
    log.append(later);
    const syncing = log.sync();
    rmSync(path.join(dir, 'log/sea/0000000000000001.log'));
    await expect(syncing).rejects.toThrow('EIO');
    log.rewind();
    disk.failing = () => undefined;
    log.append([filed(3), filed(4)]);
    await log.sync();
    log.close();
    expect(numbers(await logged(dir))).toEqual([3, 4]);
    expect(disk.open.size).toBe(0);
  });

  test('what was taken back with its seal comes again, although the process ends before it does', async () => {
    const disk = new FaultyDisk();
    const log = await open(undefined, disk);
    log.append([filed(1), filed(2)]);
    await log.sync();
    // The disk is full when the seal is written, after what it says that it ends with.
    let writes = 0;
    disk.failing = (one) => {
      if (one !== 'write') return undefined;
      writes += 1;
      return writes > 1 ? 'ENOSPC' : undefined;
    };
    expect(() => log.append([filed(3), filed(4, 'sea', NOON_MS + HOUR_MS)])).toThrow('ENOSPC');
    log.rewind();
    log.close();
    const again = await open();
    expect(again.lastSeq).toBe(2);
    again.append([filed(3), filed(4)]);
    await again.sync();
    again.close();
    expect(numbers(await logged(dir))).toEqual([1, 2, 3, 4]);
  });

  test('that cannot even be cut back is left with a tail, and the rest goes elsewhere', async () => {
    const disk = new FaultyDisk();
    const log = await open(undefined, disk);
    log.append([filed(1), filed(2)]);
    await log.sync();
    let isDead = true;
    disk.failing = (one) => (isDead && (one === 'write' || one === 'truncate') ? 'EIO' : undefined);
    expect(() => log.append([filed(3), filed(4)])).toThrow('EIO');
    log.rewind();
    isDead = false;
    log.append([filed(3), filed(4)]);
    await log.sync();
    log.close();
    const read = await logged(dir);
    expect(read.segments.length).toBe(2);
    // The first half of what was written stands in the first, and again in the second.
    expect([...new Set(numbers(read))]).toEqual([1, 2, 3, 4]);
    expect(disk.open.size).toBe(0);
  });
});
