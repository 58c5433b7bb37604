/**
 * Files of tracks into the archive: our own exports (GeoParquet, CSV of points, GeoJSON, Moving Features JSON), lines and
 * points with times of others, and tracktable’s. Tracks get numbers of the import’s own run; all of it or nothing.
 */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { openDuck, quoted, rowsOf } from '../archive/duck.ts';
import { hashFile } from '../archive/durable.ts';
import { Manifest } from '../archive/manifest.ts';
import { ManifestWriter } from '../archive/manifestwriter.ts';
import { absolute, DAY_MS, WORK } from '../archive/places.ts';
import { Stage } from '../archive/stage.ts';
import { sweep } from '../archive/sweep.ts';
import { NO_PLACE } from './csvtable.ts';
import { featuresOf, pointsOfFeature } from './geojsontracks.ts';
import type { Imported, Reject } from './importcsv.ts';
import { importedBefore, summaryOf } from './importedfiles.ts';
import { importedRun } from './importedrun.ts';
import type { GivenPoint } from './trackpieces.ts';
import { CLAIMS, type Claim, claimOf, makeRaw, makeTables, makeWords, writeFiles } from './trackrows.ts';
import { isTraj, pointsOfTraj } from './trajtracks.ts';

export const TRACK_FORMATS = ['geoparquet', 'points', 'geojson', 'traj'] as const;
export type TrackFormat = (typeof TRACK_FORMATS)[number];

/** GeoJSON is read whole. */
const LONGEST_JSON = 256 << 20;
const AHEAD_MS = DAY_MS;
/** Of our own table of points, as it begins. */
const POINTS_HEAD =
  'time,track,mmsi,name,callSign,imo,shipType,lat,lon,sogKn,cogDeg,headingDeg,navStatus,kind,nature';

/** As they are staged; `line` is where it stands in its file. */
const GIVEN = {
  line: { type: 'UINTEGER' },
  track: { type: 'VARCHAR' },
  ms: { type: 'BIGINT' },
  lat: { type: 'DOUBLE' },
  lon: { type: 'DOUBLE' },
  mmsi: { type: 'UINTEGER' },
  sog_kn: { type: 'DOUBLE' },
  cog_deg: { type: 'DOUBLE' },
  heading_deg: { type: 'DOUBLE' },
  nav_status: { type: 'UTINYINT' },
  kind: { type: 'VARCHAR' },
  nature: { type: 'VARCHAR' },
  name: { type: 'VARCHAR' },
  call_sign: { type: 'VARCHAR' },
  imo: { type: 'UINTEGER' },
  ship_type: { type: 'UTINYINT' },
} as const;

export interface TracksImport {
  /** The record's folder. */
  readonly record: string;
  readonly file: string;
  readonly format: TrackFormat;
  /** The feed that they are said to be of. */
  readonly feed: string;
  /** The machine's time, UTC epoch milliseconds. */
  readonly nowMs: number;
  readonly onStep?: (step: 'hashed' | 'read' | 'written', rows: number) => void;
  readonly onReject: (reject: Reject) => void;
}

