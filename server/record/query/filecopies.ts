/**
 * Files of points that were asked about again lately, whole and packed in DuckDB's memory: of a Parquet file each question
 * unpacks tens of thousands of rows for a few, of these tables two thousand. A copy goes when its file leaves the
 * manifest, or when another is asked for and there is no room; never while a question reads it.
 */
import { TABLES, type TableName, WATCH_MS } from '../../../proto/domain/record/tables.table.ts';
import type { ArchiveFile } from '../archive/archivefile.ts';
import { quoted } from '../archive/duck.ts';
import { absolute } from '../archive/places.ts';
import type { Line } from './line.ts';

/** A database of its own: only such a one packs what is in memory. */
export const COPIES_DATABASE = 'copies';
export const ATTACH_COPIES = `ATTACH ':memory:' AS ${COPIES_DATABASE} (COMPRESS, ROW_GROUP_SIZE 30720)`;

/** Measured on the bench's month; of real traffic as much. */
const BYTES_A_ROW = 17;
/** Of the engine's memory. */
const SHARE = 1 / 4;
/** Smaller files are read as fast where they lie. */
const LEAST_ROWS = 200_000;
/** It is asked about this often before it is copied: once costs more than it saves. */
const TIMES = 2;
/** A question over more files is about none of them. */
const MOST_FILES = 8;
const COPIED: TableName = 'points';
/** DuckDB packs only while nothing reads. */
const MOST_PACKINGS = 40;
const PACK_AGAIN_MS = 50;

interface Copy {
  readonly file: ArchiveFile;
  /** Within SQL. */
  readonly table: string;
  /** Questions that read it. */
  readers: number;
}

export interface FileCopiesOptions {
  /** The record's folder. */
  readonly record: string;
  /** That the engine has. */
  readonly memoryMb: number;
  /** Of a file that is copied. */
  readonly leastRows?: number;
}

const keyOf = ({ path, sha256 }: ArchiveFile): string => `${path} ${sha256}`;

export class FileCopies {
  readonly #line: Line;
  readonly #record: string;
  readonly #leastRows: number;
  readonly #mostRows: number;
  /** How often each file was asked about that is not copied. */
  readonly #asked = new Map<string, number>();
  /** The one used last at the end. */
  readonly #copies = new Map<string, Copy>();
  /** Out of use; dropped when nobody reads them. */
  #leaving: Copy[] = [];
  /** They could not be copied. */
  readonly #refused = new Set<string>();
  #made = 0;
  #working: Promise<void> = Promise.resolve();

  /** @param line that no question uses, of an engine that has {@link ATTACH_COPIES} */
  constructor(line: Line, { record, memoryMb, leastRows = LEAST_ROWS }: FileCopiesOptions) {
    this.#line = line;
    this.#record = record;
    this.#leastRows = leastRows;
    this.#mostRows = Math.floor((memoryMb * 1_048_576 * SHARE) / BYTES_A_ROW);
  }

  /** Rows in memory. */
  get rows(): number {
    return [...this.#copies.values()].reduce((sum, { file }) => sum + file.rows, 0);
  }

  /** The copy of a file, until it is given back; undefined: there is none. */
  take(file: ArchiveFile): Copy | undefined {
    const key = keyOf(file);
    const copy = this.#copies.get(key);
    if (copy === undefined) return undefined;
    this.#copies.delete(key);
    this.#copies.set(key, copy);
    copy.readers += 1;
    return copy;
  }

  giveBack(copy: Copy): void {
    copy.readers -= 1;
    if (this.#leaving.length > 0) void this.#then(() => this.#drop());
  }

  /** A question was about these files: what was asked about again is copied behind it. */
  asked(files: readonly ArchiveFile[]): void {
    const points = files.filter(({ table }) => table === COPIED);
    if (points.length > MOST_FILES) return;
    for (const file of points) {
      const key = keyOf(file);
      if (file.rows < this.#leastRows || file.rows > this.#mostRows) continue;
      if (this.#copies.has(key) || this.#refused.has(key)) continue;
      const times = (this.#asked.get(key) ?? 0) + 1;
      this.#asked.set(key, times);
      if (times < TIMES) continue;
      this.#asked.delete(key);
      void this.#then(() => this.#copy(file));
    }
  }

  /** Of files that are no longer there nothing stays. */
  keepOnly(files: readonly ArchiveFile[]): void {
    const standing = new Set(files.map(keyOf));
    for (const names of [this.#asked, this.#refused])
      for (const key of [...names.keys()]) if (!standing.has(key)) names.delete(key);
    const gone = [...this.#copies.keys()].filter((key) => !standing.has(key));
    for (const key of gone) this.#leave(key);
    if (gone.length > 0) void this.#then(() => this.#drop());
  }

  /** When all that was asked for so far is copied, and dropped what could be. */
  settled(): Promise<void> {
    return this.#working;
  }

  /** One after the other. */
  #then(work: () => Promise<void>): Promise<void> {
    this.#working = this.#working.then(work).catch(() => {
      // The engine is closed, or will be.
    });
    return this.#working;
  }

  #leave(key: string): void {
    const copy = this.#copies.get(key);
    if (copy === undefined) return;
    this.#copies.delete(key);
    this.#leaving.push(copy);
  }

  async #drop(): Promise<void> {
    const free = this.#leaving.filter(({ readers }) => readers === 0);
    this.#leaving = this.#leaving.filter(({ readers }) => readers > 0);
    for (const { table } of free) await this.#line.run(`DROP TABLE IF EXISTS ${table}`);
    if (free.length > 0) await this.#pack();
  }

  /** False: all the time a question was reading a copy, and nothing could be packed. */
  async #pack(): Promise<boolean> {
    for (let i = 0; i < MOST_PACKINGS; i += 1) {
      try {
        await this.#line.run(`CHECKPOINT ${COPIES_DATABASE}`);
        return true;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, PACK_AGAIN_MS).unref());
      }
    }
    return false;
  }

  async #copy(file: ArchiveFile): Promise<void> {
    const key = keyOf(file);
    if (this.#copies.has(key)) return;
    for (const old of this.#copies.keys()) {
      if (this.rows + file.rows <= this.#mostRows) break;
      this.#leave(old);
    }
    await this.#drop();
    // What questions still read takes room, too: next time.
    if (this.#leaving.length > 0) return;
    this.#made += 1;
    const table = `${COPIES_DATABASE}.file_${this.#made}`;
    const rows = `SELECT ${Object.keys(TABLES[COPIED].columns).join(', ')} FROM read_parquet(${quoted(absolute(this.#record, file.path))})`;
    try {
      await this.#line.run(`CREATE TABLE ${table} AS ${rows} WHERE false`);
      // A watch at a time, as the file has them: until it is packed, a row takes eight times as much.
      const last = Math.floor(file.maxKnownMs / WATCH_MS);
      for (let watch = Math.floor(file.minKnownMs / WATCH_MS); watch <= last; watch += 1) {
        await this.#line.run(
          `INSERT INTO ${table} ${rows} WHERE known_ms >= ${watch * WATCH_MS} AND known_ms < ${(watch + 1) * WATCH_MS}`,
        );
        // Asked about again, it is tried again.
        if (!(await this.#pack())) return await this.#line.run(`DROP TABLE IF EXISTS ${table}`);
      }
      this.#copies.set(key, { file, table, readers: 0 });
    } catch {
      // Whoever asks about it is told what is wrong with it; a copy is never the only way to it.
      this.#refused.add(key);
      await this.#line.run(`DROP TABLE IF EXISTS ${table}`);
    }
  }
}
