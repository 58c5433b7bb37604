/** How the first person comes in, the demonstration’s people, programs, and other people’s eyes. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { setupTokenFile } from '../../../../server/access/accounts/setuptoken.ts';
import { HERE, openAccess, PASSWORD } from '../openaccess.ts';
import { COAST, NEIGHBOUR, NOW_MS } from '../worlds.ts';

const fault = async (outcome: Promise<{ ok: boolean; fault?: unknown }> | { ok: boolean; fault?: unknown }) =>
  (await outcome) as { ok: false; fault: { kind: string; what: string; retryAfterMs?: number } };

it('a token has some of its owner’s roles, for a year at most, and goes with them', async () => {
  const opened = await openAccess().withPerson('jo', ['operator', 'analyst']);
  const { desk, access, records } = opened;
  const { asker } = await opened.signIn('jo');
  const day = 86_400_000;
  const make = (title: string, roles: string[], days: number) =>
    desk.makeToken(asker, { title, roles, untilMs: NOW_MS + days * day });
  for (const wish of [
    make('', ['analyst'], 1),
    make('x', [], 1),
    make('x', ['supervisor'], 1),
    make('x', ['analyst'], 400),
    make('x', ['analyst'], 0),
  ])
    expect(wish).toMatchObject({ ok: false, fault: { kind: 'invalid' } });
  const made = make('charts', ['analyst'], 300);
  if (!made.ok) throw new Error(made.fault.what);
  const { secret, token } = made.value;
  expect(desk.tokens(asker)).toEqual([token]);
  const program = access.asker({ token: secret })!;
  expect(program).toMatchObject({ how: 'token', roles: ['analyst'], personId: 'p-jo' });
  access.asker({ token: secret });
  expect(opened.actions().filter((action) => action.startsWith('token'))).toEqual([
    'tokenMade yes',
    'tokenUsed yes',
  ]);
  // A program makes no tokens.
  expect(desk.makeToken(program, { title: 'y', roles: ['analyst'], untilMs: NOW_MS + day }).ok).toBe(false);
  records.set('person', 'p-jo', { name: 'Jo Doe', login: 'jo', agency: COAST, roles: ['operator'] });
  expect(access.asker({ token: secret })?.roles).toEqual([]);
  const again = await opened.signIn('jo');
  expect(desk.endToken(again.asker, token.name).ok).toBe(true);
  expect(access.asker({ token: secret })).toBeUndefined();
  // What a program was given to read of one agency it does not read of another.
  const stays = desk.makeToken(again.asker, { title: 'z', roles: ['operator'], untilMs: NOW_MS + day });
  if (!stays.ok) throw new Error(stays.fault.what);
  records.set('person', 'p-jo', { name: 'Jo Doe', login: 'jo', agency: NEIGHBOUR, roles: ['operator'] });
  expect(access.asker({ token: stays.value.secret })).toBeUndefined();
});

it('the set-up token lies in the data folder for its owner alone, and works once', async () => {
  const opened = openAccess();
  const { desk, dir, records } = opened;
  const file = setupTokenFile(dir);
  expect(statSync(file).mode & 0o777).toBe(0o600);

  const token = readFileSync(file, 'utf8').trim();
  expect(desk.answer(undefined)).toEqual({ needsSetup: true });
  const enter = () => {
    records.set('person', 'p-first', {
      name: 'First',
      login: 'first',
      agency: COAST,
      roles: ['administrator'],
    });
    return { ok: true as const, value: 'p-first' };
  };
  const given = { token, password: PASSWORD, login: 'first', name: 'First', address: HERE };
  expect((await fault(desk.setUp({ ...given, token: 'guess' }, enter))).fault.kind).toBe('refused');
  expect((await fault(desk.setUp({ ...given, password: 'short' }, enter))).fault.kind).toBe('invalid');
  expect(records.list('person')).toEqual([]);
  const both = await Promise.all([desk.setUp(given, enter), desk.setUp(given, enter)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(existsSync(file)).toBe(false);
  expect(desk.needsSetup).toBe(false);
  expect((await fault(desk.setUp(given, enter))).fault.kind).toBe('refused');
  expect(opened.bytes()).not.toContain(token);
  expect((await opened.signIn('first')).asker.roles).toEqual(['administrator']);
});

it('a set-up that cannot be entered leaves everything as it was', async () => {
  const { desk, dir, database } = openAccess();

  const token = readFileSync(setupTokenFile(dir), 'utf8').trim();
  const refuse = () => ({
    ok: false as const,
    fault: { kind: 'invalid' as const, what: 'no', where: 'agency', remedy: 'x' },
  });
  const given = { token, password: PASSWORD, login: 'first', name: 'First', address: HERE };
  expect((await fault(desk.setUp(given, refuse))).fault.what).toBe('no');
  expect(desk.needsSetup).toBe(true);
  expect(database.get('SELECT count(*) AS n FROM access_account')?.n).toBe(0);
});

it('the demonstration’s people sign in by one click, there and nowhere else', async () => {
  const demo = await openAccess({ demonstration: true }).withPerson('jo', ['coordinator']);
  const signed = demo.desk.signInDemonstration('jo', HERE);
  expect(signed.ok && demo.access.asker({ session: signed.value.secret })?.roles).toEqual(['coordinator']);
  expect(demo.desk.signInDemonstration('nobody', HERE).ok).toBe(false);
  expect(demo.desk.answer(undefined).demonstration).toMatchObject([{ login: 'jo', agency: 'Coast' }]);
  const real = await openAccess().withPerson('jo', ['coordinator']);
  expect(real.desk.signInDemonstration('jo', HERE).ok).toBe(false);
  expect(real.desk.answer(undefined)).toEqual({ needsSetup: false });
});

it('a coordinator looks as another agency until they look for themselves again', async () => {
  const opened = await openAccess().withPerson('jo', ['coordinator']);
  const { desk, access } = opened;
  const { asker, secret } = await opened.signIn('jo');
  const now = () => access.asker({ session: secret })!;
  expect(desk.seeAs(asker, 'none')).toMatchObject({ fault: { kind: 'unknown' } });
  expect(desk.seeAs(asker, NEIGHBOUR).ok).toBe(true);
  expect(now().seesAs).toBe(NEIGHBOUR);
  expect(desk.answer(now()).me?.may).toEqual(['see', 'search', 'seeAs']);
  expect(desk.makeToken(now(), { title: 'x', roles: ['coordinator'], untilMs: NOW_MS + 1 }).ok).toBe(false);
  expect(desk.seeAs(now(), undefined).ok).toBe(true);
  expect(now().seesAs).toBeUndefined();
  const other = await opened.withPerson('op', ['operator']);
  expect(desk.seeAs((await other.signIn('op')).asker, NEIGHBOUR)).toMatchObject({
    fault: { kind: 'refused' },
  });
});
