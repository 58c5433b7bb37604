/** The states of feeds as far as an audience sees them: none says that there is another that it does not see. */
import { feedId } from '../../proto/domain/ids.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import type { Audience } from '../access/audience.ts';
import type { FeedSnapshot } from '../feeds/health.ts';

type Sees = Pick<Audience, 'seesFeed'>;

/** On the wire. */
export const seenStates = (
  all: readonly watchfloor.v1.IFeedState[],
  { seesFeed }: Sees,
): watchfloor.v1.IFeedState[] =>
  all
    .filter(({ id }) => seesFeed(feedId(id ?? '')))
    .map((state) => {
      const { sameAs, sameShare: _, ...others } = state;
      return sameAs && !seesFeed(feedId(sameAs)) ? others : state;
    });

/** Of one that is seen. */
export function seenSnapshot(snapshot: FeedSnapshot, { seesFeed }: Sees): FeedSnapshot {
  const { twin, ...others } = snapshot;
  return twin !== undefined && !seesFeed(twin.feed) ? others : snapshot;
}
