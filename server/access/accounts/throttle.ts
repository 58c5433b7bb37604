/**
 * Slows those down who guess passwords, without locking out the watch: an account at an address from which it signed in
 * before has a budget of its own, and nothing that strangers do elsewhere counts there. In memory: a restart forgives.
 */
import type { Clock } from '../../../proto/domain/clock.ts';
import { type Budget, THROTTLE, THROTTLE_COUNTERS, THROTTLE_FORGETS_MS } from './limits.ts';

interface Counter {
  failures: number;
  /** Machine ms. */
  lastMs: number;
  waitUntilMs: number;
}

/** One attempt, counted as failed until it is said to be right. */
export interface Attempt {
  succeeded(): void;
  /** Nobody compared the password: it counts for nothing. */
  notMade(): void;
}

export class Throttle {
  readonly #clock: Clock;
  /** The one used longest ago first. */
  readonly #counters = new Map<string, Counter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An attempt, or for how many ms there is none. */
  attempt(login: string, address: string, isKnown: boolean): Attempt | number {
    const counted = budgets(login, address, isKnown);
    const nowMs = this.#clock.monotonicMs();
    const waitMs = Math.max(...counted.map(([name]) => this.#waitMs(name, nowMs)));
    if (waitMs > 0) return waitMs;
    for (const [name, budget] of counted) this.#fail(name, budget, nowMs);
    return {
      succeeded: () => {
        const [own, ...others] = counted;
        this.#counters.delete(own[0]);
        for (const [name, budget] of others) this.#forgive(name, budget);
      },
      notMade: () => {
        for (const [name, budget] of counted) this.#forgive(name, budget);
      },
    };
  }

  #waitMs(name: string, nowMs: number): number {
    const counter = this.#counters.get(name);
    if (counter === undefined) return 0;
    if (nowMs - counter.lastMs > THROTTLE_FORGETS_MS) this.#counters.delete(name);
    return Math.max(0, counter.waitUntilMs - nowMs);
  }

  #fail(name: string, budget: Budget, nowMs: number): void {
    const counter = this.#counters.get(name) ?? { failures: 0, lastMs: nowMs, waitUntilMs: 0 };
    counter.failures += 1;
    counter.lastMs = nowMs;
    counter.waitUntilMs = nowMs + waitAfter(counter.failures, budget);
    this.#counters.delete(name);
    this.#counters.set(name, counter);
    if (this.#counters.size <= THROTTLE_COUNTERS) return;
    const [oldest] = this.#counters.keys();
    this.#counters.delete(oldest!);
  }

  /** A right password among many wrong ones of others: its own part is taken back. */
  #forgive(name: string, budget: Budget): void {
    const counter = this.#counters.get(name);
    if (counter === undefined) return;
    counter.failures -= 1;
    counter.waitUntilMs = Math.min(counter.waitUntilMs, counter.lastMs + waitAfter(counter.failures, budget));
    if (counter.failures <= 0) this.#counters.delete(name);
  }
}

/** Counters of an attempt, its very own first. */
const budgets = (
  login: string,
  address: string,
  isKnown: boolean,
): readonly [readonly [string, Budget], ...(readonly [string, Budget])[]] =>
  isKnown
    ? [[`known ${address} ${login}`, THROTTLE.known]]
    : [
        [`stranger ${address} ${login}`, THROTTLE.stranger],
        [`account ${login}`, THROTTLE.account],
        [`address ${address}`, THROTTLE.address],
      ];

function waitAfter(failures: number, { free, firstWaitMs, longestWaitMs }: Budget): number {
  const over = failures - free;
  return over < 0 ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(over, 30));
}
