/** What was taken away comes in again elsewhere: the same places at the same times, within what each format rounds. */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import type { ExportFormat, Question } from '../../../proto/domain/record/questions.ts';
import { importRecording } from '../../../server/imports/importrecording.ts';
import { noConfig } from '../../../server/offline/config.ts';
import { checkArchive } from '../../../server/record/archive/check.ts';
import { openDuck, quoted, rowsOf } from '../../../server/record/archive/duck.ts';
import { hashFile } from '../../../server/record/archive/durable.ts';
import { Manifest } from '../../../server/record/archive/manifest.ts';
import type { Reject } from '../../../server/record/import/importcsv.ts';
import { importTracks, trackFormatOf } from '../../../server/record/import/importtracks.ts';
import { DAY, exportRoom } from '../exports/exportroom.ts';
import { HOUR, identityRow, MIN, pointRow, type Said, sailed, T0 } from '../record/query/pastroom.ts';

let room: Awaited<ReturnType<typeof exportRoom>>;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'roundtrip-'));
  room = await exportRoom();
}, 60_000);
afterEach(() => {
  room.close();
  rmSync(folder, { recursive: true });
});

const way = (track: number, more: Partial<Said>) =>
  sailed(
    track,
    [
      [0, 41.123456, -19.5 + track],
      [20, 41.187654, -19.4 + track],
    ],
    more,
  );
/** Seen by a sensor; nobody says who it is. */
const CONTACT = { kind: TrackKind.seaContact, mmsi: undefined as never, sources: 2 };
const EVERYTHING = {
  ...{ ask: 'area', ...DAY },
  area: [
    [40, -21],
    [43, -21],
    [43, -10],
    [40, -10],
  ],
} as unknown as Question;

async function filled() {
  await room.write('points', [
    ...[...way(1, { sogKn: 12.3, cogDeg: 359.9 }), ...way(2, { kind: TrackKind.classB, sogKn: 5 })].map(
      pointRow,
    ),
    ...way(3, CONTACT).map((said) => ({ ...pointRow(said), mmsi: undefined })),
  ]);
  await room.write(
    'points',
    way(4, CONTACT).map((said) => ({ ...pointRow({ ...said, kind: TrackKind.person }), mmsi: undefined })),
    'land',
  );
  await room.write('identities', [
    identityRow({ track: 1, atMs: T0, name: '=ADRIA', callSign: 'ZA1', imo: 9074729, shipType: 70 }),
    identityRow({ track: 2, atMs: T0, name: 'BOKA, "II"' }),
  ]);
}

const POINTS = 'observed_ms, lat_e6, lon_e6, sog_dkn, cog_ddeg, heading_ddeg, nav_status, kind, mmsi';

