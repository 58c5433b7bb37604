/** What a recording shows, on its way into the archive as a run of its own: files, which enter the manifest all at once. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Frame } from '../../proto/domain/frame.ts';
import type { RetentionClass } from '../../proto/domain/record/retention.table.ts';
import { TABLES, type TableName } from '../../proto/domain/record/tables.table.ts';
import { watchfloor } from '../../proto/generated/record.js';
import type { ArchiveFile } from '../record/archive/archivefile.ts';
import { rowsOf } from '../record/archive/duck.ts';
import { EntryStages } from '../record/archive/entrystages.ts';
import { writeParquet } from '../record/archive/parquet.ts';
import { DAY_MS } from '../record/archive/places.ts';
import { FeedSets, stagedColumns } from '../record/archive/pointrows.ts';
import type { What } from '../record/recorder/linkoptions.ts';

const { Entry } = watchfloor.record.v1;

const FEED_NAMES = 'import_feeds';
const NAMES = ['frames', 'points', 'identities', 'ends', 'told'] as const satisfies readonly TableName[];
const CLASSES = ['sea', 'land', 'own', 'decisions'] as const satisfies readonly RetentionClass[];
/** Staged before files are written: more rows of a table, or more bytes received, are the next part's. */
const PART_ROWS = 3_000_000;
const PART_BYTES = 192 << 20;
/** Numbers of a run; a run further down has those below them. */
const NUMBERS_OF_RUN = 2 ** 23;

export interface ImportRun {
  readonly record: string;
  readonly epoch: number;
  /** Names its files. */
  readonly number: string;
  /** The machine's time. */
  readonly nowMs: number;
}

export class ImportStages {
  readonly files: ArchiveFile[] = [];
  readonly #connection: DuckDBConnection;
  readonly #run: ImportRun;
  readonly #sets: FeedSets;
  #stages: Partial<Record<RetentionClass, EntryStages>>;
  #seq: number;
  #part = 0;
  points = 0;
  frames = 0;

  private constructor(
    connection: DuckDBConnection,
    run: ImportRun,
    sets: FeedSets,
    stages: Partial<Record<RetentionClass, EntryStages>>,
  ) {
    this.#connection = connection;
    this.#run = run;
    this.#sets = sets;
    this.#stages = stages;
    this.#seq = run.epoch * NUMBERS_OF_RUN;
  }

  static async open(connection: DuckDBConnection, run: ImportRun): Promise<ImportStages> {
    const sets = new FeedSets();
    return new ImportStages(connection, run, sets, await stagesOf(connection, sets));
  }

  keep(of: RetentionClass, what: What, knownMs: number): void {
    const { epoch, nowMs } = this.#run;
    this.points += what.points?.count ?? 0;
    this.#seq += 1;
    const entry = new Entry({ seq: this.#seq, epoch, knownMs, machineMs: nowMs, ...what });
    this.#stages[of]?.add(entry);
  }

  frame(of: RetentionClass, frame: Frame, knownMs: number): void {
    const { feedId, connection, nature, timeShiftMs, bytes, datagram = false, topic } = frame;
    this.frames += 1;
    const said = {
      feed: feedId,
      connection,
      nature,
      timeShiftMs,
      bytes: bytes.slice(),
      datagram,
      closed: false,
    };
    this.keep(of, { frame: { ...said, ...(topic !== undefined && { topic }) } }, knownMs);
  }

  get isFull(): boolean {
    return Object.values(this.#stages).some(
      ({ bytes, stages }) =>
        bytes >= PART_BYTES || NAMES.some((name) => (stages[name]?.rows ?? 0) >= PART_ROWS),
    );
  }

  /** Writes what is staged, by day; durable, in no manifest. Throws as DuckDB and the file system do. */
  async write(): Promise<void> {
    const { record, number, nowMs } = this.#run;
    this.#part += 1;
    const stages = Object.entries(this.#stages) as [RetentionClass, EntryStages][];
    for (const [, { stages: tables }] of stages) for (const stage of Object.values(tables)) stage.close();
    await this.#sets.write(this.#connection, FEED_NAMES);
    for (const [of, { stages: tables }] of stages)
      for (const table of NAMES) {
        const stage = tables[table];
        if (stage === undefined || stage.rows === 0) continue;
        for (const day of await this.#daysOf(stage.name)) {
          const from = `SELECT ${stagedColumns(table, FEED_NAMES)} FROM ${stage.name} t
            WHERE known_ms >= ${day * DAY_MS} AND known_ms < ${(day + 1) * DAY_MS}`;
          const file = await writeParquet(this.#connection, {
            ...{ record, table, class: of, span: 'import', atMs: day * DAY_MS, writtenMs: nowMs, from },
            number: this.#part === 1 ? number : `${number}-${this.#part}`,
            isSorted: TABLES[table].sort[0] === 'seq',
          });
          if (file !== undefined) this.files.push(file);
        }
      }
    this.#stages = await stagesOf(this.#connection, this.#sets);
  }

  async #daysOf(stage: string): Promise<number[]> {
    const sql = `SELECT DISTINCT floor(known_ms / ${DAY_MS}) FROM ${stage} ORDER BY 1`;
    return (await rowsOf(this.#connection, sql)).map(([day]) => Number(day));
  }
}

async function stagesOf(
  connection: DuckDBConnection,
  sets: FeedSets,
): Promise<Partial<Record<RetentionClass, EntryStages>>> {
  const stages: Partial<Record<RetentionClass, EntryStages>> = {};
  for (const of of CLASSES) stages[of] = await EntryStages.open(connection, `import_${of}_`, NAMES, sets);
  return stages;
}
