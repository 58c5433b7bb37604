/** Where rows are read from: the archive's files and the log's tail, each row once. */
import { statSync } from 'node:fs';
import { TABLES, type TableName } from '../../../proto/domain/record/tables.table.ts';
import type { ArchiveFile } from '../archive/archivefile.ts';
import { type Correction, Corrections, uncorrected } from '../archive/corrections.ts';
import { quoted } from '../archive/duck.ts';
import { hashFile } from '../archive/durable.ts';
import { Manifest } from '../archive/manifest.ts';
import { absolute } from '../archive/places.ts';
import { stagedColumns } from '../archive/pointrows.ts';
import { Claims, claimsIn } from './claims.ts';
import type { FileCopies } from './filecopies.ts';
import { type Line, whole } from './line.ts';
import { FEED_NAMES, isTailTable, Tail, type TailSegment } from './tail.ts';

/** Of `known_ms`, UTC epoch milliseconds, from the first until before the last. */
export interface Range {
  readonly fromMs: number;
  readonly untilMs: number;
}

const ALWAYS: Range = { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };
/** While the roller changes the manifest under us it is read anew, so often at most. */
const MOST_TRIES = 8;
/** The tail is at most so old when a question begins. */
const FRESH_MS = 1000;

export class Sources {
  readonly record: string;
  readonly #tail: Tail;
  readonly #claims: Claims;
  readonly #corrections: Corrections;
  readonly #copies: FileCopies | undefined;
  #manifest: Manifest | undefined;
  /** Files that could not be read, and what they said; a file never changes under its name. */
  readonly #bad = new Map<string, string>();
  #following: Promise<void> | undefined;
  /** The manifest's by which copies were last looked through. */
  #keptVersion: number | undefined;
  #isFresh = false;

  /**
   * @param line that no question uses
   * @param copies where questions come again and again
   */
  constructor(record: string, line: Line, copies?: FileCopies) {
    this.record = record;
    this.#copies = copies;
    this.#tail = new Tail(record, line);
    this.#claims = new Claims(line);
    this.#corrections = new Corrections(record);
  }

  get bad(): ReadonlyMap<string, string> {
    return this.#bad;
  }

