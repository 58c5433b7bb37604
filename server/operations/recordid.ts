/** Ids of records: short, and nobody can guess one. */
import { randomBytes } from 'node:crypto';

/** What a caller may choose: an agency's short name, a fixture's ids. */
export const RECORD_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** 32 of them, without look-alikes (Crockford's base 32): five bits each, no doubt on the telephone. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 14;

/** 14 letters: 70 bits of chance. */
export const randomId = (): string =>
  Array.from(randomBytes(LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
