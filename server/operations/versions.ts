/** The table of versions, and its rows. */
import type { AnyVersion, RecordKind } from '../../proto/domain/operations/record.ts';
import type { Database, Migrations, Row } from './database.ts';

export const RECORD_TABLES: Migrations = [
  `CREATE TABLE versions (
    revision INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    event TEXT NOT NULL,
    reason TEXT,
    at_ms INTEGER NOT NULL,
    by_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    removed INTEGER NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (kind, id, version)
  ) STRICT;`,
];

/** As it was written by {@link insertVersion}, through `Plans` or not: its kind's schema has seen it. */
const toVersion = (row: Row): AnyVersion =>
  ({
    kind: row.kind,
    id: row.id,
    version: row.version,
    value: JSON.parse(String(row.value)),
    event: row.event,
    ...(row.reason !== null && { reason: row.reason }),
    atMs: row.at_ms,
    by: row.by_id,
    byName: row.by_name,
    ...(row.removed === 1 && { removed: true }),
    revision: row.revision,
  }) as AnyVersion;

export const insertVersion = (database: Database, v: AnyVersion, valueText: string): void => {
  database.run(
    'INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    v.revision,
    v.kind,
    v.id,
    v.version,
    v.event,
    v.reason ?? null,
    v.atMs,
    v.by,
    v.byName,
    v.removed ? 1 : 0,
    valueText,
  );
};

/** The newest versions of what was not removed, in the order in which it was entered. */
export const loadCurrent = (database: Database): AnyVersion[] =>
  database
    .all(
      `SELECT v.* FROM versions v
       JOIN (SELECT min(revision) AS first, max(revision) AS last FROM versions GROUP BY kind, id) AS ends
         ON v.revision = ends.last
       WHERE v.removed = 0 ORDER BY ends.first`,
    )
    .map(toVersion);

/** The last changes, oldest first. */
export const loadRecent = (database: Database, limit: number): AnyVersion[] =>
  database.all('SELECT * FROM versions ORDER BY revision DESC LIMIT ?', limit).map(toVersion).reverse();

export const readVersions = (database: Database, kind: RecordKind, id: string): AnyVersion[] =>
  database.all('SELECT * FROM versions WHERE kind = ? AND id = ? ORDER BY version', kind, id).map(toVersion);

export const readVersionAt = (
  database: Database,
  kind: RecordKind,
  id: string,
  revision: number,
): AnyVersion | undefined => {
  const select =
    'SELECT * FROM versions WHERE kind = ? AND id = ? AND revision <= ? ORDER BY version DESC LIMIT 1';
  const row = database.get(select, kind, id, revision);
  return row && toVersion(row);
};

export const wasUsed = (database: Database, kind: RecordKind, id: string): boolean =>
  database.get('SELECT 1 AS used FROM versions WHERE kind = ? AND id = ? LIMIT 1', kind, id) !== undefined;
