/** The audit log's tables, and their rows as records. */

import type { AuditRecord } from '../../../proto/domain/operations/audit.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { Database, Migrations, Row } from '../database.ts';
import type { Checkpoint, Head } from './statement.ts';

export const AUDIT_TABLES: Migrations = [
  `CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    agency TEXT,
    how TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT,
    id TEXT,
    outcome TEXT NOT NULL,
    reason TEXT,
    details TEXT,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX audit_at ON audit (at_ms);
  CREATE INDEX audit_actor ON audit (actor, seq);
  CREATE INDEX audit_object ON audit (kind, id, seq);
  CREATE INDEX audit_action ON audit (action, seq);
  CREATE TABLE audit_checkpoint (
    number INTEGER PRIMARY KEY,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    signature TEXT NOT NULL
  ) STRICT;
  CREATE TABLE audit_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    checkpoints INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    signature TEXT NOT NULL,
    public_key TEXT NOT NULL
  ) STRICT;`,
];

// A STRICT table holds what its columns say, whoever wrote it.
const number = (value: unknown): number => value as number;
const text = (value: unknown): string => value as string;
const textOrNull = (value: unknown): string | null => value as string | null;

const toRecord = (row: Row): AuditRecord => ({
  seq: number(row.seq),
  atMs: number(row.at_ms) as EpochMs,
  actor: text(row.actor),
  actorName: text(row.actor_name),
  agency: textOrNull(row.agency),
  how: text(row.how),
  action: text(row.action),
  kind: textOrNull(row.kind),
  id: textOrNull(row.id),
  outcome: text(row.outcome),
  reason: textOrNull(row.reason),
  details: textOrNull(row.details),
  hash: text(row.hash),
});

const toCheckpoint = (row: Row): Checkpoint => ({
  number: number(row.number),
  seq: number(row.seq),
  hash: text(row.hash),
  atMs: number(row.at_ms) as EpochMs,
  signature: text(row.signature),
});

/** What {@link Database} offers to read with. */
export type Rows = Pick<Database, 'all' | 'get'>;

export const lastRecord = (rows: Rows): AuditRecord | undefined => {
  const row = rows.get('SELECT * FROM audit ORDER BY seq DESC LIMIT 1');
  return row && toRecord(row);
};

/** In the order of their numbers, after `seq`. */
export const recordsAfter = (rows: Rows, seq: number, limit: number): AuditRecord[] =>
  rows.all('SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit).map(toRecord);

export const checkpointsAfter = (rows: Rows, after: number, limit: number): Checkpoint[] =>
  rows
    .all('SELECT * FROM audit_checkpoint WHERE number > ? ORDER BY number LIMIT ?', after, limit)
    .map(toCheckpoint);

/** The head, and the public key (PEM) that it was signed with; undefined before the first record. */
export const keptHead = (rows: Rows): { head: Head; publicKey: string } | undefined => {
  const row = rows.get('SELECT * FROM audit_head');
  if (!row) return undefined;
  const head: Head = {
    seq: number(row.seq),
    hash: text(row.hash),
    checkpoints: number(row.checkpoints),
    atMs: number(row.at_ms) as EpochMs,
    signature: text(row.signature),
  };
  return { head, publicKey: text(row.public_key) };
};

export const insertRecord = (database: Database, r: AuditRecord): void => {
  database.run(
    'INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    r.seq,
    r.atMs,
    r.actor,
    r.actorName,
    r.agency,
    r.how,
    r.action,
    r.kind,
    r.id,
    r.outcome,
    r.reason,
    r.details,
    r.hash,
  );
};

export const insertCheckpoint = (database: Database, c: Checkpoint): void => {
  const insert = 'INSERT INTO audit_checkpoint VALUES (?, ?, ?, ?, ?)';
  database.run(insert, c.number, c.seq, c.hash, c.atMs, c.signature);
};

export const replaceHead = (database: Database, h: Head, publicKey: string): void => {
  const replace = 'INSERT OR REPLACE INTO audit_head VALUES (1, ?, ?, ?, ?, ?, ?)';
  database.run(replace, h.seq, h.hash, h.checkpoints, h.atMs, h.signature, publicKey);
};

/** What to look for; everything where absent. */
export interface AuditQuery {
  readonly fromMs?: EpochMs;
  /** Before this time. */
  readonly untilMs?: EpochMs;
  readonly actor?: string;
  readonly agency?: string;
  readonly action?: string;
  readonly kind?: string;
  readonly id?: string;
  readonly outcome?: string;
  /** Those before this number: the next page begins where the last ended. */
  readonly beforeSeq?: number;
  /** At most 500; 100 where absent. */
  readonly limit?: number;
}

const MAX_PAGE = 500;
const CONDITIONS = {
  fromMs: 'at_ms >= ?',
  untilMs: 'at_ms < ?',
  actor: 'actor = ?',
  agency: 'agency = ?',
  action: 'action = ?',
  kind: 'kind = ?',
  id: 'id = ?',
  outcome: 'outcome = ?',
  beforeSeq: 'seq < ?',
} as const satisfies Partial<Record<keyof AuditQuery, string>>;

/** Newest first. */
export function findRecords(rows: Rows, query: AuditQuery): AuditRecord[] {
  const asked = (Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[]).filter(
    (name) => query[name] !== undefined,
  );
  const where = asked.length > 0 ? `WHERE ${asked.map((name) => CONDITIONS[name]).join(' AND ')}` : '';
  const limit = Math.min(Math.max(1, query.limit ?? 100), MAX_PAGE);
  const values = asked.map((name) => query[name] ?? null);
  return rows.all(`SELECT * FROM audit ${where} ORDER BY seq DESC LIMIT ?`, ...values, limit).map(toRecord);
}
