import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { StopsMap } from '../../server/detect/learned/stops.ts';
import { CHECKPOINT_EVERY_MS, LearnedFile } from '../../server/learnedfile.ts';

const START_MS = Date.UTC(2026, 4, 1, 6);

function folder() {
  const dir = mkdtempSync(path.join(tmpdir(), 'watchfloor-learned-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'learned.json');
  const warnings: unknown[] = [];
  const log = { warn: (what: unknown) => void warnings.push(what) } as never;
  return { file, warnings, open: (nowMs = 0) => new LearnedFile(file, log, nowMs) };
}

const stay = ({ learned }: LearnedFile, mmsi: number) => learned.stops.stayed(mmsi, 41, 19, START_MS);

it('knows after a restart what it knew', async () => {
  const { open, warnings, file } = folder();
  const first = open();
  for (const mmsi of [1, 2, 3]) stay(first, mmsi);
  expect(first.learned.stops.vesselsAt(41, 19)).toBe(3);
  await first.save();
  expect(existsSync(`${file}.new`)).toBe(false);
  expect(open().learned.stops.vesselsAt(41, 19)).toBe(3);
  expect(warnings).toEqual([]);
});

it('is written every ten minutes', async () => {
  const { open, file } = folder();
  const learned = open(5000);
  learned.tick(5000 + CHECKPOINT_EVERY_MS - 1);
  expect(existsSync(file)).toBe(false);
  learned.tick(5000 + CHECKPOINT_EVERY_MS);
  // Writes wait for each other.
  await learned.save();
  expect(existsSync(file)).toBe(true);
});

it('goes on where a map cannot be written down, and writes the next time', async () => {
  const { open, file, warnings } = folder();
  const learned = open();
  vi.spyOn(learned.learned.stops as StopsMap, 'save').mockImplementationOnce(() => {
    throw new RangeError('Invalid string length');
  });
  learned.tick(CHECKPOINT_EVERY_MS);
  expect(warnings).toHaveLength(1);
  expect(existsSync(file)).toBe(false);
  await learned.save();
  expect(existsSync(file)).toBe(true);
});

it('begins anew where the file cannot be read, and sets it aside', async () => {
  for (const text of [
    '{"version":1,"maps":{"stops"',
    '{"version":2,"maps":{}}',
    '{"version":1,"maps":{"stops":"x"}}',
  ]) {
    const { open, file, warnings } = folder();
    writeFileSync(file, text);
    const learned = open();
    expect(learned.learned.stops.vesselsAt(41, 19)).toBe(0);
    expect(warnings).toHaveLength(1);
    expect(readFileSync(`${file}.unreadable`, 'utf8')).toBe(text);
    expect(existsSync(file)).toBe(false);
  }
});

it('goes on where it cannot be written', async () => {
  const { file, warnings } = folder();
  const log = { warn: (what: unknown) => void warnings.push(what) } as never;
  const learned = new LearnedFile(path.join(file, 'nowhere', 'learned.json'), log, 0);
  stay(learned, 1);
  await learned.save();
  expect(warnings).toHaveLength(1);
  expect(learned.learned.stops.vesselsAt(41, 19)).toBe(1);
});
