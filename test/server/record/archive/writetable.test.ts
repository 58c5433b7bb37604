import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDuck, quoted, rowsOf } from '../../../../server/record/archive/duck.ts';
import { Manifest } from '../../../../server/record/archive/manifest.ts';
import { absolute } from '../../../../server/record/archive/places.ts';
import { writeTable } from '../../../../server/record/archive/writetable.ts';

let record: string;
beforeEach(() => {
  record = mkdtempSync(path.join(tmpdir(), 'archive-'));
});
afterEach(() => rmSync(record, { recursive: true }));

const T0 = Date.UTC(2026, 6, 1, 5);
const point = (track: number, knownMs: number, lon: number) => ({
  cell: 750_662,
  epoch: 7,
  track,
  known_ms: knownMs,
  observed_ms: knownMs - 1500,
  mmsi: track === 1 ? 212_123_000 : undefined,
  lat_e6: 40_490_430,
  lon_e6: lon,
  feeds: 'ais radar',
  restated: false,
});

test('rows come back as they were given, sorted, a file an hour, named by the manifest', async () => {
  await writeTable(record, {
    table: 'points',
    class: 'sea',
    atMs: T0,
    rows: [point(2, T0 + 2000, 18_000_001), point(1, T0 + 3_600_000, -74_000_000), point(1, T0, 17_000_000)],
  });
  const manifest = Manifest.read(record);
  const all = manifest.files({ table: 'points' });
  expect(
    all.map(({ rows, minKnownMs, maxKnownMs, epochs }) => [rows, minKnownMs, maxKnownMs, epochs]),
  ).toEqual([
    [2, T0, T0 + 2000, [7]],
    [1, T0 + 3_600_000, T0 + 3_600_000, [7]],
  ]);
  expect(manifest.files({ table: 'points', fromMs: T0 + 3000 })).toEqual([all[1]]);
  expect(manifest.files({ table: 'points', untilMs: T0 + 3000 })).toEqual([all[0]]);
  expect(manifest.files({ table: 'points', classes: ['land'] })).toEqual([]);
  const duck = await openDuck(path.join(record, 'scratch'));
  const rows = await rowsOf(
    duck.connection,
    `SELECT track, known_ms, observed_ms, mmsi, lon_e6, sog_dkn, feeds, restated FROM ${quoted(absolute(record, all[0]!.path))}`,
  );
  duck.close();
  expect(rows).toEqual([
    [1, BigInt(T0), BigInt(T0 - 1500), 212_123_000, 17_000_000, null, 'ais radar', false],
    [2, BigInt(T0 + 2000), BigInt(T0 + 500), null, 18_000_001, null, 'ais radar', false],
  ]);
});

test('bytes and texts of every table come back', async () => {
  const bytes = Uint8Array.of(0, 255, 10, 33, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  const frame = { epoch: 7, machine_ms: T0, feed: 'ais', connection: 1, nature: 0, time_shift_ms: 0 };
  await writeTable(record, {
    table: 'frames',
    class: 'sea',
    atMs: T0,
    rows: [
      { ...frame, seq: 2 ** 40, known_ms: T0, datagram: false, closed: false, bytes },
      { ...frame, seq: 2 ** 40 + 1, known_ms: T0, datagram: false, closed: true, topic: 'über/ж' },
    ],
  });
  const [file] = Manifest.read(record).files({ table: 'frames' });
  const duck = await openDuck(path.join(record, 'scratch'));
  const rows = await rowsOf(
    duck.connection,
    `SELECT seq, hex(bytes), topic, closed FROM ${quoted(absolute(record, file!.path))}`,
  );
  duck.close();
  expect(rows).toEqual([
    [2n ** 40n, Buffer.from(bytes).toString('hex').toUpperCase(), null, false],
    [2n ** 40n + 1n, null, 'über/ж', true],
  ]);
});
