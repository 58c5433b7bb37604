/**
 * Who did or looked at what, when and why: an append-only chain of hashes whose end is signed with every record, with
 * signed checkpoints in it. A decision's row is written in the decision's own transaction; what people read or try is
 * written in groups. `docs/audit.md` says how it is checked.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Clock } from '../../../proto/domain/clock.ts';
import type { AuditRecord } from '../../../proto/domain/operations/audit.ts';
import { SYSTEM } from '../actor.ts';
import { type Database, DatabaseError } from '../database.ts';
import { done, notDone, type Outcome } from '../outcome.ts';
import { DAMAGED } from './chain.ts';
import { type AuditEntry, hashOf, NO_HASH, unhashed } from './entry.ts';
import { HeadFile, keyFileOf, makeKey, readHead, readKey } from './files.ts';
import {
  type Checkpoint,
  fingerprintOf,
  type Head,
  isGenuineHead,
  publicPem,
  signCheckpoint,
  signHead,
} from './statement.ts';
import {
  AUDIT_TABLES,
  type AuditQuery,
  checkpointsAfter,
  findRecords,
  insertCheckpoint,
  insertRecord,
  keptHead,
  lastRecord,
  replaceHead,
} from './table.ts';

/** Records between two checkpoints. */
const CHECKPOINT_EVERY = 1000;
/** What is read or tried is on the disk after so long, or once so many wait. */
const GROUP_MS = 50;
const GROUP_ENTRIES = 200;

export interface AuditOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Runs `task` once after `delayMs` machine milliseconds; the answer cancels it. The machine's timer where absent. */
  readonly after?: (delayMs: number, task: () => void) => () => void;
}

interface Waiting {
  readonly entry: AuditEntry;
  readonly resolve: (outcome: Outcome<undefined>) => void;
}

const machineTimer = (delayMs: number, task: () => void): (() => void) => {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
};

export class AuditLog {
  /** Told of each decision once it is on the disk; what was only read or tried is none. */
  onDecided: ((record: AuditRecord) => void) | undefined;
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #after: NonNullable<AuditOptions['after']>;
  readonly #key: KeyObject;
  readonly #publicKey: string;
  readonly #headFile: HeadFile;
  #head: { readonly seq: number; readonly hash: string; readonly checkpoints: number };
  #waiting: Waiting[] = [];
  #cancel: (() => void) | undefined;
  #closed = false;

