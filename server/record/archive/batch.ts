/**
 * Entries of one class of the log on their way into files: staged by table, written by hour, entered in the manifest in
 * one step together with how far the log was read. Killed anywhere, either none or all of a batch is in the archive.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { TABLES, type TableName } from '../../../proto/domain/record/tables.table.ts';
import type { watchfloor as record } from '../../../proto/generated/record.js';
import type { ArchiveFile } from './archivefile.ts';
import { rowsOf } from './duck.ts';
import { EntryStages } from './entrystages.ts';
import { writeParquet } from './parquet.ts';
import { HOUR_MS } from './places.ts';
import { stagedColumns } from './pointrows.ts';

type Entry = record.record.v1.Entry;

const FEED_NAMES = 'feed_sets';
const NAMES = Object.keys(TABLES) as TableName[];
/** Staged and sorted in DuckDB's memory: more rows, or more bytes received, are the next batch. */
const BATCH_ROWS = 3_000_000;
const BATCH_BYTES = 192 << 20;

export class Batch {
  readonly #connection: DuckDBConnection;
  readonly #class: RetentionClass;
  readonly #staged: EntryStages;
  #firstSeq: number | undefined;
  #lastSeq = 0;

  private constructor(connection: DuckDBConnection, of: RetentionClass, staged: EntryStages) {
    this.#connection = connection;
    this.#class = of;
    this.#staged = staged;
  }

  static async open(connection: DuckDBConnection, of: RetentionClass): Promise<Batch> {
    return new Batch(connection, of, await EntryStages.open(connection, 'stage_', NAMES));
  }

  get isFull(): boolean {
    const { bytes, stages } = this.#staged;
    return bytes >= BATCH_BYTES || NAMES.some((name) => (stages[name]?.rows ?? 0) >= BATCH_ROWS);
  }

  get isEmpty(): boolean {
    return this.#firstSeq === undefined;
  }

  /** Undefined: nothing was added. */
  get seqs(): { readonly first: number; readonly last: number } | undefined {
    return this.#firstSeq === undefined ? undefined : { first: this.#firstSeq, last: this.#lastSeq };
  }

  /** False: what it says cannot be kept as rows. */
  add(entry: Entry): boolean {
    this.#firstSeq ??= entry.seq;
    this.#lastSeq = entry.seq;
    return this.#staged.add(entry);
  }

  /** The files of what was added, durable, not yet in the manifest. */
  async write(folder: string, writtenMs: number): Promise<ArchiveFile[]> {
    const files: ArchiveFile[] = [];
    const { seqs } = this;
    if (seqs === undefined) return files;
    await this.#staged.sets.write(this.#connection, FEED_NAMES);
    for (const table of NAMES) {
      const stage = this.#staged.stages[table];
      if (stage === undefined) continue;
      stage.close();
      for (const hour of await this.#hoursOf(stage.name)) {
        const written = await writeParquet(this.#connection, {
          ...{ record: folder, table, class: this.#class, seqs },
          span: 'hour',
          atMs: hour * HOUR_MS,
          writtenMs,
          number: seqs.first,
          from: selectOf(table, stage.name, hour),
          isSorted: TABLES[table].sort[0] === 'seq',
        });
        if (written !== undefined) files.push(written);
      }
    }
    return files;
  }

  async #hoursOf(stage: string): Promise<number[]> {
    const sql = `SELECT DISTINCT floor(known_ms / ${HOUR_MS}) FROM ${stage} ORDER BY 1`;
    return (await rowsOf(this.#connection, sql)).map(([hour]) => Number(hour));
  }
}

const selectOf = (table: TableName, stage: string, hour: number): string =>
  `SELECT ${stagedColumns(table, FEED_NAMES)} FROM ${stage} t WHERE floor(known_ms / ${HOUR_MS}) = ${hour}`;
