/**
 * Everything that people decided, each thing with all its versions: on the disk together with its row of the audit log
 * before anybody is told that it is done. In memory, what stands now. A change names the version that it was made upon.
 */
import type { Clock } from '../../proto/domain/clock.ts';
import {
  type AnyVersion,
  RECORD_KINDS,
  type RecordKind,
  type RecordValues,
  type Version,
} from '../../proto/domain/operations/record.ts';
import type { Actor } from './actor.ts';
import type { AuditLog } from './audit/log.ts';
import type { Database } from './database.ts';
import type { RecordsView } from './kind.ts';
import { done, notDone, type Outcome } from './outcome.ts';
import { RECORD_ID, randomId } from './recordid.ts';
import {
  insertVersion,
  loadCurrent,
  loadRecent,
  RECORD_TABLES,
  readVersionAt,
  readVersions,
  wasUsed,
} from './versions.ts';

/** Things of a kind at once; beyond it a new one is refused until others are removed. */
export const RECORD_LIMITS: Readonly<Record<RecordKind, number>> = {
  agency: 500,
  person: 5_000,
  agreement: 1_000,
  release: 20_000,
  zone: 20_000,
  crossingPoint: 2_000,
  unit: 5_000,
  sector: 5_000,
  patrol: 50_000,
  task: 100_000,
  watchList: 500,
  detection: 1,
};

/** A value's JSON at most: a polygon of some 20,000 corners. */
export const MAX_VALUE_BYTES = 1 << 20;
/** So many of the last changes are remembered for {@link Records.changedSince}. */
export const RECENT_CHANGES = 10_000;

/** Who decided, why, and what the audit log keeps besides. */
export interface Decided {
  readonly by: Actor;
  readonly reason?: string;
  /** For the audit log: the rule that permitted it. Never secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface RecordsOptions {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

type Table = Map<string, AnyVersion>;

export class Records implements RecordsView {
  readonly #database: Database;
  readonly #audit: AuditLog;
  readonly #clock: Clock;
  readonly #tables: ReadonlyMap<RecordKind, Table>;
  /** A kind's list as it was last handed out; away when the kind changes. */
  readonly #lists = new Map<RecordKind, readonly AnyVersion[]>();
  readonly #listeners = new Set<(version: AnyVersion) => void>();
  /** The last changes in their order, revisions without a gap. */
  #recent: AnyVersion[];
  #revision: number;

  private constructor({ database, audit, clock }: RecordsOptions) {
    this.#database = database;
    this.#audit = audit;
    this.#clock = clock;
    this.#tables = new Map(RECORD_KINDS.map((kind): [RecordKind, Table] => [kind, new Map()]));
    for (const version of loadCurrent(database)) this.#table(version.kind).set(version.id, version);
    this.#recent = loadRecent(database, RECENT_CHANGES);
    this.#revision = this.#recent.at(-1)?.revision ?? 0;
  }

  /** Reads what stands; throws a `DatabaseError` when the file cannot be used or a newer version wrote it. */
  static open(options: RecordsOptions): Records {
    options.database.migrate('records', RECORD_TABLES);
    return new Records(options);
  }

  /** Grows by one with every change of anything. */
  get revision(): number {
    return this.#revision;
  }

  get<K extends RecordKind>(kind: K, id: string): Version<K> | undefined {
    const version = this.#table(kind).get(id) as Version<K> | undefined;
    return version?.removed ? undefined : version;
  }

