/** Places in time that somebody marked, with a note and the view that leads there: seen by the maker's agency. */
import type { Clock } from '../../proto/domain/clock.ts';
import type { AgencyId, PersonId } from '../../proto/domain/operations/agency.ts';
import type { Bookmark } from '../../proto/domain/record/replay.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import type { Actor } from './actor.ts';
import type { AuditLog } from './audit/log.ts';
import type { Database, Migrations, Row } from './database.ts';
import { done, notDone, type Outcome } from './outcome.ts';
import { randomId } from './recordid.ts';

/** Of one agency; beyond it a new one is refused until others are removed. */
export const MOST_BOOKMARKS = 2000;
export const LONGEST_BOOKMARK = { note: 500, view: 2000 } as const;

const TABLES: Migrations = [
  `CREATE TABLE bookmark (
    id TEXT PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    note TEXT NOT NULL,
    view TEXT NOT NULL,
    by_id TEXT NOT NULL,
    agency TEXT NOT NULL,
    made_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX bookmark_agency ON bookmark (agency, at_ms);`,
];

const toBookmark = (row: Row): Bookmark => ({
  id: String(row.id),
  atMs: epochMs(Number(row.at_ms)),
  note: String(row.note),
  view: String(row.view),
  by: String(row.by_id),
  agency: String(row.agency),
  madeMs: epochMs(Number(row.made_ms)),
});

export interface BookmarkMaker extends Actor {
  readonly id: PersonId;
  readonly agency: AgencyId;
}

export interface BookmarksOptions {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly clock: Pick<Clock, 'nowMs'>;
}

export class Bookmarks {
  readonly #options: BookmarksOptions;

  /** Throws a `DatabaseError` when the table cannot be used. */
  constructor(options: BookmarksOptions) {
    this.#options = options;
    options.database.migrate('bookmarks', TABLES);
  }

  /** Of an agency's people, in the order of the times that they mark. */
  of(agency: AgencyId): readonly Bookmark[] {
    return this.#options.database
      .all('SELECT * FROM bookmark WHERE agency = ? ORDER BY at_ms, id', agency)
      .map(toBookmark);
  }

  add(
    { atMs, note, view }: { readonly atMs: EpochMs; readonly note: string; readonly view: string },
    by: BookmarkMaker,
  ): Outcome<Bookmark> {
    const { database, audit, clock } = this.#options;
    const count = Number(
      database.get('SELECT count(*) AS count FROM bookmark WHERE agency = ?', by.agency)?.count,
    );
    if (count >= MOST_BOOKMARKS)
      return notDone('refused', `there are ${count} bookmarks already`, 'bookmarks', 'remove old ones');
    const id = randomId();
    const made: Bookmark = { id, atMs, note, view, by: by.id, agency: by.agency, madeMs: clock.nowMs() };
    const object = { kind: 'bookmark', id };
    return audit.audited({ by, action: 'created', object, outcome: 'yes', details: { atMs } }, () => {
      database.run(
        'INSERT INTO bookmark VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[id, atMs, note, view, by.id, by.agency, made.madeMs],
      );
      return done(made);
    });
  }

  /** One's own alone. */
  remove(id: string, by: BookmarkMaker): Outcome<Bookmark> {
    const { database, audit } = this.#options;
    const row = database.get('SELECT * FROM bookmark WHERE id = ? AND agency = ?', id, by.agency);
    if (!row) return notDone('unknown', 'there is no such bookmark', `bookmarks/${id}`, 'see /api/bookmarks');
    if (row.by_id !== by.id)
      return notDone('refused', 'somebody else made it', `bookmarks/${id}`, 'ask who made it');
    const object = { kind: 'bookmark', id };
    return audit.audited({ by, action: 'removed', object, outcome: 'yes' }, () => {
      database.run('DELETE FROM bookmark WHERE id = ?', id);
      return done(toBookmark(row));
    });
  }
}