  /** Reads manifest and tail on. Throws as DuckDB and the file system do, and a `ManifestError`. */
  follow(): Promise<void> {
    this.#following ??= this.#follow().finally(() => {
      this.#following = undefined;
    });
    return this.#following;
  }

  async #follow(): Promise<void> {
    for (let i = 0; i < MOST_TRIES; i += 1) {
      const before = Manifest.read(this.record, this.#manifest);
      await this.#tail.follow(before.rolled);
      this.#manifest = Manifest.read(this.record, before);
      // Otherwise what was rolled meanwhile may be in neither.
      if (this.#manifest.version === before.version) break;
    }
    const { version } = this.#manifest!;
    if (this.#copies && this.#keptVersion !== version) this.#copies.keepOnly(this.#manifest!.all());
    this.#keptVersion = version;
    this.#isFresh = true;
    setTimeout(() => {
      this.#isFresh = false;
    }, FRESH_MS).unref();
  }

  /** All that is kept as of now; it is given back when the question is answered. */
  async past(): Promise<Past> {
    if (!this.#isFresh) await this.follow();
    return new Past(this.record, this.#manifest!, this.#tail.segments, this.#bad, {
      claims: this.#claims,
      corrections: this.#corrections.now(),
      ...(this.#copies && { copies: this.#copies }),
    });
  }

  /**
   * Looks for the files by which a question failed, those that its fault names first; true where it found one, which is
   * left out from now on.
   */
  findBad(past: Past, what: string): boolean {
    const named = past.used.filter((file) => what.includes(file.path));
    const bad = (named.length > 0 ? named : past.used).filter((file) => this.#isBad(file));
    if (named.length > 0 && bad.length === 0) for (const { path } of named) this.#bad.set(path, what);
    return bad.length > 0 || named.length > 0;
  }

  #isBad({ path, bytes, sha256 }: ArchiveFile): boolean {
    const file = absolute(this.record, path);
    let what: string | undefined;
    try {
      if (statSync(file).size !== bytes) what = 'it has another size than when it was written';
      else if (hashFile(file).sha256 !== sha256) what = 'it was changed';
    } catch (error) {
      what = error instanceof Error ? error.message : String(error);
    }
    if (what !== undefined) this.#bad.set(path, what);
    return what !== undefined;
  }
}

/** What goes beyond the files: none of it of what was run again. */
interface Beyond {
  readonly claims?: Claims;
  /** Rows that these name are in no answer. */
  readonly corrections?: readonly Correction[];
  readonly copies?: FileCopies;
}

/** The archive and the tail as one question sees them from its beginning to its end. */
export class Past {
  readonly #record: string;
  readonly manifest: Manifest;
  readonly #segments: readonly TailSegment[];
  readonly #bad: ReadonlyMap<string, string>;
  readonly #claims: Claims | undefined;
  readonly #corrections: readonly Correction[];
  readonly #copies: FileCopies | undefined;
  readonly #taken = new Map<string, ReturnType<FileCopies['take']>>();
  readonly #used = new Map<string, ArchiveFile>();
  readonly #missing = new Set<string>();

  constructor(
    record: string,
    manifest: Manifest,
    segments: readonly TailSegment[],
    bad: ReadonlyMap<string, string>,
    { claims, copies, corrections = [] }: Beyond = {},
  ) {
    this.#record = record;
    this.manifest = manifest;
    this.#segments = segments.filter((one) => one.lastSeq > manifest.rolled[one.class]);
    this.#bad = bad;
    this.#claims = claims;
    this.#copies = copies;
    this.#corrections = corrections;
    for (const one of this.#segments) one.readers += 1;
  }

  /** Grows by one with every change of the files, and with every correction. */
  get version(): number {
    return this.manifest.version + this.#corrections.length;
  }

  /** Which rows of a table were not corrected: see {@link uncorrected}. */
  uncorrected(table: TableName): string | undefined {
    return uncorrected(table, this.#corrections);
  }

  /** Files that an answer read. */
  get used(): readonly ArchiveFile[] {
    return [...this.#used.values()];
  }

  /** Files that should have been read and could not. */
  get missing(): readonly string[] {
    return [...this.#missing, ...this.manifest.damages.map(({ path }) => path)].sort();
  }

  /** What is not in the archive yet; of bytes received no rows are counted. */
  get tail(): readonly TailSegment[] {
    return this.#segments;
  }

  release(): void {
    for (const one of this.#segments) one.readers -= 1;
    for (const copy of this.#taken.values()) if (copy) this.#copies?.giveBack(copy);
    this.#taken.clear();
    this.#copies?.asked(this.used);
  }

  /** The files of a table that may hold rows of a range, without those that cannot be read. */
  files(table: TableName, range: Range): readonly ArchiveFile[] {
    return this.manifest.files({ table, ...range }).filter((file) => {
      if (this.#bad.has(file.path)) {
        this.#missing.add(file.path);
        return false;
      }
      this.#used.set(file.path, file);
      return true;
    });
  }

  /**
   * Rows known in a range, as something to select FROM: the columns of TABLES. Of `frames` those that are in the archive:
   * the log's tail of them is read with `readSegment`.
   */
  rowsOf(table: TableName, range: Range): string {
    const files = this.files(table, range);
    return this.#relation(table, files, isTailTable(table) ? this.#segments : [], range);
  }

  /** Everything that anybody ever called itself, as something to select FROM: see {@link Claims}. */
  claims(): Promise<string> {
    return this.#claims?.of(this) ?? Promise.resolve(claimsIn(this.rowsOf('identities', ALWAYS)));
  }

  /** Of one file alone: what was worked out of it holds for ever. */
  rowsOfFile(table: TableName, file: ArchiveFile, range: Range): string {
    return this.#relation(table, [file], [], range);
  }

  /** Of the tail alone. */
  rowsOfTail(table: TableName, range: Range): string {
    return this.#relation(table, [], isTailTable(table) ? this.#segments : [], range);
  }

  /** From the first look until the question is answered the same. */
  #copyOf(file: ArchiveFile): ReturnType<FileCopies['take']> {
    if (!this.#taken.has(file.path)) this.#taken.set(file.path, this.#copies?.take(file));
    return this.#taken.get(file.path);
  }

  #relation(
    table: TableName,
    files: readonly ArchiveFile[],
    segments: readonly TailSegment[],
    { fromMs, untilMs }: Range,
  ): string {
    const right = uncorrected(table, this.#corrections, { fromMs, untilMs });
    const where = [
      ...(Number.isFinite(fromMs) ? [`known_ms >= ${whole(Math.floor(fromMs))}`] : []),
      ...(Number.isFinite(untilMs) ? [`known_ms < ${whole(Math.ceil(untilMs))}`] : []),
      ...(right === undefined ? [] : [right]),
    ];
    const within = where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
    const columns = Object.keys(TABLES[table].columns).join(', ');
    const copies = files.map((file) => this.#copyOf(file));
    const lying = files
      .filter((_, i) => copies[i] === undefined)
      .map((file) => quoted(absolute(this.#record, file.path)));
    const parts = copies.flatMap((copy) => (copy ? [`SELECT ${columns} FROM ${copy.table}${within}`] : []));
    if (lying.length > 0)
      parts.push(
        `SELECT ${columns} FROM read_parquet([${lying.join(', ')}], hive_partitioning = false)${within}`,
      );
    for (const { prefix } of segments) parts.push(tailOf(table, prefix, within));
    return `(${parts.length > 0 ? parts.join(' UNION ALL ') : nothingOf(table)})`;
  }
}

const tailOf = (table: TableName, prefix: string, within: string): string =>
  `SELECT ${stagedColumns(table, FEED_NAMES)} FROM ${prefix}${table} t${within}`;

const nothingOf = (table: TableName): string =>
  `SELECT ${Object.entries(TABLES[table].columns)
    .map(([name, { type }]) => `NULL::${type} AS ${name}`)
    .join(', ')} WHERE false`;
