/** What of a feed could not be decoded because it was wrong, and what was merely of a kind that is not read here. */
import type { FeedFaultView, FeedView } from '../../store/link.ts';

/** Sound, yet of another kind: radar and instrument sentences on the same line, the receiver's own status. */
const OTHER_KIND = 'unsupported';

/** The faults that are somebody's to mend. */
export const realFaults = (feed: Pick<FeedView, 'faults'>): readonly FeedFaultView[] =>
  feed.faults.filter(({ kind }) => kind !== OTHER_KIND);

export const faultCount = (feed: Pick<FeedView, 'faults'>): number =>
  realFaults(feed).reduce((sum, { count }) => sum + count, 0);

/** What was passed over, if anything. */
export const passedOver = (feed: Pick<FeedView, 'faults'>): FeedFaultView | undefined =>
  feed.faults.find(({ kind }) => kind === OTHER_KIND);
