import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'libsql';
import { afterEach, expect, it, vi } from 'vitest';
import { verify } from '../../../server/commands/verify.ts';
import { exportedLines } from '../../../server/operations/audit/exported.ts';
import { ANNA, folder, openRecords, value, zone } from '../operations/opened.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

async function run(...args: string[]): Promise<{ exit: number; lines: unknown[]; words: string }> {
  let out = '';
  let words = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    words += String(text);
    return true;
  });
  const exit = await verify.run(args);
  vi.restoreAllMocks();
  const lines = out.split('\n').filter(Boolean);
  return { exit, lines: lines.map((line): unknown => JSON.parse(line)), words };
}

function written(records = 3) {
  const dir = folder();
  const opened = openRecords(dir);
  for (let i = 1; i <= records; i += 1) value(opened.records.create('zone', zone(`zone ${i}`), { by: ANNA }));
  return { dir, ...opened };
}

it('says that all is as it was written, of a folder and of a running server', async () => {
  const { dir, file, audit, close } = written();
  const running = await run('audit', '--data', dir);
  expect(running).toMatchObject({ exit: 0, lines: [{ file, intact: true, records: 3, checkpoints: 0 }] });
  close();
  const { exit, lines, words } = await run('audit', file, '--key', audit.fingerprint);
  expect(exit).toBe(0);
  expect(lines).toEqual([
    {
      file,
      intact: true,
      records: 3,
      checkpoints: 1,
      vouchedSeq: 3,
      fingerprint: audit.fingerprint,
      notes: [],
    },
  ]);
  expect(words).toBe(`${file}: 3 records and 1 checkpoints, all as they were written\n`);
});

it('names the first broken record of a database and of an exported file', async () => {
  const { dir, file, audit, database, close } = written();
  const lines = [...value(exportedLines(audit, database))].join('').split('\n');
  close();
  const sql = new Sqlite(file);
  sql.exec("UPDATE audit SET actor = 'p-bojan' WHERE seq >= 2");
  sql.close();
  expect(await run('audit', '--data', dir)).toMatchObject({
    exit: 1,
    lines: [
      { intact: false, broken: { seq: 2, what: 'its contents are not those that its hash was made of' } },
    ],
    words: `${file}: BROKEN at record 2: its contents are not those that its hash was made of\n`,
  });
  const exported = path.join(dir, 'audit.jsonl');
  writeFileSync(exported, lines.join('\n'));
  expect(await run('audit', exported)).toMatchObject({ exit: 0, lines: [{ intact: true, records: 3 }] });
  writeFileSync(exported, lines.toSpliced(1, 1).join('\n'));
  expect(await run('audit', exported)).toMatchObject({ exit: 1, lines: [{ broken: { seq: 1 } }] });
});

it('finds a log that somebody signed with a key of their own', async () => {
  const { file, close } = written();
  close();
  const { exit, words } = await run('audit', file, '--key', 'ab'.repeat(32));
  expect([exit, words]).toEqual([1, `${file}: signed with another key than ${'ab'.repeat(32)}\n`]);
});

it('says so when the key is not beside the database', async () => {
  const { dir, file, close } = written();
  close();
  rmSync(path.join(dir, 'operations.audit-key.pem'));
  rmSync(path.join(dir, 'operations.audit-head'));
  const { exit, lines } = await run('audit', file);
  expect(exit).toBe(0);
  expect(lines).toMatchObject([
    { notes: [/fingerprint/, /older copy/].map((text) => expect.stringMatching(text)) },
  ]);
});

it('is clear about what it cannot read and what it is not told', async () => {
  const dir = folder();
  const text = path.join(dir, 'text');
  writeFileSync(text, 'hello\n');
  expect((await run('audit', text)).words).toContain('does not begin as an exported audit log does');
  expect((await run('audit', path.join(dir, 'none'))).exit).toBe(1);
  expect((await run('audit', '--data', dir)).words).toContain('there is no database of the operations');
  const empty = path.join(dir, 'other.sqlite');
  const sql = new Sqlite(empty);
  sql.exec('CREATE TABLE boats (id INTEGER)');
  sql.close();
  expect((await run('audit', empty)).words).toContain('holds no audit log');
  for (const args of [
    [],
    ['archives'],
    ['audit', 'a', 'b'],
    ['audit', 'a', '--data', 'b'],
    ['audit', '--what'],
  ])
    expect((await run(...args)).exit).toBe(2);
});
