import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { seeded } from '../../../../proto/domain/random.ts';
import { openDuck, quoted, rowsOf } from '../../../../server/record/archive/duck.ts';
import { Manifest } from '../../../../server/record/archive/manifest.ts';
import { absolute } from '../../../../server/record/archive/places.ts';
import { entryOf, readSegment, segments } from '../../../../server/record/log/segments.ts';
import { type EntryFields, followAll, pointsEntry, writeSegment } from './writtenlog.ts';

const KILLS = process.env.WATCHFLOOR_LONG === undefined ? 3 : 200;
const ROLLER = fileURLToPath(new URL('../../../../server/processes/roller.ts', import.meta.url));
const T0 = Date.UTC(2026, 6, 1, 5);
const ENTRIES = 240;

/** Points of two classes and frames of a third, over four hours, in several segments each. */
function writeLog(record: string): void {
  let seq = 0;
  const next = (): number => {
    seq += 1;
    return seq;
  };
  for (let part = 0; part < 6; part += 1) {
    const [sea, own, decisions]: [EntryFields[], EntryFields[], EntryFields[]] = [[], [], []];
    for (let i = 0; i < ENTRIES / 6; i += 1) {
      const knownMs = T0 + part * 2_400_000 + i * 50_000;
      const points = Array.from({ length: 20 }, (_, k) => ({
        ...{ track: k, lat: 40 + k / 7, lon: 18 + seq / 1e4, sogKn: seq % 30, ageMs: seq },
      }));
      sea.push(pointsEntry(next(), knownMs, points));
      own.push(pointsEntry(next(), knownMs, points.slice(0, 2)));
      decisions.push({
        ...{ seq: next(), epoch: 7, knownMs, machineMs: knownMs },
        told: { kind: 'alert', id: `a${seq}`, json: '{}' },
      });
    }
    writeSegment(record, 'sea', sea);
    writeSegment(record, 'own', own);
    writeSegment(record, 'decisions', decisions);
  }
  followAll(record, seq + 1);
}

/** Whether it was killed, and how long it had its lock, ms. */
const rollOnce = (record: string, killAfterMs?: number): Promise<{ isKilled: boolean; heldMs: number }> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), ROLLER, JSON.stringify({ record, scrubBytes: 0 })],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    let timer: NodeJS.Timeout | undefined;
    let lockedMs: number | undefined;
    let freedMs: number | undefined;
    // Starting takes most of its time: the count begins when it takes its lock.
    const watch = setInterval(() => {
      const isLocked = existsSync(path.join(record, 'archive.lock'));
      if (!isLocked) {
        if (lockedMs !== undefined) freedMs ??= performance.now();
        return;
      }
      lockedMs ??= performance.now();
      if (killAfterMs !== undefined) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    }, 1);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(watch);
      clearTimeout(timer);
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`the roller ended with ${code}`));
      else {
        const endMs = freedMs ?? performance.now();
        resolve({ isKilled: signal === 'SIGKILL', heldMs: endMs - (lockedMs ?? endMs) });
      }
    });
  });

/** Every row, of the archive and of what the log has beyond it, as texts in one order. */
async function contentOf(record: string): Promise<string[]> {
  const manifest = Manifest.read(record);
  expect(manifest.damages).toEqual([]);
  const rows: string[] = [];
  const duck = await openDuck(path.join(record, 'scratch'));
  const columns = "'p', epoch, track, known_ms, observed_ms, lat_e6, lon_e6, sog_dkn, feeds";
  for (const [table, select] of [
    ['points', columns],
    ['told', "'t', seq, known_ms, id"],
  ] as const)
    for (const file of manifest.files({ table }))
      for (const row of await rowsOf(
        duck.connection,
        `SELECT ${quoted(file.class)}, ${select} FROM ${quoted(absolute(record, file.path))}`,
      ))
        rows.push(row.map(String).join(' '));
  duck.close();
  for (const segment of await segments(record)) {
    const afterSeq = manifest.rolled[segment.class];
    for await (const { entries } of readSegment(segment.path, { afterSeq }))
      for (const entry of entries) rows.push(...rowsIn(segment.class, entryOf(entry)));
  }
  return rows.sort();
}

function rowsIn(of: string, entry: ReturnType<typeof entryOf>): string[] {
  const { epoch, knownMs, seq } = entry;
  if (entry.told) return [[of, 't', seq, knownMs, entry.told.id].join(' ')];
  const { points } = entry;
  if (!points) throw new Error('the log has points and alerts');
  const u32 = (bytes: Uint8Array | null | undefined) => new Uint32Array(new Uint8Array(bytes!).buffer);
  const [track, lat, lon, age] = [points.track, points.lat, points.lon, points.age].map(u32);
  const sog = new Uint16Array(new Uint8Array(points.sog!).buffer);
  return Array.from(track!, (one, i) =>
    [of, 'p', epoch, one, knownMs, knownMs - age![i]!, lat![i], lon![i], sog[i], 'ais'].join(' '),
  );
}

it(`${KILLS} times kill -9 while it rolls: nothing lost, doubled or missing between`, {
  timeout: 30_000 * KILLS,
}, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'killed-'));
  try {
    const first = path.join(folder, 'first');
    writeLog(first);
    const expected = await contentOf(first);
    expect(expected.length).toBe(ENTRIES * (20 + 2 + 1));
    const whole = path.join(folder, 'whole');
    cpSync(first, whole, { recursive: true });
    const { heldMs: wholeMs } = await rollOnce(whole);
    const random = seeded(6);
    let killed = 0;
    let between = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const record = path.join(folder, `run-${kill}`);
      cpSync(first, record, { recursive: true });
      const { isKilled } = await rollOnce(record, random() * wholeMs);
      killed += isKilled ? 1 : 0;
      const versions = Manifest.read(record).version;
      if (isKilled && versions > 0 && versions < 3) between += 1;
      expect(await contentOf(record)).toEqual(expected);
      await rollOnce(record);
      // What days were made of is dropped by the next.
      await rollOnce(record);
      expect(await contentOf(record)).toEqual(expected);
      // All of it is in the archive now, and nothing beside it.
      expect((await segments(record)).filter(({ isFollowed }) => isFollowed)).toEqual([]);
      const files = readdirSync(path.join(record, 'archive'), { recursive: true, withFileTypes: true });
      const parquet = files.filter((file) => file.isFile() && file.parentPath.includes('points'));
      expect(parquet.length).toBe(Manifest.read(record).files({ table: 'points' }).length);
      rmSync(record, { recursive: true });
    }
    expect(killed).toBeGreaterThan(0);
    if (KILLS > 100) expect(killed).toBeGreaterThan(KILLS / 2);
    if (KILLS > 100) expect(between).toBeGreaterThan(10);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
