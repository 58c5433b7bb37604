/** What was asked about again is answered from memory, and with the same rows; nothing stays there that is not kept. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCorrections } from '../../../../server/record/archive/corrections.ts';
import { ManifestWriter } from '../../../../server/record/archive/manifestwriter.ts';
import { absolute } from '../../../../server/record/archive/places.ts';
import { writeTable } from '../../../../server/record/archive/writetable.ts';
import { Engine } from '../../../../server/record/query/engine.ts';
import { FileCopies } from '../../../../server/record/query/filecopies.ts';
import type { Line } from '../../../../server/record/query/line.ts';
import { Sources } from '../../../../server/record/query/sources.ts';
import { HOUR, pointRow, sailed, T0 } from './pastroom.ts';

/** Room for 185 rows: three of the files. */
const MEMORY_MB = 0.012;

let record: string;
let engine: Engine;
let line: Line;
let copies: FileCopies;
let sources: Sources;

beforeEach(async () => {
  record = mkdtempSync(path.join(tmpdir(), 'copies-'));
  // Three hours, a file of 59 rows each.
  const hours = [0, 1, 2].flatMap((hour) =>
    sailed(hour + 1, [
      [hour * 60, 41, 19],
      [hour * 60 + 58, 41.1, 19],
    ]),
  );
  await writeTable(record, { table: 'points', class: 'sea', atMs: T0, rows: hours.map(pointRow) });
  engine = await Engine.open({ record, name: 'test', lines: 3 });
  const [own, copying, asking] = engine.lines as [Line, Line, Line];
  copies = new FileCopies(copying, { record, memoryMb: MEMORY_MB, leastRows: 1 });
  sources = new Sources(record, own, copies);
  line = asking;
});
afterEach(() => {
  engine.close();
  rmSync(record, { recursive: true });
});

const ofHour = (hour: number) => ({ fromMs: T0 + hour * HOUR, untilMs: T0 + (hour + 1) * HOUR });

/** Times, of the question's own picture of the archive. */
async function rowsOf(past: Awaited<ReturnType<Sources['past']>>, hour: number): Promise<number[]> {
  const rows = await line.rows<{ ms: number }>(
    `SELECT known_ms::DOUBLE AS ms FROM ${past.rowsOf('points', ofHour(hour))} ORDER BY ms`,
  );
  return rows.map(({ ms }) => ms);
}

async function ask(hour: number): Promise<number[]> {
  const past = await sources.past();
  try {
    return await rowsOf(past, hour);
  } finally {
    past.release();
    await copies.settled();
  }
}

const fileOf = (hour: number) => ManifestWriter.open(record).manifest.files({ table: 'points' })[hour]!;
const forget = (hour: number): void => {
  ManifestWriter.open(record).commit({ what: 'deleted', atMs: T0, remove: [fileOf(hour)] });
};

test('what is asked about again is answered from memory, the same', async () => {
  const first = await ask(0);
  expect(first).toHaveLength(59);
  expect(copies.rows).toBe(0);
  expect(await ask(0)).toEqual(first);
  expect(copies.rows).toBe(59);
  // It would fail without the copy.
  rmSync(absolute(record, fileOf(0).path));
  expect(await ask(0)).toEqual(first);
});

test('what a correction names is not in the answers from memory either', async () => {
  const all = [await ask(0), await ask(0)][1]!;
  addCorrections(
    record,
    [
      {
        wrong: { table: 'points', epoch: 1, track: 1, fromMs: T0, untilMs: T0 + HOUR / 2 },
        ...{ why: 'a wrong clock', by: 'Anna' },
      },
    ],
    T0,
  );
  expect(copies.rows).toBe(59);
  expect(await ask(0)).toEqual(all.filter((ms) => ms >= T0 + HOUR / 2));
});

test('a file that is not kept any more leaves the memory, and whoever reads it reads on', async () => {
  const all = [await ask(0), await ask(0)][1]!;
  const past = await sources.past();
  past.rowsOf('points', ofHour(0));
  forget(0);
  await sources.follow();
  await copies.settled();
  expect(copies.rows).toBe(0);
  expect(await ask(0)).toEqual([]);
  expect(await rowsOf(past, 0)).toEqual(all);
  past.release();
  await copies.settled();
  const left = await line.rows("SELECT table_name FROM duckdb_tables() WHERE database_name = 'copies'");
  expect(left).toEqual([]);
});

test('where there is no room the one used longest ago goes', async () => {
  for (const hour of [0, 0, 1, 1, 2, 2]) await ask(hour);
  expect(copies.rows).toBe(177);
  await writeTable(record, {
    ...{ table: 'points', class: 'sea', atMs: T0 },
    rows: sailed(4, [
      [180, 41, 19],
      [238, 41.1, 19],
    ]).map(pointRow),
  });
  await ask(0);
  await sources.follow();
  for (const hour of [3, 3]) expect(await ask(hour)).toHaveLength(59);
  expect(copies.rows).toBe(177);
  // The first was used since: the second had to go, and is read where it lies.
  rmSync(absolute(record, fileOf(1).path));
  expect(await ask(0)).toHaveLength(59);
  await expect(ask(1)).rejects.toThrow();
});

test('a file that cannot be read is not copied, and asking says so each time', async () => {
  rmSync(absolute(record, fileOf(0).path));
  for (let i = 0; i < 3; i += 1) await expect(ask(0)).rejects.toThrow();
  expect(copies.rows).toBe(0);
  expect(await ask(1)).toHaveLength(59);
});
