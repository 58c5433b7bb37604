/** Rows straight into the archive, without a log: for imports and for archives made to test with. */
import path from 'node:path';
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { TABLES, type TableName } from '../../../proto/domain/record/tables.table.ts';
import type { ArchiveFile } from './archivefile.ts';
import { openDuck, rowsOf } from './duck.ts';
import { ManifestWriter } from './manifestwriter.ts';
import { writeParquet } from './parquet.ts';
import { absolute, HOUR_MS, WORK } from './places.ts';
import { type Cell, Stage } from './stage.ts';

export interface TableRows {
  readonly table: TableName;
  readonly class: RetentionClass;
  /** By TABLES's columns; a column that is left out is null. */
  readonly rows: Iterable<Readonly<Record<string, Cell>>>;
  /** When it is written, UTC epoch milliseconds. */
  readonly atMs: number;
}

/**
 * A file for each hour of `known_ms`, in the manifest when it answers. Nobody else may write the archive meanwhile.
 * Throws as DuckDB and the file system do.
 */
export async function writeTable(
  record: string,
  { table, class: of, rows, atMs }: TableRows,
): Promise<ArchiveFile[]> {
  const writer = ManifestWriter.open(record);
  writer.demandWhole();
  const number = `w${writer.manifest.version + 1}`;
  const duck = await openDuck(path.join(absolute(record, WORK), `write-${number}`));
  const files: ArchiveFile[] = [];
  try {
    const stage = await Stage.open(duck.connection, 'stage', TABLES[table].columns);
    const names = Object.keys(TABLES[table].columns);
    for (const row of rows) {
      for (let i = 0; i < names.length; i++) stage.set(i, row[names[i]!]);
      stage.next();
    }
    stage.close();
    for (const [hour] of await rowsOf(
      duck.connection,
      `SELECT DISTINCT floor(known_ms / ${HOUR_MS}) FROM stage ORDER BY 1`,
    )) {
      const from = `SELECT * FROM stage WHERE floor(known_ms / ${HOUR_MS}) = ${Number(hour)}`;
      const written = await writeParquet(duck.connection, {
        ...{ record, table, class: of, number, from },
        span: 'hour',
        atMs: Number(hour) * HOUR_MS,
        writtenMs: atMs,
      });
      if (written !== undefined) files.push(written);
    }
  } finally {
    duck.close();
  }
  writer.commit({ what: 'imported', atMs, add: files });
  return files;
}
