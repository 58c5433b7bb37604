import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PASSWORD_COST } from '../../../../server/access/accounts/limits.ts';
import { Passwords, passwordFault } from '../../../../server/access/accounts/passwords.ts';
import { WEAK } from '../openaccess.ts';

const JO = { login: 'jo.doe', name: 'Jolanda Doe' };

it.each([
  ['short', 'tiny phrase'],
  ['long', 'ab cd ef gh '.repeat(30)],
  ['of few characters', 'abababcdabababcd'],
  ['with the login', 'i am jo.doe of the coast'],
  ['with the name', 'dear JOLANDA, good night'],
  ['repeated', 'winterwinter'],
  ['a sequence', 'abcdefghijklmnop'],
  ['counted down', '98765432109876'],
])('refuses a password that is %s', (_name, password) => {
  expect(passwordFault(password, JO)).toMatch(/^it /);
});

it.each(['four quiet herons at dusk', 'Qx7-lamp-Rivet', 'пять тихих цапель', '海辺の朝は静かで良い光が差す'])(
  'takes %s',
  (password) => {
    expect(passwordFault(password, JO)).toBeUndefined();
  },
);

it('never repeats what was typed', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4, maxLength: 20 }), (password) => {
      expect(passwordFault(password, JO) ?? '').not.toContain(password.length > 8 ? password : '\0');
    }),
  );
});

it('hashes as OWASP asks, each time otherwise, and knows the right one however it was typed', async () => {
  const passwords = new Passwords();
  const [one, two] = await Promise.all([
    passwords.hash('caffè della riva'),
    passwords.hash('caffè della riva'),
  ]);
  if (!one.ok || !two.ok) throw new Error('busy');
  expect(one.value).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one.value).not.toBe(two.value);
  const verify = async (encoded: string | undefined, password: string) => {
    const outcome = await passwords.verify(encoded, password);
    return outcome.ok && outcome.value;
  };
  // The accent as a character of its own.
  expect(await verify(one.value, 'caffe\u0300 della riva')).toBe(true);
  expect(await verify(one.value, 'caffe della riva')).toBe(false);
  // Where nobody has the login, no password is right.
  expect(await verify(undefined, 'nobody')).toBe(false);
  expect(passwords.isOutdated(one.value)).toBe(false);
  expect(new Passwords(WEAK).isOutdated(one.value)).toBe(true);
  expect(PASSWORD_COST.memoryCost).toBe(19 * 1024);
});

it('lets so many wait, and tells the rest to come again', async () => {
  const passwords = new Passwords(WEAK);
  const outcomes = await Promise.all(Array.from({ length: 80 }, () => passwords.verify(undefined, 'x')));
  const busy = outcomes.filter((outcome) => !outcome.ok);
  expect(busy).toHaveLength(80 - 66);
  expect((await passwords.verify(undefined, 'x')).ok).toBe(true);
});
