/** Signing in and out, setting up, looking as another, passwords and tokens, over REST. */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { ROLES } from '../../proto/domain/operations/agency.ts';
import { epochMs } from '../../proto/domain/units.ts';
import type { SignedIn } from '../access/accounts/accounts.ts';
import type { SignInOutcome } from '../access/accounts/fault.ts';
import type { Asker } from '../access/asker.ts';
import type { AccessDesk } from '../access/desk.ts';
import { SYSTEM } from '../operations/actor.ts';
import { done, notDone, type Outcome } from '../operations/outcome.ts';
import type { Plans } from '../operations/plans.ts';
import type { Asking } from './asking.ts';
import { checkedBody, refuseOperation } from './changes.ts';
import { credentialsOf, giveCookie, takeCookie } from './credentials.ts';
import { refuse } from './errors.ts';
import type { Hosts } from './hosts.ts';
import type { RouteOptions } from './routeoptions.ts';

const password = z.string().min(1).max(1024);
const login = z.string().min(1).max(200);
export const signInBody = z.union([
  z.strictObject({ login, password }),
  z.strictObject({ demonstration: login }),
  /** The demonstration's viewer. */
  z.strictObject({}),
]);
export const setUpBody = z.strictObject({
  token: z.string().min(1).max(256),
  agency: z.looseObject({ id: z.string().min(1).max(64) }),
  person: z.looseObject({ login: z.string(), name: z.string(), roles: z.array(z.string()) }),
  password,
});
/** The present one and the next. */
export const passwordBody = z.strictObject({ before: password, password });
export const newPasswordBody = z.strictObject({ password });
export const seesAsBody = z.strictObject({ agency: z.string().min(1).max(64).nullable() });
export const tokenBody = z.strictObject({
  title: z.string().trim().min(1).max(80),
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  untilMs: z.int().positive().transform(epochMs),
});
export const endTokenBody = z.strictObject({ name: z.string().min(1).max(64) });

export function sessionRoutes(options: RouteOptions, asking: Asking, hosts: Hosts): Router {
  const router = Router();
  const { desk, decisions } = options;
  if (!desk || !decisions) return router;

  const answerSession = (response: Response, asker: Asker | undefined): void => {
    response.json(desk.answer(asker));
  };

  router.get('/api/session', (request, response) => answerSession(response, asking.found(request)));

  const answerSignIn = (request: Request, response: Response, outcome: SignInOutcome<SignedIn>): void => {
    if (!outcome.ok) {
      refuseSignIn(response, outcome);
      return;
    }
    const { secret } = outcome.value;
    giveCookie(response, secret, hosts.isSecure(request.headers.host));
    answerSession(response, asking.access.asker({ session: secret }));
  };

  router.post('/api/session', async (request, response) => {
    const body = checkedBody(signInBody, request, response);
    if (!body) return;
    const address = request.ip ?? '';
    if ('login' in body)
      return answerSignIn(request, response, await desk.signIn(body.login, body.password, address));
    if ('demonstration' in body)
      return answerSignIn(request, response, desk.signInDemonstration(body.demonstration, address));
    answerSession(response, asking.found(request));
  });

  router.delete('/api/session', (request, response) => {
    const asker = asking.found(request);
    if (asker?.how === 'session') {
      const outcome = desk.signOut(asker);
      if (!outcome.ok) return refuseOperation(response, outcome.fault);
    }
    takeCookie(response, hosts.isSecure(request.headers.host));
    answerSession(response, asking.access.asker({}));
  });

  router.post('/api/setup', async (request, response) => {
    const body = checkedBody(setUpBody, request, response);
    if (!body) return;
    const { token, password, person } = body;
    const address = request.ip ?? '';
    const given = { token, password, login: person.login, name: person.name, address };
    answerSignIn(request, response, await desk.setUp(given, () => enterFirst(decisions.plans, body)));
  });

  router.use(
    ['/api/session/password', '/api/session/sees-as', '/api/tokens', '/api/people'],
    asking.somebody,
  );

  router.put('/api/session/password', async (request, response) => {
    const body = checkedBody(passwordBody, request, response);
    if (!body || !isOwnSession(asking, request, response)) return;
    const address = request.ip ?? '';
    const outcome = await desk.changePassword(asking.of(request), body.before, body.password, address);
    if (outcome.ok) response.status(204).end();
    else refuseSignIn(response, outcome);
  });

  router.put('/api/session/sees-as', (request, response) => {
    const body = checkedBody(seesAsBody, request, response);
    if (!body || !isOwnSession(asking, request, response)) return;
    const outcome = desk.seeAs(asking.of(request), body.agency ?? undefined);
    if (!outcome.ok) return refuseOperation(response, outcome.fault);
    answerSession(response, asking.access.asker(credentialsOf(request.headers)));
  });

  router.use(tokenRoutes(desk, asking));

  router.put('/api/people/:id/password', async (request, response) => {
    const body = checkedBody(newPasswordBody, request, response);
    if (!body || !isOwnSession(asking, request, response)) return;
    const outcome = await desk.setPassword(asking.of(request), request.params.id, body.password);
    if (outcome.ok) response.status(204).end();
    else refuseOperation(response, outcome.fault);
  });

  return router;
}

function tokenRoutes(desk: AccessDesk, asking: Asking): Router {
  const router = Router();

  router.get('/api/tokens', (request, response) => {
    response.json({ tokens: desk.tokens(asking.of(request)) });
  });

  router.post('/api/tokens', (request, response) => {
    const body = checkedBody(tokenBody, request, response);
    if (!body || !isOwnSession(asking, request, response)) return;
    const outcome = desk.makeToken(asking.of(request), body);
    if (outcome.ok) response.status(201).json(outcome.value);
    else refuseOperation(response, outcome.fault);
  });

  router.delete('/api/tokens', (request, response) => {
    const body = checkedBody(endTokenBody, request, response);
    if (!body || !isOwnSession(asking, request, response)) return;
    const outcome = desk.endToken(asking.of(request), body.name);
    if (outcome.ok) response.status(204).end();
    else refuseOperation(response, outcome.fault);
  });

  return router;
}

/** The first agency, and who may enter the others. */
function enterFirst(plans: Plans, { agency, person }: z.output<typeof setUpBody>): Outcome<string> {
  if (!person.roles.includes('administrator'))
    return notDone('invalid', 'the first person enters the others', 'person.roles', 'add “administrator”');
  const { id, ...first } = agency;
  const reason = 'set-up';
  const made = plans.create('agency', first, { by: SYSTEM, reason }, id);
  if (!made.ok) return made;
  const entered = plans.create('person', { ...person, agency: id }, { by: SYSTEM, reason });
  return entered.ok ? done(entered.value.record.id) : entered;
}

/** A token changes nothing of how its person signs in, and the demonstration's viewer is nobody. */
function isOwnSession(asking: Asking, request: Request, response: Response): boolean {
  if (asking.of(request).how === 'session') return true;
  refuse(response, 403, {
    what: 'this is for people who are signed in, not for programs',
    where: request.path,
    remedy: 'sign in with POST /api/session',
  });
  return false;
}

function refuseSignIn(response: Response, { fault }: Extract<SignInOutcome<unknown>, { ok: false }>): void {
  const { retryAfterMs, kind, ...error } = fault;
  if (retryAfterMs !== undefined) {
    response.setHeader('Retry-After', Math.ceil(retryAfterMs / 1000));
    refuse(response, 429, error);
  } else if (kind === 'refused') refuse(response, 403, error);
  else refuseOperation(response, { kind, ...error });
}
