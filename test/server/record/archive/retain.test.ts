import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RetentionClass } from '../../../../proto/domain/record/retention.table.ts';
import { checkArchive, deletedFiles } from '../../../../server/record/archive/check.ts';
import { addHold, releaseHold } from '../../../../server/record/archive/holds.ts';
import { Manifest } from '../../../../server/record/archive/manifest.ts';
import { ManifestWriter } from '../../../../server/record/archive/manifestwriter.ts';
import { absolute, DAY_MS } from '../../../../server/record/archive/places.ts';
import { type RetainOptions, retain } from '../../../../server/record/archive/retain.ts';
import { writeTable } from '../../../../server/record/archive/writetable.ts';

let record: string;
beforeEach(() => {
  record = mkdtempSync(path.join(tmpdir(), 'retain-'));
});
afterEach(() => rmSync(record, { recursive: true }));

const NOW = Date.UTC(2026, 6, 1, 12);
const daysAgo = (days: number): number => NOW - days * DAY_MS;

const write = (of: RetentionClass, knownMs: number, mmsi = 212_123_000, writtenMs = knownMs) =>
  writeTable(record, {
    ...{ table: 'points', class: of, atMs: writtenMs },
    rows: [{ cell: 1, epoch: 7, track: mmsi % 1000, known_ms: knownMs, mmsi, lat_e6: 1, lon_e6: 1 }],
  });
const run = (options: Partial<RetainOptions> = {}) =>
  retain(ManifestWriter.open(record), { nowMs: NOW, ...options });
/** Days ago of what is kept, by class. */
const kept = (): [string, number][] =>
  Manifest.read(record)
    .files({ table: 'points' })
    .map((file) => [file.class, (NOW - file.minKnownMs) / DAY_MS]);

describe('what is kept', () => {
  test('goes when its class is kept no longer, with a signed statement of what went', async () => {
    for (const of of ['land', 'sea', 'own', 'decisions'] as const)
      for (const days of [6, 8, 200, 1100]) await write(of, daysAgo(days));
    const before = Manifest.read(record).files({ table: 'points', classes: ['land'] });
    const { deletions } = await run();
    expect(kept().sort()).toEqual(
      [
        ['land', 6],
        ['sea', 6],
        ['sea', 8],
        ...['own', 'decisions'].flatMap((of) => [6, 8, 200].map((days) => [of, days])),
      ].sort(),
    );
    expect(deletions.map((one) => [one.class, one.why, one.files])).toEqual([
      ['sea', 'age', 2],
      ['land', 'age', 3],
      ['own', 'age', 1],
      ['decisions', 'age', 1],
    ]);
    const gone = deletedFiles(record);
    expect(gone.length).toBe(7);
    expect(gone.filter((one) => one.class === 'land').map((one) => one.sha256)).toEqual(
      before.filter((file) => NOW - file.minKnownMs > 7 * DAY_MS).map((file) => file.sha256),
    );
    for (const one of gone) expect(existsSync(absolute(record, one.path))).toBe(false);
    expect((await checkArchive(record, path.join(record, 'scratch'))).damages).toEqual([]);
  });

  test('is kept as long as the site says', async () => {
    await write('land', daysAgo(2));
    await write('sea', daysAgo(300));
    await run({ keepDays: { land: 1, sea: 400 } });
    expect(kept()).toEqual([['sea', 300]]);
  });

  test('of an old recording counts from when it came in', async () => {
    await write('sea', daysAgo(2000), 1, daysAgo(10));
    await run();
    expect(kept()).toEqual([['sea', 2000]]);
    await run({ keepDays: { sea: 9 } });
    expect(kept()).toEqual([]);
  });

  test('goes early when the disk is short: the oldest first, not below its least days, never own units', async () => {
    for (const days of [20, 40, 60]) for (const of of ['sea', 'own'] as const) await write(of, daysAgo(days));
    let asked = 0;
    // Short until one file went.
    const freeBytes = () => {
      asked += 1;
      return asked <= 2 ? 0 : 1000;
    };
    const { deletions } = await run({ leastFreeBytes: 1000, freeBytes });
    expect(deletions.map((one) => [one.class, one.why])).toEqual([['sea', 'disk']]);
    expect(kept()).not.toContainEqual(['sea', 60]);
    const { isShort } = await run({ leastFreeBytes: 1000, freeBytes: () => 0 });
    expect(isShort).toBe(true);
    expect(kept().sort()).toEqual([
      ['own', 20],
      ['own', 40],
      ['own', 60],
      ['sea', 20],
    ]);
  });

  test('stays while a hold is over it, by time, class or vessel', async () => {
    await write('sea', daysAgo(300), 111_000_001);
    await write('sea', daysAgo(301), 222_000_002);
    await write('land', daysAgo(302), 333_000_003);
    const ordered = { reason: 'court order 7/26', by: 'the court' };
    expect(addHold(record, { ...ordered, name: 'a', over: { mmsi: 111_000_001 } }, NOW)).toBeUndefined();
    const times = { fromMs: daysAgo(303), beforeMs: daysAgo(301.5), classes: ['land' as const] };
    expect(addHold(record, { ...ordered, name: 'b', over: times }, NOW)).toBeUndefined();
    expect(addHold(record, { ...ordered, name: 'b', over: {} }, NOW)).toMatch(/already/);
    expect((await run()).held).toBe(2);
    expect(kept()).toEqual([
      ['land', 302],
      ['sea', 300],
    ]);
    expect(releaseHold(record, { name: 'a', ...ordered }, NOW)).toBeUndefined();
    await run();
    expect(kept()).toEqual([['land', 302]]);
  });

  test('is not deleted by a clock that jumps years ahead', async () => {
    await write('sea', daysAgo(1));
    await run();
    await run({ nowMs: NOW + 3650 * DAY_MS });
    expect(kept()).toEqual([['sea', 1]]);
  });
});
