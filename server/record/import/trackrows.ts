/**
 * Rows of tracks on their way into the archive, wherever they came from: the table `raw`, and what is made of it. Its
 * columns are {@link RAW}, and `claim`, what a row says that the track is: {@link CLAIMS} as text, {@link BETWEEN} each.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { feedSetText } from '../../../proto/domain/record/feedset.ts';
import { classOfKind, type RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { type TableName, WATCH_MS } from '../../../proto/domain/record/tables.table.ts';
import { ContactState, SourceBits, TrackStateBits } from '../../../proto/domain/track.ts';
import type { ArchiveFile } from '../archive/archivefile.ts';
import { quoted, rowsOf } from '../archive/duck.ts';
import { writeParquet } from '../archive/parquet.ts';
import { DAY_MS, HOUR_MS } from '../archive/places.ts';
import { Stage } from '../archive/stage.ts';
import { TYPE_WORDS } from './headings.table.ts';
import { staticBytes } from './importedstatic.ts';

/** Silence after which a track left the picture. */
const GONE_MS = 30 * 60_000;

const RAW = {
  track: 'UINTEGER',
  t_ms: 'BIGINT',
  mmsi: 'UINTEGER',
  lat_e6: 'INTEGER',
  lon_e6: 'INTEGER',
  sog_dkn: 'SMALLINT',
  cog_ddeg: 'SMALLINT',
  heading_ddeg: 'SMALLINT',
  nav_status: 'UTINYINT',
  kind: 'UTINYINT',
  nature: 'UTINYINT',
  claim: 'VARCHAR',
} as const;
export const CLAIMS = ['name', 'callSign', 'imo', 'type', 'length', 'beam', 'destination'] as const;
export type Claim = (typeof CLAIMS)[number];
/** Stands in no text. */
const BETWEEN = 'chr(31)';

/** SQL of the claim, from that of its parts. */
export const claimOf = (parts: Readonly<Record<Claim, string>>): string =>
  `concat(${CLAIMS.map((name) => parts[name]).join(`, ${BETWEEN}, `)})`;

const valuesOf = (words: Readonly<Record<string, number>>): string =>
  `(VALUES ${Object.entries(words)
    .map(([word, value]) => `(${quoted(word)}, ${value})`)
    .join(', ')})`;

/** The table `types` of `word, value`. */
export async function makeWords(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `CREATE TABLE types AS SELECT word, value::UTINYINT AS value FROM ${valuesOf(TYPE_WORDS)} v(word, value)`,
  );
}

/** `raw` of a SELECT of its columns, in their types whatever the statement's are. */
export async function makeRaw(connection: DuckDBConnection, select: string): Promise<void> {
  const columns = Object.entries(RAW).map(([name, type]) => `${name} ${type}`);
  await connection.run(`CREATE TABLE raw (${columns.join(', ')})`);
  await connection.run(`INSERT INTO raw BY NAME ${select}`);
}

/** Moored or anchored and hardly moving, or hardly moving: as the live picture takes it. */
const AT_REST = 'CASE WHEN nav_status IN (1, 5) THEN coalesce(sog_dkn, 0) < 30 ELSE sog_dkn < 5 END';

/**
 * The day's watch, the square degree and the track, as `orderOf` of the table has them one after the other, in one whole
 * number of 51 bits, which is sooner sorted than three; `//` cuts towards 0.
 */
const placeOf = (fromMs: number): string =>
  `((((t_ms - ${fromMs}) // ${WATCH_MS}) * 65536 + (lat_e6 + 90000000) // 1000000 * 360 + (lon_e6 + 180000000) // 1000000) * 4294967296 + r.track)`;

const pointsOf = ({ epoch, feed, fromMs, class: of }: PointsOf): string => `SELECT
  ((lat_e6 + 90000000) // 250000 * 1440 + (lon_e6 + 180000000) // 250000)::INTEGER AS cell, ${epoch} AS epoch, track,
  t_ms AS known_ms, t_ms AS observed_ms, mmsi, lat_e6, lon_e6, sog_dkn, cog_ddeg, heading_ddeg, nav_status,
  CASE WHEN ${AT_REST} THEN ${TrackStateBits.atRest} ELSE 0 END AS state, kind, nature, ${ContactState.none} AS contact,
  CASE WHEN mmsi IS NULL THEN 0 ELSE ${SourceBits.ais} END AS sources, NULL AS ellipse, ${quoted(feedSetText([feed]))} AS feeds,
  false AS restated
  FROM (
    SELECT r.* EXCLUDE (kind), k.kind AS kind FROM raw r JOIN kinds k ON k.track = r.track
    WHERE t_ms >= ${fromMs} AND t_ms < ${fromMs + DAY_MS} AND ${isOfClass(of, 'k.kind')} ORDER BY ${placeOf(fromMs)}, (t_ms - ${fromMs})::UINTEGER)`;

