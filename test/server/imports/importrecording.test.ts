/** Recordings into the archive: as a live feed is recorded, once each, all or nothing, with what could not be read by its line. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { encodeAis, withChecksum } from '../../../server/decode/ais/encode.ts';
import { tagged } from '../../../server/exports/formats/nmea.ts';
import { importRecording, type RecordingImport } from '../../../server/imports/importrecording.ts';
import { noConfig } from '../../../server/offline/config.ts';
import { openDuck, quoted, rowsOf } from '../../../server/record/archive/duck.ts';
import { Manifest } from '../../../server/record/archive/manifest.ts';
import type { Reject } from '../../../server/record/import/importcsv.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-recording-'));
afterAll(() => rmSync(folder, { recursive: true }));
const NOW_MS = Date.UTC(2026, 0, 1);
const T0 = Date.UTC(2024, 1, 1, 23, 59);

let files = 0;
async function imported(content: string | Uint8Array, more: Partial<RecordingImport> = {}) {
  const record = more.record ?? path.join(folder, `record${files}`);
  const file = path.join(folder, `${files++}.nmea`);
  writeFileSync(file, content);
  const rejects: Reject[] = [];
  const result = await importRecording({
    ...{
      record,
      file,
      feed: feedId('old'),
      config: noConfig(),
      detect: false,
      isSynthetic: false,
      nowMs: NOW_MS,
    },
    onReject: (reject) => rejects.push(reject),
    ...more,
  });
  return { record, file, result, rejects };
}

async function rowsIn(
  record: string,
  table: string,
  columns: string,
  order = 'known_ms',
): Promise<unknown[][]> {
  const duck = await openDuck(path.join(folder, `work${files++}`));
  try {
    const paths = Manifest.read(record)
      .all()
      .filter((one) => one.table === table)
      .map((one) => quoted(path.join(record, one.path)));
    const list = await rowsOf(
      duck.connection,
      `SELECT ${columns} FROM read_parquet([${paths.join(', ')}]) ORDER BY ${order}`,
    );
    return list.map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
  } finally {
    duck.close();
  }
}

const report = (second: number, lat: number): readonly string[] =>
  encodeAis({
    type: 1,
    mmsi: 201000001,
    lat,
    lon: 19,
    sogKn: 10,
    cogDeg: 0,
    headingDeg: 1,
    utcSecond: second % 60,
  });
const name = encodeAis({
  type: 5,
  mmsi: 201000001,
  name: 'ADRIA',
  callSign: 'ZA1',
  imo: 9074729,
  shipType: 70,
});

/** A report every ten seconds over midnight. */
const lines = (
  of = (sentences: readonly string[], ms: number): string => tagged(sentences, 'mast', ms, 0),
): string =>
  [
    of(name, T0),
    ...Array.from({ length: 12 }, (_, i) => of(report(i * 10, 41 + i * 0.0005), T0 + i * 10_000)),
  ].join('');

const tree = (record: string): string =>
  execFileSync('sh', ['-c', 'find . -type f -not -path "./query/*" | sort | xargs -r sha256sum'], {
    cwd: record,
  }).toString();

