/** Which feeds a track was heard by. */
import type { FeedId } from '../../proto/domain/ids.ts';
import type { Contribution } from '../../proto/domain/track.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';

/** Feeds remembered a track; beyond it the one that was silent longest is forgotten. */
export const FEEDS_PER_TRACK = 8;

export interface Tally extends Contribution {
  positions: number;
  lastMs: EpochMs;
}

/** Counts a position heard through a feed. */
export function countHeard(tallies: Tally[], feedId: FeedId, observedMs: EpochMs): void {
  const known = tallies.find((tally) => tally.feedId === feedId);
  if (known) {
    known.positions++;
    known.lastMs = epochMs(Math.max(known.lastMs, observedMs));
    return;
  }
  if (tallies.length === FEEDS_PER_TRACK) {
    const silent = tallies.reduce((a, b) => (b.lastMs < a.lastMs ? b : a));
    tallies.splice(tallies.indexOf(silent), 1);
  }
  tallies.push({ feedId, positions: 1, lastMs: observedMs });
}
