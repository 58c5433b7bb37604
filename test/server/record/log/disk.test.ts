import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemDisk } from '../../../../server/record/log/disk.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'watchfloor-disk-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a small file is wholly new or as it was, and nothing lies beside it', () => {
  const file = path.join(dir, 'last.json');
  systemDisk.keep(file, Buffer.from('1'));
  systemDisk.keep(file, Buffer.from('22'));
  expect(readFileSync(file, 'utf8')).toBe('22');
  // What cannot be put in its place: it is a folder.
  mkdirSync(path.join(dir, 'folder'));
  writeFileSync(path.join(dir, 'folder', 'of-somebody'), '');
  expect(() => systemDisk.keep(path.join(dir, 'folder'), Buffer.from('3'))).toThrow();
  expect(readdirSync(dir).sort()).toEqual(['folder', 'last.json']);
});