/** By its first bytes; undefined: it is no file of tracks. */
export function trackFormatOf(first: Uint8Array): TrackFormat | undefined {
  const head = Buffer.from(first.subarray(0, 4096))
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  if (head.startsWith('PAR1')) return 'geoparquet';
  if (head.startsWith(POINTS_HEAD)) return 'points';
  if (isTraj(head)) return 'traj';
  return /^\s*\{[^{[]*"(?:type|features)"\s*:\s*["[](?:Feature|\{|\s*\{)/.test(head) ||
    /^\s*\{\s*"type"\s*:\s*"Feature/.test(head)
    ? 'geojson'
    : undefined;
}

/** Throws as DuckDB and the file system do: the archive is then as it was. Nobody else may write it meanwhile. */
export async function importTracks(asked: TracksImport): Promise<Imported> {
  const { record, file, feed, nowMs, onStep } = asked;
  const { sha256 } = hashFile(file);
  onStep?.('hashed', 0);
  const epoch = importedRun(sha256);
  const before = importedBefore(Manifest.read(record), epoch);
  if (before) return { ...before, isNew: false, sha256, epoch };
  const number = sha256.slice(0, 12);
  const duck = await openDuck(path.join(absolute(record, WORK), `import-${number}`));
  const { connection } = duck;
  try {
    let rejected = 0;
    const reject = (line: number, why: string): void => {
      rejected += 1;
      asked.onReject({ line, why });
    };
    await makeWords(connection);
    await fillGiven(connection, asked, reject);
    const rows = await fillRaw(connection, nowMs, reject);
    onStep?.('read', rows);
    const tracks = await makeTables(connection, epoch);
    const files = await writeFiles(connection, { record, epoch, feed, nowMs, number });
    const summary = summaryOf(files);
    onStep?.('written', summary.rows);
    if (files.length > 0)
      ManifestWriter.open(record).commit({
        ...{ what: 'imported', why: `${path.basename(file)} ${sha256}`, atMs: nowMs, add: files },
      });
    return { isNew: true, sha256, epoch, rejected, tracks, ...summary };
  } catch (error) {
    sweep(record, Manifest.read(record));
    throw error;
  } finally {
    duck.close();
  }
}

type OnReject = (line: number, why: string) => void;

async function fillGiven(
  connection: DuckDBConnection,
  { file, format }: TracksImport,
  reject: OnReject,
): Promise<void> {
  if (format === 'geoparquet') return givenByParquet(connection, file);
  if (format === 'points') return givenByCsv(connection, file, reject);
  const stage = await Stage.open(connection, 'given', GIVEN);
  const put = (line: number, point: GivenPoint): void => {
    const { track, ms, lat, lon, mmsi, sogKn, cogDeg, headingDeg, navStatus, kind, nature } = point;
    const cells = [line, track, ms, lat, lon, mmsi, sogKn, cogDeg, headingDeg, navStatus, kind, nature];
    for (const [i, cell] of [...cells, point.name, point.callSign, point.imo, point.shipType].entries())
      stage.set(i, cell);
    stage.next();
  };
  if (format === 'geojson') {
    if (statSync(file).size > LONGEST_JSON)
      throw new Error('GeoJSON of more than 256 MiB: take GeoParquet or CSV');
    const features = featuresOf(JSON.parse(readFileSync(file, 'utf8')));
    if (!features) throw new Error('it is no GeoJSON: neither a feature nor a collection of features');
    for (const [i, feature] of features.entries())
      for (const point of pointsOfFeature(feature, i + 1, reject)) put(i + 1, point);
  } else {
    let line = 0;
    for await (const text of createInterface({
      input: createReadStream(file),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      line += 1;
      if (text.trim() !== '') for (const point of pointsOfTraj(text, line, reject)) put(line, point);
    }
  }
  stage.close();
}

const PARQUET_COLUMNS = `track VARCHAR, mmsi UINTEGER, name VARCHAR, call_sign VARCHAR, imo UINTEGER, ship_type UTINYINT, time TIMESTAMP WITH TIME ZONE, lat DOUBLE, lon DOUBLE, sog_kn DOUBLE, cog_deg DOUBLE, heading_deg DOUBLE, nav_status UTINYINT, kind VARCHAR, nature VARCHAR`;

/** Of a site like ours, and of no newer schema than we know. */
async function givenByParquet(connection: DuckDBConnection, file: string): Promise<void> {
  const described = await rowsOf(
    connection,
    `DESCRIBE SELECT * EXCLUDE (geometry) FROM read_parquet(${quoted(file)})`,
  );
  const columns = described.map(([name, type]) => `${name} ${type}`).join(', ');
  if (columns !== PARQUET_COLUMNS) throw new Error(`it is no export of ours; its columns are ${columns}`);
  const [[said] = []] = await rowsOf(
    connection,
    `SELECT decode(value) FROM parquet_kv_metadata(${quoted(file)}) WHERE decode(key) = 'watchfloor'`,
  );
  const { schema } = JSON.parse(String(said ?? '{}')) as { schema?: unknown };
  if (schema !== 1) throw new Error(`it has schema ${schema}, this program reads 1`);
  await connection.run(
    `CREATE TABLE given AS SELECT (row_number() OVER ())::UINTEGER AS line, epoch_ms(time) AS ms,
       * EXCLUDE (time, geometry) FROM read_parquet(${quoted(file)})`,
  );
}

/** An apostrophe that keeps spreadsheets from running a text is taken off again. */
const unguarded = (column: string): string =>
  `CASE WHEN regexp_matches(${column}, '^''+[-=+@\\t\\r]') THEN substr(${column}, 2) ELSE ${column} END`;

async function givenByCsv(connection: DuckDBConnection, file: string, reject: OnReject): Promise<void> {
  const types: Readonly<Record<string, string>> = {
    ...{ time: 'TIMESTAMP', mmsi: 'UINTEGER', imo: 'UINTEGER', shipType: 'UTINYINT', navStatus: 'UTINYINT' },
    ...{ lat: 'DOUBLE', lon: 'DOUBLE', sogKn: 'DOUBLE', cogDeg: 'DOUBLE', headingDeg: 'DOUBLE' },
  };
  const columns = POINTS_HEAD.split(',').map(
    (name) => `${quoted(name)}: ${quoted(types[name] ?? 'VARCHAR')}`,
  );
  await connection.run(
    `CREATE TABLE given AS SELECT (row_number() OVER () + 1)::UINTEGER AS line, ${unguarded('track')} AS track,
       epoch_ms(time) AS ms, lat, lon, mmsi, "sogKn" AS sog_kn, "cogDeg" AS cog_deg, "headingDeg" AS heading_deg,
       "navStatus" AS nav_status, kind, nature, ${unguarded('name')} AS name, ${unguarded('"callSign"')} AS call_sign, imo,
       "shipType" AS ship_type
     FROM read_csv(${quoted(file)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
       store_rejects = true, rejects_limit = 0, columns = {${columns.join(', ')}})`,
  );
  for (const [line, what] of await rowsOf(
    connection,
    'SELECT line, min(column_name) FROM reject_errors GROUP BY line ORDER BY line',
  ))
    reject(Number(line), `${what}: it cannot be read`);
}

/** `raw` of `given`, without what cannot be; answers how many rows there are. */
async function fillRaw(connection: DuckDBConnection, nowMs: number, reject: OnReject): Promise<number> {
  const why = `CASE WHEN ms IS NULL THEN 'it has no time'
    WHEN ms < 631152000000 OR ms > ${nowMs + AHEAD_MS} THEN 'its time cannot be'
    WHEN track IS NULL THEN 'it is of no track'
    WHEN mmsi > 999999999 THEN 'its MMSI cannot be' ${NO_PLACE} END`;
  await connection.run(
    `CREATE TABLE checked AS SELECT *, ${why} AS why FROM (
       SELECT *, TRY_CAST(round(lat * 1e6) AS INTEGER) AS lat_e6, TRY_CAST(round(lon * 1e6) AS INTEGER) AS lon_e6 FROM given)`,
  );
  for (const [line, what] of await rowsOf(
    connection,
    'SELECT line, why FROM checked WHERE why IS NOT NULL ORDER BY line',
  ))
    reject(Number(line), String(what));
  await connection.run(
    `CREATE TABLE numbers AS SELECT track, row_number() OVER (ORDER BY track) AS number
     FROM (SELECT DISTINCT track FROM checked WHERE why IS NULL)`,
  );
  const text = (column: string): string => `CAST(${column} AS VARCHAR)`;
  const claims: Readonly<Record<Claim, string>> = {
    ...(Object.fromEntries(CLAIMS.map((name) => [name, "''"])) as Record<Claim, string>),
    ...{ name: 'name', callSign: 'call_sign', imo: text('imo'), type: text('ship_type') },
  };
  const tenths = (column: string, below: number): string =>
    `CAST(round(CASE WHEN ${column} >= 0 AND ${column} < ${below} THEN ${column} END * 10) AS SMALLINT)`;
  const kinds = Object.entries(TrackKind).map(([name, value]) => `WHEN ${quoted(name)} THEN ${value}`);
  await makeRaw(
    connection,
    `SELECT n.number::UINTEGER AS track, ms AS t_ms, mmsi, lat_e6, lon_e6, ${tenths('sog_kn', 2000)} AS sog_dkn,
       ${tenths('cog_deg', 359.95)} AS cog_ddeg, ${tenths('heading_deg', 359.95)} AS heading_ddeg, nav_status,
       (CASE kind ${kinds.join(' ')} END)::UTINYINT AS kind,
       (CASE WHEN upper(nature) = 'SYNTHETIC' THEN ${Nature.synthetic} ELSE ${Nature.recorded} END)::UTINYINT AS nature,
       ${claimOf(claims)} AS claim
     FROM checked c JOIN numbers n ON n.track = c.track WHERE why IS NULL`,
  );
  const [[rows] = []] = await rowsOf(connection, 'SELECT count(*) FROM raw');
  return Number(rows);
}
