/** Over restarts and failing disks: nothing is lost, nothing is told twice, nothing is hidden. */
import { expect, it } from 'vitest';
import { ANNA, at, condition, folder, found, openBook, over, words } from './found.ts';

it('stands after a restart as it stood, its whole history too', () => {
  const first = openBook();
  const one = found('1');
  first.tick([one, found('2'), found('3', condition('3', { kind: 'distress', priority: 'emergency' }))]);
  first.does('1', { act: 'claim' });
  first.does('2', { act: 'shelve', time: 'hour', reason: 'a race' });
  for (let i = 0; i < 70; i += 1) first.does('1', { act: 'comment', text: `line ${i}` });
  const before = [...first.book.list()];
  expect(first.alert('1').history).toHaveLength(64);
  first.close();
  const second = openBook(first.dir, 60_000);
  const byId = (list: readonly { readonly id: string }[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(byId([...second.book.list()])).toEqual(byId(before));
  expect(second.book.revision).toBe(first.book.revision);
  expect(second.database.get("SELECT count(*) AS n FROM alert_event WHERE alert = '1-a1'")?.n).toBe(72);
  // What is on the shelf stays there for the same behaviour under another happening.
  second.tick([{ ...found('2', condition('2', { onsetMs: at(90_000) })), id: '2-a1' }]);
  expect(second.alert('2').shelf).toMatchObject({ reason: 'a race' });
});

it('goes on as the alert that it was when it is found again, under the name that people know', () => {
  const first = openBook();
  first.tick([found('1', condition('1'), { parts: [condition('1', { kind: 'drifting' })] }), found('2')]);
  first.does('1', { act: 'acknowledge' });
  first.close();
  const second = openBook(first.dir, 60_000);
  const again = { ...found('1', condition('1', { onsetMs: at(61_000) })), id: '2-a1', raisedMs: at(61_000) };
  second.tick([again]);
  expect(second.book.get('2-a1')).toBeUndefined();
  expect(second.alert('1')).toMatchObject({ state: 'acknowledged', raisedMs: at(0), onsetMs: at(0) });
  second.tick([over(again, 70_000)]);
  expect(second.alert('1')).toMatchObject({ state: 'closed', endedMs: at(70_000) });
  // A second happening of the same names is another.
  second.tick([{ ...found('1', condition('1', { kind: 'drifting' })), id: '2-a2' }]);
  expect(second.book.get('2-a2')).toMatchObject({ state: 'unacknowledged' });
});

it('is over where it is not found again within ten minutes of the data’s time', () => {
  const first = openBook();
  first.tick([found('1'), found('2'), found('3')]);
  first.does('2', { act: 'acknowledge' });
  first.close();
  const second = openBook(first.dir, 60_000);
  second.tick([{ ...found('3'), id: '2-a1' }]);
  second.tick([], 599_000);
  expect(second.alert('1')).not.toHaveProperty('endedMs');
  second.tick([], 1_000);
  expect(second.alert('1')).toMatchObject({ state: 'rectified', ending: 'cleared', why: 'notFoundAgain' });
  expect(second.alert('2').state).toBe('closed');
  expect(second.alert('3')).not.toHaveProperty('endedMs');
  // It comes back as itself.
  second.tick([{ ...found('1'), id: '2-a7' }]);
  expect(second.alert('1')).toMatchObject({ state: 'unacknowledged' });
  expect(words(second.alert('1'))).toMatch(/cleared returned$/);
});

it('is another alert when it is found again long after the restart, as in one run', () => {
  const first = openBook();
  first.tick([found('1')]);
  first.close();
  const second = openBook(first.dir, 60_000);
  second.tick();
  second.tick([], 2_399_000);
  second.tick([], 1_000);
  second.tick([{ ...found('1'), id: '2-a7' }]);
  expect(second.alert('1').state).toBe('rectified');
  expect(second.book.get('2-a7')).toMatchObject({ state: 'unacknowledged' });
});

it('asks for attention anew where nobody watched for long: an old acknowledgement silences no new distress', () => {
  const cry = found('1', condition('1', { kind: 'distress', priority: 'emergency' }));
  const first = openBook();
  first.tick([cry, found('2')]);
  first.does('1', { act: 'acknowledge' });
  first.does('2', { act: 'shelve', time: 'occurrence', reason: 'a race' });
  first.close();
  const soon = openBook(first.dir, 1_800_000);
  soon.tick([{ ...cry, id: '2-a1' }]);
  expect(soon.alert('1').state).toBe('acknowledged');
  soon.close();
  const late = openBook(first.dir, 1_800_000 + 1_802_000);
  late.tick([
    { ...cry, id: '3-a1' },
    { ...found('2'), id: '3-a2' },
  ]);
  expect(late.alert('1')).toMatchObject({ state: 'unacknowledged', toldMs: late.clock.nowMs() });
  expect(late.alert('2')).toMatchObject({ state: 'unacknowledged' });
  expect(late.alert('2').shelf).toBeUndefined();
});

it('brings evidence up to date although the clock was set back', () => {
  const { tick, alert, clock } = openBook();
  const measured = (value: number) => found('1', condition('1', { measured: { value, unit: 'm' } }));
  tick([measured(1)]);
  tick([measured(2)]);
  clock.advance(-3_600_000);
  tick([]);
  expect(alert('1').lead.measured.value).toBe(2);
});

it('gives people their time to answer anew after a restart, and a clock that was set back silences nothing', () => {
  const first = openBook();
  first.tick([found('1', condition('1', { priority: 'alarm' }))]);
  first.close();
  const second = openBook(first.dir, 600_000);
  second.tick([], 119_999);
  expect(second.alert('1').escalatedMs).toBeUndefined();
  second.tick([], 1);
  expect(second.alert('1').escalatedMs).toBeDefined();
  second.does('1', { act: 'silence' });
  second.close();
  const third = openBook(first.dir, 0);
  third.tick();
  expect(third.alert('1').state).toBe('unacknowledged');
});

it('hides no alert when the disk is full, does nothing that people could not rely on, and catches up', () => {
  const { tick, alert, does, book, database, audit, dir, close } = openBook(folder());
  tick([found('1')]);
  const pages = Number(database.get('PRAGMA page_count')?.page_count);
  database.get(`PRAGMA max_page_count = ${pages + 1}`);
  const cry = (id: string) => found(id, condition(id, { kind: 'distress', priority: 'emergency' }));
  const fault = tick(Array.from({ length: 200 }, (_, i) => cry(String(10 + i))));
  expect(fault).toMatchObject({ ok: false, fault: { kind: 'storage' } });
  expect(alert('10')).toMatchObject({ state: 'unacknowledged', rescue: [{ agency: 'xb-rescue' }] });
  expect(book.counts).toMatchObject({ emergency: 200, unsaved: 200 });
  const refused = book.act('1-a1', { act: 'comment', text: 'x'.repeat(1000) }, { by: ANNA });
  expect(refused).toMatchObject({ ok: false, fault: { kind: 'storage' } });
  expect(words(alert('1'))).toBe('raised');
  database.get('PRAGMA max_page_count = 100000');
  does('10', { act: 'acknowledge' });
  expect(book.counts.unsaved).toBe(0);
  expect(audit.find({ action: 'distressTold', limit: 500 })).toHaveLength(200);
  const told = [...book.list()];
  close();
  const second = openBook(dir, 5000);
  expect([...second.book.list()].map(({ id }) => id).sort()).toEqual(told.map(({ id }) => id).sort());
  expect(words(second.alert('10'))).toBe('raised told acknowledge');
  expect(words(second.alert('11'))).toBe('raised told');
});
