/** Access, put together: the policy over what stands now, and the people, sessions and tokens that it is asked for. */
import type { FeedId } from '../../proto/domain/ids.ts';
import { type AgencyId, type PersonId, personId } from '../../proto/domain/operations/agency.ts';
import type { AnyVersion } from '../../proto/domain/operations/record.ts';
import type { EpochMs } from '../../proto/domain/units.ts';
import type { Access, Credentials } from './access.ts';
import { Accounts, type AccountsOptions, type Ending } from './accounts/accounts.ts';
import {
  isCut,
  isWall,
  type Standing as PersonStanding,
  type PolicyRecords,
  personById,
  standingOf,
} from './accounts/people.ts';
import { type Session, type SessionEnds, sessionEnds } from './accounts/sessions.ts';
import { type Asker, actorOfAsker } from './asker.ts';
import type { Audience } from './audience.ts';
import { Audiences } from './audiences.ts';
import { decide } from './decide.ts';
import type { Action, Decision, Field, PolicyObject } from './decision.ts';
import { permission } from './roles.table.ts';
import { Standing } from './standing.ts';
import type { FeedMarking } from './world.ts';

export interface AccessOptions extends AccountsOptions {
  readonly records: PolicyRecords;
  /** From the configuration; the site's own agency owns what has no owner. */
  readonly markings: (feed: FeedId) => FeedMarking | undefined;
  /** The site's own agency; absent: the one that was entered first. */
  readonly home?: AgencyId;
  /** Reads without a session are the demonstration viewer's, and its people sign in without a password. */
  readonly demonstration: boolean;
}

const VIEWER = 'demonstration';

export class AccessControl implements Access {
  readonly accounts: Accounts;
  readonly #options: AccessOptions;
  readonly #standing: Standing;
  readonly #audiences = new Audiences();
  readonly #people = new Map<string, PersonStanding>();
  readonly #listeners = new Set<() => void>();
  readonly #stop: () => void;
  #told: number;

  /** Throws a `DatabaseError` when the database cannot be used. */
  constructor(options: AccessOptions) {
    const { records, markings, home, clock } = options;
    this.#options = options;
    this.accounts = new Accounts(options);
    this.#standing = new Standing({ records, markings, home }, clock);
    for (const { id, value } of records.list('person')) this.#people.set(id, standingOf(value));
    this.#told = this.#standing.revision;
    this.#endOver();
    this.#stop = records.onChange((version) => this.#changed(version));
  }

  get revision(): number {
    return this.#standing.revision;
  }

  asker({ session, token, seesAs }: Credentials): Asker | undefined {
    if (token !== undefined) return this.#tokenAsker(token);
    const found = session === undefined ? undefined : this.accounts.sessions.bySecret(session);
    const asker = found && this.#sessionAsker(found);
    if (asker) return seesAs === undefined ? asker : { ...asker, seesAs: seesAs as AgencyId };
    return this.#options.demonstration ? this.#viewer() : undefined;
  }

  decide(asker: Asker, action: Action, object: PolicyObject, field?: Field): Decision {
    return decide(this.#standing.world, asker, action, object, field);
  }

  audience(asker: Asker): Audience | undefined {
    return this.#audiences.of(this.#standing.world, asker);
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** About every 500 ms: what ends by time ends, and who listens is told of whatever changed. */
  tick(): void {
    this.#endOver();
    const { revision } = this.#standing;
    if (revision === this.#told) return;
    this.#told = revision;
    for (const listener of this.#listeners) listener();
  }

  /** A session, token or account changed what somebody may: who listens hears of it with the next tick. */
  changed(): void {
    this.#standing.touch();
  }

  /** When the asker's session ends; of a token, when that does. */
  ends({ how, credential }: Asker): SessionEnds | { readonly endMs: EpochMs } | undefined {
    if (how === 'token') {
      const token = this.accounts.tokens.byName(credential);
      return token && { endMs: token.untilMs };
    }
    const session = this.accounts.sessions.byName(credential);
    const found = session && personById(this.#options.records, session.person);
    return session && found && sessionEnds(session, isWall(found.person.roles));
  }

  nowMs(): EpochMs {
    return this.#options.clock.nowMs();
  }

  close(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #sessionAsker(session: Session): Asker | undefined {
    const found = personById(this.#options.records, session.person);
    if (!found || this.#isOver(session)) return undefined;
    this.accounts.sessions.touch(session.name);
    const { name, agency, roles, room } = found.person;
    const looks = session.seesAs !== undefined && permission(roles, 'seeAs') !== 'no';
    return {
      personId: found.id,
      name,
      agency,
      roles,
      ...(room !== undefined && { room }),
      how: 'session',
      credential: session.name,
      ...(looks && { seesAs: session.seesAs }),
    };
  }

  #tokenAsker(secret: string): Asker | undefined {
    const token = this.accounts.tokens.bySecret(secret);
    const found = token && personById(this.#options.records, token.person);
    if (!token || !found) return undefined;
    const { name, agency, roles, room } = found.person;
    // A wall display's limits hold for its tokens too.
    const counting = isWall(roles) ? roles : token.roles.filter((role) => roles.includes(role));
    const asker: Asker = {
      personId: found.id,
      name,
      agency,
      roles: counting,
      ...(room !== undefined && { room }),
      how: 'token',
      credential: token.name,
    };
    if (token.usedMs === undefined) this.accounts.tokenUsed(token.name, actorOfAsker(asker));
    return asker;
  }

  #viewer(): Asker | undefined {
    const { home } = this.#standing.world;
    if (home === undefined) return undefined;
    return { name: VIEWER, agency: home, roles: ['operator'], how: 'demonstration', credential: VIEWER };
  }

  #isOver(session: Session): Ending | undefined {
    const found = personById(this.#options.records, session.person);
    if (!found) return 'barred';
    const { idleEndMs, endMs } = sessionEnds(session, isWall(found.person.roles));
    const nowMs = this.#options.clock.nowMs();
    if (nowMs >= endMs) return 'absolute';
    return nowMs >= idleEndMs ? 'idle' : undefined;
  }

  #endOver(): void {
    const { sessions, tokens } = this.accounts;
    for (const session of sessions.all()) {
      const why = this.#isOver(session);
      if (why && this.accounts.endSession(session, why).ok) this.changed();
    }
    const nowMs = this.#options.clock.nowMs();
    for (const token of tokens.all())
      if (nowMs >= token.untilMs && this.accounts.endToken(token.name, 'absolute').ok) this.changed();
  }

  #changed(version: AnyVersion): void {
    this.#standing.changed(version.kind);
    if (version.kind !== 'person') return;
    const id: PersonId = personId(version.id);
    const before = this.#people.get(id);
    if (version.removed) {
      this.#people.delete(id);
      this.accounts.forget(id);
      return;
    }
    const now = standingOf(version.value);
    this.#people.set(id, now);
    if (version.value.barred) this.accounts.endAll(id, 'barred');
    else if (before && before.agency !== now.agency) this.accounts.endAll(id, 'agencyChanged');
    else if (before && isCut(before, now)) this.accounts.endAll(id, 'roleCut');
  }
}
