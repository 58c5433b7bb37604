/** Signing in and out: passwords, sessions and tokens, each step in the log, no secret in it. */
import type { Clock } from '../../../proto/domain/clock.ts';
import { type AgencyId, type PersonId, personId } from '../../../proto/domain/operations/agency.ts';
import { type Actor, SYSTEM } from '../../operations/actor.ts';
import type { AuditEntry } from '../../operations/audit/entry.ts';
import type { AuditLog } from '../../operations/audit/log.ts';
import type { Database } from '../../operations/database.ts';
import { done, notDone, type Outcome } from '../../operations/outcome.ts';
import { AccountTable, type Means } from './accounttable.ts';
import { type SignInOutcome, tooOften, wrong } from './fault.ts';
import { type PasswordCost, SESSION } from './limits.ts';
import { Passwords, passwordFault } from './passwords.ts';
import {
  actorOf,
  isWall,
  type KnownPerson,
  type PolicyRecords,
  personById,
  personByLogin,
} from './people.ts';
import { type Session, type SessionEnds, Sessions, sessionEnds } from './sessions.ts';
import { ACCESS_TABLES } from './tables.ts';
import { Throttle } from './throttle.ts';
import { type Token, Tokens } from './tokens.ts';

export interface AccountsOptions {
  readonly database: Database;
  readonly audit: Pick<AuditLog, 'audited' | 'record'>;
  readonly records: PolicyRecords;
  /** The machine's. */
  readonly clock: Clock;
  /** Weaker in tests alone. */
  readonly passwordCost?: PasswordCost;
}

export interface SignedIn {
  readonly person: KnownPerson;
  readonly session: Session;
  readonly ends: SessionEnds;
  /** For the cookie; told once. */
  readonly secret: string;
}

/** Why a session or token ended, as the log says it. */
export type Ending =
  | 'signOut'
  | 'idle'
  | 'absolute'
  | 'roleCut'
  | 'agencyChanged'
  | 'barred'
  | 'passwordChanged'
  | 'tooMany'
  | 'ended';

export class Accounts {
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  readonly #options: AccountsOptions;
  readonly #table: AccountTable;

  /** Throws a `DatabaseError` when its tables cannot be used. */
  constructor(options: AccountsOptions) {
    options.database.migrate('access', ACCESS_TABLES);
    this.#options = options;
    this.#table = new AccountTable(options.database, options.clock);
    this.sessions = new Sessions(options.database, options.clock);
    this.tokens = new Tokens(options.database, options.clock);
    this.passwords = new Passwords(options.passwordCost);
    this.throttle = new Throttle(options.clock);
  }

  /** @param address from where, as the server sees it */
  async signIn(login: string, password: string, address: string): Promise<SignInOutcome<SignedIn>> {
    const found = personByLogin(this.#options.records, login);
    const attempt = this.throttle.attempt(
      login.slice(0, 64),
      address,
      found !== undefined && this.#table.isKnownAt(found.id, address),
    );
    if (typeof attempt === 'number') return tooOften(attempt);
    const encoded = found && this.#table.secretOf(found.id);
    const checked = await this.passwords.verify(encoded, password);
    if (!checked.ok) {
      attempt.notMade();
      return checked;
    }
    // Somebody may have barred the person, or changed the password, while it was compared.
    const person = found && personById(this.#options.records, found.id);
    if (!checked.value || !person || encoded === undefined || this.#table.secretOf(person.id) !== encoded) {
      const kept = await this.#options.audit.record(failure(found, address));
      return kept.ok ? wrong() : kept;
    }
    attempt.succeeded();
    if (this.passwords.isOutdated(encoded)) await this.#renew(person.id, encoded, password);
    return this.begin(person, address, 'password');
  }

  /** Lets somebody in who has proved who they are, or need not. */
  begin(person: KnownPerson, address: string, by: Means | 'demonstration' | 'setup'): Outcome<SignedIn> {
    const by_ = actorOf(person);
    const entry: AuditEntry = {
      by: by_,
      action: 'signIn',
      object: { kind: 'person', id: person.id },
      outcome: 'yes',
      details: { address, by },
    };
    if (this.sessions.all().length >= SESSION.total)
      return notDone('busy', 'too many people are signed in', 'session', 'try again later');
    return this.#options.audit.audited(entry, () => {
      const own = [...this.sessions.of(person.id)].sort((a, b) => a.usedMs - b.usedMs);
      for (const session of own.slice(0, Math.max(0, own.length - SESSION.perPerson + 1)))
        this.endSession(session, 'tooMany', by_);
      const { session, secret } = this.sessions.begin(person.id);
      if (by === 'password') this.#table.know(person.id, address);
      const ends = sessionEnds(session, isWall(person.person.roles));
      return done({ person, session, ends, secret });
    });
  }

