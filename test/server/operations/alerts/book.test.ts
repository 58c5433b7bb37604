/** The life of alerts, by the table and beyond it: what the file has is what is told. */
import { expect, it } from 'vitest';
import { MAX_CLOSED } from '../../../../server/operations/alerts/memory.ts';
import { ANNA, at, BOJAN, CENTRE, condition, found, openBook, over, START_MS, words } from './found.ts';

it('begins unacknowledged, is acknowledged once for everybody, and closes when it is over', () => {
  const { tick, alert, does, book, audit } = openBook();
  const one = found('1');
  tick([one]);
  expect(alert('1')).toMatchObject({ state: 'unacknowledged', toldMs: at(1000), revision: 1 });
  expect(does('1', { act: 'acknowledge' })).toMatchObject({
    state: 'acknowledged',
    acknowledged: { by: 'p-anna', byName: 'Anna', atMs: at(1000) },
  });
  // A second station finds it done, and changes nothing.
  expect(does('1', { act: 'acknowledge' }, BOJAN)).toMatchObject({ acknowledged: { by: 'p-anna' } });
  expect(book.revision).toBe(2);
  tick([over(one, 5000)]);
  expect(alert('1')).toMatchObject({ state: 'closed', endedMs: at(5000), ending: 'cleared' });
  expect(words(alert('1'))).toBe('raised acknowledge cleared');
  expect(audit.find({ kind: 'alert' })).toMatchObject([
    { action: 'acknowledge', id: '1-a1', actor: 'p-anna' },
  ]);
});

it('is over before anybody knew: it waits for somebody, a caution does not', () => {
  const { tick, alert, does } = openBook();
  const warning = found('1');
  const caution = found('2', condition('2', { priority: 'caution' }));
  tick([warning, caution]);
  tick([over(warning, 1500), over(caution, 1500)]);
  expect([alert('1').state, alert('2').state]).toEqual(['rectified', 'closed']);
  expect(does('1', { act: 'acknowledge' })).toMatchObject({ state: 'closed' });
});

it('comes back and worsens as the same alert, asking for attention again', () => {
  const { tick, alert, does } = openBook();
  const one = found('1');
  tick([one]);
  does('1', { act: 'acknowledge' });
  tick([over(one, 1500)]);
  const again = { ...one, lead: condition('1', { onsetMs: at(2000) }) };
  tick([again]);
  expect(alert('1')).toMatchObject({ state: 'unacknowledged', toldMs: at(3000) });
  expect(alert('1').acknowledged).toBeUndefined();
  does('1', { act: 'acknowledge' });
  tick([{ ...again, lead: condition('1', { priority: 'alarm' }), priority: 'alarm' }]);
  expect(alert('1')).toMatchObject({ state: 'unacknowledged', priority: 'alarm' });
  expect(words(alert('1'))).toBe('raised acknowledge cleared returned acknowledge worsened');
});

it('asks who acknowledged it again when more came, once, and not on the shelf', () => {
  const { tick, alert, does } = openBook();
  const [one, other] = [found('1'), found('2')];
  tick([one, other]);
  does('1', { act: 'acknowledge' });
  does('2', { act: 'acknowledge' });
  does('2', { act: 'shelve', time: 'quarter', reason: 'our own' });
  const more = { ...one, lead: condition('1', { grewMs: at(1500) }) };
  tick([more, { ...other, lead: condition('2', { grewMs: at(1500) }) }]);
  expect(alert('1')).toMatchObject({ state: 'unacknowledged', toldMs: at(2000), lead: { grewMs: at(1500) } });
  expect(alert('1').acknowledged).toBeUndefined();
  expect(alert('2').state).toBe('acknowledged');
  does('1', { act: 'acknowledge' });
  tick([{ ...more, lead: { ...more.lead, measured: { value: 390, unit: 'm' } } }]);
  expect(alert('1').state).toBe('acknowledged');
  expect(words(alert('1'))).toBe('raised acknowledge worsened acknowledge');
});

