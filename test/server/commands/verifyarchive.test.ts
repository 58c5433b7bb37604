import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { verify } from '../../../server/commands/verify.ts';
import { writeTable } from '../../../server/record/archive/writetable.ts';

const T0 = Date.UTC(2026, 6, 1);
let data: string;
let file: string;
let words = '';

beforeEach(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'verify-'));
  const record = path.join(data, 'demonstration-record');
  const rows = [{ epoch: 7, track: 1, known_ms: T0 }];
  const [written] = await writeTable(record, { table: 'ends', class: 'sea', atMs: T0, rows });
  file = path.join(record, written!.path);
});
afterEach(() => rmSync(data, { recursive: true }));

async function run(...args: string[]): Promise<{ exit: number; lines: unknown[] }> {
  let out = '';
  words = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    words += String(text);
    return true;
  });
  const exit = await verify.run(['archive', ...args]);
  vi.restoreAllMocks();
  return {
    exit,
    lines: out
      .split('\n')
      .filter(Boolean)
      .map((line): unknown => JSON.parse(line)),
  };
}

it('says that an archive is as it was written: of a folder of data, of a record, of a file', async () => {
  for (const named of [data, path.join(data, 'demonstration-record'), file])
    expect(await run(named)).toMatchObject({
      exit: 0,
      lines: [{ intact: true, files: 1, rows: 1, damages: [] }],
    });
});

it('names what was changed, and ends with 1', async () => {
  const bytes = readFileSync(file);
  bytes[10]! ^= 1;
  writeFileSync(file, bytes);
  const damages = [
    { path: 'archive/sea/ends/2026-07-01/00-w1.parquet', what: 'it was changed since it was written' },
  ];
  expect(await run(data)).toMatchObject({ exit: 1, lines: [{ intact: false, damages }] });
  expect(words).toContain('DAMAGED archive/sea/ends/2026-07-01/00-w1.parquet');
});

it('knows another key, a file that no manifest names, and a folder without a record', async () => {
  expect((await run('--key', 'f'.repeat(64), data)).exit).toBe(1);
  writeFileSync(`${file}.copy.parquet`, readFileSync(file));
  expect((await run(`${file}.copy.parquet`)).exit).toBe(1);
  expect(words).toContain('names no such file');
  expect((await run(path.join(data, 'nothing'))).exit).toBe(1);
});