  /** @param by who ended it; the system where it ended by itself */
  endSession(session: Session, why: Ending, by: Actor = SYSTEM): Outcome<undefined> {
    const entry: AuditEntry = {
      by,
      action: why === 'signOut' ? 'signOut' : 'sessionEnded',
      object: { kind: 'person', id: session.person },
      outcome: 'yes',
      details: { why, session: session.name },
    };
    return this.#options.audit.audited(entry, () => {
      this.sessions.end(session.name);
      return done(undefined);
    });
  }

  endToken(name: string, why: Ending, by: Actor = SYSTEM): Outcome<undefined> {
    const token = this.tokens.byName(name);
    if (!token) return notDone('unknown', 'there is no such token', 'token', 'look at the list of tokens');
    const entry: AuditEntry = {
      by,
      action: 'tokenEnded',
      object: { kind: 'person', id: token.person },
      outcome: 'yes',
      details: { why, token: name, title: token.title },
    };
    return this.#options.audit.audited(entry, () => {
      this.tokens.end(name);
      return done(undefined);
    });
  }

  /** Everything that lets a person in, apart from one session. */
  endAll(person: string, why: Ending, by: Actor = SYSTEM, except?: string): void {
    for (const session of this.sessions.of(person))
      if (session.name !== except) this.endSession(session, why, by);
    if (why === 'roleCut') return;
    for (const token of this.tokens.of(person)) this.endToken(token.name, why, by);
  }

  /** Lets a session look through another agency's eyes, or its own again. */
  look(session: Session, as: AgencyId | undefined, by: Actor): Outcome<undefined> {
    const entry: AuditEntry = {
      by,
      action: 'seeAs',
      object: { kind: 'agency', id: as ?? by.agency ?? '' },
      outcome: 'yes',
      details: { session: session.name },
    };
    return this.#options.audit.audited(entry, () => {
      this.sessions.look(session.name, as);
      return done(undefined);
    });
  }

  /** A token was used for the first time. */
  tokenUsed(name: string, by: Actor): void {
    const token = this.tokens.byName(name);
    if (!token || token.usedMs !== undefined) return;
    const entry: AuditEntry = {
      by,
      action: 'tokenUsed',
      object: { kind: 'person', id: token.person },
      outcome: 'yes',
      details: { token: name, title: token.title },
    };
    this.#options.audit.audited(entry, () => {
      this.tokens.used(name);
      return done(undefined);
    });
  }

  /** Whether the password is the person's; counts as an attempt to sign in. */
  async isPassword(person: KnownPerson, password: string, address: string): Promise<SignInOutcome<boolean>> {
    const attempt = this.throttle.attempt(
      person.person.login,
      address,
      this.#table.isKnownAt(person.id, address),
    );
    if (typeof attempt === 'number') return tooOften(attempt);
    const checked = await this.passwords.verify(this.#table.secretOf(person.id), password);
    if (!checked.ok) attempt.notMade();
    else if (checked.value) attempt.succeeded();
    return checked;
  }

  /** Everyone else who is signed in as that person is signed out. @param except a session that goes on */
  async setPassword(
    person: KnownPerson,
    password: string,
    by: Actor,
    except?: string,
  ): Promise<Outcome<undefined>> {
    const hashed = await this.hashGood(person.person, password);
    if (!hashed.ok) return hashed;
    return this.keepPassword(person.id, hashed.value, by, except);
  }

  async hashGood(whose: { readonly login: string; readonly name: string }, password: string) {
    const fault = passwordFault(password, whose);
    if (fault !== undefined)
      return notDone('invalid', fault, 'password', 'choose a longer phrase of several words');
    return this.passwords.hash(password);
  }

  keepPassword(id: PersonId, encoded: string, by: Actor, except?: string): Outcome<undefined> {
    const entry: AuditEntry = {
      by,
      action: 'passwordChanged',
      object: { kind: 'person', id },
      outcome: 'yes',
    };
    return this.#options.audit.audited(entry, () => {
      this.#table.write(id, encoded);
      this.endAll(id, 'passwordChanged', by, except);
      return done(undefined);
    });
  }

  /** Somebody new and their first password, both or neither. @param enter answers the person's id */
  enterWithPassword(enter: () => Outcome<string>, encoded: string): Outcome<string> {
    return this.#options.database.transaction(() => {
      const entered = enter();
      if (!entered.ok) return entered;
      const kept = this.keepPassword(personId(entered.value), encoded, SYSTEM);
      return kept.ok ? entered : kept;
    });
  }

  makeToken(
    given: Pick<Token, 'person' | 'title' | 'roles' | 'untilMs'>,
    by: Actor,
  ): Outcome<{ readonly token: Token; readonly secret: string }> {
    const { person, title, roles, untilMs } = given;
    const entry: AuditEntry = {
      by,
      action: 'tokenMade',
      object: { kind: 'person', id: person },
      outcome: 'yes',
      details: { title, roles, untilMs },
    };
    return this.#options.audit.audited(entry, () => done(this.tokens.make(given)));
  }

  /** A person was removed: nothing of theirs lets anybody in. */
  forget(id: string): void {
    this.endAll(id, 'barred');
    this.#options.database.transaction(() => {
      this.#table.forget(id);
      return done(undefined);
    });
  }

  /** The same password, hashed as it is asked for today. Where that cannot be kept, the next time will do. */
  async #renew(person: PersonId, before: string, password: string): Promise<void> {
    const hashed = await this.passwords.hash(password);
    if (!hashed.ok) return;
    this.#options.database.transaction(() => {
      if (this.#table.secretOf(person) === before) this.#table.write(person, hashed.value);
      return done(undefined);
    });
  }
}

/** People type passwords where a login belongs, so only a login that is somebody's is told. */
function failure(found: KnownPerson | undefined, address: string): AuditEntry {
  const object = found && { object: { kind: 'person', id: found.id } };
  const by: Actor = { id: 'nobody', name: 'nobody', how: 'session' };
  return { by, action: 'signIn', ...object, outcome: 'no', details: { address } };
}
