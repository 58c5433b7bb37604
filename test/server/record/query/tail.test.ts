/** The archive and the log's tail together: each row once, whatever the roller does meanwhile. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { watchfloor } from '../../../../proto/generated/record.js';
import { ManifestWriter } from '../../../../server/record/archive/manifestwriter.ts';
import { roll } from '../../../../server/record/archive/roll.ts';
import { frameEntry } from '../../../../server/record/log/format.ts';
import type { SummaryReply } from '../../../../server/record/query/summary.ts';
import { followAll, pointsEntry, writeSegment } from '../archive/writtenlog.ts';
import { MIN, pastRoom, T0 } from './pastroom.ts';

let room: Awaited<ReturnType<typeof pastRoom>>;
beforeEach(async () => {
  room = await pastRoom();
});
afterEach(() => room.close());

const entry = (seq: number, feeds = 'ais') =>
  pointsEntry(seq, T0 + seq * MIN, [
    { track: seq, mmsi: 200_000_000 + seq, lat: 41, lon: 19 + seq / 100, sogKn: 5, feeds },
    { track: 500, lat: 42, lon: 19, feeds: 'radar' },
  ]);

const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };

/** The tracks and feeds of all rows, as one question sees them. */
async function rows(): Promise<string[]> {
  const { engine, sources } = await room.opened();
  await sources.follow();
  const past = await sources.past();
  try {
    const found = await engine.lines[1]!.rows<{ row: string }>(
      `SELECT track || ' ' || feeds AS row FROM ${past.rowsOf('points', ALWAYS)} WHERE track <> 500 ORDER BY known_ms`,
    );
    return found.map(({ row }) => row);
  } finally {
    past.release();
  }
}

const append = (file: string, seq: number): void => {
  const bytes = watchfloor.record.v1.Entry.encode(entry(seq)).finish();
  const framed = Buffer.alloc(bytes.length + 8);
  frameEntry(framed, 0, bytes, 0x5eed_5eed);
  appendFileSync(file, framed);
};

test('reads what is written, on as it grows, and half an entry not before it is whole', async () => {
  const file = writeSegment(room.record, 'sea', [entry(1), entry(2, 'mast north')]);
  expect(await rows()).toEqual(['1 ais', '2 mast north']);
  const { classes, days } = await room.asked<SummaryReply>('summary', {});
  expect(classes[0]).toMatchObject({
    class: 'sea',
    rows: 4,
    bytes: 0,
    log: { bytes: readFileSync(file).length },
  });
  const knownMs = [1, 2].map((seq) => entry(seq).knownMs);
  expect(classes[0]).toMatchObject({ fromMs: knownMs[0], untilMs: knownMs[1], log: { fromMs: knownMs[0] } });
  expect(days).toEqual([expect.objectContaining({ rows: 4 })]);
  append(file, 3);
  expect(await rows()).toEqual(['1 ais', '2 mast north', '3 ais']);
  append(file, 4);
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, whole.length - 5));
  expect(await rows()).toHaveLength(3);
  writeFileSync(file, whole);
  expect(await rows()).toEqual(['1 ais', '2 mast north', '3 ais', '4 ais']);
});

test('a row is in the tail or in the archive, never in both, never in neither', async () => {
  writeSegment(room.record, 'sea', [entry(1), entry(2)]);
  writeSegment(room.record, 'sea', [entry(3), entry(4)]);
  expect(await rows()).toHaveLength(4);
  followAll(room.record, 5);
  const writer = ManifestWriter.open(room.record);
  const { engine, sources } = await room.opened();
  // A question that began before the roll goes on seeing what it saw.
  const before = await sources.past();
  await roll(writer, T0);
  expect(await rows()).toEqual(['1 ais', '2 ais', '3 ais', '4 ais']);
  const count = await engine.lines[1]!.rows<{ n: number }>(
    `SELECT count(*)::DOUBLE AS n FROM ${before.rowsOf('points', ALWAYS)} WHERE track <> 500`,
  );
  expect(count).toEqual([{ n: 4 }]);
  before.release();
  writeSegment(room.record, 'sea', [entry(6), entry(7)]);
  expect(await rows()).toEqual(['1 ais', '2 ais', '3 ais', '4 ais', '6 ais', '7 ais']);
  const tables = await engine.lines[1]!.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE 'tail%_points'",
  );
  // Of the segments that are in the log, an empty one of each class and the last, and no other.
  expect(tables).toHaveLength(5);
});

test('what the archive has of a segment is not read of it again', async () => {
  const file = writeSegment(room.record, 'sea', [entry(1), entry(2), entry(3)]);
  const kept = readFileSync(file);
  followAll(room.record, 10);
  await roll(ManifestWriter.open(room.record), T0);
  // A kill between the commit and the drop.
  writeFileSync(file, kept);
  expect(await rows()).toEqual(['1 ais', '2 ais', '3 ais']);
});

test('rolled within a segment: its rest is the tail', async () => {
  const file = writeSegment(room.record, 'sea', [entry(1), entry(2), entry(3)]);
  expect(await rows()).toHaveLength(3);
  const whole = readFileSync(file);
  writeSegment(room.record, 'sea', [entry(1), entry(2)]);
  followAll(room.record, 10);
  await roll(ManifestWriter.open(room.record), T0);
  writeFileSync(file, whole);
  expect(await rows()).toEqual(['1 ais', '2 ais', '3 ais']);
});