it('is retracted where everybody sees it, even after it was acknowledged', () => {
  const { tick, alert, does } = openBook();
  const one = found('1');
  tick([one]);
  does('1', { act: 'acknowledge' });
  tick([over(one, 1500, 'retracted')]);
  expect(alert('1')).toMatchObject({ state: 'rectified', ending: 'retracted', why: 'lateReport' });
  expect(alert('1').history.at(-1)).toMatchObject({ what: 'retracted', text: 'lateReport' });
});

it('sounds again half a minute after it was silenced, and escalates meanwhile', () => {
  const { tick, alert, does } = openBook();
  tick([found('1', condition('1', { priority: 'alarm' }))]);
  tick([], 99_000);
  expect(does('1', { act: 'silence' })).toMatchObject({ state: 'silenced', silentUntilMs: at(130_000) });
  tick([], 20_000);
  expect(alert('1').escalatedMs).toBeUndefined();
  tick([], 2_000);
  expect(alert('1')).toMatchObject({ state: 'silenced', escalatedMs: at(122_000) });
  tick([], 8_000);
  expect(alert('1').state).toBe('unacknowledged');
  expect(alert('1').silentUntilMs).toBeUndefined();
  expect(words(alert('1'))).toBe('raised silence escalated');
});

it('goes to the supervisor when nobody answers, each priority in its time; who claimed one answers', () => {
  const { tick, alert, does } = openBook();
  const of = (id: string, priority: 'emergency' | 'alarm' | 'warning' | 'caution') =>
    found(id, condition(id, { priority, ...(priority === 'emergency' && { kind: 'distress' }) }));
  tick([of('1', 'emergency'), of('2', 'alarm'), of('3', 'warning'), of('4', 'caution'), of('5', 'warning')]);
  does('5', { act: 'claim' });
  const escalated = () =>
    ['1', '2', '3', '4', '5'].filter((id) => alert(id).escalatedMs !== undefined).join('');
  tick([], 59_999);
  expect(escalated()).toBe('');
  tick([], 1);
  expect(escalated()).toBe('1');
  tick([], 60_000);
  expect(escalated()).toBe('12');
  tick([], 180_000);
  expect(escalated()).toBe('123');
  tick([], 3_600_000);
  expect(escalated()).toBe('123');
  expect(does('4', { act: 'escalate', reason: 'look' })).toMatchObject({ escalatedMs: at(3_901_000) });
});

it('tells the supervisor of an emergency and an alarm that somebody claimed and left', () => {
  const { tick, alert, does } = openBook();
  tick([
    found('1', condition('1', { priority: 'emergency', kind: 'distress' })),
    found('2', condition('2', { priority: 'alarm' })),
  ]);
  tick([], 30_000);
  does('1', { act: 'claim' });
  does('2', { act: 'claim' });
  tick([], 179_999);
  expect(alert('1').escalatedMs).toBeUndefined();
  tick([], 1);
  expect(alert('1').escalatedMs).toBeDefined();
  expect(alert('2').escalatedMs).toBeUndefined();
  tick([], 180_000);
  expect(alert('2').escalatedMs).toBeDefined();
});

it('has one person who answers for it', () => {
  const { tick, does } = openBook();
  tick([found('1')]);
  expect(does('1', { act: 'claim' })).toMatchObject({ state: 'unacknowledged', owner: { id: 'p-anna' } });
  expect(does('1', { act: 'claim' }, BOJAN)).toBe('somebody answers for it already');
  expect(does('1', { act: 'handBack' }, BOJAN)).toBe('it is not yours to hand back');
  expect(does('1', { act: 'assign', to: { id: 'p-bojan', name: 'Bojan' } })).toMatchObject({
    owner: { id: 'p-bojan' },
  });
  expect(does('1', { act: 'handBack' }, BOJAN)).not.toHaveProperty('owner');
});