interface PointsOf {
  readonly epoch: number;
  readonly feed: string;
  readonly class: RetentionClass;
  /** Of the day. */
  readonly fromMs: number;
}

/** Makes `ends` and `identities` of `raw`, and what its points need; answers how many tracks there are. */
export async function makeTables(connection: DuckDBConnection, epoch: number): Promise<number> {
  // All that is asked below is asked of these, some hundredths of the rows.
  await connection.run(
    `CREATE TABLE spans AS SELECT track, claim, t_ms // ${GONE_MS} AS span, min(t_ms) AS first_ms, max(t_ms) AS last_ms,
       max(kind) AS kind, max(nature) FILTER (nature = ${Nature.synthetic}) AS synthetic, max(mmsi) AS mmsi
     FROM raw GROUP BY track, claim, span`,
  );
  // A transmitter that is heard of as two kinds is the more telling one, in all of its rows.
  await connection.run(
    `CREATE TABLE kinds AS SELECT track, coalesce(max(kind), ${TrackKind.unknown})::UTINYINT AS kind,
       max(synthetic) AS synthetic FROM spans GROUP BY track`,
  );
  await makeEnds(connection, epoch);
  await makeIdentities(connection, epoch);
  // What it says of itself is in the identities: rows are sorted without it.
  await connection.run('ALTER TABLE raw DROP COLUMN claim');
  const [[tracks] = []] = await rowsOf(connection, 'SELECT count(*) FROM kinds');
  return Number(tracks);
}

/** Of each half hour the first and the last: between two of them it was silent, or not. */
const makeEnds = async (connection: DuckDBConnection, epoch: number): Promise<void> =>
  void (await connection.run(
    `CREATE TABLE ends AS SELECT ${epoch} AS epoch, track, last_ms + ${GONE_MS} AS known_ms FROM (
       SELECT track, last_ms, lead(first_ms) OVER (PARTITION BY track ORDER BY first_ms) AS next_ms
       FROM (SELECT track, min(first_ms) AS first_ms, max(last_ms) AS last_ms FROM spans GROUP BY track, span))
     WHERE next_ms IS NULL OR next_ms - last_ms > ${GONE_MS}`,
  ));

/** What each claimed in each hour, so that a time is looked up in its hour alone. */
async function makeIdentities(connection: DuckDBConnection, epoch: number): Promise<void> {
  await connection.run(
    `CREATE TABLE said AS SELECT track, min(first_ms) AS known_ms, max(mmsi) AS mmsi, claim
     FROM spans GROUP BY track, first_ms // ${HOUR_MS}, claim`,
  );
  const part = (name: Claim): string => `parts[${CLAIMS.indexOf(name) + 1}]`;
  await connection.run(
    `CREATE TABLE claims AS SELECT row_number() OVER () AS number, c.track, c.mmsi, c.claim, k.kind,
       coalesce(k.synthetic, ${Nature.recorded}) AS nature, ${cleaned(part('name'))} AS name,
       ${cleaned(part('callSign'))} AS call_sign,
       nullif(TRY_CAST(replace(upper(${part('imo')}), 'IMO', '') AS UINTEGER), 0) AS imo, nullif(t.value, 0) AS ship_type,
       ${metres(part('length'), 1022)} AS length_m, ${metres(part('beam'), 126)} AS beam_m,
       ${cleaned(part('destination'))} AS destination
     FROM (SELECT track, claim, max(mmsi) AS mmsi, string_split(claim, ${BETWEEN}) AS parts FROM said GROUP BY track, claim) c
     JOIN kinds k ON k.track = c.track LEFT JOIN types t ON t.word = ${part('type')}`,
  );
  await stageStatics(connection, epoch);
  await connection.run(
    `CREATE VIEW identities AS SELECT ${epoch} AS epoch, c.track AS track, known_ms, kind, nature, c.mmsi AS mmsi, imo, name,
       call_sign, ship_type, length_m, beam_m, destination, s.static AS static, false AS restated
     FROM said JOIN claims c ON c.track = said.track AND c.claim = said.claim JOIN statics s ON s.number = c.number`,
  );
}

