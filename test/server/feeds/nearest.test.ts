import { expect, it } from 'vitest';
import { nearest, suggest } from '../../../server/feeds/nearest.ts';

it('finds what was probably meant', () => {
  const words = ['host', 'port', 'data', 'feeds', 'site'];
  expect(nearest('prot', ['host', 'port'])).toBe('port');
  expect(nearest('feed', words)).toBe('feeds');
  expect(nearest('HOST', words)).toBe('host');
  expect(nearest('elephant', words)).toBeUndefined();
  expect(nearest('', words)).toBeUndefined();
});

it('says what there is in any case', () => {
  expect(suggest('feed', ['feeds', 'site'])).toBe('Did you mean “feeds”? There are: feeds, site');
  expect(suggest('zzz', ['feeds', 'site'])).toBe('There are: feeds, site');
});
