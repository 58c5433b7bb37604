/**
 * A table of AIS reports (Danish Maritime Authority, MarineCadastre and what is like them) into the archive: DuckDB reads
 * the text, and all files enter the manifest at once or not at all. The same file comes in once: its tracks' run is
 * named by its hash.
 */
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { TABLES, type TableName } from '../../../proto/domain/record/tables.table.ts';
import { ContactState, SourceBits, TrackStateBits } from '../../../proto/domain/track.ts';
import type { ArchiveFile } from '../archive/archivefile.ts';
import { openDuck, quoted, rowsOf } from '../archive/duck.ts';
import { hashFile } from '../archive/durable.ts';
import { Manifest } from '../archive/manifest.ts';
import { ManifestWriter } from '../archive/manifestwriter.ts';
import { writeParquet } from '../archive/parquet.ts';
import { absolute, DAY_MS, HOUR_MS, WORK } from '../archive/places.ts';
import { Stage } from '../archive/stage.ts';
import { sweep } from '../archive/sweep.ts';
import {
  COG,
  type CsvTable,
  cleaned,
  HEADING,
  readClaims,
  readMotion,
  SOG,
  valuesOf,
  whyNot,
} from './csvtable.ts';
import { MOBILE_WORDS, STATUS_WORDS, TYPE_WORDS } from './headings.table.ts';
import { importedBefore, summaryOf } from './importedfiles.ts';
import { importedRun } from './importedrun.ts';
import { staticBytes } from './importedstatic.ts';

/** Silence after which a track left the picture. */
const GONE_MS = 30 * 60_000;
/** A clock that is ahead of ours by more is wrong. */
const AHEAD_MS = DAY_MS;

export interface CsvImport {
  /** The record's folder. */
  readonly record: string;
  readonly table: CsvTable;
  /** The machine's time, UTC epoch milliseconds. */
  readonly nowMs: number;
  /** The feed that the rows are said to be of. */
  readonly feed: string;
  /** Told of each step, with the rows so far. */
  readonly onStep?: (step: 'hashed' | 'read' | 'written', rows: number) => void;
  readonly onReject: (reject: Reject) => void;
}

export interface Reject {
  /** From 1, the heading's; blank lines are not counted. */
  readonly line: number;
  readonly why: string;
}

export interface Imported {
  /** False: it was in already, and nothing was done. */
  readonly isNew: boolean;
  readonly sha256: string;
  readonly epoch: number;
  readonly rows: number;
  readonly rejected: number;
  readonly tracks: number;
  readonly fromMs?: number;
  readonly untilMs?: number;
  readonly bytes: number;
}

/** Throws as DuckDB and the file system do: the archive is then as it was. Nobody else may write it meanwhile. */
export async function importCsv(asked: CsvImport): Promise<Imported> {
  const { record, table, onStep } = asked;
  const { sha256 } = hashFile(table.file);
  onStep?.('hashed', 0);
  const epoch = importedRun(sha256);
  const before = importedBefore(Manifest.read(record), epoch);
  if (before) return { ...before, isNew: false, sha256, epoch };
  const number = sha256.slice(0, 12);
  const duck = await openDuck(path.join(absolute(record, WORK), `import-${number}`));
  try {
    const rejected = await read(duck.connection, asked);
    const tracks = await fillTables(duck.connection, epoch, asked);
    const files = await write(duck.connection, asked, number);
    const summary = summaryOf(files);
    onStep?.('written', summary.rows);
    if (files.length > 0)
      ManifestWriter.open(record).commit({
        ...{ what: 'imported', why: `${path.basename(table.file)} ${sha256}`, atMs: asked.nowMs, add: files },
      });
    return { isNew: true, sha256, epoch, rejected, tracks, ...summary };
  } catch (error) {
    sweep(record, Manifest.read(record));
    throw error;
  } finally {
    duck.close();
  }
}

