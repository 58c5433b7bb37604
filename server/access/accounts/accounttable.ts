/** What people prove themselves with, and where they did so before. */
import type { Clock } from '../../../proto/domain/clock.ts';
import type { Database } from '../../operations/database.ts';
import { KNOWN_ADDRESSES } from './limits.ts';

/** How somebody proves who they are. OpenID Connect and passkeys will be others. */
export type Means = 'password';

export class AccountTable {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Of a password: its encoded hash. */
  secretOf(person: string, means: Means = 'password'): string | undefined {
    const sql = 'SELECT secret FROM access_account WHERE person = ? AND means = ?';
    const row = this.#database.get(sql, person, means);
    return row === undefined ? undefined : String(row.secret);
  }

  /** Within a transaction. */
  write(person: string, secret: string, means: Means = 'password'): void {
    this.#database.run(
      `INSERT INTO access_account (person, means, secret, changed_ms) VALUES (?, ?, ?, ?)
       ON CONFLICT (person, means) DO UPDATE SET secret = excluded.secret, changed_ms = excluded.changed_ms`,
      person,
      means,
      secret,
      this.#clock.nowMs(),
    );
  }

  /** Whether the person signed in from there before, not too long ago. */
  isKnownAt(person: string, address: string): boolean {
    const sql = 'SELECT seen_ms FROM access_known WHERE person = ? AND address = ?';
    const row = this.#database.get(sql, person, address);
    return row !== undefined && this.#clock.nowMs() - Number(row.seen_ms) < KNOWN_ADDRESSES.forMs;
  }

  /** Within a transaction. */
  know(person: string, address: string): void {
    this.#database.run(
      `INSERT INTO access_known (person, address, seen_ms) VALUES (?, ?, ?)
       ON CONFLICT (person, address) DO UPDATE SET seen_ms = excluded.seen_ms`,
      person,
      address,
      this.#clock.nowMs(),
    );
    this.#database.run(
      `DELETE FROM access_known WHERE person = ? AND address NOT IN
       (SELECT address FROM access_known WHERE person = ? ORDER BY seen_ms DESC LIMIT ?)`,
      person,
      person,
      KNOWN_ADDRESSES.perPerson,
    );
  }

  /** Within a transaction. */
  forget(person: string): void {
    this.#database.run('DELETE FROM access_account WHERE person = ?', person);
    this.#database.run('DELETE FROM access_known WHERE person = ?', person);
  }
}
