import { expect, it } from 'vitest';
import { reasonOf } from '../../../server/feeds/reasons.ts';

it('names the place and the remedy', () => {
  expect(reasonOf({ code: 'ECONNREFUSED' }, 'a:1')).toBe(
    'a:1 refused the connection: nothing listens there. Check host and port',
  );
});

it('passes on what it does not know', () => {
  expect(reasonOf(Object.assign(new Error('odd'), { code: 'EODD' }), 'a:1')).toBe('a:1: odd');
  expect(reasonOf({ code: 'EODD' }, 'a:1')).toBe('a:1: EODD');
  expect(reasonOf(new Error(), 'a:1')).toBe('a:1: unknown error');
});
