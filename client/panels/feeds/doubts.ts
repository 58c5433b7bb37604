/** What is doubtful of a feed that comes: its times, and that another brings the same. */
import { useWords, type Words } from '../../messages/words.ts';
import { type FeedView, useLink } from '../../store/link.ts';
import { formatAge, formatPercent } from '../../ui/format.ts';

export interface Doubt {
  /** For a line of the list: “late by 4 min”. */
  readonly brief: string;
  /** In full, with what to do. */
  readonly said: string;
  readonly remedy: string;
}

export function useDoubts(feed: FeedView): readonly Doubt[] {
  const t = useWords();
  const other = useLink(({ feeds }) => feeds.find(({ id }) => id === feed.sameAs)?.name);
  return doubtsOf(t, feed, other);
}

/** @param other what the feed that brings the same is called; where it is not known, its id is said */
export function doubtsOf(
  t: Words,
  { name, timing, lagMs = 0, sameAs, sameShare = 1 }: FeedView,
  other: string | undefined,
): readonly Doubt[] {
  const doubts: Doubt[] = [];
  if (timing !== undefined) {
    const words = { age: formatAge(Math.abs(lagMs)) };
    doubts.push({
      brief: t(`feed.timing.${timing}.brief`, words),
      said: t(`feed.timing.${timing}`, words),
      remedy: t(`remedy.timing.${timing}`),
    });
  }
  if (sameAs !== undefined) {
    const words = { name, other: other ?? sameAs, share: formatPercent(sameShare) };
    doubts.push({
      brief: t('feed.same.brief', words),
      said: t('feed.same', words),
      remedy: t('remedy.same'),
    });
  }
  return doubts;
}
