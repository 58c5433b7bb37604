import fc from 'fast-check';
import { expect, test } from 'vitest';
import { feedSetText, feedsOfText } from '../../../../proto/domain/record/feedset.ts';

test('ids as they are, but for what would part them', () => {
  expect(feedSetText(['ais', 'people/xa-guard'])).toBe('ais people/xa-guard');
  expect(feedSetText(['standard input', '100%'])).toBe('standard%20input 100%25');
  expect(feedsOfText('standard%20input 100%25')).toEqual(['standard input', '100%']);
  expect(feedsOfText('')).toEqual([]);
});

test('whatever a site calls its feeds, none becomes another', () => {
  const ids = fc.array(
    fc.oneof(fc.string({ minLength: 1, maxLength: 8 }), fc.constantFrom('%20', '%2520', ' ', 'a b')),
  );
  fc.assert(
    fc.property(ids, (feeds) => {
      expect(feedsOfText(feedSetText(feeds))).toEqual(feeds);
    }),
  );
});
