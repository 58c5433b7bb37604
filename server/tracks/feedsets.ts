/** The sets of feeds that tracks come from: one object for each, so that readers can remember by it. */
import type { FeedId } from '../../proto/domain/ids.ts';

/** Sets remembered at once; beyond it they are begun anew, and readers decide again. */
const MAX_SETS = 4096;

export interface FeedSet {
  readonly feeds: readonly FeedId[];
}

export class FeedSets {
  readonly #sets = new Map<string, FeedSet>();

  /** The one object for these feeds, in whatever order and however often they are named. */
  of(feeds: Iterable<FeedId>): FeedSet {
    const sorted = [...new Set(feeds)].sort();
    const key = sorted.join('\n');
    const known = this.#sets.get(key);
    if (known) return known;
    if (this.#sets.size >= MAX_SETS) this.#sets.clear();
    const set = { feeds: sorted };
    this.#sets.set(key, set);
    return set;
  }
}
