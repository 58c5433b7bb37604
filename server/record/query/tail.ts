/**
 * The log's end that is not in the archive yet, as tables in DuckDB's memory: read on as it grows, a set of tables for
 * each segment, dropped when the manifest has their rows and no question reads them any more.
 */
import { open } from 'node:fs/promises';
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import type { TableName } from '../../../proto/domain/record/tables.table.ts';
import { EntryStages } from '../archive/entrystages.ts';
import type { Rolled } from '../archive/manifesthead.ts';
import { FeedSets } from '../archive/pointrows.ts';
import { Stage } from '../archive/stage.ts';
import { EntryCutter } from '../log/cutter.ts';
import { entryOf, type Segment, segments } from '../log/segments.ts';
import type { Line } from './line.ts';

/** Bytes received are many, and no question is about them: whoever replays them reads the log itself. */
export const TAIL_TABLES = ['points', 'identities', 'ends', 'told', 'happened'] as const;
export type TailTable = (typeof TAIL_TABLES)[number];
export const isTailTable = (table: TableName): table is TailTable =>
  (TAIL_TABLES as readonly TableName[]).includes(table);

/** Names of the sets of feeds, by their numbers. */
export const FEED_NAMES = 'tail_feeds';
const CHUNK_BYTES = 1 << 20;

/** What has been read of one segment. */
export class TailSegment {
  readonly class: RetentionClass;
  readonly path: string;
  readonly prefix: string;
  readonly stages: EntryStages;
  /** Entries up to it were passed over: they were in the archive already. */
  readonly afterSeq: number;
  lastSeq: number;
  readBytes = 0;
  /** When its entries were known: the earliest and the latest; absent while it has none. */
  fromMs: number | undefined;
  untilMs: number | undefined;
  /** Nothing is added to it any more, and all was read. */
  isRead = false;
  /** Questions that read it. */
  readers = 0;
  readonly #cutter: EntryCutter;

  constructor(segment: Segment, stages: EntryStages, prefix: string, afterSeq: number) {
    this.class = segment.class;
    this.path = segment.path;
    this.prefix = prefix;
    this.stages = stages;
    this.afterSeq = afterSeq;
    this.lastSeq = afterSeq;
    this.#cutter = new EntryCutter({
      onEntry: (logged) => {
        if (logged.seq <= afterSeq) return;
        this.lastSeq = logged.seq;
        try {
          const entry = entryOf(logged);
          stages.add(entry);
          this.fromMs = Math.min(this.fromMs ?? entry.knownMs, entry.knownMs);
          this.untilMs = Math.max(this.untilMs ?? entry.knownMs, entry.knownMs);
        } catch {
          // A later version wrote it, or a defect: the roller names it.
        }
      },
      // Named by the roller, which keeps what was damaged.
      onDamage: () => {},
    });
  }

  get rows(): number {
    return TAIL_TABLES.reduce((sum, table) => sum + (this.stages.stages[table]?.rows ?? 0), 0);
  }

  push(bytes: Uint8Array): void {
    this.readBytes += bytes.length;
    this.#cutter.push(bytes);
  }

  flush(isLast: boolean): void {
    if (isLast && !this.isRead) {
      this.#cutter.finish();
      this.isRead = true;
    }
    for (const stage of Object.values(this.stages.stages)) stage.flush();
  }
}

export class Tail {
  readonly #record: string;
  readonly #line: Line;
  readonly #sets = new FeedSets();
  #names: Stage | undefined;
  #named = 0;
  #segments: TailSegment[] = [];
  #leaving: TailSegment[] = [];
  #number = 0;

  constructor(record: string, line: Line) {
    this.#record = record;
    this.#line = line;
  }

  /** Those with rows that are not in the archive by `rolled`. */
  get segments(): readonly TailSegment[] {
    return this.#segments;
  }

  /** Reads on. Throws as DuckDB and the file system do. */
  async follow(rolled: Rolled): Promise<void> {
    const all = await segments(this.#record);
    const standing: TailSegment[] = [];
    for (const [i, segment] of all.entries()) {
      const done = rolled[segment.class];
      const next = all[i + 1];
      // Rolled, and about to be dropped.
      if (segment.isFollowed && next && next.class === segment.class && next.firstSeq - 1 <= done) continue;
      const known = this.#segments.find((one) => one.path === segment.path);
      const isUsable = known && known.readBytes <= segment.bytes && known.afterSeq >= done;
      const one = isUsable || (known && known.lastSeq <= done) ? known : await this.#begin(segment, done);
      // A later roll begins within it: what it has of that is not counted twice.
      await this.#read(one, segment);
      standing.push(one);
    }
    await this.#nameFeeds();
    this.#leaving.push(...this.#segments.filter((one) => !standing.includes(one)));
    this.#segments = standing;
    await this.#drop();
  }

  async #begin(segment: Segment, afterSeq: number): Promise<TailSegment> {
    this.#number += 1;
    const prefix = `tail${this.#number}_`;
    const stages = await EntryStages.open(this.#line.connection, prefix, TAIL_TABLES, this.#sets);
    return new TailSegment(segment, stages, prefix, afterSeq);
  }

  async #read(one: TailSegment, segment: Segment): Promise<void> {
    if (one.isRead || (one.readBytes === segment.bytes && !segment.isFollowed)) return;
    const handle = await open(segment.path, 'r').catch(absent);
    // Dropped meanwhile: the manifest that is read after this has it.
    if (!handle) return;
    try {
      for (;;) {
        // A new one each time: the cutter keeps what is not whole.
        const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
        const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, one.readBytes);
        if (bytesRead === 0) break;
        one.push(chunk.subarray(0, bytesRead));
      }
      one.flush(segment.isFollowed);
    } finally {
      await handle.close();
    }
  }

  async #nameFeeds(): Promise<void> {
    this.#names ??= await Stage.open(this.#line.connection, FEED_NAMES, {
      number: { type: 'UINTEGER' },
      feeds: { type: 'VARCHAR' },
    });
    for (const [feeds, number] of [...this.#sets.all].slice(this.#named)) {
      this.#names.set(0, number);
      this.#names.set(1, feeds);
      this.#names.next();
    }
    this.#named = this.#sets.all.size;
    this.#names.flush();
  }

  async #drop(): Promise<void> {
    const staying: TailSegment[] = [];
    for (const one of this.#leaving) {
      if (one.readers > 0) staying.push(one);
      else
        for (const stage of Object.values(one.stages.stages)) {
          stage.close();
          await this.#line.run(`DROP TABLE IF EXISTS ${stage.name}`);
        }
    }
    this.#leaving = staying;
  }
}

const absent = (error: unknown): undefined => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
};
