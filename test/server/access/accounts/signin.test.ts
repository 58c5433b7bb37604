import { expect, it } from 'vitest';
import { HASHING, SESSION, THROTTLE } from '../../../../server/access/accounts/limits.ts';
import { hashOfSecret } from '../../../../server/access/accounts/secret.ts';
import { accessFolder, HERE, inMs, openAccess, PASSWORD, WEAK } from '../openaccess.ts';
import { COAST, NEIGHBOUR, NOW_MS, POLICE } from '../worlds.ts';

const HOUR_MS = 3_600_000;
const fault = async (outcome: Promise<{ ok: boolean; fault?: unknown }> | { ok: boolean; fault?: unknown }) =>
  (await outcome) as { ok: false; fault: { kind: string; what: string; retryAfterMs?: number } };

it('does not tell which of login and password was wrong, and tells the log', async () => {
  const opened = await openAccess().withPerson('jo', ['operator']);
  const { desk, access, records } = opened;
  const wrong = await fault(desk.signIn('jo', 'not this one at all', HERE));
  const nobody = await fault(desk.signIn('PasswordTypedAsLogin', PASSWORD, HERE));
  expect(wrong.fault).toEqual(nobody.fault);
  records.set('person', 'p-ann', { name: 'Ann', login: 'ann', agency: COAST, roles: ['operator'] });
  expect((await fault(desk.signIn('ann', PASSWORD, HERE))).fault).toEqual(nobody.fault);
  const { asker, secret } = await opened.signIn('jo');
  expect(asker).toMatchObject({ personId: 'p-jo', agency: COAST, how: 'session' });
  expect(asker.credential).not.toContain(secret);
  expect(desk.signOut(asker).ok).toBe(true);
  expect(access.asker({ session: secret })).toBeUndefined();
  expect(opened.actions()).toEqual([
    'passwordChanged yes',
    'signIn no',
    'signIn no',
    'signIn no',
    'signIn yes',
    'signOut yes',
  ]);
  expect(
    opened
      .log()
      .slice(1, 3)
      .map(({ id }) => id),
  ).toEqual(['p-jo', null]);
  expect(JSON.stringify(opened.log())).not.toContain('PasswordTypedAsLogin');
});

it('keeps no secret in clear, neither in its files nor in the log', async () => {
  const opened = await openAccess().withPerson('jo', ['operator', 'analyst']);
  const { desk } = opened;
  const { asker, secret } = await opened.signIn('jo');
  const made = desk.makeToken(asker, { title: 'charts', roles: ['analyst'], untilMs: NOW_MS + HOUR_MS });
  if (!made.ok) throw new Error(made.fault.what);
  expect(opened.access.asker({ token: made.value.secret })?.roles).toEqual(['analyst']);
  await desk.changePassword(asker, PASSWORD, 'seven loud geese at dawn', HERE);
  const written = opened.bytes();
  // What is looked for is looked for in the right place.
  expect(written).toContain(hashOfSecret(secret));
  for (const clear of [PASSWORD, 'seven loud geese at dawn', secret, made.value.secret])
    expect(written).not.toContain(clear);
  expect(JSON.stringify(opened.log())).not.toContain(hashOfSecret(secret));
});

it('a session ends an hour after its last use, and after fourteen in any case', async () => {
  const opened = await openAccess().withPerson('jo', ['operator']);
  const { clock, access, desk } = opened;
  const idle = await opened.signIn('jo');
  expect(desk.answer(idle.asker).me).toMatchObject({
    idleEndMs: NOW_MS + HOUR_MS,
    endMs: NOW_MS + 14 * HOUR_MS,
  });
  const busy = await opened.signIn('jo');
  for (let i = 0; i < 27; i += 1) {
    clock.advance(HOUR_MS / 2);
    access.tick();
    expect(access.asker({ session: busy.secret })).toBeDefined();
    if (i === 0) expect(access.asker({ session: idle.secret })).toBeDefined();
    if (i === 3) expect(access.asker({ session: idle.secret })).toBeUndefined();
  }
  clock.advance(HOUR_MS / 2);
  expect(access.asker({ session: busy.secret })).toBeUndefined();
  const before = access.revision;
  access.tick();
  expect(access.revision).toBeGreaterThan(before);
  expect(
    opened
      .log()
      .filter(({ action }) => action === 'sessionEnded')
      .map(({ details }) => JSON.parse(details!).why),
  ).toEqual(['idle', 'absolute']);
});

it('a wall display stays for thirty days, used or not', async () => {
  const opened = await openAccess().withPerson('wall', ['wall']);
  const { secret } = await opened.signIn('wall');
  opened.clock.advance(SESSION.wallMs - 1);
  opened.access.tick();
  expect(opened.access.asker({ session: secret })).toBeDefined();
  opened.clock.advance(1);
  expect(opened.access.asker({ session: secret })).toBeUndefined();
});

