import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DataFolderError, nextEpoch } from '../../server/epoch.ts';

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'watchfloor-epoch-'));

describe('nextEpoch', () => {
  test('starts at 1 and grows by one a start, kept in the folder', () => {
    const dir = path.join(folder(), 'new');
    expect(nextEpoch(dir)).toBe(1);
    expect(nextEpoch(dir)).toBe(2);
    expect(JSON.parse(readFileSync(path.join(dir, 'run.json'), 'utf8'))).toEqual({ version: 1, epoch: 2 });
  });

  test.each(['', '{', '{"epoch":3}', '{"version":1,"epoch":-1}', '{"version":1,"epoch":"x"}', 'null'])(
    'refuses a damaged file rather than start again at 1: %j',
    (text) => {
      const dir = folder();
      writeFileSync(path.join(dir, 'run.json'), text);
      expect(() => nextEpoch(dir)).toThrow(DataFolderError);
      expect(readFileSync(path.join(dir, 'run.json'), 'utf8')).toBe(text);
    },
  );

  test('refuses a file of a newer version by name', () => {
    const dir = folder();
    writeFileSync(path.join(dir, 'run.json'), '{"version":2,"epoch":5}');
    expect(() => nextEpoch(dir)).toThrow(/newer version/);
  });

  test('names a folder that cannot be made', () => {
    const dir = folder();
    writeFileSync(path.join(dir, 'file'), '');
    expect(() => nextEpoch(path.join(dir, 'file', 'data'))).toThrow(/--data DIR/);
    expect(() => nextEpoch('/proc/watchfloor/data')).toThrow(/--data DIR/);
  });
});
