/** The table of versions, and its rows. */
import type { AnyVersion, RecordKind } from '../../proto/domain/operations/record.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
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

/** The last change until a time, 0 where there was none. */
export const lastUntil = (database: Database, atMs: number): number =>
  Number(database.get('SELECT max(revision) AS last FROM versions WHERE at_ms <= ?', atMs)?.last ?? 0);

const changeMs = (
  database: Database,
  what: 'min(at_ms)' | 'max(at_ms)',
  when: '>' | '<=',
  atMs: number,
  kinds: readonly RecordKind[] | undefined,
): EpochMs | undefined => {
  const of = kinds ? `AND kind IN (${kinds.map(() => '?').join(', ')})` : '';
  const select = `SELECT ${what} AS found FROM versions WHERE at_ms ${when} ? ${of}`;
  const found = database.get(select, atMs, ...(kinds ?? []))?.found;
  return typeof found === 'number' ? epochMs(found) : undefined;
};

/** When the first change after a time was made, and the last until one. */
export const firstAfter = (
  database: Database,
  atMs: number,
  kinds?: readonly RecordKind[],
): EpochMs | undefined => changeMs(database, 'min(at_ms)', '>', atMs, kinds);
export const lastBefore = (
  database: Database,
  atMs: number,
  kinds?: readonly RecordKind[],
): EpochMs | undefined => changeMs(database, 'max(at_ms)', '<=', atMs, kinds);

/** What of a kind stood at a revision, in the order in which it was entered. */
export const loadStanding = (database: Database, kind: RecordKind, revision: number): AnyVersion[] =>
  database
    .all(
      `SELECT v.* FROM versions v
       JOIN (SELECT min(revision) AS first, max(revision) AS last FROM versions
             WHERE kind = ? AND revision <= ? GROUP BY id) AS ends
         ON v.revision = ends.last
       WHERE v.removed = 0 ORDER BY ends.first`,
      kind,
      revision,
    )
    .map(toVersion);

export const loadVersionStanding = (
  database: Database,
  kind: RecordKind,
  id: string,
  revision: number,
): AnyVersion | undefined => {
  const version = readVersionAt(database, kind, id, revision);
  return version?.removed ? undefined : version;
};

export const wasUsed = (database: Database, kind: RecordKind, id: string): boolean =>
  database.get('SELECT 1 AS used FROM versions WHERE kind = ? AND id = ? LIMIT 1', kind, id) !== undefined;
