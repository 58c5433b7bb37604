/** What is put aside stays aside for what began in time, and for nothing else. */
import { expect, it } from 'vitest';
import { ANNA, at, condition, found, openBook, over, START_MS } from './found.ts';

it('is shelved for what began in time, and no longer', () => {
  const { tick, alert, does, clock } = openBook();
  const one = found('1');
  tick([one]);
  const shelf = { act: 'shelve', time: 'quarter', reason: 'a known race' } as const;
  expect(does('1', shelf)).toMatchObject({
    shelf: { untilMs: at(901_000), reason: 'a known race', by: 'p-anna' },
  });
  tick([], 600_000);
  expect(alert('1').escalatedMs).toBeUndefined();
  // The same again within the time, as another happening: it arrives on the shelf.
  tick([over(one, 601_000)]);
  expect(alert('1').state).toBe('closed');
  const second = found('2', condition('1', { onsetMs: at(800_000) }));
  tick([second], 200_000);
  expect(alert('2')).toMatchObject({ shelf: { by: 'p-anna' } });
  // It lasts beyond the time, and is the same event all the while.
  tick([{ ...second, lead: { ...second.lead, measured: { value: 1, unit: 'm' } } }], 400_000);
  expect(alert('2').shelf).toBeDefined();
  // What begins later is news.
  tick([over(second, clock.nowMs() - START_MS)]);
  const third = { ...second, lead: condition('1', { onsetMs: at(clock.nowMs() - START_MS) }) };
  tick([third]);
  expect(alert('2')).toMatchObject({ state: 'unacknowledged' });
  expect(alert('2').shelf).toBeUndefined();
});

it('is shelved for this occurrence, an hour, or to the end of the shift and never longer than twelve hours', () => {
  const { tick, alert, does } = openBook();
  const one = found('1');
  tick([one, found('2'), found('3'), found('4')]);
  const shelve = (id: string, time: 'occurrence' | 'hour' | 'shift', shiftUntilMs?: number) =>
    does(id, { act: 'shelve', time, reason: 'r' }, ANNA, shiftUntilMs);
  expect(shelve('1', 'occurrence')).not.toHaveProperty('shelf.untilMs');
  expect(shelve('2', 'hour')).toMatchObject({ shelf: { untilMs: at(3_601_000) } });
  expect(shelve('3', 'shift', at(7_201_000))).toMatchObject({ shelf: { untilMs: at(7_201_000) } });
  expect(shelve('4', 'shift')).toMatchObject({ shelf: { untilMs: at(12 * 3_600_000 + 1000) } });
  tick([over(one, 2000)]);
  tick([one]);
  expect(alert('1').shelf).toBeUndefined();
  expect(does('2', { act: 'unshelve' })).not.toHaveProperty('shelf');
  expect(does('2', { act: 'unshelve' })).toBe('it is not on the shelf');
});

it('comes off the shelf when it worsens', () => {
  const { tick, alert, does } = openBook();
  const one = found('1');
  tick([one]);
  does('1', { act: 'shelve', time: 'hour', reason: 'r' });
  tick([{ ...one, lead: condition('1', { priority: 'alarm' }), priority: 'alarm' }]);
  expect(alert('1').shelf).toBeUndefined();
});
