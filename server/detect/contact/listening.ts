/** Which feeds bring anything at all, and since when: nobody is silent to a feed that is out. */
import type { FeedId } from '../../../proto/domain/ids.ts';

/** A feed that brought nothing for longer was not listened to meanwhile. */
const BREAK_MS = 180_000;
/** One bit each; what is beyond shares the last. */
const MAX_FEEDS = 31;

interface Ear {
  readonly id: FeedId;
  lastMs: number;
  /** When it last began to bring something again. */
  sinceMs: number;
}

export class Listening {
  readonly #ears: Ear[] = [];
  readonly #index = new Map<FeedId, number>();

  /** The bit of the feed that brought something just now. */
  heard(id: FeedId, atMs: number): number {
    let index = this.#index.get(id);
    if (index === undefined) {
      index = Math.min(this.#ears.length, MAX_FEEDS - 1);
      this.#index.set(id, index);
      this.#ears[index] ??= { id, lastMs: atMs, sinceMs: atMs };
    }
    const ear = this.#ears[index]!;
    if (atMs - ear.lastMs > BREAK_MS) ear.sinceMs = atMs;
    ear.lastMs = Math.max(ear.lastMs, atMs);
    return 1 << index;
  }

  /** Since when some of these feeds has been listened to without a break. */
  sinceMs(bits: number): number {
    return this.#best(bits, Number.POSITIVE_INFINITY, (best, { sinceMs }) => Math.min(best, sinceMs));
  }

  /** Whether one of these feeds was listened to from one time on, until now, without a break. */
  isSince(bits: number, fromMs: number, nowMs: number): boolean {
    return nowMs - this.lastMs(bits) <= BREAK_MS && this.sinceMs(bits) <= fromMs;
  }

  /** When one of these feeds last brought something. */
  lastMs(bits: number): number {
    return this.#best(bits, Number.NEGATIVE_INFINITY, (best, { lastMs }) => Math.max(best, lastMs));
  }

  ids(bits: number): readonly FeedId[] {
    return this.#ears.filter((_, index) => (bits & (1 << index)) !== 0).map(({ id }) => id);
  }

  stepBack(nowMs: number): void {
    for (const ear of this.#ears) {
      ear.lastMs = Math.min(ear.lastMs, nowMs);
      ear.sinceMs = Math.min(ear.sinceMs, nowMs);
    }
  }

  #best(bits: number, from: number, take: (best: number, ear: Ear) => number): number {
    let best = from;
    for (let index = 0; index < this.#ears.length; index++)
      if ((bits & (1 << index)) !== 0) best = take(best, this.#ears[index]!);
    return best;
  }
}
