/** What programs sign in with: each a person's, with some of their roles, for a year at most. */
import type { Clock } from '../../../proto/domain/clock.ts';
import { type PersonId, personId, ROLES, type Role } from '../../../proto/domain/operations/agency.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import type { Database } from '../../operations/database.ts';
import { hashOfSecret, newName, newSecret } from './secret.ts';

export interface Token {
  /** What it may be called; not its secret. */
  readonly name: string;
  readonly person: PersonId;
  /** What it is for, in its owner's words. */
  readonly title: string;
  readonly roles: readonly Role[];
  readonly madeMs: EpochMs;
  readonly untilMs: EpochMs;
  /** First use; absent: never. */
  readonly usedMs?: EpochMs;
}

interface Kept extends Token {
  readonly hash: string;
}

export class Tokens {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #byHash = new Map<string, Kept>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    for (const row of database.all('SELECT * FROM access_token ORDER BY made_ms, name')) {
      const hash = String(row.hash);
      const names = new Set(String(row.roles).split(' '));
      this.#byHash.set(hash, {
        hash,
        name: String(row.name),
        person: personId(String(row.person)),
        title: String(row.title),
        roles: ROLES.filter((role) => names.has(role)),
        madeMs: epochMs(Number(row.made_ms)),
        untilMs: epochMs(Number(row.until_ms)),
        ...(row.used_ms !== null && { usedMs: epochMs(Number(row.used_ms)) }),
      });
    }
  }

  /** Within a transaction. The secret is told here and never again. */
  make(given: Pick<Token, 'person' | 'title' | 'roles' | 'untilMs'>): {
    readonly token: Token;
    readonly secret: string;
  } {
    const secret = newSecret();
    const hash = hashOfSecret(secret);
    const kept: Kept = { ...given, hash, name: newName(), madeMs: this.#clock.nowMs() };
    this.#database.run(
      'INSERT INTO access_token (hash, name, person, title, roles, made_ms, until_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
      hash,
      kept.name,
      kept.person,
      kept.title,
      kept.roles.join(' '),
      kept.madeMs,
      kept.untilMs,
    );
    this.#byHash.set(hash, kept);
    this.#database.undone(() => this.#byHash.delete(hash));
    return { token: told(kept), secret };
  }

  /** Undefined: there is none, or it is over. */
  bySecret(secret: string): Token | undefined {
    const kept = this.#byHash.get(hashOfSecret(secret));
    return kept && this.#clock.nowMs() < kept.untilMs ? kept : undefined;
  }

  byName(name: string): Token | undefined {
    return this.all().find((token) => token.name === name);
  }

  of(person: string): readonly Token[] {
    return this.all().filter((token) => token.person === person);
  }

  all(): readonly Token[] {
    return [...this.#byHash.values()].map(told);
  }

  /** Within a transaction. */
  used(name: string): void {
    const kept = this.#find(name);
    if (!kept) return;
    const nowMs = this.#clock.nowMs();
    this.#database.run('UPDATE access_token SET used_ms = ? WHERE hash = ?', nowMs, kept.hash);
    this.#byHash.set(kept.hash, { ...kept, usedMs: nowMs });
    this.#database.undone(() => this.#byHash.set(kept.hash, kept));
  }

  /** Within a transaction. */
  end(name: string): void {
    const kept = this.#find(name);
    if (!kept) return;
    this.#database.run('DELETE FROM access_token WHERE hash = ?', kept.hash);
    this.#byHash.delete(kept.hash);
    this.#database.undone(() => this.#byHash.set(kept.hash, kept));
  }

  #find(name: string): Kept | undefined {
    return [...this.#byHash.values()].find((kept) => kept.name === name);
  }
}

/** The hash stays here. */
const told = ({ hash: _hash, ...token }: Kept): Token => token;
