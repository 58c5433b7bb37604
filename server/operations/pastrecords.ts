/** What people had decided at a time of the past: the versions that stood then. */
import type { AnyVersion, RecordKind, Version } from '../../proto/domain/operations/record.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { Database } from './database.ts';
import type { RecordsView } from './kind.ts';
import { firstAfter, lastBefore, lastUntil, loadStanding, loadVersionStanding } from './versions.ts';

/** The records of one moment, read kind by kind as they are asked for; never changed. */
export interface StandingThen extends RecordsView {
  /** Of the last change that counts. */
  readonly revision: number;
}

export class PastRecords {
  readonly #database: Database;

  /** @param database with the tables of `Records` */
  constructor(database: Database) {
    this.#database = database;
  }

  /** The last change that was made until a time; 0: none. Where the clock was set back, what was decided later counts. */
  revisionAt(atMs: EpochMs): number {
    return lastUntil(this.#database, atMs);
  }

  /** When the next change was made after a time; undefined: none since. Of these kinds alone, where they are named. */
  changeAfter(atMs: EpochMs, kinds?: readonly RecordKind[]): EpochMs | undefined {
    return firstAfter(this.#database, atMs, kinds);
  }

  /** When the last change until a time was made. */
  lastChange(atMs: EpochMs, kinds?: readonly RecordKind[]): EpochMs | undefined {
    return lastBefore(this.#database, atMs, kinds);
  }

  at(revision: number): StandingThen {
    const database = this.#database;
    const lists = new Map<RecordKind, readonly AnyVersion[]>();
    const listed = (kind: RecordKind): readonly AnyVersion[] => {
      const known = lists.get(kind) ?? loadStanding(database, kind, revision);
      lists.set(kind, known);
      return known;
    };
    const byId = new Map<RecordKind, ReadonlyMap<string, AnyVersion>>();
    return {
      revision,
      get<K extends RecordKind>(kind: K, id: string): Version<K> | undefined {
        // A list that nobody asked for is not read for one of its records.
        if (!lists.has(kind))
          return loadVersionStanding(database, kind, id, revision) as Version<K> | undefined;
        const known = byId.get(kind) ?? new Map(listed(kind).map((version) => [version.id, version]));
        byId.set(kind, known);
        return known.get(id) as Version<K> | undefined;
      },
      list: <K extends RecordKind>(kind: K) => listed(kind) as unknown as readonly Version<K>[],
    };
  }
}