/** Each different claim once, as the wire says it. */
async function stageStatics(connection: DuckDBConnection, epoch: number): Promise<void> {
  const stage = await Stage.open(connection, 'statics', {
    number: { type: 'BIGINT' },
    static: { type: 'BLOB' },
  });
  const result = await connection.stream(
    `SELECT number::DOUBLE, track, mmsi, kind, nature, imo, ship_type, name, call_sign, destination FROM claims`,
  );
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    for (const row of chunk.getRows()) {
      const [number, track, mmsi, kind, nature, imo, shipType] = row
        .slice(0, 7)
        .map((value) => (value === null ? undefined : Number(value)));
      const [name, callSign, destination] = row
        .slice(7)
        .map((value) => (value === null ? undefined : String(value)));
      const bytes = staticBytes({
        ...{ epoch, track: track!, kind: kind as TrackKind, nature: nature as Nature },
        sources: mmsi === undefined ? 0 : SourceBits.ais,
        ...(mmsi !== undefined && { mmsi }),
        ...(name !== undefined && { name }),
        ...(callSign !== undefined && { callSign }),
        ...(imo !== undefined && { imo }),
        ...(shipType !== undefined && { shipType }),
        ...(destination !== undefined && { destination }),
      });
      stage.set(0, number);
      stage.set(1, bytes);
      stage.next();
    }
  }
  stage.close();
}

/** A text without the blanks and `@` that fill its field; null where nothing is said. */
const cleaned = (text: string): string => `nullif(nullif(trim(replace(${text}, '@', ' ')), ''), 'Unknown')`;

const metres = (text: string, most: number): string =>
  `CASE WHEN TRY_CAST(${text} AS DOUBLE) BETWEEN 1 AND ${most} THEN CAST(TRY_CAST(${text} AS DOUBLE) AS INTEGER) END`;

export interface FilesOf {
  readonly record: string;
  readonly epoch: number;
  readonly feed: string;
  /** The machine's time. */
  readonly nowMs: number;
  /** Names them. */
  readonly number: string;
}

/** Where a table's rows are counted by time: as many, and not joined for it. */
const COUNTED = {
  points: ['raw', 't_ms'],
  identities: ['said', 'known_ms'],
  ends: ['ends', 'known_ms'],
} as const;

/** A file for each table, class and day; durable, in no manifest. */
export async function writeFiles(
  connection: DuckDBConnection,
  { record, nowMs, number, epoch, feed }: FilesOf,
): Promise<readonly ArchiveFile[]> {
  const kinds = await rowsOf(connection, 'SELECT DISTINCT kind FROM kinds ORDER BY kind');
  const classes = new Set(kinds.map(([kind]) => classOfKind(Number(kind))));
  const files: ArchiveFile[] = [];
  for (const table of ['points', 'identities', 'ends'] as const satisfies readonly TableName[])
    for (const of of classes) {
      const [rows, time] = COUNTED[table];
      const theirs =
        classes.size === 1 ? 'true' : `track IN (SELECT track FROM kinds WHERE ${isOfClass(of, 'kind')})`;
      const days = await rowsOf(
        connection,
        `SELECT (${time} // ${DAY_MS})::INTEGER AS day, count(*), min(${time}), max(${time}) FROM ${rows}
         WHERE ${theirs} GROUP BY day ORDER BY day`,
      );
      for (const [day, count, minKnownMs, maxKnownMs] of days.map((row) => row.map(Number))) {
        const fromMs = day! * DAY_MS;
        const within = `known_ms >= ${fromMs} AND known_ms < ${fromMs + DAY_MS}`;
        const file = await writeParquet(connection, {
          ...{ record, table, class: of, span: 'import', atMs: fromMs, number, writtenMs: nowMs },
          counted: { rows: count!, minKnownMs: minKnownMs!, maxKnownMs: maxKnownMs!, epochs: [epoch] },
          ...(table === 'points'
            ? { from: pointsOf({ epoch, feed, fromMs, class: of }), isSorted: true }
            : { from: `SELECT * FROM ${table} WHERE ${within} AND ${theirs}` }),
        });
        if (file !== undefined) files.push(file);
      }
    }
  return files;
}

/** People on land are kept as briefly here as where they were seen. */
const isOfClass = (of: RetentionClass, column: string): string => {
  const kinds = Object.values(TrackKind).filter((kind) => classOfKind(kind) === of);
  return `${column} IN (${kinds.join(', ')})`;
};