  /** Those that were not removed, in the order in which they were entered; the same array until the kind changes. */
  list<K extends RecordKind>(kind: K): readonly Version<K>[] {
    let list = this.#lists.get(kind);
    if (!list) {
      list = [...this.#table(kind).values()].filter(({ removed }) => !removed);
      this.#lists.set(kind, list);
    }
    return list as unknown as readonly Version<K>[];
  }

  /** All versions of one thing, oldest first, a removal among them; empty: there never was such a thing. */
  versions<K extends RecordKind>(kind: K, id: string): readonly Version<K>[] {
    return readVersions(this.#database, kind, id) as unknown as readonly Version<K>[];
  }

  /** As it was at a revision; undefined: not yet, or removed. */
  versionAt<K extends RecordKind>(kind: K, id: string, revision: number): Version<K> | undefined {
    const version = readVersionAt(this.#database, kind, id, revision);
    return version?.removed ? undefined : (version as Version<K> | undefined);
  }

  /**
   * The newest version of everything that changed after `revision`, removals included, in the order of the changes.
   * Undefined: too long ago (10,000 changes), or of another database: take the lists.
   */
  changedSince(revision: number): readonly AnyVersion[] | undefined {
    const first = this.#revision - this.#recent.length;
    if (revision > this.#revision || revision < first) return undefined;
    const newest = new Map<string, AnyVersion>();
    for (const version of this.#recent.slice(revision - first)) {
      const name = `${version.kind}/${version.id}`;
      newest.delete(name);
      newest.set(name, version);
    }
    return [...newest.values()];
  }

  /** `listener` hears of every change once it is on the disk; the answer stops it. */
  onChange(listener: (version: AnyVersion) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * @param id chosen by the caller: small letters, digits and hyphens, never used before for this kind; unguessable
   *   where absent
   */
  create<K extends RecordKind>(
    kind: K,
    value: RecordValues[K],
    decided: Decided,
    id?: string,
  ): Outcome<Version<K>> {
    if (this.#table(kind).size >= RECORD_LIMITS[kind]) {
      const what = `there are ${RECORD_LIMITS[kind]} already`;
      return notDone('refused', what, kind, 'remove those that are over');
    }
    if (id !== undefined && !RECORD_ID.test(id)) {
      const remedy = 'use 1 to 64 small letters, digits and hyphens, a letter or digit first';
      return notDone('invalid', `'${id.slice(0, 64)}' cannot be an id`, 'id', remedy);
    }
    if (id !== undefined && wasUsed(this.#database, kind, id))
      return notDone('refused', `the id '${id}' was used before`, 'id', 'choose another');
    return this.#write(kind, id ?? randomId(), 1, 'created', value, decided);
  }

  /**
   * @param version the one that the change was made upon; another in between is a `conflict`
   * @param event what made it: an event of the kind's table of states
   */
  change<K extends RecordKind>(
    kind: K,
    id: string,
    version: number,
    value: RecordValues[K],
    decided: Decided,
    event = 'changed',
  ): Outcome<Version<K>> {
    const standing = this.standing(kind, id, version);
    return standing.ok ? this.#write(kind, id, version + 1, event, value, decided) : standing;
  }

  /** Its versions stay, and say that it was removed. */
  remove<K extends RecordKind>(kind: K, id: string, version: number, decided: Decided): Outcome<Version<K>> {
    const standing = this.standing(kind, id, version);
    if (!standing.ok) return standing;
    return this.#write(kind, id, version + 1, 'removed', standing.value.value, decided);
  }

  /** What stands, if it is still the version that somebody speaks of: `unknown` or `conflict` otherwise. */
  standing<K extends RecordKind>(kind: K, id: string, version: number): Outcome<Version<K>> {
    const standing = this.get(kind, id);
    if (!standing)
      return notDone('unknown', 'there is no such thing now', `${kind}/${id}`, 'look at the list again');
    if (standing.version === version) return done(standing);
    const what = `${standing.byName} changed it meanwhile: version ${standing.version}, not ${version}`;
    const current = standing as unknown as AnyVersion;
    const where = `${kind}/${id}`;
    return {
      ok: false,
      fault: { kind: 'conflict', what, where, remedy: 'look at both versions and decide again', current },
    };
  }

  /** Several decisions in one transaction: all of them, or none where `work` answers a fault. One wait for the disk. */
  together<T>(work: () => Outcome<T>): Outcome<T> {
    return this.#database.transaction(work);
  }

  #table(kind: RecordKind): Table {
    return this.#tables.get(kind) ?? new Map();
  }

  #write<K extends RecordKind>(
    kind: K,
    id: string,
    version: number,
    event: string,
    value: RecordValues[K],
    { by, reason, details }: Decided,
  ): Outcome<Version<K>> {
    const text = JSON.stringify(value);
    if (Buffer.byteLength(text) > MAX_VALUE_BYTES)
      return notDone(
        'invalid',
        `it is larger than ${MAX_VALUE_BYTES} bytes`,
        kind,
        'give it fewer corners or words',
      );
    const made: Version<K> = {
      kind,
      id,
      version,
      // As it will be read after a restart, and nobody else's object.
      value: JSON.parse(text),
      event,
      ...(reason !== undefined && { reason }),
      atMs: this.#clock.nowMs(),
      by: by.id,
      byName: by.name,
      ...(event === 'removed' && { removed: true }),
      revision: this.#revision + 1,
    };
    const any = made as unknown as AnyVersion;
    const entry = {
      by,
      action: event,
      object: { kind, id },
      outcome: 'yes',
      ...(reason !== undefined && { reason }),
      details: { version, ...details },
    } as const;
    return this.#audit.audited(entry, () => {
      insertVersion(this.#database, any, text);
      this.#take(any);
      return done(made);
    });
  }

  /** Memory follows at once, so that what one transaction does next builds upon it, and goes back should it fail. */
  #take(version: AnyVersion): void {
    const table = this.#table(version.kind);
    const before = table.get(version.id);
    this.#database.undone(() => {
      this.#revision -= 1;
      this.#recent.pop();
      this.#lists.delete(version.kind);
      if (before) table.set(version.id, before);
      else table.delete(version.id);
    });
    // What is removed keeps its place until that is certain.
    table.set(version.id, version);
    this.#revision = version.revision;
    this.#recent.push(version);
    this.#lists.delete(version.kind);
    this.#database.committed(() => {
      if (version.removed) table.delete(version.id);
      if (this.#recent.length > 2 * RECENT_CHANGES) this.#recent = this.#recent.slice(-RECENT_CHANGES);
      for (const listener of this.#listeners) listener(version);
    });
  }
}