/** Fills `raw` and `points`; answers how many rows were not taken. */
async function read(
  connection: DuckDBConnection,
  { table, nowMs, onStep, onReject }: CsvImport,
): Promise<number> {
  await connection.run(`CREATE TABLE statuses AS FROM ${valuesOf(STATUS_WORDS)} v(word, value)`);
  await connection.run(`CREATE TABLE mobiles AS FROM ${valuesOf(MOBILE_WORDS)} v(word, value)`);
  await connection.run(`CREATE TABLE types AS FROM ${valuesOf(TYPE_WORDS)} v(word, value) WHERE value > 0`);
  await connection.run(`CREATE TABLE raw AS ${readMotion(table)}`);
  const why = whyNot(nowMs + AHEAD_MS);
  const [[all, bad] = []] = await rowsOf(
    connection,
    `SELECT count(*), count(*) FILTER ((${why}) IS NOT NULL) FROM raw`,
  );
  onStep?.('read', Number(all) - Number(bad));
  const unread = await rowsOf(
    connection,
    'SELECT line, min(column_name), min(error_message) FROM reject_errors GROUP BY line ORDER BY line',
  );
  const lines = unread.map(([line]) => Number(line));
  for (const [line, column, what] of unread)
    onReject({ line: Number(line), why: `${column}: ${plainly(String(what))}` });
  if (Number(bad) > 0) {
    const odd = await rowsOf(
      connection,
      `SELECT * FROM (SELECT row_number() OVER () AS n, ${why} AS why FROM raw) WHERE why IS NOT NULL ORDER BY n`,
    );
    let before = 0;
    for (const [n, what] of odd) {
      // Rows that could not be read have lines, too, and no number.
      while (before < lines.length && lines[before]! <= Number(n) + 1 + before) before += 1;
      onReject({ line: Number(n) + 1 + before, why: String(what) });
    }
    await connection.run(`DELETE FROM raw WHERE (${why}) IS NOT NULL`);
  }
  return Number(bad) + lines.length;
}

/** DuckDB says more than a person asked. */
function plainly(what: string): string {
  const [, said] = /Could not convert string (".*") to/.exec(what) ?? [];
  return said === undefined ? (what.split('\n')[0] ?? what) : `${said} cannot be read`;
}

/** Moored or anchored and hardly moving, or hardly moving: as the live picture takes it. */
const AT_REST = `CASE WHEN status IN (1, 5) THEN coalesce(${SOG}, 0) < 3 ELSE ${SOG} < 0.5 END`;

/** Fills `points`, `ends` and `identities` from what was read; answers how many tracks there are. */
async function fillTables(
  connection: DuckDBConnection,
  epoch: number,
  { feed, table }: CsvImport,
): Promise<number> {
  // A transmitter that is heard of as two kinds is the more telling one, in all of its rows.
  await connection.run(
    `CREATE TABLE kinds AS SELECT mmsi, coalesce(max(mobile), ${TrackKind.unknown}) AS kind
     FROM raw GROUP BY mmsi`,
  );
  await connection.run(
    `CREATE VIEW points AS SELECT
       CAST(floor(lat * 4 + 360) * 1440 + floor(lon * 4 + 720) AS INTEGER) AS cell, ${epoch} AS epoch, r.mmsi AS track,
       t_ms AS known_ms, t_ms AS observed_ms, r.mmsi AS mmsi, round(lat * 1e6) AS lat_e6, round(lon * 1e6) AS lon_e6,
       round(${SOG} * 10) AS sog_dkn, round(${COG} * 10) AS cog_ddeg, round(${HEADING} * 10) AS heading_ddeg,
       status AS nav_status, CASE WHEN ${AT_REST} THEN ${TrackStateBits.atRest} ELSE 0 END AS state, kind,
       ${Nature.recorded} AS nature, ${ContactState.none} AS contact, ${SourceBits.ais} AS sources, NULL AS ellipse,
       ${quoted(feed)} AS feeds, false AS restated
     FROM raw r JOIN kinds k ON k.mmsi = r.mmsi`,
  );
  await connection.run(
    `CREATE TABLE ends AS SELECT ${epoch} AS epoch, mmsi AS track, t_ms + ${GONE_MS} AS known_ms FROM (
       SELECT mmsi, t_ms, lead(t_ms) OVER (PARTITION BY mmsi ORDER BY t_ms) AS next_ms FROM raw)
     WHERE next_ms IS NULL OR next_ms - t_ms > ${GONE_MS}`,
  );
  await stageIdentities(connection, epoch, table);
  const [[tracks] = []] = await rowsOf(connection, 'SELECT count(*) FROM kinds');
  return Number(tracks);
}

