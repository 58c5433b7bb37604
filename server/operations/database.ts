/**
 * One SQLite file for what people decide. What a transaction wrote is on the disk (WAL, synchronous=FULL) before
 * {@link Database.transaction} answers; where it could not be, nothing of it happened, in memory neither.
 * Rooms keep their own tables here ({@link Database.migrate}), so that a decision and its audit row stand or fall together.
 */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'libsql';
import { notDone, type Outcome } from './outcome.ts';

/** Another process may read or check the file meanwhile; a decision waits so long for it. */
const BUSY_MS = 5000;

export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, unknown>>;
/** Steps of a room's tables, each one or more statements; never changed once released, only added to. */
export type Migrations = readonly string[];

/** Why the file cannot be used, where, and what to do about it. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/** What one level of nested transactions has to take back, or to do once all of it is on the disk. */
interface Level {
  readonly undo: (() => void)[];
  readonly after: (() => void)[];
}

export class Database {
  readonly file: string;
  readonly #sqlite: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();
  readonly #levels: Level[] = [];

  private constructor(file: string, sqlite: Sqlite.Database) {
    this.file = file;
    this.#sqlite = sqlite;
  }

  /** Opens or begins the file, its folder too; throws a {@link DatabaseError}. */
  static open(file: string): Database {
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      // Nobody else of the machine reads who signs in here; what SQLite puts beside it is like it.
      closeSync(openSync(file, 'a', 0o600));
      const sqlite = new Sqlite(file, { timeout: BUSY_MS });
      sqlite.pragma('journal_mode=WAL');
      sqlite.pragma('synchronous=FULL');
      sqlite.exec(
        'CREATE TABLE IF NOT EXISTS schema (room TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT',
      );
      return new Database(file, sqlite);
    } catch (error) {
      throw new DatabaseError(
        `cannot use ${file}: ${messageOf(error)}. Name a writable folder with --data DIR.`,
      );
    }
  }

  /** One moment of a file that is there, to check it: nothing is written, not even tables. Throws a {@link DatabaseError}. */
  static openToRead(file: string): Database {
    if (!existsSync(file)) throw new DatabaseError(`there is no ${file}. Check the path.`);
    try {
      const sqlite = new Sqlite(file, { timeout: BUSY_MS });
      sqlite.pragma('query_only=1');
      sqlite.exec('BEGIN');
      sqlite.prepare('SELECT count(*) FROM sqlite_master').all();
      return new Database(file, sqlite);
    } catch (error) {
      throw new DatabaseError(`cannot read ${file}: ${messageOf(error)}. Check the path and its rights.`);
    }
  }

  /**
   * Brings a room's tables to the newest of `steps`; the version kept is how many of them were done. Throws a
   * {@link DatabaseError} when a newer version of Watchfloor wrote the file, or a step fails (then nothing of it is done).
   */
  migrate(room: string, steps: Migrations): void {
    const row = this.get('SELECT version FROM schema WHERE room = ?', room);
    const from = row === undefined ? 0 : Number(row.version);
    if (from > steps.length) {
      const what = `${this.file} was written by a newer version of Watchfloor (${room} ${from}, this one knows ${steps.length})`;
      throw new DatabaseError(`${what}: start that one, or name another folder with --data DIR.`);
    }
    if (from === steps.length) return;
    const result = this.transaction(() => {
      for (const step of steps.slice(from)) this.#sqlite.exec(step);
      const upsert =
        'INSERT INTO schema VALUES (?, ?) ON CONFLICT (room) DO UPDATE SET version = excluded.version';
      this.run(upsert, room, steps.length);
      return { ok: true, value: undefined };
    });
    if (!result.ok) {
      const { what, remedy } = result.fault;
      throw new DatabaseError(`cannot bring ${this.file} up to date (${room}): ${what}; ${remedy}.`);
    }
  }

  /** Answers how many rows changed. Outside of a transaction it is one of its own, and throws where the disk fails. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    return this.#statement(sql).run(values).changes;
  }

  all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    return this.#statement(sql).all(values) as readonly Row[];
  }

  get(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.all(sql, ...values)[0];
  }

  /**
   * All of `work` or nothing: a fault that it answers takes back what it wrote, and a disk that fails makes a `storage`
   * fault. It is on the disk when this answers. May be nested: the inner one is kept when the outer one is. What `work`
   * changes in memory it announces with {@link undone}. An exception is a bug: taken back and thrown on.
   */
  transaction<T>(work: () => Outcome<T>): Outcome<T> {
    const depth = this.#levels.length;
    if (depth > 0)
      return this.#level(`SAVEPOINT s${depth}`, `RELEASE s${depth}`, `ROLLBACK TO s${depth}`, work);
    const after: (() => void)[] = [];
    let result: Outcome<T>;
    try {
      result = this.#level('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', work, after);
    } catch (error) {
      if (!isStorage(error)) throw error;
      const what = `it could not be kept: ${messageOf(error)}`;
      return notDone('storage', what, this.file, 'make room on the disk and try again');
    }
    for (const task of after) task();
    return result;
  }

  /** Within a transaction: how to take back what was changed in memory, should it not be kept. */
  undone(undo: () => void): void {
    this.#levels.at(-1)?.undo.push(undo);
  }

  /** Runs once what the present transaction wrote is on the disk; now, where there is none. */
  committed(task: () => void): void {
    const level = this.#levels.at(-1);
    if (level) level.after.push(task);
    else task();
  }

  /** All of it is in the one file then, which can be copied. */
  close(): void {
    // The statements keep SQLite's own connection until they are collected: it must hold no lock.
    if (this.#sqlite.inTransaction) this.#sqlite.exec('ROLLBACK');
    else this.#sqlite.pragma('wal_checkpoint(TRUNCATE)');
    this.#statements.clear();
    this.#sqlite.close();
  }

  #level<T>(
    begin: string,
    commit: string,
    rollback: string,
    work: () => Outcome<T>,
    after?: (() => void)[],
  ): Outcome<T> {
    this.#sqlite.exec(begin);
    const level: Level = { undo: [], after: [] };
    this.#levels.push(level);
    let result: Outcome<T> | undefined;
    try {
      result = work();
      if (result.ok) this.#sqlite.exec(commit);
    } catch (error) {
      this.#takeBack(level, rollback);
      throw error;
    }
    if (!result.ok) {
      this.#takeBack(level, rollback);
      return result;
    }
    this.#levels.pop();
    const outer = this.#levels.at(-1);
    for (const undo of level.undo) outer?.undo.push(undo);
    for (const task of level.after) (outer?.after ?? after)?.push(task);
    return result;
  }

  #takeBack(level: Level, rollback: string): void {
    for (const undo of level.undo.reverse()) undo();
    this.#levels.pop();
    // A full disk has ended the transaction already.
    if (this.#sqlite.inTransaction) this.#sqlite.exec(rollback);
  }

  #statement(sql: string): Sqlite.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#sqlite.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The disk or the file, and not our statement: SQLite's primary result codes. */
const STORAGE_CODES =
  /^SQLITE_(FULL|IOERR|READONLY|CORRUPT|NOTADB|CANTOPEN|BUSY|LOCKED|NOMEM|PROTOCOL|PERM|CONSTRAINT)/;

const isStorage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && STORAGE_CODES.test(String(error.code));