describe('a recording', () => {
  it('is frames, points, an identity and an end, as if it had been live then', async () => {
    const { record, result, rejects } = await imported(lines());
    expect(rejects).toEqual([]);
    expect(result).toMatchObject({ isNew: true, rejected: 0, tracks: 1 });
    const points = await rowsIn(
      record,
      'points',
      'observed_ms, mmsi, lat_e6, sog_dkn, cog_ddeg, kind, nature, feeds, epoch',
      'observed_ms, restated',
    );
    // Twelve reports, and once more with the new hour.
    const distinct = new Map(points.map((row) => [row[0], row]));
    expect([...distinct.keys()]).toEqual(Array.from({ length: 12 }, (_, i) => T0 + i * 10_000));
    expect(distinct.get(T0)).toEqual([T0, 201000001, 41_000_000, 100, 0, 1, 2, 'old', result.epoch]);
    expect(result.epoch).toBeLessThan(0);
    const identities = await rowsIn(record, 'identities', 'name, call_sign, imo, ship_type');
    expect(identities.at(-1)).toEqual(['ADRIA', 'ZA1', 9074729, 70]);
    expect(await rowsIn(record, 'ends', 'known_ms')).toEqual([[T0 + 110_000 + 1_800_000]]);
    const frames = await rowsIn(record, 'frames', 'known_ms, feed, decode(bytes)', 'seq');
    expect(frames).toHaveLength(14);
    expect(frames.map((row) => row[2]).join('')).toBe(lines());
    // A file a day.
    expect(Manifest.read(record).files({ table: 'points' })).toHaveLength(2);
  });

  it('is the same by any way of writing its times, packed or not', async () => {
    const pghp = (sentences: readonly string[], ms: number): string => {
      const at = new Date(ms);
      const parts = [
        at.getUTCFullYear(),
        at.getUTCMonth() + 1,
        at.getUTCDate(),
        at.getUTCHours(),
        at.getUTCMinutes(),
      ];
      const stamp = `$PGHP,1,${parts.join(',')},${at.getUTCSeconds()},0,219,,2190067,1,62`;
      return `${withChecksum(stamp)}\r\n${sentences.join('\r\n')}\r\n`;
    };
    const suffix = (sentences: readonly string[], ms: number): string =>
      sentences.map((sentence) => `${sentence},rmast,${ms / 1000}\r\n`).join('');
    const wanted = await rowsIn(
      (await imported(lines())).record,
      'points',
      'observed_ms, lat_e6',
      'observed_ms, known_ms',
    );
    for (const text of [lines(pghp), lines(suffix)]) {
      const { record, rejects } = await imported(text);
      expect(rejects).toEqual([]);
      expect(await rowsIn(record, 'points', 'observed_ms, lat_e6', 'observed_ms, known_ms')).toEqual(wanted);
    }
    const packed = await imported(gzipSync(lines()));
    expect(await rowsIn(packed.record, 'points', 'observed_ms, lat_e6', 'observed_ms, known_ms')).toEqual(
      wanted,
    );
  });

  it('without times is led by the seconds of its reports from a given start on, or refused', async () => {
    const bare = lines((sentences) => `${sentences.join('\r\n')}\r\n`);
    const { record } = await imported(bare, { startMs: epochMs(T0) });
    const points = await rowsIn(record, 'points', 'DISTINCT observed_ms', 'observed_ms');
    expect(points.map(([ms]) => ms)).toEqual(Array.from({ length: 12 }, (_, i) => T0 + i * 10_000));
    const none = await imported(bare);
    expect(none.result).toMatchObject({ rows: 0, rejected: 13 });
    expect(none.rejects[0]).toEqual({ line: 2, why: 'nobody says when it was received' });
    expect(Manifest.read(none.record).all()).toEqual([]);
  });

  it('names the line and the reason of what cannot be read, and takes the others', async () => {
    const broken = lines().split('\r\n');
    broken[3] = broken[3]!.replace(/\*..$/, '*00');
    broken.splice(5, 0, 'nonsense');
    const { result, rejects } = await imported(broken.join('\r\n'));
    expect(rejects).toEqual([
      { line: 4, why: expect.stringContaining('checksum') },
      { line: 6, why: expect.stringContaining('not-a-sentence') },
    ]);
    expect(result.rejected).toBe(2);
  });

  it('comes in once, and is what was not while it failed', async () => {
    const { record, file, result } = await imported(lines());
    const before = tree(record);
    const again = await imported(readFileSync(file), { record });
    expect(again.result).toMatchObject({ isNew: false, epoch: result.epoch, rows: result.rows });
    expect(tree(record)).toBe(before);
    const torn = gzipSync(lines().repeat(40)).subarray(0, 400);
    await expect(imported(torn, { record })).rejects.toThrow();
    expect(tree(record)).toBe(before);
    expect(readdirSync(path.join(record, 'archive', 'sea', 'points'))).toHaveLength(2);
  });

  it('is synthetic where it says so itself, or where it is said', async () => {
    for (const { record } of [
      await imported(lines((sentences, ms) => tagged(sentences, 'SYNTHETIC', ms, 0))),
      await imported(`\r\n${lines()}`, { isSynthetic: true }),
    ])
      expect(await rowsIn(record, 'points', 'DISTINCT nature', 'nature')).toEqual([[1]]);
  });

  it('is alerts, too, where that is asked for', async () => {
    const sart = Array.from({ length: 40 }, (_, i) =>
      tagged(
        encodeAis({ type: 1, mmsi: 970123456, lat: 41, lon: 19, navStatus: 14, utcSecond: (i * 10) % 60 }),
        'mast',
        T0 + i * 10_000,
        0,
      ),
    ).join('');
    const { record } = await imported(sart, { detect: true });
    const told = await rowsIn(record, 'told', "json->>'$.lead.kind', json->>'$.priority', kind");
    expect(told[0]).toEqual(['distress', 'emergency', 'alert']);
    expect((await imported(sart, {})).result.tracks).toBe(1);
  });
});
