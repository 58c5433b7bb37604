import { expect, test } from 'vitest';
import { type PictureNature, pictureNature } from '../../../../client/panels/topbar/nature.ts';
import type { FeedView } from '../../../../client/store/link.ts';

const nature = (
  natures: readonly FeedView['nature'][],
  clockKind: 'live' | 'replay' = 'live',
  demonstration = false,
): PictureNature =>
  pictureNature({ clockKind, demonstration, feeds: natures.map((each) => ({ nature: each }) as FeedView) });

test('one synthetic feed is enough to be said', () => {
  expect(nature(['synthetic'])).toBe('synthetic');
  expect(nature(['real', 'synthetic'])).toBe('mixed');
  expect(nature(['recorded', 'synthetic'])).toBe('mixed');
});

test('a recording is said, by its feed or by the clock', () => {
  expect(nature(['recorded'])).toBe('recorded');
  expect(nature(['real', 'recorded'])).toBe('recorded');
  expect(nature(['real'], 'replay')).toBe('recorded');
});

test('the demonstration is synthetic before its feeds are known', () => {
  expect(nature([], 'live', true)).toBe('synthetic');
  expect(nature([])).toBe('real');
  expect(nature(['real', 'real'])).toBe('real');
});
