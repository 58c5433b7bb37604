/** Who is signed in. On the disk, so that a restart signs nobody out; in memory, because every request asks. */
import type { Clock } from '../../../proto/domain/clock.ts';
import { type AgencyId, agencyId, type PersonId, personId } from '../../../proto/domain/operations/agency.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { Database } from '../../operations/database.ts';
import { SESSION } from './limits.ts';
import { hashOfSecret, newName, newSecret } from './secret.ts';

export interface Session {
  /** What it may be called; not its secret. */
  readonly name: string;
  readonly person: PersonId;
  readonly madeMs: EpochMs;
  readonly usedMs: EpochMs;
  /** Through whose eyes it looks. */
  readonly seesAs?: AgencyId;
}

/** When a session ends without use, and at the latest. */
export interface SessionEnds {
  readonly idleEndMs: EpochMs;
  readonly endMs: EpochMs;
}

/** @param isWall a display that nobody sits at */
export function sessionEnds({ madeMs, usedMs }: Session, isWall: boolean): SessionEnds {
  const endMs = epochMs(madeMs + (isWall ? SESSION.wallMs : SESSION.absoluteMs));
  const idleEndMs = isWall ? endMs : epochMs(Math.min(endMs, usedMs + SESSION.idleMs));
  return { idleEndMs, endMs };
}

interface Kept extends Session {
  readonly hash: string;
  /** Last use as it stands on the disk. */
  readonly writtenMs: EpochMs;
}

export class Sessions {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #byHash = new Map<string, Kept>();
  readonly #byName = new Map<string, Kept>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    for (const row of database.all('SELECT * FROM access_session ORDER BY made_ms, name'))
      this.#keep({
        hash: String(row.hash),
        name: String(row.name),
        person: personId(String(row.person)),
        madeMs: epochMs(Number(row.made_ms)),
        usedMs: epochMs(Number(row.used_ms)),
        writtenMs: epochMs(Number(row.used_ms)),
        ...(typeof row.sees_as === 'string' && { seesAs: agencyId(row.sees_as) }),
      });
  }

  /** Within a transaction. The secret is told here and never again. */
  begin(person: PersonId): { readonly session: Session; readonly secret: string } {
    const secret = newSecret();
    const nowMs = this.#clock.nowMs();
    const hash = hashOfSecret(secret);
    const kept: Kept = { hash, name: newName(), person, madeMs: nowMs, usedMs: nowMs, writtenMs: nowMs };
    this.#database.run(
      'INSERT INTO access_session (hash, name, person, made_ms, used_ms) VALUES (?, ?, ?, ?, ?)',
      hash,
      kept.name,
      person,
      nowMs,
      nowMs,
    );
    this.#keep(kept);
    this.#database.undone(() => this.#forget(kept));
    return { session: kept, secret };
  }

  bySecret(secret: string): Session | undefined {
    return this.#byHash.get(hashOfSecret(secret));
  }

  byName(name: string): Session | undefined {
    return this.#byName.get(name);
  }

  of(person: string): readonly Session[] {
    return [...this.#byHash.values()].filter((session) => session.person === person);
  }

  all(): readonly Session[] {
    return [...this.#byHash.values()];
  }

  /** It was used now; written down only now and then. */
  touch(name: string): void {
    const kept = this.#byName.get(name);
    const nowMs = this.#clock.nowMs();
    if (!kept || kept.usedMs >= nowMs) return;
    const isDue = nowMs - kept.writtenMs >= SESSION.keptMs;
    this.#keep({ ...kept, usedMs: nowMs, ...(isDue && { writtenMs: nowMs }) });
    if (!isDue) return;
    // Without room on the disk it may end earlier after a restart, no more.
    this.#database.transaction(() => {
      this.#database.run('UPDATE access_session SET used_ms = ? WHERE hash = ?', nowMs, kept.hash);
      return { ok: true, value: undefined };
    });
  }

  /** Within a transaction. */
  look(name: string, as: AgencyId | undefined): void {
    const kept = this.#byName.get(name);
    if (!kept) return;
    this.#database.run('UPDATE access_session SET sees_as = ? WHERE hash = ?', as ?? null, kept.hash);
    const { seesAs: _before, ...session } = kept;
    this.#keep({ ...session, ...(as !== undefined && { seesAs: as }) });
    this.#database.undone(() => this.#keep(kept));
  }

  /** Within a transaction. */
  end(name: string): void {
    const kept = this.#byName.get(name);
    if (!kept) return;
    this.#database.run('DELETE FROM access_session WHERE hash = ?', kept.hash);
    this.#forget(kept);
    this.#database.undone(() => this.#keep(kept));
  }

  #keep(kept: Kept): void {
    this.#byHash.set(kept.hash, kept);
    this.#byName.set(kept.name, kept);
  }

  #forget(kept: Kept): void {
    this.#byHash.delete(kept.hash);
    this.#byName.delete(kept.name);
  }
}
