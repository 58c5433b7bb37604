/** What the routes about people's access call: sign in and out, set up, passwords, tokens, looking as another agency. */
import { type AgencyId, agencyId, ROLES, type Role } from '../../proto/domain/operations/agency.ts';
import type { DemonstrationPerson, Me, SessionAnswer } from '../../proto/domain/operations/session.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { done, notDone, type Outcome } from '../operations/outcome.ts';
import type { SignedIn } from './accounts/accounts.ts';
import { type SignInOutcome, tooOften, wrong } from './accounts/fault.ts';
import { TOKEN } from './accounts/limits.ts';
import { type PolicyRecords, personById, personByLogin } from './accounts/people.ts';
import type { SetupToken } from './accounts/setuptoken.ts';
import type { Token } from './accounts/tokens.ts';
import { type Asker, actorOfAsker } from './asker.ts';
import type { AccessControl } from './control.ts';
import { ACTIONS } from './decision.ts';

export interface DeskOptions {
  readonly access: AccessControl;
  readonly records: PolicyRecords;
  readonly demonstration: boolean;
  /** Absent in the demonstration, whose people are there from the start. */
  readonly setupToken?: SetupToken;
}

export interface TokenWish {
  readonly title: string;
  readonly roles: readonly string[];
  readonly untilMs: number;
}

export class AccessDesk {
  readonly #options: DeskOptions;
  /** A set-up is going on. */
  #isSettingUp = false;

  /** Offers the set-up token where nobody was entered yet; throws when the data folder cannot be written. */
  constructor(options: DeskOptions) {
    this.#options = options;
    if (this.needsSetup) options.setupToken?.offer();
    else options.setupToken?.remove();
  }

  /** Nobody has been entered yet. */
  get needsSetup(): boolean {
    return !this.#options.demonstration && this.#options.records.list('person').length === 0;
  }

  signIn(login: string, password: string, address: string): Promise<SignInOutcome<SignedIn>> {
    return this.#accounts.signIn(login, password, address);
  }

  /** By one click, where the demonstration is shown. */
  signInDemonstration(login: string, address: string): Outcome<SignedIn> {
    const { demonstration, records } = this.#options;
    const person = demonstration ? personByLogin(records, login) : undefined;
    return person ? this.#accounts.begin(person, address, 'demonstration') : wrong();
  }

  /** Of a token: it stays, programs do not sign out. */
  signOut(asker: Asker): Outcome<undefined> {
    const session = asker.how === 'session' && this.#accounts.sessions.byName(asker.credential);
    if (!session) return done(undefined);
    return this.#after(this.#accounts.endSession(session, 'signOut', actorOfAsker(asker)));
  }

