/** Questions to a real query process: answers, refusals, ends, and its loss. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { processEntry } from '../../../../server/places.ts';
import { Manifest } from '../../../../server/record/archive/manifest.ts';
import { writeTable } from '../../../../server/record/archive/writetable.ts';
import { MOST_WAITING, QueryLink, type Result } from '../../../../server/record/query/link.ts';
import { RUNNING } from '../../../../server/record/query/settings.ts';
import { pointRow, sailed, T0 } from './pastroom.ts';

let record: string;
let link: QueryLink;
let troubles: (string | undefined)[];
let lines: string[];
beforeEach(async () => {
  record = mkdtempSync(path.join(tmpdir(), 'query-'));
  await writeTable(record, {
    ...{ table: 'points', class: 'sea', atMs: T0 },
    rows: sailed(1, [
      [0, 41, 19],
      [10, 41.1, 19],
    ]).map(pointRow),
  });
  troubles = [];
  lines = [];
  link = new QueryLink({
    entry: processEntry('query'),
    settings: { record, memoryMb: 256 },
    after(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
    random: () => 0,
    onTrouble: (why) => troubles.push(why),
    onLine: (line) => lines.push(line),
  });
  link.start();
}, 30_000);
afterEach(async () => {
  await link.close();
  rmSync(record, { recursive: true });
});

/** Minutes of work, until it is told to end. */
const ENDLESS = {
  sql: 'SELECT count(*) FROM range(100000) a(i), range(10000000) b(j) WHERE hash(i + j) % 7 = 8',
};
const codeOf = (result: Result) => (result.ok ? 'answered' : result.fault.code);

test('answers what is kept', async () => {
  const result = await link.ask('summary', {});
  expect(result.ok && JSON.parse(result.value.json)).toMatchObject({
    fromMs: T0 + 1000,
    untilMs: T0 + 601_000,
  });
  expect(codeOf(await link.ask('no such thing', {}))).toBe('refused');
  expect(
    codeOf(await link.ask('trackPoints', { track: '9-9', fromMs: T0, untilMs: T0 + 1, sights: 'whole' })),
  ).toBe('unknown');
  expect(lines).toEqual([]);
}, 60_000);

test('what is slow, cancelled or too much ends; a replay passes it by', async () => {
  await link.ask('summary', {});
  const cancel = new AbortController();
  const busy = Array.from({ length: RUNNING.analysts }, () =>
    link.ask('sql', ENDLESS, { signal: cancel.signal }),
  );
  const waiting = Array.from({ length: MOST_WAITING.analysts }, () => link.ask('summary', {}));
  expect(codeOf(await link.ask('summary', {}))).toBe('busy');
  expect(link.counts).toEqual({ running: RUNNING.analysts, waiting: MOST_WAITING.analysts });
  expect(codeOf(await link.ask('summary', {}, { replay: true }))).toBe('answered');
  expect(link.counts.waiting).toBe(MOST_WAITING.analysts);
  cancel.abort();
  expect((await Promise.all(busy)).map(codeOf)).toEqual(busy.map(() => 'cancelled'));
  expect((await Promise.all(waiting)).map(codeOf)).toEqual(waiting.map(() => 'answered'));
  expect(codeOf(await link.ask('sql', ENDLESS, { timeoutMs: 200 }))).toBe('timeout');
  expect(codeOf(await link.ask('summary', {}))).toBe('answered');
}, 60_000);

test('when the process is lost, whoever waits for its answer is told, and it is started again', async () => {
  await link.ask('summary', {});
  const asked = link.ask('sql', ENDLESS);
  process.kill(link.pid!, 'SIGKILL');
  expect(codeOf(await asked)).toBe('lost');
  expect(codeOf(await link.ask('summary', {}))).toBe('answered');
  expect(troubles).toEqual([undefined, 'ended by SIGKILL', undefined]);
  expect(link.state.restarts).toBe(1);
}, 60_000);

test('a file that was changed is left out and named; the rest answers', async () => {
  await writeTable(record, {
    ...{ table: 'points', class: 'sea', atMs: T0 },
    rows: sailed(2, [
      [60, 41, 19],
      [70, 41.1, 19],
    ]).map(pointRow),
  });
  const { path: bad } = Manifest.read(record).files({ table: 'points' })[0]!;
  const file = path.join(record, bad);
  const bytes = readFileSync(file);
  // Its footer, without which nothing of it can be read.
  bytes.fill(0, bytes.length - 40);
  writeFileSync(file, bytes);
  const asked = { fromMs: T0, untilMs: T0 + 7_200_000 };
  const question = { ask: 'density', stepDeg: 1, ...asked };
  const result = await link.ask('question', { question, sights: 'whole' });
  expect(result.ok && JSON.parse(result.value.json)).toMatchObject({
    cells: [{ points: 11, tracks: 1 }],
    missing: [bad],
  });
}, 60_000);

test('reads the record’s folder and nothing else, and writes nothing', async () => {
  const what = async (sql: string) => {
    const result = await link.ask('sql', { sql });
    return result.ok ? JSON.parse(result.value.json).rows : result.fault.message;
  };
  expect(await what('SELECT count(*)::INTEGER AS n FROM points')).toEqual([{ n: 11 }]);
  expect(await what("SELECT * FROM read_text('/etc/hostname')")).toMatch(/disabled by configuration/);
  for (const sql of [
    `COPY (SELECT 1) TO '${record}/stolen.csv'`,
    'CREATE TABLE t (a INTEGER)',
    'SET threads = 8',
    'INSTALL httpfs',
    "ATTACH '/tmp/other.duckdb'",
    'SELECT 1; SELECT 2',
  ])
    expect(await what(sql)).toMatch(/one SELECT/);
}, 60_000);