it('never hides an emergency: not on a shelf, not in a group; rescue centres are told at once, once', () => {
  const { tick, alert, does, audit } = openBook();
  const cry = found('1', condition('1', { kind: 'distress', priority: 'emergency' }));
  tick([cry, found('2')]);
  expect(alert('1')).toMatchObject({ rescue: [{ agency: CENTRE.id, name: 'Rescue', atMs: at(1000) }] });
  expect(does('1', { act: 'shelve', time: 'hour', reason: 'r' })).toBe('an emergency is never put aside');
  expect(does('1', { act: 'join', into: '1-a2' })).toBe('an emergency never becomes part of another alert');
  tick([{ ...cry, lead: { ...cry.lead, measured: { value: 2, unit: 'count' } } }], 10_000);
  tick([], 10_000);
  const told = audit.find({ action: 'distressTold' });
  expect(told).toMatchObject([{ actor: 'system', kind: 'track', id: '1-1' }]);
  expect(JSON.parse(told[0]!.details!)).toEqual({ to: [CENTRE.id], alert: '1-a1' });
  expect(does('1', { act: 'sendToRescue', to: [CENTRE] })).toMatchObject({ rescue: [{ atMs: at(21_000) }] });
  expect(does('2', { act: 'sendToRescue', to: [CENTRE] })).toBe(
    'only emergencies are sent to rescue coordination centres',
  );
  expect(words(alert('1'))).toBe('raised told sendToRescue');
});

it('writes down a call without a place by its number, and that nobody was there to be told', () => {
  const { tick, audit } = openBook(undefined, 0, { rescueCentres: () => [] });
  const { place: _nowhere, ...call } = condition('1', { kind: 'distress', priority: 'emergency' });
  const by = call.parties.map((party) => ({ ...party, mmsi: '970000001' }));
  tick([found('1', { ...call, parties: by })]);
  tick([]);
  expect(audit.find({ action: 'distressTold' })).toMatchObject([
    { kind: 'distressCall', id: `970000001-${START_MS}` },
  ]);
});

it('groups by hand: what belongs together is acknowledged together, and let go of when the whole closes', () => {
  const { tick, alert, does } = openBook();
  const one = found('1');
  tick([one, found('2'), found('3')]);
  expect(does('2', { act: 'join', into: '1-a1' })).toMatchObject({ partOf: '1-a1' });
  expect(does('1', { act: 'join', into: '1-a1' })).toBe('it cannot belong to itself');
  expect(does('3', { act: 'join', into: '1-a2' })).toBe('what it is to belong to belongs to another itself');
  // What was grouped under it comes along.
  does('1', { act: 'join', into: '1-a3' });
  expect([alert('1').partOf, alert('2').partOf]).toEqual(['1-a3', '1-a3']);
  does('3', { act: 'acknowledge' });
  expect(['1', '2', '3'].map((id) => alert(id).state)).toEqual(Array(3).fill('acknowledged'));
  expect(does('1', { act: 'leave' })).not.toHaveProperty('partOf');
  tick([over(found('3'), 2000)]);
  expect(alert('2').partOf).toBeUndefined();
  expect(words(alert('2'))).toBe('raised join join acknowledge leave');
});

it('does the same with many at once, and tells those with which it could not', () => {
  const { tick, book, audit } = openBook();
  tick([found('1'), found('2'), found('3', condition('3', { kind: 'distress', priority: 'emergency' }))]);
  const before = audit.seq;
  const ids = ['1-a1', '1-a2', '1-a3', '1-a9', '1-a1'];
  const outcome = book.actAll(ids, { act: 'shelve', time: 'hour', reason: 'a race' }, { by: ANNA });
  expect(outcome).toMatchObject({
    ok: true,
    value: {
      alerts: ['1-a1', '1-a2'],
      faults: [
        { id: '1-a3', what: 'an emergency is never put aside' },
        { id: '1-a9', kind: 'unknown' },
      ],
    },
  });
  expect(audit.seq).toBe(before + 2);
  expect(audit.find({ action: 'shelve' })[0]).toMatchObject({ reason: 'a race', kind: 'alert' });
});

