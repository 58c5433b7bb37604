/** One table's rows as a Parquet file in its place, and what the manifest says of it. */
import path from 'node:path';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import {
  SCHEMA_VERSION,
  TABLES,
  type TableName,
  WATCH_MS,
} from '../../../proto/domain/record/tables.table.ts';
import type { ArchiveFile } from './archivefile.ts';
import { quoted, rowsOf } from './duck.ts';
import { hashFile, makeFolder, putInPlace } from './durable.ts';
import { absolute, dayName, hourName } from './places.ts';

/**
 * Rows of a group, a multiple of DuckDB's vector: what a question reads at least of each column. Twice as many take a
 * vessel's day twice as long; half as many are no faster. Bytes received are long: fewer keep the writer's memory small.
 */
const GROUP_ROWS: Readonly<Partial<Record<TableName, number>>> = { frames: 20_480 };
const DEFAULT_GROUP_ROWS = 30_720;
/** A column with more values in a group is written as differences: smaller than a list of its values, and sooner read. */
const MOST_LISTED = 1_000;

/** Days are written once and kept for months: a seventh more work saves a thirtieth. */
const DAY_LEVEL = 9;
const HOUR_LEVEL = 3;
/** Imports are sorted as days are: the fifth level costs a fourth of the writing, and saves a twelfth. */
const IMPORT_LEVEL = 1;
const LEVELS: Readonly<Record<ArchiveFile['span'], number>> = {
  ...{ hour: HOUR_LEVEL, day: DAY_LEVEL, import: IMPORT_LEVEL },
};

const copyOptions = (table: TableName, span: ArchiveFile['span']): string =>
  [
    'FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2',
    `COMPRESSION_LEVEL ${LEVELS[span]}`,
    `ROW_GROUP_SIZE ${GROUP_ROWS[table] ?? DEFAULT_GROUP_ROWS}`,
    `DICTIONARY_SIZE_LIMIT ${MOST_LISTED}`,
  ].join(', ');

export interface Counted {
  readonly rows: number;
  readonly minKnownMs: number;
  readonly maxKnownMs: number;
  readonly epochs: readonly number[];
  readonly firstSeq?: number;
  readonly lastSeq?: number;
}

export interface Written {
  readonly record: string;
  readonly table: TableName;
  readonly class: RetentionClass;
  readonly span: ArchiveFile['span'];
  /** Names the hour or day. */
  readonly atMs: number;
  /** The machine's time; of what is compacted, of the latest. */
  readonly writtenMs: number;
  /** Makes the name one of its kind: the first seq. */
  readonly number: number | string;
  /** What gives the rows, with the columns of TABLES by name; in any order. */
  readonly from: string;
  /** They come in the table's order already. */
  readonly isSorted?: boolean;
  /** Where it is known already: they are not counted. */
  readonly counted?: Counted;
  /** Of the entries; rows that have a number of their own say it themselves. */
  readonly seqs?: { readonly first: number; readonly last: number };
}

const columnsOf = (table: TableName): string =>
  Object.entries(TABLES[table].columns)
    .map(([name, { type }]) => `${name}::${type} AS ${name}`)
    .join(', ');

export const orderOf = (table: TableName): string => {
  const { sort, isByWatch = false } = TABLES[table];
  return [...(isByWatch ? [`floor(known_ms / ${WATCH_MS})`] : []), ...sort].join(', ');
};

/** Durable when it answers, not yet in the manifest. Undefined where there are no rows. Throws as DuckDB and the file system do. */
export async function writeParquet(
  connection: DuckDBConnection,
  { record, table, class: of, span, atMs, writtenMs, number, from, isSorted = false, counted, seqs }: Written,
): Promise<ArchiveFile | undefined> {
  const { rows, firstSeq, lastSeq, ...known } = counted ?? (await counting(connection, table, from));
  if (rows === 0) return undefined;
  const day = dayName(atMs);
  const name = span === 'hour' ? `${hourName(atMs)}-${number}` : `${span}-${number}`;
  const place = `archive/${of}/${table}/${day}/${name}.parquet`;
  const file = absolute(record, place);
  makeFolder(path.dirname(file));
  const order = isSorted ? '' : ` ORDER BY ${orderOf(table)}`;
  const about: Omit<ArchiveFile, 'path' | 'bytes' | 'sha256'> = {
    ...{ table, class: of, schema: SCHEMA_VERSION, span, rows },
    ...known,
    ...(firstSeq !== undefined && lastSeq !== undefined
      ? { firstSeq, lastSeq }
      : seqs && { firstSeq: seqs.first, lastSeq: seqs.last }),
    writtenMs,
  };
  const select = `SELECT ${columnsOf(table)} FROM (${from})${order}`;
  const options = `${copyOptions(table, span)}, KV_METADATA {watchfloor: ${quoted(JSON.stringify(about))}}`;
  await connection.run(`COPY (${select}) TO ${quoted(`${file}.new`)} (${options})`);
  putInPlace(file);
  return { path: place, ...about, ...hashFile(file) };
}

async function counting(connection: DuckDBConnection, table: TableName, from: string): Promise<Counted> {
  const hasSeq = 'seq' in TABLES[table].columns;
  const [counted] = await rowsOf(
    connection,
    `SELECT count(*), min(known_ms), max(known_ms), list(DISTINCT epoch)${hasSeq ? ', min(seq), max(seq)' : ''} FROM (${from})`,
  );
  return {
    ...{ rows: Number(counted?.[0]), minKnownMs: Number(counted?.[1]), maxKnownMs: Number(counted?.[2]) },
    epochs: epochsOf(counted?.[3]),
    ...(hasSeq && { firstSeq: Number(counted?.[4]), lastSeq: Number(counted?.[5]) }),
  };
}

const epochsOf = (list: DuckDBValue | undefined): number[] =>
  ((list as { items?: readonly DuckDBValue[] } | undefined)?.items ?? []).map(Number).sort((a, b) => a - b);
