/**
 * Compaction: the files of a finished day become one for each class and table. What was compacted is dropped at the next
 * sweep: who reads it now reads on.
 */
import path from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { TABLES, type TableName, WATCH_MS } from '../../../proto/domain/record/tables.table.ts';
import type { ArchiveFile } from './archivefile.ts';
import { openDuck, quoted } from './duck.ts';
import { hashFile } from './durable.ts';
import type { Damage } from './manifestparts.ts';
import type { ManifestWriter } from './manifestwriter.ts';
import { orderOf, writeParquet } from './parquet.ts';
import { absolute, DAY_MS, dayOf, HOUR_MS, WORK } from './places.ts';

/** After the end of a day what came late is there. */
const AFTER_MS = HOUR_MS;

export interface Compacted {
  readonly compacted: number;
  /** Of files that changed since they were written: their day is left as it is. */
  readonly damages: readonly Damage[];
}

/** Days that are over by `nowMs`. Throws as DuckDB and the file system do: what was committed before stays. */
export async function compact(writer: ManifestWriter, nowMs: number): Promise<Compacted> {
  const damages: Damage[] = [];
  let compacted = 0;
  const groups = groupsOf(writer.manifest.all(), nowMs);
  if (groups.length === 0) return { compacted, damages };
  const duck = await openDuck(path.join(absolute(writer.record, WORK), 'compact'));
  try {
    for (const files of groups) {
      const changed = files.flatMap((file) => changedSince(writer.record, file));
      damages.push(...changed);
      if (changed.length > 0) continue;
      const day = await compactDay(duck.connection, writer, files);
      writer.commit({ what: 'compacted', atMs: nowMs, add: [day], remove: files });
      compacted += files.length;
    }
  } finally {
    duck.close();
  }
  return { compacted, damages };
}

/** What would be made one, oldest first. */
export function groupsOf(files: readonly ArchiveFile[], nowMs: number): ArchiveFile[][] {
  const groups = new Map<string, ArchiveFile[]>();
  for (const file of files) {
    const day = dayOf(file.minKnownMs);
    const isDays = file.span !== 'import' && file.table in TABLES && dayOf(file.maxKnownMs) === day;
    if (!isDays || day + DAY_MS + AFTER_MS > nowMs) continue;
    const key = `${day} ${file.class} ${file.table}`;
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return [...groups.values()].filter((group) => group.length > 1 || group[0]!.span === 'hour');
}

/** A changed byte must not get a new hash. */
export function changedSince(record: string, file: ArchiveFile): Damage[] {
  try {
    return hashFile(absolute(record, file.path)).sha256 === file.sha256
      ? []
      : [{ path: file.path, what: 'it was changed since it was written' }];
  } catch (error) {
    return [{ path: file.path, what: `it cannot be read: ${(error as Error).message}` }];
  }
}

async function compactDay(
  connection: DuckDBConnection,
  writer: ManifestWriter,
  files: readonly ArchiveFile[],
): Promise<ArchiveFile> {
  const [{ table, class: of, minKnownMs }] = files as [ArchiveFile];
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const seqs = seqsOf(files);
  const day = await writeParquet(connection, {
    ...{ record: writer.record, table: table as TableName, class: of, span: 'day' },
    atMs: dayOf(minKnownMs),
    writtenMs: files.reduce((max, file) => Math.max(max, file.writtenMs), 0),
    number: writer.manifest.version + 1,
    from: inOrder(writer.record, table as TableName, files),
    isSorted: true,
    ...(seqs && { seqs }),
  });
  if (day?.rows !== rows)
    throw new Error(`compacting ${files[0]!.path}: ${rows} rows became ${day?.rows ?? 0}`);
  return day;
}

const seqsOf = (files: readonly ArchiveFile[]): { first: number; last: number } | undefined => {
  const first = files.map(({ firstSeq }) => firstSeq).filter((seq) => seq !== undefined);
  const last = files.map(({ lastSeq }) => lastSeq).filter((seq) => seq !== undefined);
  return first.length > 0 ? { first: Math.min(...first), last: Math.max(...last) } : undefined;
};

/** The rows in the table's order: what stands in order already is only put one behind the other. */
function inOrder(record: string, table: TableName, files: readonly ArchiveFile[]): string {
  const pieces = TABLES[table].isByWatch ? byWatch(files) : bySeq(table, files);
  const selects = pieces.map((piece) => {
    const list = piece.map((file) => quoted(absolute(record, file.path))).join(', ');
    const order = piece.length > 1 ? ` ORDER BY ${orderOf(table)}` : '';
    return `(SELECT * FROM read_parquet([${list}])${order})`;
  });
  return selects.join(' UNION ALL ');
}

/** What meets within a watch is sorted anew. */
function byWatch(files: readonly ArchiveFile[]): ArchiveFile[][] {
  const pieces: ArchiveFile[][] = [];
  let untilMs = Number.NEGATIVE_INFINITY;
  for (const file of [...files].sort((a, b) => a.minKnownMs - b.minKnownMs)) {
    if (watchOf(file.minKnownMs) > untilMs) pieces.push([file]);
    else pieces.at(-1)!.push(file);
    untilMs = Math.max(untilMs, watchOf(file.maxKnownMs));
  }
  return pieces;
}

const watchOf = (ms: number): number => Math.floor(ms / WATCH_MS);

/** A class's files of a roll each go on from the one before. */
function bySeq(table: TableName, files: readonly ArchiveFile[]): ArchiveFile[][] {
  if (TABLES[table].sort[0] !== 'seq' || files.some(({ firstSeq }) => firstSeq === undefined))
    return [[...files]];
  const sorted = [...files].sort((a, b) => a.firstSeq! - b.firstSeq!);
  // Where clocks were set back, or imports have the same numbers, they may lie between each other.
  const isApart = sorted.every((file, i) => i === 0 || file.firstSeq! > sorted[i - 1]!.lastSeq!);
  return isApart ? sorted.map((file) => [file]) : [sorted];
}