it('keeps verdicts and comments, long after it left memory too', () => {
  const { tick, book, alert, does } = openBook();
  const one = found('1');
  tick([one]);
  does('1', { act: 'acknowledge' });
  tick([over(one, 1500)]);
  expect(book.now('1-a1')).toBeDefined();
  tick([], 25 * 3_600_000);
  expect(book.now('1-a1')).toBeUndefined();
  expect(does('1', { act: 'judge', is: 'notUseful' })).toMatchObject({ verdict: { is: 'notUseful' } });
  expect(does('1', { act: 'judge', is: 'true' }, BOJAN)).toMatchObject({
    verdict: { is: 'true', by: 'p-bojan' },
  });
  does('1', { act: 'comment', text: 'it was the ferry' });
  tick([], 1000);
  expect(book.now('1-a1')).toBeUndefined();
  expect(words(alert('1'))).toBe('raised acknowledge cleared judge judge comment');
  expect(alert('1').history.at(-1)).toMatchObject({ text: 'it was the ferry' });
});

it('brings evidence up to date a little later, and what matters at once', () => {
  const { tick, alert, book } = openBook();
  const one = found('1');
  const measured = (value: number) => ({ ...one, lead: condition('1', { measured: { value, unit: 'm' } }) });
  tick([one]);
  tick([measured(1)]);
  tick([measured(2)]);
  expect([alert('1').lead.measured.value, book.revision]).toEqual([400, 1]);
  tick([], 5000);
  expect([alert('1').lead.measured.value, book.revision]).toEqual([2, 2]);
  const part = condition('1', { kind: 'drifting' });
  tick([{ ...measured(3), parts: [part] }]);
  expect(alert('1')).toMatchObject({ lead: { measured: { value: 3 } }, parts: [{ kind: 'drifting' }] });
});

it('closes the oldest cautions first where too many are open, counts them, and never an emergency', () => {
  const { tick, alert, book } = openBook(undefined, 0, { maxOpen: 4 });
  const of = (id: string, priority: 'emergency' | 'warning' | 'caution') =>
    found(id, condition(id, { priority, ...(priority === 'emergency' && { kind: 'distress' }) }));
  tick([of('1', 'caution'), of('2', 'warning'), of('3', 'caution'), of('4', 'emergency')]);
  tick([of('5', 'warning')]);
  expect([alert('1').state, alert('3').state]).toEqual(['closed', 'unacknowledged']);
  tick([of('6', 'emergency'), of('7', 'emergency'), of('8', 'emergency'), of('9', 'emergency')]);
  expect(['2', '3', '5'].map((id) => alert(id).state)).toEqual(['closed', 'closed', 'closed']);
  expect(book.counts).toMatchObject({ emergency: 5, warning: 0, caution: 0, madeRoom: 4 });
  // Still going on, it does not come back by that.
  tick([{ ...of('2', 'warning'), parts: [condition('2', { kind: 'drifting' })] }]);
  expect(alert('2')).toMatchObject({ state: 'closed', why: 'madeRoom' });
});

it('tells what changed since a revision, each once, and what left', () => {
  const { tick, book, does } = openBook();
  const one = found('1', condition('1', { priority: 'caution' }));
  const two = found('2', condition('2', { priority: 'caution' }));
  tick([one, two]);
  does('1', { act: 'acknowledge' });
  does('1', { act: 'comment', text: 'x' });
  expect(book.changedSince(0)).toEqual(['1-a2', '1-a1']);
  expect(book.changedSince(2)).toEqual(['1-a1']);
  expect(book.changedSince(book.revision)).toEqual([]);
  tick([over(one, 2000)]);
  const { revision } = book;
  tick([], 25 * 3_600_000);
  expect(book.changedSince(revision)).toContain('1-a1');
  expect(MAX_CLOSED).toBe(20_000);
});

it('says what is urgent: alarms that begin, worsen or come back', () => {
  const { tick, book, does } = openBook();
  const heard: boolean[] = [];
  book.onChange((urgent) => heard.push(urgent));
  const alarm = found('2', condition('2', { priority: 'alarm' }));
  tick([found('1')]);
  tick([alarm]);
  does('2', { act: 'silence' });
  tick([], 30_000);
  does('2', { act: 'acknowledge' });
  tick([over(alarm, 1)]);
  tick([alarm]);
  expect(heard).toEqual([false, true, false, true, false, false, true]);
});
