import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from '../../../../server/record/archive/lock.ts';

const NOW_MS = Date.UTC(2026, 6, 1);
const MINUTE_MS = 60_000;
const now = () => NOW_MS;

let record: string;
let file: string;
beforeEach(() => {
  record = mkdtempSync(path.join(tmpdir(), 'watchfloor-lock-'));
  file = path.join(record, 'archive.lock');
});
afterEach(() => rmSync(record, { recursive: true }));

/** Made by a process, and touched so long ago. */
function made(pid: number, agoMs: number): void {
  writeFileSync(file, String(pid));
  utimesSync(file, (NOW_MS - agoMs) / 1000, (NOW_MS - agoMs) / 1000);
}
/** Of a process that ended. */
const gone = () => spawnSync('true').pid;

test('one at a time', () => {
  const lock = takeLock(record, now)!;
  expect(takeLock(record, now)).toBeUndefined();
  lock.release();
  expect(existsSync(file)).toBe(false);
  takeLock(record, now)!.release();
});

test('who works on and cannot touch it for a while still has it; who ended has not', () => {
  made(process.ppid, 10 * MINUTE_MS);
  expect(takeLock(record, now)).toBeUndefined();
  made(process.ppid, 16 * MINUTE_MS);
  takeLock(record, now)!.release();
  made(gone(), 0);
  const lock = takeLock(record, now)!;
  expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  lock.release();
  expect(readdirSync(record)).toEqual([]);
});

test('a lock that names nobody is nobody’s', () => {
  for (const text of ['', '0', '-1', 'nobody']) {
    writeFileSync(file, text);
    utimesSync(file, NOW_MS / 1000, NOW_MS / 1000);
    takeLock(record, now)!.release();
  }
  expect(readdirSync(record)).toEqual([]);
});

test('who was taken for gone takes nobody’s lock away', () => {
  const lock = takeLock(record, now)!;
  made(process.ppid, 0);
  lock.release();
  expect(existsSync(file)).toBe(true);
});