  /**
   * The first agency and its first administrator. `enter` makes both and answers the person's id; it is called within one
   * transaction with the password, once everything else is right.
   */
  async setUp(
    given: {
      readonly token: string;
      readonly password: string;
      readonly login: string;
      readonly name: string;
      readonly address: string;
    },
    enter: () => Outcome<string>,
  ): Promise<SignInOutcome<SignedIn>> {
    const { setupToken, records, access } = this.#options;
    const attempt = this.#accounts.throttle.attempt('', given.address, false);
    if (typeof attempt === 'number') return tooOften(attempt);
    const used = notDone(
      'refused',
      'the set-up token is wrong or was used',
      'token',
      'read it from the data folder',
    );
    if (!this.needsSetup || this.#isSettingUp || !setupToken?.isRight(given.token)) return used;
    attempt.succeeded();
    this.#isSettingUp = true;
    try {
      const hashed = await this.#accounts.hashGood(given, given.password);
      if (!hashed.ok) return hashed;
      const entered = this.#accounts.enterWithPassword(enter, hashed.value);
      if (!entered.ok) return entered;
      setupToken.remove();
      access.changed();
      const person = personById(records, entered.value);
      return person ? this.#accounts.begin(person, given.address, 'setup') : wrong();
    } finally {
      this.#isSettingUp = false;
    }
  }

  /** One's own. Signs out everyone else who is signed in as that person, and ends their tokens. */
  async changePassword(
    asker: Asker,
    before: string,
    password: string,
    address: string,
  ): Promise<SignInOutcome<undefined>> {
    const person = asker.personId && personById(this.#options.records, asker.personId);
    if (!person || asker.how !== 'session') return onlySignedIn();
    const checked = await this.#accounts.isPassword(person, before, address);
    if (!checked.ok) return checked;
    if (!checked.value) return notDone('refused', 'the present password is wrong', 'before', 'type it again');
    const by = actorOfAsker(asker);
    return this.#after(await this.#accounts.setPassword(person, password, by, asker.credential));
  }

  /** Another's, as an administrator of theirs. */
  async setPassword(asker: Asker, id: string, password: string): Promise<Outcome<undefined>> {
    const { access, records } = this.#options;
    const person = personById(records, id);
    if (!person) return notDone('unknown', 'there is no such person', 'id', 'look at the list of people');
    const object = { kind: 'record', record: 'person', id, value: person.person } as const;
    const decision = access.decide(asker, 'administer', object);
    if (decision.verdict !== 'yes' || asker.how !== 'session')
      return notDone('refused', 'you may not set this password', decision.rule, 'ask an administrator');
    return this.#after(await this.#accounts.setPassword(person, password, actorOfAsker(asker)));
  }

  /** @param agency absent: through one's own eyes again */
  seeAs(asker: Asker, agency: string | undefined): Outcome<undefined> {
    const { access, records } = this.#options;
    const session = asker.how === 'session' ? this.#accounts.sessions.byName(asker.credential) : undefined;
    if (!session) return onlySignedIn();
    const by = actorOfAsker(asker);
    if (agency === undefined) return this.#after(this.#accounts.look(session, undefined, by));
    const as = records.get('agency', agency);
    if (!as) return notDone('unknown', 'there is no such agency', 'agency', 'look at the list of agencies');
    const object = { kind: 'record', record: 'agency', id: agency, value: as.value } as const;
    const decision = access.decide(asker, 'seeAs', object);
    if (decision.verdict !== 'yes')
      return notDone('refused', 'you may not look as another agency', decision.rule, 'ask a coordinator');
    return this.#after(this.#accounts.look(session, agencyId(agency), by));
  }

  /** One's own; `secret` is told once. */
  makeToken(asker: Asker, wish: TokenWish): Outcome<{ readonly token: Token; readonly secret: string }> {
    const { personId, how, seesAs } = asker;
    if (personId === undefined || how !== 'session' || seesAs !== undefined) return onlySignedIn();
    const fault = tokenFault(asker, wish, this.#nowMs(), this.#accounts.tokens.of(personId).length);
    if (fault) return fault;
    const roles = asker.roles.filter((role) => wish.roles.includes(role));
    const given = { person: personId, title: wish.title.trim(), roles, untilMs: epochMs(wish.untilMs) };
    return this.#accounts.makeToken(given, actorOfAsker(asker));
  }

  /** One's own; of an administrator also those of the people they administer. */
  tokens(asker: Asker): readonly Token[] {
    return this.#accounts.tokens.all().filter((token) => this.#mayEnd(asker, token));
  }

  endToken(asker: Asker, name: string): Outcome<undefined> {
    const token = this.#accounts.tokens.byName(name);
    if (!token || !this.#mayEnd(asker, token) || asker.how !== 'session')
      return notDone('unknown', 'there is no such token', 'name', 'look at the list of tokens');
    return this.#after(this.#accounts.endToken(name, 'ended', actorOfAsker(asker)));
  }

  /** `GET /api/session`. */
  answer(asker: Asker | undefined): SessionAnswer {
    const offered = this.#options.demonstration ? { demonstration: this.#offered() } : {};
    return { needsSetup: this.needsSetup, ...offered, ...(asker && { me: this.#me(asker) }) };
  }

  get #accounts(): AccessControl['accounts'] {
    return this.#options.access.accounts;
  }

  #nowMs(): number {
    return this.#options.access.nowMs();
  }

  #after<T>(outcome: Outcome<T>): Outcome<T> {
    if (outcome.ok) this.#options.access.changed();
    return outcome;
  }

  #mayEnd(asker: Asker, { person }: Token): boolean {
    if (asker.personId === person) return true;
    const known = personById(this.#options.records, person);
    if (!known) return false;
    const object = { kind: 'record', record: 'person', id: person, value: known.person } as const;
    return this.#options.access.decide(asker, 'administer', object).verdict === 'yes';
  }

  #me(asker: Asker): Me {
    const { access, records } = this.#options;
    const { personId, name, agency, roles, how, seesAs } = asker;
    const person = personId === undefined ? undefined : personById(records, personId)?.person;
    const may = ACTIONS.filter((action) => {
      const kind = action === 'keepArchive' ? 'archive' : 'any';
      return access.decide(asker, action, { kind }).verdict !== 'no';
    });
    return {
      ...(personId !== undefined && { personId }),
      name,
      agency,
      roles,
      ...(person?.position !== undefined && { position: person.position }),
      ...(person?.shift && { shift: person.shift }),
      how,
      ...access.ends(asker),
      may,
      ...(seesAs !== undefined && { seesAs }),
    };
  }

  #offered(): readonly DemonstrationPerson[] {
    const { records } = this.#options;
    const nameOf = (id: AgencyId): string => records.get('agency', id)?.value.name ?? id;
    return records
      .list('person')
      .filter(({ value }) => !value.barred)
      .map(({ value: { login, name, agency, roles, position } }) => ({
        login,
        name,
        agency: nameOf(agency),
        roles,
        ...(position !== undefined && { position }),
      }));
  }
}

const onlySignedIn = (): Outcome<never> =>
  notDone('refused', 'this is for people who are signed in, as themselves', 'session', 'sign in');

function tokenFault(
  asker: Asker,
  { title, roles, untilMs }: TokenWish,
  nowMs: number,
  has: number,
): Outcome<never> | undefined {
  const length = title.trim().length;
  if (length === 0 || length > TOKEN.longestName)
    return notDone('invalid', `expected 1 to ${TOKEN.longestName} characters`, 'title', 'say what it is for');
  if (roles.length === 0 || !roles.every((role) => isRoleOf(asker, role)))
    return notDone('invalid', 'expected some of your own roles', 'roles', 'name roles that you have');
  if (!(untilMs > nowMs && untilMs <= nowMs + TOKEN.longestMs))
    return notDone('invalid', 'expected a time within a year', 'untilMs', 'choose an earlier end');
  if (has >= TOKEN.perPerson)
    return notDone('refused', `you have ${has} tokens already`, 'tokens', 'end one that is not used');
  return undefined;
}

const isRoleOf = ({ roles }: Asker, role: string): boolean =>
  ROLES.includes(role as Role) && roles.includes(role as Role);