  private constructor(options: AuditOptions, key: KeyObject, headFile: HeadFile) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#after = options.after ?? machineTimer;
    this.#key = key;
    this.#publicKey = publicPem(key);
    this.#headFile = headFile;
    const last = lastRecord(options.database);
    const checkpoints = options.database.get('SELECT max(number) AS last FROM audit_checkpoint')?.last;
    this.#head = { seq: last?.seq ?? 0, hash: last?.hash ?? NO_HASH, checkpoints: Number(checkpoints ?? 0) };
  }

  /**
   * Makes the key at the first start. A log that does not end where its head says is gone on with, and says so in itself
   * (`auditDamaged`). Throws a {@link DatabaseError} when the file or the key cannot be used.
   */
  static open(options: AuditOptions): AuditLog {
    const { database } = options;
    const { file } = database;
    database.migrate('audit', AUDIT_TABLES);
    const kept = keptHead(database);
    const key = readKey(file) ?? (kept ? undefined : makeKey(file));
    if (!key || (kept && kept.publicKey !== publicPem(key)))
      throw new DatabaseError(
        `${file} is signed with another key than ${keyFileOf(file)}: put that key back from a backup, or move the database and what belongs to it aside.`,
      );
    const beside = readHead(file);
    const log = new AuditLog(options, key, new HeadFile(file));
    const damage = log.#damage(kept?.head, beside);
    if (damage) log.#note(damage);
    else if (kept) log.#headFile.write(kept.head);
    else log.#begin();
    return log;
  }

  /** The number of the last record; 0 before the first. */
  get seq(): number {
    return this.#head.seq;
  }

  /** The last that was signed; undefined before the first. */
  get lastCheckpoint(): Checkpoint | undefined {
    return checkpointsAfter(this.#database, this.#head.checkpoints - 1, 1)[0];
  }

  /** PEM. */
  get publicKey(): string {
    return this.#publicKey;
  }

  /** What people compare: SHA-256 of the public key. */
  get fingerprint(): string {
    return fingerprintOf(this.#key);
  }

  /**
   * `work` and the row that tells of it, in one transaction: both are on the disk when this answers, or neither. A fault
   * of `work` leaves no row.
   */
  audited<T>(entry: AuditEntry, work: () => Outcome<T>): Outcome<T> {
    return this.#database.transaction(() => {
      const result = work();
      if (result.ok) this.append([entry]);
      return result;
    });
  }

  /** Writes rows; within a transaction of {@link Database.transaction} alone. */
  append(entries: readonly AuditEntry[]): void {
    const { onDecided } = this;
    for (const record of this.#append(entries)) this.#database.committed(() => onDecided?.(record));
  }

  #append(entries: readonly AuditEntry[]): readonly AuditRecord[] {
    const before = this.#head;
    this.#database.undone(() => {
      this.#head = before;
    });
    const atMs = this.#clock.nowMs();
    const written: AuditRecord[] = [];
    for (const entry of entries) {
      const bare = unhashed(entry, this.#head.seq + 1, atMs);
      const record = { ...bare, hash: hashOf(this.#head.hash, bare) };
      insertRecord(this.#database, record);
      written.push(record);
      this.#head = { ...this.#head, seq: record.seq, hash: record.hash };
      if (record.seq % CHECKPOINT_EVERY === 0) this.#checkpoint();
    }
    this.#sign();
    return written;
  }

  /**
   * What somebody read or tried. Resolves when it is on the disk, 50 ms later at most, or with a fault: then it is not in
   * the log, and what it tells of should not be done.
   */
  record(entry: AuditEntry): Promise<Outcome<undefined>> {
    if (this.#closed)
      return Promise.resolve(notDone('busy', 'the server is stopping', 'audit', 'try again later'));
    return new Promise((resolve) => {
      this.#waiting.push({ entry, resolve });
      if (this.#waiting.length >= GROUP_ENTRIES) this.flush();
      else
        this.#cancel ??= this.#after(GROUP_MS, () => {
          this.flush();
        });
    });
  }

  /** Writes what waits. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    const group = this.#waiting;
    if (group.length === 0) return;
    this.#waiting = [];
    const outcome = this.#database.transaction(() => {
      this.#append(group.map(({ entry }) => entry));
      return done(undefined);
    });
    for (const { resolve } of group) resolve(outcome);
  }

  /** Newest first, what waits included. */
  find(query: AuditQuery): AuditRecord[] {
    this.flush();
    return findRecords(this.#database, query);
  }

  /** Signs the log as it stands and keeps that in it. */
  checkpoint(): Outcome<Checkpoint> {
    this.flush();
    const result = this.#database.transaction(() => {
      const before = this.#head;
      this.#database.undone(() => {
        this.#head = before;
      });
      const checkpoint = this.#checkpoint();
      this.#sign();
      return done(checkpoint);
    });
    this.#headFile.sync();
    return result;
  }

  /** What an exported file begins with: see `exported.ts`. */
  signedExport(): { readonly head: Head; readonly publicKey: string } {
    const head = signHead('export', { ...this.#head, atMs: this.#clock.nowMs() }, this.#key);
    return { head, publicKey: this.#publicKey };
  }

  /** Writes what waits and a checkpoint. The database is the caller's. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.checkpoint();
    this.#headFile.close();
  }

  #checkpoint(): Checkpoint {
    const { seq, hash, checkpoints } = this.#head;
    const atMs = this.#clock.nowMs();
    const checkpoint = signCheckpoint({ number: checkpoints + 1, seq, hash, atMs }, this.#key);
    insertCheckpoint(this.#database, checkpoint);
    this.#head = { seq, hash, checkpoints: checkpoints + 1 };
    return checkpoint;
  }

  #sign(): void {
    const head = signHead('head', { ...this.#head, atMs: this.#clock.nowMs() }, this.#key);
    replaceHead(this.#database, head, this.#publicKey);
    this.#database.committed(() => this.#headFile.write(head));
  }

  /** What the end of the log says against its heads; the whole of it is for `watchfloor verify audit`. */
  #damage(kept: Head | undefined, beside: Head | 'damaged' | undefined): Damage | undefined {
    const { seq, hash } = this.#head;
    if (kept === undefined && (seq > 0 || beside !== undefined))
      return { seq: 1, what: 'the head in the database is missing' };
    if (kept && (beside === undefined || beside === 'damaged'))
      return { seq: seq + 1, what: `the head beside the database is ${beside ?? 'missing'}` };
    const heads = [
      { where: 'in the database', head: kept },
      { where: 'beside the database', head: beside === 'damaged' ? undefined : beside },
    ];
    for (const { where, head } of heads) {
      if (head === undefined) continue;
      if (!isGenuineHead('head', head, createPublicKey(this.#key)))
        return { seq, what: `the head ${where} is not signed with the key` };
      if (head.seq > seq)
        return { seq: seq + 1, what: `the log ends at ${seq}, the head ${where} names ${head.seq}` };
    }
    if (kept && kept.seq < seq) return { seq: kept.seq + 1, what: `added behind the signed head` };
    if (kept && kept.hash !== hash) return { seq, what: 'the last record is not the one that was signed' };
    return undefined;
  }

  #begin(): void {
    this.#database.transaction(() => {
      this.#sign();
      return done(undefined);
    });
  }

  #note({ seq, what }: Damage): void {
    const object = { kind: 'audit', id: String(seq) };
    const entry: AuditEntry = {
      by: SYSTEM,
      action: DAMAGED,
      object,
      outcome: 'no',
      details: { what },
    };
    this.#database.transaction(() => {
      this.append([entry]);
      return done(undefined);
    });
  }
}

interface Damage {
  /** The first record that is missing or wrong. */
  readonly seq: number;
  readonly what: string;
}
