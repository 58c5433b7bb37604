import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TableName } from '../../../../proto/domain/record/tables.table.ts';
import { watchfloor } from '../../../../proto/generated/watchfloor.js';
import { openDuck, quoted, rowsOf } from '../../../../server/record/archive/duck.ts';
import { Manifest } from '../../../../server/record/archive/manifest.ts';
import { absolute } from '../../../../server/record/archive/places.ts';
import { rollHours } from '../../../../server/record/archive/rollhours.ts';
import { followAll, pointsEntry, writeSegment } from './writtenlog.ts';

let record: string;
beforeEach(() => {
  record = mkdtempSync(path.join(tmpdir(), 'roll-'));
});
afterEach(() => rmSync(record, { recursive: true }));

const T0 = Date.UTC(2026, 6, 1, 5);
const MIN = 60_000;
const nowMs = () => T0 + 5 * 3_600_000;
const at = { lat: 40.49043, lon: -74.25747 };

async function select(table: TableName, columns: string): Promise<unknown[][]> {
  const files = Manifest.read(record).files({ table });
  const duck = await openDuck(path.join(record, 'scratch'));
  const all: unknown[][] = [];
  for (const file of files)
    all.push(
      ...(await rowsOf(duck.connection, `SELECT ${columns} FROM ${quoted(absolute(record, file.path))}`)),
    );
  duck.close();
  return all;
}

