/** A peer that died without a word leaves a connection that looks open: quiet far too long, it is given up. */
import type { FeedContext } from './feed.ts';
import type { FeedHealth } from './health.ts';

/** A connection this many times quieter than silence is taken for dead and made anew… */
const DEAD_AFTER_SILENCES = 4;
/** …but not before this. */
const DEAD_FLOOR_MS = 60_000;

export class DeadWatch {
  readonly #health: FeedHealth;
  readonly #context: Pick<FeedContext, 'clock' | 'timers'>;
  #cancel: () => void = () => {};

  constructor(health: FeedHealth, context: Pick<FeedContext, 'clock' | 'timers'>) {
    this.#health = health;
    this.#context = context;
  }

  /** From now on until it was quiet too long or {@link DeadWatch.end}. */
  begin(dead: () => void): void {
    this.#look(this.#context.clock.monotonicMs(), dead);
  }

  end(): void {
    this.#cancel();
    this.#cancel = () => {};
  }

  #look(sinceMs: number, dead: () => void): void {
    this.#cancel();
    const limitMs = Math.max(DEAD_FLOOR_MS, this.#health.silentAfterMs() * DEAD_AFTER_SILENCES);
    const quietMs = Math.min(this.#health.quietMs(), this.#context.clock.monotonicMs() - sinceMs);
    if (quietMs >= limitMs) dead();
    else this.#cancel = this.#context.timers.after(limitMs - quietMs, () => this.#look(sinceMs, dead));
  }
}
