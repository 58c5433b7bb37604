/** A feed as the only one that something comes from. */
import type { FeedId } from '../../proto/domain/ids.ts';
import type { FeedSet } from '../access/audience.ts';

const MAX_FEEDS = 4096;
const alone = new Map<FeedId, FeedSet>();

/** One set for each feed alone, so that audiences can remember by it. */
export function feedAlone(feed: FeedId): FeedSet {
  const known = alone.get(feed);
  if (known) return known;
  if (alone.size >= MAX_FEEDS) alone.clear();
  const set = { feeds: [feed] };
  alone.set(feed, set);
  return set;
}
