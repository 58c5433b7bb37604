import { beforeAll, expect, test } from 'vitest';
import { feedView } from '../../../../client/link/views.ts';
import { say, startWords } from '../../../../client/messages/words.ts';
import { doubtsOf } from '../../../../client/panels/feeds/doubts.ts';
import { isUnwell } from '../../../../client/panels/topbar/FeedsMark.tsx';
import { watchfloor } from '../../../../proto/generated/watchfloor.js';

const { FeedLife, FeedState, FeedTiming } = watchfloor.v1;

beforeAll(() => startWords());

/** As a frame brings it. */
const arrived = (said: watchfloor.v1.IFeedState) =>
  feedView(
    FeedState.decode(FeedState.encode({ id: 'a', name: 'A', life: FeedLife.FEED_LIVE, ...said }).finish()),
  );

test('a feed in time that is alone is well, and nothing is said', () => {
  const feed = arrived({ lagMs: 800 });
  expect(isUnwell(feed)).toBe(false);
  expect(doubtsOf(say, feed, undefined)).toEqual([]);
});

test.each([
  [FeedTiming.LATE, 240_000, 'late by 4 min', /^Late by 4 min: /],
  [FeedTiming.BEHIND, 3_600_000, 'clock 1 h behind', /^Its clock is 1 h behind: /],
  [FeedTiming.AHEAD, -3_600_000, 'clock 1 h ahead', /^Its clock is 1 h ahead: /],
])('times that are wrong are said with what to do (%#)', (timing, lagMs, brief, said) => {
  const feed = arrived({ timing, lagMs });
  expect(isUnwell(feed)).toBe(true);
  const doubts = doubtsOf(say, feed, undefined);
  expect(doubts).toMatchObject([{ brief, said: expect.stringMatching(said) }]);
  expect(doubts[0]!.remedy.length).toBeGreaterThan(20);
});

test('two that bring the same are named, with how much of it', () => {
  const feed = arrived({ sameAs: 'b', sameShare: 0.97 });
  expect(isUnwell(feed)).toBe(true);
  const [doubt] = doubtsOf(say, feed, 'B');
  expect(doubt!.brief).toBe('the same as B');
  expect(doubt!.said).toMatch(/^A and B bring the same: 97\s?% of what A brings comes by B too\.$/);
  expect(doubtsOf(say, feed, undefined)[0]!.brief).toBe('the same as b');
});
