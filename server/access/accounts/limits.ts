/** Every bound of signing in, in one place; `docs/access.md` states them. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * OWASP Password Storage Cheat Sheet, Argon2id: at least 19 MiB of memory, two passes, one lane.
 * `memoryCost` is in KiB.
 */
export const PASSWORD_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
export type PasswordCost = { readonly [K in keyof typeof PASSWORD_COST]: number };

/** NIST SP 800-63B asks for at least 8 and for at least 64 to be possible. In characters, after NFKC. */
export const PASSWORD_LENGTH = { min: 12, max: 256 } as const;
/** "aaaaaaaaaaaa" is long and no password. */
export const PASSWORD_DIFFERENT_CHARACTERS = 5;

/** Passwords compared at once, so that strangers cannot take all memory; and how many may wait. */
export const HASHING = { atOnce: 2, waiting: 64 } as const;

/** A page that is open asks now and then, so it is in use; idle is a page that was closed. */
export const SESSION = {
  /** Of people: an hour after the last request. */
  idleMs: HOUR_MS,
  /** Of people: a shift of twelve hours and its hand-over. */
  absoluteMs: 14 * HOUR_MS,
  /** Of wall displays, whether used or not. */
  wallMs: 30 * DAY_MS,
  /** At once of one person; the one used longest ago ends when there are more. */
  perPerson: 20,
  /** Altogether. */
  total: 20_000,
  /** How old the time of last use on the disk may be: so much earlier a session may end after a restart. */
  keptMs: MINUTE_MS,
} as const;

export const TOKEN = { longestMs: 366 * DAY_MS, perPerson: 20, longestName: 80 } as const;

/** Failed sign-ins: so many are free, then each doubles the wait, up to the longest; forgotten after a quiet time. */
export interface Budget {
  readonly free: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export const THROTTLE = {
  /** An account at an address from which it signed in before: nothing that strangers do counts here. */
  known: { free: 5, firstWaitMs: 1000, longestWaitMs: MINUTE_MS },
  /** An account at any other address. */
  stranger: { free: 3, firstWaitMs: 2000, longestWaitMs: 15 * MINUTE_MS },
  /** An account, over all addresses that it does not know. */
  account: { free: 10, firstWaitMs: 2000, longestWaitMs: 15 * MINUTE_MS },
  /** An address, over all accounts that did not sign in from it before. */
  address: { free: 20, firstWaitMs: 2000, longestWaitMs: 15 * MINUTE_MS },
} as const satisfies Readonly<Record<string, Budget>>;

export const THROTTLE_FORGETS_MS = HOUR_MS;
/** Counters of each of them; beyond it the one that was used longest ago is forgotten. */
export const THROTTLE_COUNTERS = 50_000;

/** Addresses that an account is known at: the last so many, each for so long. */
export const KNOWN_ADDRESSES = { perPerson: 50, forMs: 90 * DAY_MS } as const;
