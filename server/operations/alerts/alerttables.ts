/** The alerts' tables: each alert as it is, and every line of every history, which is only added to. */
import type { Alert, AlertEvent } from '../../../proto/domain/alert/alert.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { Database, Migrations, Row } from '../database.ts';
import { HISTORY_LINES } from './changed.ts';

export const ALERT_TABLES: Migrations = [
  `CREATE TABLE alert (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    closed_ms INTEGER,
    value TEXT NOT NULL
  ) STRICT;
  CREATE INDEX alert_closed ON alert (closed_ms);
  CREATE INDEX alert_revision ON alert (revision);
  CREATE TABLE alert_event (
    seq INTEGER PRIMARY KEY,
    alert TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    what TEXT NOT NULL,
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    said TEXT
  ) STRICT;
  CREATE INDEX alert_event_alert ON alert_event (alert, seq);`,
  'CREATE TABLE alert_watched (only INTEGER PRIMARY KEY CHECK (only = 1), at_ms INTEGER NOT NULL) STRICT',
];

/** An alert and the lines that its history has more than the file. */
export interface Kept {
  readonly alert: Alert;
  readonly lines: readonly AlertEvent[];
  /** When it closed, by the machine's clock; absent: it is open. */
  readonly closedMs?: EpochMs;
}

const UPSERT =
  'INSERT INTO alert VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, closed_ms = excluded.closed_ms, value = excluded.value';
const ADD = 'INSERT INTO alert_event VALUES (NULL, ?, ?, ?, ?, ?, ?)';

/** Within a transaction. */
export function keepAlert(database: Database, { alert, lines, closedMs }: Kept): void {
  const { id, revision, history: _lines, ...value } = alert;
  database.run(UPSERT, id, revision, closedMs ?? null, JSON.stringify(value));
  for (const { atMs, what, by, byName, text } of lines)
    database.run(ADD, id, atMs, what, by, byName, text ?? null);
}

const toAlert = (row: Row, history: readonly AlertEvent[]): Alert => ({
  ...(JSON.parse(String(row.value)) as Omit<Alert, 'id' | 'revision' | 'history'>),
  id: String(row.id),
  revision: Number(row.revision),
  history,
});

const toLine = (row: Row): AlertEvent => ({
  atMs: Number(row.at_ms) as EpochMs,
  what: String(row.what) as AlertEvent['what'],
  by: String(row.actor),
  byName: String(row.actor_name),
  ...(typeof row.said === 'string' && { text: row.said }),
});

export interface Found {
  readonly alert: Alert;
  /** By the machine's clock; undefined: it is open. */
  readonly closedMs: EpochMs | undefined;
}

const closedOf = (row: Row): EpochMs | undefined =>
  row.closed_ms === null ? undefined : (Number(row.closed_ms) as EpochMs);

/** One alert, however long ago it closed. */
export function readAlert(database: Database, id: string): Found | undefined {
  const row = database.get('SELECT * FROM alert WHERE id = ?', id);
  if (!row) return undefined;
  const lines = database.all(
    `SELECT * FROM alert_event WHERE alert = ? ORDER BY seq DESC LIMIT ${HISTORY_LINES}`,
    id,
  );
  return { alert: toAlert(row, lines.map(toLine).reverse()), closedMs: closedOf(row) };
}

/** Those that are open, and those that closed since; the one that changed longest ago first. */
export function loadAlerts(database: Database, closedSinceMs: EpochMs): readonly Found[] {
  const which = '(closed_ms IS NULL OR closed_ms >= ?)';
  const histories = new Map<string, AlertEvent[]>();
  const events = `SELECT alert_event.* FROM alert_event JOIN alert ON alert.id = alert_event.alert WHERE ${which} ORDER BY seq`;
  for (const row of database.all(events, closedSinceMs)) {
    const id = String(row.alert);
    const lines = histories.get(id);
    if (lines === undefined) histories.set(id, [toLine(row)]);
    else lines.push(toLine(row));
  }
  return database.all(`SELECT * FROM alert WHERE ${which} ORDER BY revision`, closedSinceMs).map((row) => ({
    alert: toAlert(row, (histories.get(String(row.id)) ?? []).slice(-HISTORY_LINES)),
    closedMs: closedOf(row),
  }));
}

export const lastRevision = (database: Database): number =>
  Number(database.get('SELECT max(revision) AS last FROM alert')?.last ?? 0);
