import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDuck, quoted, rowsOf } from '../../../../server/record/archive/duck.ts';
import { Manifest } from '../../../../server/record/archive/manifest.ts';
import { absolute, DAY_MS } from '../../../../server/record/archive/places.ts';
import { rollHours } from '../../../../server/record/archive/rollhours.ts';
import { writeTable } from '../../../../server/record/archive/writetable.ts';

let record: string;
beforeEach(() => {
  record = mkdtempSync(path.join(tmpdir(), 'compact-'));
});
afterEach(() => rmSync(record, { recursive: true }));

const T0 = Date.UTC(2026, 6, 1);
const HOUR = 3_600_000;
const AFTER = T0 + DAY_MS + 2 * HOUR;
const settings = () => ({ record, scrubBytes: 0, keepDays: { sea: 3 } });

const select = async (sql: string): Promise<unknown[][]> => {
  const duck = await openDuck(path.join(record, 'scratch'));
  const rows = await rowsOf(duck.connection, sql);
  duck.close();
  return rows;
};
const filesOf = (table: 'points' | 'frames' | 'statistics') => Manifest.read(record).files({ table });
const inFiles = (table: 'points' | 'frames' | 'statistics'): string =>
  `read_parquet([${filesOf(table)
    .map((file) => quoted(absolute(record, file.path)))
    .join(', ')}])`;

async function writeDay(): Promise<void> {
  const rows = Array.from({ length: 2400 }, (_, i) => ({
    ...{ cell: 750_662 + (i % 3), epoch: 7, track: i % 5, mmsi: 200_000_000 + (i % 5) },
    ...{ known_ms: T0 + (i % 24) * HOUR + i, lat_e6: i, lon_e6: -i, sog_dkn: i % 400, restated: i % 9 === 0 },
  }));
  await writeTable(record, { table: 'points', class: 'sea', atMs: T0, rows });
  const frames = Array.from({ length: 90 }, (_, i) => ({
    ...{ seq: i + 1, epoch: 7, known_ms: T0 + i * 600_000, machine_ms: T0, bytes: Uint8Array.of(i) },
  }));
  await writeTable(record, { table: 'frames', class: 'sea', atMs: T0, rows: frames });
}

describe('a finished day', () => {
  test('becomes a file a table, with the same rows, sorted', async () => {
    await writeDay();
    const before = await select(`SELECT * FROM ${inFiles('points')} ORDER BY lat_e6`);
    expect(filesOf('points').length).toBe(24);
    await rollHours(settings(), { nowMs: () => T0 + DAY_MS - 1 });
    expect(filesOf('points').length).toBe(24);
    const report = await rollHours(settings(), { nowMs: () => AFTER });
    expect(report).toMatchObject({ compacted: 24 + 15, faults: [], damages: [] });
    expect(filesOf('points').map(({ span, rows }) => [span, rows])).toEqual([['day', 2400]]);
    expect(await select(`SELECT * FROM ${inFiles('points')} ORDER BY lat_e6`)).toEqual(before);
    const order = await select(
      `SELECT known_ms // ${4 * HOUR}, (cell % 1440) // 4, track, known_ms FROM ${inFiles('points')}`,
    );
    const keys = order.map((row) => row.map((value) => String(value).padStart(16, '0')).join(' '));
    expect(keys).toEqual([...keys].sort());
    const seqs = await select(`SELECT seq FROM ${inFiles('frames')}`);
    expect(seqs.map(([seq]) => Number(seq))).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
    // What was compacted is dropped by the next run.
    await rollHours(settings(), { nowMs: () => AFTER });
    expect(readdirSync(path.join(record, 'archive/sea/points/2026-07-01')).length).toBe(1);
  });

  test('with a changed byte stays as it is, and says so', async () => {
    await writeDay();
    const [first] = filesOf('points');
    const file = absolute(record, first!.path);
    const bytes = readFileSync(file);
    bytes[200]! ^= 1;
    writeFileSync(file, bytes);
    const report = await rollHours(settings(), { nowMs: () => AFTER });
    expect(report.damages.map((damage) => damage.path)).toEqual([first!.path]);
    expect(filesOf('points').length).toBe(24);
    expect(filesOf('frames').length).toBe(1);
  });

  test('is counted without identities, and the counts outlive it', async () => {
    await writeDay();
    await rollHours(settings(), { nowMs: () => AFTER });
    // 2,400 less every ninth, which says nothing new.
    const sums = await select(
      `SELECT sum(points), max(vessels) FROM ${inFiles('statistics')} WHERE hour IS NOT NULL`,
    );
    expect(sums).toEqual([[2133n, 5]]);
    const names = await select(`SELECT DISTINCT unnest(pseudonyms) FROM ${inFiles('statistics')}`);
    expect(names.length).toBe(5);
    expect(names.flat().every((name) => Number(name) > 1e9)).toBe(true);
    const keys = () => readdirSync(path.join(record, 'archive/manifest')).filter((name) => /key/.test(name));
    expect(keys()).toEqual(['pseudonyms-2026-07.key']);
    for (let day = 2; day < 40; day += 1)
      await rollHours(settings(), { nowMs: () => T0 + day * DAY_MS + 2 * HOUR });
    expect(filesOf('points')).toEqual([]);
    expect(filesOf('statistics').length).toBe(1);
    expect(keys()).toEqual([]);
  });
});
