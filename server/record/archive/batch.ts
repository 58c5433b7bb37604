/**
 * Entries of one class of the log on their way into files: staged by table, written by hour, entered in the manifest in
 * one step together with how far the log was read. Killed anywhere, either none or all of a batch is in the archive.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { TABLES, type TableName } from '../../../proto/domain/record/tables.table.ts';
import type { watchfloor as record } from '../../../proto/generated/record.js';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import type { ArchiveFile } from './archivefile.ts';
import { rowsOf } from './duck.ts';
import { writeParquet } from './parquet.ts';
import { HOUR_MS } from './places.ts';
import { FeedSets, POINT_STAGE, stagePoints } from './pointrows.ts';
import { type Cell, Stage } from './stage.ts';

type Entry = record.record.v1.Entry;

const NAMES = Object.keys(TABLES) as TableName[];
/** Staged and sorted in DuckDB's memory: more rows, or more bytes received, are the next batch. */
const BATCH_ROWS = 3_000_000;
const BATCH_BYTES = 192 << 20;

export class Batch {
  readonly #connection: DuckDBConnection;
  readonly #class: RetentionClass;
  readonly #stages: Readonly<Record<TableName, Stage>>;
  readonly #sets = new FeedSets();
  #bytes = 0;
  #firstSeq: number | undefined;
  #lastSeq = 0;

  private constructor(
    connection: DuckDBConnection,
    of: RetentionClass,
    stages: Readonly<Record<TableName, Stage>>,
  ) {
    this.#connection = connection;
    this.#class = of;
    this.#stages = stages;
  }

  static async open(connection: DuckDBConnection, of: RetentionClass): Promise<Batch> {
    const stages: Partial<Record<TableName, Stage>> = {};
    for (const name of NAMES)
      stages[name] = await Stage.open(
        connection,
        `stage_${name}`,
        name === 'points' ? POINT_STAGE : TABLES[name].columns,
      );
    return new Batch(connection, of, stages as Record<TableName, Stage>);
  }

  get isFull(): boolean {
    return this.#bytes >= BATCH_BYTES || NAMES.some((name) => this.#stages[name].rows >= BATCH_ROWS);
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
    const { epoch, knownMs } = entry;
    if (entry.points) return stagePoints(this.#stages.points, this.#sets, entry, entry.points);
    if (entry.frame) {
      this.#bytes += entry.frame.bytes?.length ?? 0;
      this.#frame(entry, entry.frame);
    } else if (entry.identities) {
      for (const one of entry.identities.identities ?? [])
        this.#identity(entry, one, entry.identities.restated === true);
    } else if (entry.ends) {
      for (const track of entry.ends.tracks ?? []) this.#row('ends', [epoch, track, knownMs]);
    } else if (entry.told) {
      const { kind, id, json } = entry.told;
      this.#row('told', [...headOf(entry), kind, id, json]);
      this.#bytes += json?.length ?? 0;
    } else if (entry.happened) {
      const { kind, about, json } = entry.happened;
      this.#row('happened', [...headOf(entry), kind, about, json]);
    } else return false;
    return true;
  }

  /** The files of what was added, durable, not yet in the manifest. */
  async write(folder: string): Promise<ArchiveFile[]> {
    const files: ArchiveFile[] = [];
    const { seqs } = this;
    if (seqs === undefined) return files;
    await this.#nameFeeds();
    for (const table of NAMES) {
      const stage = this.#stages[table];
      stage.close();
      for (const hour of await this.#hoursOf(stage.name)) {
        const written = await writeParquet(this.#connection, {
          ...{ record: folder, table, class: this.#class, seqs },
          span: 'hour',
          atMs: hour * HOUR_MS,
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

  async #nameFeeds(): Promise<void> {
    const sets = await Stage.open(this.#connection, 'feed_sets', {
      number: { type: 'UINTEGER' },
      feeds: { type: 'VARCHAR' },
    });
    for (const [feeds, number] of this.#sets.all) {
      sets.set(0, number);
      sets.set(1, feeds);
      sets.next();
    }
    sets.close();
  }

  #frame(entry: Entry, frame: record.record.v1.IFrame): void {
    this.#row('frames', [
      ...headOf(entry),
      frame.feed,
      frame.connection,
      frame.nature,
      frame.timeShiftMs,
      frame.datagram,
      frame.topic,
      frame.closed,
      frame.bytes,
    ]);
  }

  #identity(entry: Entry, one: record.record.v1.IIdentity, restated: boolean): void {
    const bytes = one.static ?? new Uint8Array();
    const said = watchfloor.v1.TrackStatic.decode(bytes);
    this.#row('identities', [
      entry.epoch,
      one.track,
      entry.knownMs,
      said.kind,
      said.nature,
      ...[said.mmsi, said.imo, said.name, said.callSign, said.shipType],
      sumOf(said.toBowM, said.toSternM),
      sumOf(said.toPortM, said.toStarboardM),
      said.destination,
      bytes,
      restated,
    ]);
  }

  #row(table: TableName, cells: readonly Cell[]): void {
    const stage = this.#stages[table];
    cells.forEach((cell, i) => {
      stage.set(i, cell);
    });
    stage.next();
  }
}

const headOf = ({ seq, epoch, knownMs, machineMs }: Entry): number[] => [seq, epoch, knownMs, machineMs];

const sumOf = (a: number | null | undefined, b: number | null | undefined): number | undefined =>
  typeof a === 'number' && typeof b === 'number' ? a + b : undefined;

function selectOf(table: TableName, stage: string, hour: number): string {
  const of = `floor(known_ms / ${HOUR_MS}) = ${hour}`;
  if (table !== 'points') return `SELECT * FROM ${stage} WHERE ${of}`;
  return `SELECT s.* EXCLUDE (feeds), f.feeds FROM ${stage} s LEFT JOIN feed_sets f ON s.feeds = f.number WHERE ${of}`;
}