/** What each claimed in each hour, so that a time is looked up in its hour alone. */
async function stageIdentities(connection: DuckDBConnection, epoch: number, table: CsvTable): Promise<void> {
  const stage = await Stage.open(connection, 'identities', TABLES.identities.columns);
  const result = await connection.stream(
    `SELECT c.mmsi, CAST(known_ms AS DOUBLE), kind, TRY_CAST(replace(upper(imo), 'IMO', '') AS UINTEGER) AS imo,
       ${cleaned('name')}, ${cleaned('callSign')}, t.value, ${metres('length', 1022)}, ${metres('beam', 126)},
       ${cleaned('destination')}
     FROM (${readClaims(table, HOUR_MS)}) c
     JOIN kinds k ON k.mmsi = c.mmsi LEFT JOIN types t ON t.word = c."type"
     ORDER BY c.mmsi, known_ms`,
  );
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    for (const row of chunk.getRows()) {
      const [mmsi, knownMs, kind] = row.slice(0, 3).map(Number) as [number, number, number];
      const imo = numberOf(row[3]) || undefined;
      const [name, callSign, destination] = [textOf(row[4]), textOf(row[5]), textOf(row[9])];
      const shipType = numberOf(row[6]);
      const bytes = staticBytes({
        ...{
          epoch,
          track: mmsi,
          mmsi,
          kind: kind as TrackKind,
          nature: Nature.recorded,
          sources: SourceBits.ais,
        },
        ...(name !== undefined && { name }),
        ...(callSign !== undefined && { callSign }),
        ...(imo !== undefined && { imo }),
        ...(shipType !== undefined && { shipType }),
        ...(destination !== undefined && { destination }),
      });
      const size = [numberOf(row[7]), numberOf(row[8])];
      const cells = [
        epoch,
        mmsi,
        knownMs,
        kind,
        Nature.recorded,
        mmsi,
        imo,
        name,
        callSign,
        shipType,
        ...size,
      ];
      for (const [i, cell] of [...cells, destination, bytes, false].entries()) stage.set(i, cell);
      stage.next();
    }
  }
  stage.close();
}

const metres = (column: string, most: number): string =>
  `CASE WHEN TRY_CAST("${column}" AS DOUBLE) BETWEEN 1 AND ${most} THEN CAST(TRY_CAST("${column}" AS DOUBLE) AS INTEGER) END`;

const numberOf = (value: unknown): number | undefined =>
  value === null || value === undefined ? undefined : Number(value);
const textOf = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value);

/** A file for each table and day. */
async function write(
  connection: DuckDBConnection,
  { record, nowMs }: CsvImport,
  number: string,
): Promise<readonly ArchiveFile[]> {
  const files: ArchiveFile[] = [];
  for (const table of ['points', 'identities', 'ends'] as const satisfies readonly TableName[]) {
    const days = await rowsOf(
      connection,
      `SELECT DISTINCT CAST(floor(known_ms / ${DAY_MS}) AS INTEGER) FROM ${table} ORDER BY 1`,
    );
    for (const [day] of days) {
      const fromMs = Number(day) * DAY_MS;
      const from = `SELECT * FROM ${table} WHERE known_ms >= ${fromMs} AND known_ms < ${fromMs + DAY_MS}`;
      const file = await writeParquet(connection, {
        ...{ record, table, class: 'sea', span: 'import', atMs: fromMs, number, from, writtenMs: nowMs },
      });
      if (file !== undefined) files.push(file);
    }
  }
  return files;
}
