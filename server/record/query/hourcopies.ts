/**
 * The hours that replays play, copied into memory: files are sorted by place, and reading ten minutes of them a second
 * would unpack the whole hour, or day, each time.
 */
import type { DuckDBConnection } from '@duckdb/node-api';

/** The tables that replays read again and again. */
export type CopiedTable = 'points' | 'identities' | 'ends';

export interface KnownRange {
  readonly fromMs: number;
  /** Included. */
  readonly untilMs: number;
}

export interface RowsSource {
  /** What of a table was known in a time, and perhaps more: what can stand after FROM, with the columns of `TABLES`. */
  rowsOf(table: CopiedTable, range: KnownRange): string | Promise<string>;
  /** What was known before this is in files, which change no more under their version. */
  readonly sealedMs: () => number;
  /** Of the files and of what is left out of them: another, and what was copied is read anew. */
  readonly version: () => number;
}

const HOUR_MS = 3_600_000;
/** Hours of each table in memory: 500,000 rows of points are some 40 MB. The one used longest ago goes. */
export const MOST_HOURS = 4;

/** Several may copy over one connection: no two copies have one name. */
let made = 0;

export class HourCopies {
  readonly #connection: DuckDBConnection;
  readonly #source: RowsSource;
  /** By table and hour, the one used last at the end. */
  readonly #copies = new Map<string, Promise<string>>();
  #version: number | undefined;

  constructor(connection: DuckDBConnection, source: RowsSource) {
    this.#connection = connection;
    this.#source = source;
  }

  /**
   * What can stand after FROM: at least the rows that were known in the range. Hours that are not copied yet are copied
   * first, or, for one look at a time (`glance`), read where they are: that is quicker once. Rejects as DuckDB does.
   */
  async relation(table: CopiedTable, range: KnownRange, glance = false): Promise<string> {
    const { fromMs, untilMs } = range;
    this.#forgetOld();
    const parts: string[] = [];
    let atMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS;
    for (; atMs <= untilMs; atMs += HOUR_MS) {
      if (atMs + HOUR_MS > this.#source.sealedMs()) break;
      if (glance && !this.#copies.has(`${table} ${atMs}`)) break;
      parts.push(await this.#copy(table, atMs));
    }
    if (atMs <= untilMs) {
      const rows = await this.#source.rowsOf(table, { fromMs: Math.max(fromMs, atMs), untilMs });
      parts.push(`(SELECT * FROM ${rows} WHERE known_ms BETWEEN ${Math.max(fromMs, atMs)} AND ${untilMs})`);
    }
    return parts.length === 1
      ? parts[0]!
      : `(${parts.map((one) => `FROM ${one}`).join(' UNION ALL BY NAME ')})`;
  }

  #copy(table: CopiedTable, hourMs: number): Promise<string> {
    const key = `${table} ${hourMs}`;
    const known = this.#copies.get(key) ?? this.#make(table, hourMs);
    this.#copies.delete(key);
    this.#copies.set(key, known);
    this.#makeRoom(table);
    return known;
  }

  async #make(table: CopiedTable, hourMs: number): Promise<string> {
    const range = { fromMs: hourMs, untilMs: hourMs + HOUR_MS - 1 };
    made += 1;
    const name = `replay_${table}_${made}`;
    try {
      const rows = await this.#source.rowsOf(table, range);
      await this.#connection.run(
        `CREATE TEMP TABLE ${name} AS SELECT * FROM ${rows}
         WHERE known_ms BETWEEN ${range.fromMs} AND ${range.untilMs}`,
      );
      return name;
    } catch (error) {
      this.#copies.delete(`${table} ${hourMs}`);
      throw error;
    }
  }

  async forget(): Promise<void> {
    await this.#drop([...this.#copies.keys()]);
  }

  #forgetOld(): void {
    const version = this.#source.version();
    if (this.#version !== version) void this.#drop([...this.#copies.keys()]);
    this.#version = version;
  }

  #makeRoom(table: CopiedTable): void {
    const of = [...this.#copies.keys()].filter((key) => key.startsWith(`${table} `));
    void this.#drop(of.slice(0, Math.max(0, of.length - MOST_HOURS)));
  }

  async #drop(keys: readonly string[]): Promise<void> {
    const gone = keys.map((key) => this.#copies.get(key));
    for (const key of keys) this.#copies.delete(key);
    for (const copy of gone)
      try {
        await this.#connection.run(`DROP TABLE IF EXISTS ${await copy}`);
      } catch {
        // It could not be made, or the connection is closed.
      }
  }
}
