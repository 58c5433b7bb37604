/** Ways in which an alert might go quiet without anybody who may having said so. */
import { expect, it } from 'vitest';
import { ANNA, at, condition, found, openBook, over, words } from './found.ts';

it('goes to the supervisor when it comes back or worsens and whoever claimed it before does not answer', () => {
  const { tick, alert, does } = openBook();
  const one = found('1', condition('1', { priority: 'alarm' }));
  const two = found('2');
  tick([one, two]);
  does('1', { act: 'claim' });
  does('2', { act: 'claim' });
  tick([over(one, 1500)]);
  tick([one, found('2', condition('2', { priority: 'alarm' }))]);
  tick([], 119_000);
  expect([alert('1').escalatedMs, alert('2').escalatedMs]).toEqual([undefined, undefined]);
  tick([], 1_000);
  expect(alert('1')).toMatchObject({ owner: { id: 'p-anna' }, escalatedMs: at(123_000) });
  expect(alert('2')).toMatchObject({ owner: { id: 'p-anna' }, escalatedMs: at(123_000) });
});

it('comes back when what made room becomes more urgent', () => {
  const { tick, alert } = openBook(undefined, 0, { maxOpen: 2 });
  const caution = found('1', condition('1', { priority: 'caution' }));
  tick([caution, found('2')]);
  tick([found('3')]);
  expect(alert('1')).toMatchObject({ state: 'closed', why: 'madeRoom' });
  tick([found('1', condition('1', { priority: 'alarm' }))]);
  expect(alert('1')).toMatchObject({ state: 'unacknowledged', priority: 'alarm' });
  expect(alert('1').why).toBeUndefined();
  expect(words(alert('1'))).toBe('raised cleared worsened');
  expect(alert('2')).toMatchObject({ state: 'closed', why: 'madeRoom' });
});

it('leaves alone what is grouped under it and another’s to answer, and writes down what is done with the rest', () => {
  const { tick, alert, does, book, audit } = openBook();
  tick([found('1'), found('2'), found('3')]);
  does('2', { act: 'join', into: '1-a1' });
  does('3', { act: 'join', into: '1-a1' });
  const mayPart = ({ id }: { readonly id: string }) => id !== '1-a3';
  expect(book.act('1-a1', { act: 'acknowledge' }, { by: ANNA, mayPart }).ok).toBe(true);
  expect(['1', '2', '3'].map((id) => alert(id).state)).toEqual([
    'acknowledged',
    'acknowledged',
    'unacknowledged',
  ]);
  const rows = audit.find({ kind: 'alert', action: 'acknowledge' });
  expect(rows.map(({ id, details }) => [id, details])).toEqual([
    ['1-a2', '{"with":"1-a1"}'],
    ['1-a1', '{}'],
  ]);
});

it('puts nothing under what is less urgent or on the shelf', () => {
  const { tick, does, alert } = openBook();
  const caution = found('3', condition('3', { priority: 'caution' }));
  tick([found('1', condition('1', { priority: 'alarm' })), found('2'), caution]);
  expect(does('1', { act: 'join', into: '1-a2' })).toBe('what it is to belong to is less urgent');
  expect(does('3', { act: 'join', into: '1-a2' })).toMatchObject({ partOf: '1-a2' });
  does('3', { act: 'leave' });
  does('2', { act: 'shelve', time: 'hour', reason: 'a race' });
  expect(does('3', { act: 'join', into: '1-a2' })).toBe('what it is to belong to is on the shelf');
  expect([alert('1').partOf, alert('3').partOf]).toEqual([undefined, undefined]);
});
