/** Two feeds that bring the same bytes, in whatever pieces; and two that only hear the same ships. */
import { describe, expect, test } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { Sameness } from '../../../server/feeds/sameness.ts';
import { manualClock } from '../../manualclock.ts';
import { NEW_YEAR_MS } from './heard.ts';

const [A, B, C] = [feedId('a'), feedId('b'), feedId('c')];
const line = (n: number, station = 'S1'): string =>
  `\\s:${station},c:${n}*00\\!AIVDM,1,1,,A,payload${n},0*00\r\n`;

function room() {
  const clock = manualClock(NEW_YEAR_MS);
  const sameness = new Sameness(clock.monotonicMs);
  const bytes = (text: string) => new TextEncoder().encode(text);
  return {
    ...{ clock, sameness },
    hears: (feed: typeof A, text: string, isWhole = false) => sameness.heard(feed, 1, bytes(text), isWhole),
  };
}

describe('two feeds', () => {
  test('that bring the same are each other’s, however the bytes are cut and ended', () => {
    const { hears, sameness } = room();
    for (let n = 0; n < 40; n += 1) {
      hears(A, line(n).slice(0, 15));
      hears(A, line(n).slice(15));
      hears(B, line(n).trimEnd(), true);
      hears(C, line(n, 'S2'));
    }
    expect(sameness.twinOf(A)).toEqual({ feed: B, share: 1 });
    expect(sameness.twinOf(B)).toEqual({ feed: A, share: 1 });
    expect(sameness.twinOf(C)).toBeUndefined();
  });

  test('of which one brings more: all of the one is brought by the other, not the other way round', () => {
    const { hears, sameness } = room();
    for (let n = 0; n < 100; n += 1) {
      hears(A, line(n));
      if (n % 2 === 0) hears(B, line(n));
    }
    expect(sameness.twinOf(B)).toEqual({ feed: A, share: 1 });
    expect(sameness.twinOf(A)).toBeUndefined();
  });

  test('too little to judge, and a line that one repeats, say nothing', () => {
    const { hears, sameness } = room();
    for (let n = 0; n < 19; n += 1) for (const feed of [A, B]) hears(feed, line(n));
    expect(sameness.twinOf(A)).toBeUndefined();
    for (let n = 0; n < 100; n += 1) hears(C, line(7777));
    expect(sameness.twinOf(C)).toBeUndefined();
  });

  test('are told apart again when they are, within two minutes', () => {
    const { hears, sameness, clock } = room();
    for (let n = 0; n < 40; n += 1) for (const feed of [A, B]) hears(feed, line(n));
    expect(sameness.twinOf(A)?.feed).toBe(B);
    for (let n = 100; n < 230; n += 1) {
      clock.advance(1000);
      hears(A, line(n));
      hears(B, line(n, 'S2'));
    }
    expect(sameness.twinOf(A)).toBeUndefined();
  });
});