it('sessions and tokens survive a restart; what ended meanwhile does not', async () => {
  const dir = accessFolder();
  const first = await openAccess({ dir }).withPerson('jo', ['operator', 'coordinator']);
  const { clock, records } = first;
  const one = await first.signIn('jo');
  const made = first.desk.makeToken(one.asker, {
    title: 'feed',
    roles: ['operator'],
    untilMs: NOW_MS + 2 * HOUR_MS,
  });
  if (!made.ok) throw new Error(made.fault.what);
  expect(first.desk.seeAs(one.asker, NEIGHBOUR).ok).toBe(true);
  first.close();
  clock.advance(HOUR_MS / 2);
  const second = openAccess({ dir, clock, records });
  expect(second.access.asker({ session: one.secret })).toMatchObject({ personId: 'p-jo', seesAs: NEIGHBOUR });
  expect(second.access.asker({ token: made.value.secret })).toMatchObject({ how: 'token' });
  second.close();
  clock.advance(2 * HOUR_MS);
  const third = openAccess({ dir, clock, records });
  expect(third.access.asker({ session: one.secret })).toBeUndefined();
  expect(third.access.asker({ token: made.value.secret })).toBeUndefined();
  expect(third.actions().slice(-2)).toEqual(['sessionEnded yes', 'tokenEnded yes']);
});

it('a stranger who guesses from elsewhere does not lock out the desk', async () => {
  const opened = await openAccess().withPerson('jo', ['operator']);
  await opened.signIn('jo');
  let refused = 0;
  for (let i = 0; i < 40; i += 1) {
    const { fault: why } = await fault(opened.desk.signIn('jo', `guess ${i}`, `203.0.113.${i}`));
    if (why.kind === 'busy') {
      refused += 1;
      expect(why.retryAfterMs).toBeGreaterThan(0);
    }
  }
  expect(refused).toBe(30);
  expect((await opened.signIn('jo')).asker.personId).toBe('p-jo');
});

it('hashes anew with a right password when more is asked of hashes', async () => {
  const dir = accessFolder();
  const first = await openAccess({ dir }).withPerson('jo', ['operator']);
  const hash = () => String(first.database.get('SELECT secret FROM access_account')?.secret);
  expect(hash()).toContain('m=64,t=1');
  const { clock, records } = first;
  first.close();
  const second = openAccess({ dir, clock, records, cost: { ...WEAK, timeCost: 2 } });
  await second.signIn('jo');
  expect(String(second.database.get('SELECT secret FROM access_account')?.secret)).toContain('m=64,t=2');
  await second.signIn('jo');
});

it('a changed password signs out everyone else, and ends the tokens', async () => {
  const opened = await openAccess().withPerson('jo', ['operator']);
  const { desk, access } = opened;
  const here = await opened.signIn('jo');
  const there = await opened.signIn('jo');
  const made = desk.makeToken(here.asker, {
    title: 'x',
    roles: ['operator'],
    untilMs: inMs(opened.clock, HOUR_MS),
  });
  if (!made.ok) throw new Error(made.fault.what);
  const next = 'seven loud geese at dawn';
  expect((await fault(desk.changePassword(here.asker, 'wrong', next, HERE))).fault.kind).toBe('refused');
  expect((await fault(desk.changePassword(here.asker, PASSWORD, 'short', HERE))).fault.kind).toBe('invalid');
  expect((await desk.changePassword(here.asker, PASSWORD, next, HERE)).ok).toBe(true);
  expect(access.asker({ session: here.secret })).toBeDefined();
  expect(access.asker({ session: there.secret })).toBeUndefined();
  expect(access.asker({ token: made.value.secret })).toBeUndefined();
  expect((await desk.signIn('jo', PASSWORD, HERE)).ok).toBe(false);
  expect((await desk.signIn('jo', next, HERE)).ok).toBe(true);
});

it('administrators set the passwords of their own people alone', async () => {
  const opened = await (await openAccess().withPerson('adm', ['administrator'], POLICE)).withPerson('jo', [
    'operator',
  ]);
  const { asker } = await opened.signIn('adm');
  const next = 'seven loud geese at dawn';
  expect((await fault(opened.desk.setPassword(asker, 'p-jo', next))).fault.kind).toBe('refused');
  await opened.withPerson('ann', ['operator'], POLICE);
  expect((await opened.desk.setPassword(asker, 'p-ann', next)).ok).toBe(true);
  expect((await opened.signIn('ann', next)).asker.personId).toBe('p-ann');
  expect((await fault(opened.desk.setPassword(asker, 'p-none', next))).fault.kind).toBe('unknown');
});

it('more sessions than one person needs end the one used longest ago', async () => {
  const opened = await openAccess().withPerson('jo', ['operator']);
  const first = await opened.signIn('jo');
  opened.clock.advance(1000);
  for (let i = 0; i < SESSION.perPerson; i += 1) await opened.signIn('jo');
  expect(opened.access.asker({ session: first.secret })).toBeUndefined();
  expect(opened.access.accounts.sessions.of('p-jo')).toHaveLength(SESSION.perPerson);
});

it('who was told to come again because too many sign in is not held to have failed', async () => {
  const opened = await openAccess().withPerson('jo', ['operator']);
  const { accounts } = opened.access;
  const busy = Array.from({ length: HASHING.atOnce + HASHING.waiting }, () => accounts.passwords.hash('x'));
  for (let i = 0; i < 2 * THROTTLE.stranger.free; i += 1)
    expect(await accounts.signIn('jo', PASSWORD, HERE)).toMatchObject({ ok: false, fault: { kind: 'busy' } });
  await Promise.all(busy);
  expect((await accounts.signIn('jo', PASSWORD, HERE)).ok).toBe(true);
});