describe('a roll', () => {
  test('makes rows of every kind of entry, by hour, and drops the segments', async () => {
    const segment = writeSegment(record, 'sea', [
      pointsEntry(1, T0 + MIN, [
        { track: 9, ...at, mmsi: 212_123_000, ageMs: 1500, sogKn: 12.3, feeds: 'ais radar' },
        { track: 2, lat: 40.6, lon: -74.1 },
      ]),
      pointsEntry(3, T0 + 61 * MIN, [{ track: 9, ...at }], { restated: true }),
      {
        ...{ seq: 4, epoch: 7, knownMs: T0 + 62 * MIN, machineMs: T0 + 62 * MIN + 7 },
        identities: {
          identities: [
            {
              track: 9,
              static: watchfloor.v1.TrackStatic.encode({
                ...{ id: '7-9', kind: 0, nature: 2, mmsi: 212_123_000, name: 'ŽIVA', imo: 9_074_729 },
                ...{ toBowM: 100, toSternM: 20, toPortM: 10 },
              }).finish(),
            },
          ],
        },
      },
      { seq: 5, epoch: 7, knownMs: T0 + 63 * MIN, machineMs: 0, ends: { tracks: [2, 11] } },
    ]);
    writeSegment(record, 'decisions', [
      {
        ...{ seq: 2, epoch: 7, knownMs: T0 + MIN, machineMs: T0 },
        told: { kind: 'alert', id: 'a1', json: '{"a":1}' },
      },
    ]);
    followAll(record, 6);
    const report = await rollHours({ record }, { nowMs });
    expect(report).toMatchObject({
      segments: 2,
      rows: 3 + 1 + 2 + 1,
      lost: [],
      damages: [],
      faults: [],
      swept: 0,
    });
    expect(existsSync(segment)).toBe(false);
    const manifest = Manifest.read(record);
    expect(manifest.rolled).toEqual({ sea: 5, land: 0, own: 0, decisions: 2 });
    expect(
      manifest
        .files({ table: 'points' })
        .map(({ path, rows, firstSeq, lastSeq }) => [path, rows, firstSeq, lastSeq]),
    ).toEqual([
      ['archive/sea/points/2026-07-01/05-1.parquet', 2, 1, 5],
      ['archive/sea/points/2026-07-01/06-1.parquet', 1, 1, 5],
    ]);
    expect(
      await select(
        'points',
        'cell, track, known_ms, observed_ms, mmsi, lat_e6, sog_dkn, nav_status, feeds, restated',
      ),
    ).toEqual([
      [752_103, 2, BigInt(T0 + MIN), BigInt(T0 + MIN), null, 40_600_000, null, null, 'ais', false],
      [
        750_662,
        9,
        BigInt(T0 + MIN),
        BigInt(T0 + MIN - 1500),
        212_123_000,
        40_490_430,
        123,
        null,
        'ais radar',
        false,
      ],
      [750_662, 9, BigInt(T0 + 61 * MIN), BigInt(T0 + 61 * MIN), null, 40_490_430, null, null, 'ais', true],
    ]);
    expect(await select('identities', 'track, name, imo, length_m, beam_m, call_sign')).toEqual([
      [9, 'ŽIVA', 9_074_729, 120, null, null],
    ]);
    expect(await select('ends', 'track, known_ms')).toEqual([
      [2, BigInt(T0 + 63 * MIN)],
      [11, BigInt(T0 + 63 * MIN)],
    ]);
    expect(await select('told', 'seq, kind, id, json')).toEqual([[2n, 'alert', 'a1', '{"a":1}']]);
  });

  test('leaves what is still written to, and goes on after it', async () => {
    writeSegment(record, 'sea', [pointsEntry(1, T0, [{ track: 1, ...at }])]);
    expect(await rollHours({ record }, { nowMs })).toMatchObject({ segments: 0, files: 0 });
    expect(Manifest.read(record).files({ table: 'points' })).toEqual([]);
    followAll(record, 2);
    expect(await rollHours({ record }, { nowMs })).toMatchObject({ segments: 1, files: 1 });
  });

  test('of a late hour adds a file to it', async () => {
    writeSegment(record, 'sea', [pointsEntry(1, T0, [{ track: 1, ...at }])]);
    followAll(record, 2);
    await rollHours({ record }, { nowMs });
    rmSync(path.join(record, 'log'), { recursive: true });
    writeSegment(record, 'sea', [pointsEntry(20, T0 + MIN, [{ track: 1, ...at }])]);
    followAll(record, 30);
    await rollHours({ record }, { nowMs });
    expect(
      Manifest.read(record)
        .files({ table: 'points' })
        .map((file) => file.path),
    ).toEqual(['archive/sea/points/2026-07-01/05-1.parquet', 'archive/sea/points/2026-07-01/05-20.parquet']);
  });

  test('names damaged entries, keeps the rest and the segment as it was', async () => {
    const segment = writeSegment(record, 'sea', [
      pointsEntry(1, T0, [{ track: 1, ...at }]),
      pointsEntry(2, T0 + 1000, [{ track: 2, ...at }]),
      pointsEntry(3, T0 + 2000, [{ track: 3, ...at }]),
    ]);
    followAll(record, 4);
    const bytes = readFileSync(segment);
    bytes[Math.floor(bytes.length / 2)]! ^= 0x10;
    writeFileSync(segment, bytes);
    const report = await rollHours({ record }, { nowMs });
    expect(report.lost).toEqual([
      {
        path: 'log/sea/0000000000000001.log',
        what: expect.stringMatching(/^entries were changed .*numbers between 1 and 3/),
      },
    ]);
    expect(await select('points', 'track')).toEqual([[1], [3]]);
    const [kept, ...more] = Manifest.read(record).files({ table: 'damaged' });
    expect(more).toEqual([]);
    expect(readFileSync(absolute(record, kept!.path)).equals(bytes)).toBe(true);
  });

  test('after a kill between the commit and the drop doubles nothing', async () => {
    const segment = writeSegment(record, 'sea', [pointsEntry(1, T0, [{ track: 1, ...at }])]);
    const bytes = readFileSync(segment);
    followAll(record, 2);
    await rollHours({ record }, { nowMs });
    writeFileSync(segment, bytes);
    writeFileSync(path.join(record, 'archive/sea/points/2026-07-01/05-9.parquet'), 'left');
    expect(await rollHours({ record }, { nowMs })).toMatchObject({ rows: 0, swept: 1, segments: 1 });
    expect(await select('points', 'track')).toEqual([[1]]);
    expect(existsSync(segment)).toBe(false);
  });

  test('is made by one at a time', async () => {
    const runs = await Promise.all([rollHours({ record }, { nowMs }), rollHours({ record }, { nowMs })]);
    expect(runs.map(({ isBusy }) => isBusy)).toEqual([false, true]);
    expect((await rollHours({ record }, { nowMs })).isBusy).toBe(false);
  });
});
