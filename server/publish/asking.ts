/**
 * Who asks, found before any route answers, and what they may, asked of the one policy. A route that shows or does
 * something without asking here shows or does it to nobody: {@link Asking.of} has no answer where nobody was found.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { Clock } from '../../proto/domain/clock.ts';
import type { Access } from '../access/access.ts';
import { type Asker, actorOfAsker } from '../access/asker.ts';
import type { Audience } from '../access/audience.ts';
import type { Action, Decision, Field, PolicyObject } from '../access/decision.ts';
import { ruleText } from '../access/ruletext.ts';
import type { Actor } from '../operations/actor.ts';
import type { AuditEntry } from '../operations/audit/entry.ts';
import type { AuditLog } from '../operations/audit/log.ts';
import { credentialsOf } from './credentials.ts';
import { type ApiError, refuse } from './errors.ts';
import { RequestRate } from './requestrate.ts';

/** A page that is busy asks some ten a second; scripts may ask more. */
const RATE_OF_ONE = { perSecond: 50, burst: 600 };
/** Of those who are nobody yet: a whole control room may come from one address. */
const RATE_OF_ADDRESS = { perSecond: 100, burst: 2000 };

/** Of one person into the log. */
const RATE_OF_REFUSALS = { perSecond: 0.1, burst: 20 };

/** Sees nothing. */
const NOTHING: Audience = { key: 'nothing', sight: () => 'none', seesFeed: () => false };

export const ANYTHING: PolicyObject = { kind: 'any' };

export class Asking {
  readonly access: Access;
  #askers = new WeakMap<Request, Asker>();
  readonly #clock: Clock;
  readonly #audit: Pick<AuditLog, 'record'> | undefined;
  readonly #refusals: RequestRate;
  readonly #known: RequestRate;
  readonly #unknown: RequestRate;

  /** @param audit absent where nothing is logged */
  constructor(access: Access, clock: Clock, audit?: Pick<AuditLog, 'record'>) {
    this.access = access;
    this.#clock = clock;
    this.#audit = audit;
    this.#refusals = new RequestRate(clock, RATE_OF_REFUSALS);
    this.#known = new RequestRate(clock, RATE_OF_ONE);
    this.#unknown = new RequestRate(clock, RATE_OF_ADDRESS);
  }

  /** The same people, decided about by another access: a replay's, which knows what counted then. */
  through(access: Access): Asking {
    const other = new Asking(access, this.#clock, this.#audit);
    other.#askers = this.#askers;
    return other;
  }

  /** Finds who asks, before all routes; who asks too often is told when to come again. */
  readonly find: RequestHandler = (request, response, next) => {
    const asker = this.access.asker(credentialsOf(request.headers));
    if (asker !== undefined) this.#askers.set(request, asker);
    // Nobody's answer is for somebody else's cache.
    response.vary('Cookie').vary('Authorization').setHeader('Cache-Control', 'private, no-store');
    const waitS =
      asker === undefined || asker.how === 'demonstration'
        ? this.#unknown.take(request.ip ?? '')
        : this.#known.take(asker.credential);
    if (waitS === 0) return next();
    response.setHeader('Retry-After', waitS);
    const remedy = `ask again in ${waitS} s`;
    refuse(response, 429, { what: 'too many requests', where: pathOf(request), remedy });
  };

  /** Before the routes that are for somebody. */
  readonly somebody: RequestHandler = (request, response, next) => {
    if (this.#askers.has(request)) next();
    else refuseNobody(request, response);
  };

  /** Undefined: nobody, or not {@link find} out. */
  found(request: Request): Asker | undefined {
    return this.#askers.get(request);
  }

  /** Who asks; only behind {@link somebody}. */
  of(request: Request): Asker {
    const asker = this.#askers.get(request);
    if (asker === undefined) throw new Error(`${request.path} is not behind “somebody”`);
    return asker;
  }

  audience(request: Request): Audience {
    return this.access.audience(this.of(request)) ?? NOTHING;
  }

  decide(request: Request, action: Action, object: PolicyObject = ANYTHING, field?: Field): Decision {
    return this.access.decide(this.of(request), action, object, field);
  }

  /** Whether the asker may, whole or in part; where not, the caller has been told why. */
  may(request: Request, response: Response, action: Action, object: PolicyObject = ANYTHING): boolean {
    const decision = this.decide(request, action, object);
    if (decision.verdict !== 'no') return true;
    this.#tried(request, action, object, decision);
    if (this.of(request).how === 'demonstration') refuseNobody(request, response);
    else refuse(response, 403, refusalOf(decision, pathOf(request)));
    return false;
  }

  /** Who tries what they may not is in the log; who does it again and again, not with each time. */
  #tried(request: Request, action: Action, object: PolicyObject, { rule }: Decision): void {
    const by = this.actor(request);
    if (by.how === 'demonstration' || this.#refusals.take(by.id) > 0) return;
    void this.#audit?.record({ by, action, outcome: 'no', ...namedObject(object), details: { rule } });
  }

  /** As the log names who asks. */
  actor(request: Request): Actor {
    return actorOfAsker(this.of(request));
  }
}

function namedObject(object: PolicyObject): Pick<AuditEntry, 'object'> {
  if (object.kind === 'record') return { object: { kind: object.record, id: object.id } };
  if (object.kind === 'track') return { object: { kind: 'track', id: object.trackId } };
  if (object.kind === 'alert') return { object: { kind: 'alert', id: object.id } };
  return object.kind === 'feed' ? { object: { kind: 'feed', id: object.feedId } } : {};
}

/** As it was asked for, without its query. */
const pathOf = ({ originalUrl }: Request): string => originalUrl.split('?')[0] ?? '';

function refuseNobody(request: Request, response: Response): void {
  response.setHeader('WWW-Authenticate', 'Bearer realm="watchfloor"');
  const remedy = 'sign in with POST /api/session, or send Authorization: Bearer and a token';
  refuse(response, 401, { what: 'this is for people who are signed in', where: pathOf(request), remedy });
}

const refusalOf = ({ rule }: Decision, where: string): ApiError => ({
  what: ruleText(rule),
  where,
  remedy: `docs/access.md, rule “${rule}”; ask an administrator where it should be otherwise`,
});