async function rowsIn(record: string, table: string, columns: string, order: string): Promise<unknown[][]> {
  const duck = await openDuck(path.join(folder, 'work'));
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

async function comeIn(file: string) {
  const record = path.join(folder, 'other');
  const rejects: Reject[] = [];
  const first = readFileSync(file).subarray(0, 4096);
  const format = trackFormatOf(first);
  const common = {
    record,
    file,
    nowMs: T0 + 48 * HOUR,
    onReject: (reject: Reject) => void rejects.push(reject),
  };
  const result = format
    ? await importTracks({ ...common, format, feed: 'neighbour' })
    : await importRecording({
        ...{ ...common, feed: feedId('neighbour'), config: noConfig(), detect: false, isSynthetic: false },
      });
  return { record, result, rejects, format };
}

async function throughFile(format: ExportFormat) {
  const { file, name } = await room.taken(EVERYTHING, format, { content: 'points' });
  const to = path.join(folder, name);
  copyFileSync(file, to);
  return comeIn(to);
}

describe('what was exported', () => {
  for (const [format, as] of [
    ['csv', 'points'],
    ['geojson', 'geojson'],
    ['mfjson', 'geojson'],
    ['geoparquet', 'geoparquet'],
  ] as const)
    it(`comes in again as ${format}, every point as it was, people on land among people on land`, async () => {
      await filled();
      const back = await throughFile(format);
      expect(back.format).toBe(as);
      expect(back.rejects).toEqual([]);
      expect(back.result).toMatchObject({ isNew: true, rows: 84, tracks: 4 });
      // Moving features say nothing of a point's navigational status or of a kind that changes; nor do these tracks.
      expect(await rowsIn(back.record, 'points', POINTS, 'observed_ms, lon_e6')).toEqual(
        await rowsIn(room.record, 'points', POINTS, 'observed_ms, lon_e6'),
      );
      expect(await rowsIn(back.record, 'points', 'DISTINCT nature, feeds, restated', 'nature')).toEqual([
        [2, 'neighbour', false],
      ]);
      expect(
        await rowsIn(back.record, 'identities', 'DISTINCT mmsi, name, call_sign, imo, ship_type', 'mmsi'),
      ).toEqual([
        [200_000_001, '=ADRIA', 'ZA1', 9074729, 70],
        [200_000_002, 'BOKA, "II"', null, null, null],
        [null, null, null, null, null],
      ]);
      // One a track and hour.
      expect(await rowsIn(back.record, 'identities', 'count(*)', '1')).toEqual([[4]]);
      expect((await checkArchive(back.record, path.join(folder, 'check'))).damages).toEqual([]);
      const land = Manifest.read(back.record).files({ table: 'points', classes: ['land'] });
      expect(land.map(({ rows }) => rows)).toEqual([21]);
      const again = await comeIn(
        path.join(folder, readdirSync(folder).find((one) => one.startsWith('watchfloor'))!),
      );
      expect(again.result).toMatchObject({ isNew: false, rows: 84 });
    });

  it('comes in again as NMEA, what AIS can say of it: places to 2·10⁻⁶ of a degree', async () => {
    await filled();
    const { record, rejects } = await throughFile('nmea');
    expect(rejects).toEqual([]);
    const wanted = await rowsIn(room.record, 'points', POINTS, 'mmsi, observed_ms');
    const sent = wanted.filter((row) => row[8] !== null);
    const columns =
      'DISTINCT observed_ms, lat_e6, lon_e6, sog_dkn, cog_ddeg, heading_ddeg, nav_status, kind, mmsi';
    const got = await rowsIn(record, 'points', columns, 'mmsi, observed_ms');
    expect(got).toHaveLength(sent.length);
    for (const [i, row] of got.entries()) {
      const [ms, lat, lon, ...rest] = row as number[];
      const [wantedMs, wantedLat, wantedLon, ...wantedRest] = sent[i] as number[];
      // Class A without a status says that it is undefined: 15.
      const [sog, cog, heading, status, kind, mmsi] = wantedRest;
      const said = kind === TrackKind.classA ? (status ?? 15) : status;
      expect([ms, ...rest]).toEqual([wantedMs, sog, cog, heading, said, kind, mmsi]);
      expect(Math.abs(lat! - wantedLat!)).toBeLessThanOrEqual(2);
      expect(Math.abs(lon! - wantedLon!)).toBeLessThanOrEqual(2);
    }
    expect((await rowsIn(record, 'identities', 'DISTINCT name', 'name')).map(([name]) => name)).toContain(
      '=ADRIA',
    );
  });
});

describe('tracks of others', () => {
  const written = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  it('are lines with times and points with a time; what has none is named by its feature', async () => {
    const feature = (geometry: object, properties: object) => ({ type: 'Feature', geometry, properties });
    const line = {
      type: 'LineString',
      coordinates: [
        [19, 41],
        [19.1, 41.1],
      ],
    };
    const times = ['2026-07-01T05:00:00Z', '2026-07-01 05:01:00'];
    const { rejects, record, result } = await comeIn(
      written(
        'others.geojson',
        JSON.stringify({
          type: 'FeatureCollection',
          features: [
            feature(line, { name: 'KAYAK', coordTimes: times }),
            feature({ type: 'Point', coordinates: [18, 42] }, { id: 7, time: T0 / 1000 + 60 }),
            feature(line, { name: 'NO TIMES' }),
            feature({ type: 'Polygon', coordinates: [] }, {}),
            feature(line, { name: 'ONE WRONG', times: [times[0], 'noon'] }),
            feature({ type: 'Point', coordinates: [18, 95] }, { time: T0 }),
          ],
        }),
      ),
    );
    expect(rejects).toEqual([
      { line: 3, why: 'it has not one time for each of its points' },
      { line: 4, why: 'it is neither a line nor a point' },
      { line: 5, why: 'it has no time' },
      { line: 6, why: 'its position cannot be' },
    ]);
    expect(result).toMatchObject({ rows: 4, tracks: 3, rejected: 4 });
    expect((await rowsIn(record, 'points', 'known_ms', 'known_ms')).map(([ms]) => ms)).toEqual([
      T0,
      T0,
      T0 + MIN,
      T0 + MIN,
    ]);
  });

  it('are trajectories of tracktable', async () => {
    const head = '*T*,033387cc,terrestrial,2,0,*P*,terrestrial,2,1,1,0';
    const { result, rejects, record } = await comeIn(
      written(
        'bay.traj',
        `${head},369990276,2020-06-04 03:07:16,-76.35256,36.88478,369990276,2020-06-04 03:08:47,-76.35256,36.88477\n${head},1,2\n`,
      ),
    );
    expect(rejects).toEqual([{ line: 2, why: 'its points are not all there' }]);
    expect(result).toMatchObject({ rows: 2, tracks: 1 });
    expect(await rowsIn(record, 'points', 'mmsi, lat_e6, lon_e6', 'known_ms')).toEqual([
      [369_990_276, 36_884_780, -76_352_560],
      [369_990_276, 36_884_770, -76_352_560],
    ]);
  });

  it('that are no export of ours are refused as Parquet, and nothing is in', async () => {
    const duck = await openDuck(path.join(folder, 'work'));
    const file = path.join(folder, 'other.parquet');
    await duck.connection.run(
      `COPY (SELECT 1 AS a, 'x'::BLOB AS geometry) TO ${quoted(file)} (FORMAT parquet)`,
    );
    duck.close();
    await expect(comeIn(file)).rejects.toThrow('it is no export of ours');
    expect(Manifest.read(path.join(folder, 'other')).all()).toEqual([]);
    expect(hashFile(file).bytes).toBeGreaterThan(0);
  });
});
