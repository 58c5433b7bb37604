/** How each feed's rates went while this page looked on: a bounded ring a feed, outside React. */
import { type FeedView, useLink } from './link.ts';

export interface RateSample {
  /** Picture time, UTC epoch milliseconds. */
  readonly atMs: number;
  readonly messagesPerS: number;
  readonly bytesPerS: number;
}

/** Samples kept for one feed: an hour at one in 4 s. Older ones are dropped. */
export const MAX_SAMPLES = 900;
/** Least distance of two samples, milliseconds. */
export const SAMPLE_EVERY_MS = 4000;
/** Feeds kept; beyond it the feed that was seen first goes. */
const MAX_FEEDS = 200;

const histories = new Map<string, RateSample[]>();

/** The samples of a feed, oldest first; the array is replaced when it grows, never changed. */
export const rateHistory = (feedId: string): readonly RateSample[] => histories.get(feedId) ?? [];

/** Adds what the feeds do now; samples closer than {@link SAMPLE_EVERY_MS} to the last are skipped. */
export function recordRates(feeds: readonly FeedView[], atMs: number): void {
  for (const { id, messagesPerS, bytesPerS } of feeds) {
    const before = histories.get(id) ?? [];
    const last = before.at(-1);
    if (last !== undefined && Math.abs(atMs - last.atMs) < SAMPLE_EVERY_MS) continue;
    // A replay that jumped back starts a new curve.
    const kept = last !== undefined && atMs < last.atMs ? [] : before.slice(-(MAX_SAMPLES - 1));
    histories.set(id, [...kept, { atMs, messagesPerS, bytesPerS }]);
    if (histories.size > MAX_FEEDS) histories.delete(histories.keys().next().value ?? id);
  }
}

/**
 * Puts earlier samples, from the server, before those that this page saw itself. The server keeps a fixed span and says
 * nothing of when the feed began: before its first byte there was no silence, there was no feed, so that is left out.
 */
export function prependHistory(feedId: string, earlier: readonly RateSample[]): void {
  const own = histories.get(feedId) ?? [];
  const first = own[0]?.atMs ?? Number.POSITIVE_INFINITY;
  const began = earlier.findIndex(({ bytesPerS }) => bytesPerS > 0);
  const heard = began < 0 ? [] : earlier.slice(began).filter((sample) => sample.atMs < first);
  histories.set(feedId, [...heard, ...own].slice(-MAX_SAMPLES));
}

/** Records from now on; returns the way to stop. */
export function watchRates(): () => void {
  return useLink.subscribe(({ feeds, baseMs }, before) => {
    if (baseMs !== undefined && feeds !== before.feeds) recordRates(feeds, baseMs);
  });
}
