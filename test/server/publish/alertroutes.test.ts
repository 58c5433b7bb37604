/** Alerts over REST, on a real server with real people: two coast guards, each with a feed of its own. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Alert, Condition } from '../../../proto/domain/alert/alert.ts';
import { feedId } from '../../../proto/domain/ids.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { SYSTEM } from '../../../server/operations/actor.ts';
import { agreement, release } from '../access/worlds.ts';
import { condition, found, over } from '../operations/alerts/found.ts';
import {
  type Browser,
  GUARD,
  markingOf,
  NORTH,
  PASSWORD,
  type SettledRoom,
  settledRoom,
} from './decisionsroom.ts';

let room: SettledRoom;
let operator: Browser;
beforeEach(async () => {
  room = await settledRoom();
  operator = await room.person('besa', GUARD, ['operator']);
});
afterEach(async () => {
  expect(room.bugs).toEqual([]);
  await room.close();
});

const on = (feed: string, name: string, more: Partial<Condition> = {}): Condition => {
  const made = condition(name, more);
  return { ...made, parties: made.parties.map((party) => ({ ...party, feeds: [feedId(feed)] })) };
};
const tick = (...happenings: ReturnType<typeof found>[]) => {
  room.clock.advance(1000);
  expect(room.book.tick(happenings, room.clock.nowMs()).ok).toBe(true);
};
const idsOf = async (who: Browser) =>
  (await who.get('/api/alerts')).json.alerts.map(({ id }: Alert) => id).sort();
const idOf = async (login: string): Promise<string> =>
  (await room.coordinator.get('/api/people')).json.records.find(
    ({ value }: { value: { name: string } }) => value.name === `Somebody ${login}`,
  ).id;

it('tells each what they may see, whole at first, then what changed', async () => {
  tick(found('1', on('mast', '1')), found('2', on('north', '2')));
  const first = (await operator.get('/api/alerts')).json;
  expect(first.alerts[0]).not.toHaveProperty('onlySeen');
  expect(first).toMatchObject({ whole: true, alerts: [{ id: '1-a1', state: 'unacknowledged' }], gone: [] });
  expect(await idsOf(room.north)).toEqual(['1-a2']);
  const since = `/api/alerts?since=${first.revision}&access=${first.access}`;
  expect((await operator.get(since)).json).toMatchObject({ whole: false, alerts: [], gone: [] });
  tick(found('3', on('mast', '3')));
  const next = (await operator.get(since)).json;
  expect(next.alerts.map(({ id }: Alert) => id)).toEqual(['1-a3']);
  expect((await operator.get('/api/alerts/1-a2')).status).toBe(404);
  expect((await operator.get('/api/alerts/1-a1')).json.alert).toMatchObject({ id: '1-a1' });
  expect((await operator.get('/api/alerts?since=x')).status).toBe(400);
  expect((await room.browser().get('/api/alerts')).status).toBe(401);
});

it('takes acts, tells them to everybody, and writes down who did it and by which rule', async () => {
  tick(found('1', on('mast', '1')));
  const done = await operator.post('/api/alerts/1-a1/acknowledge', {});
  expect(done.json.alert).toMatchObject({ state: 'acknowledged', acknowledged: { byName: 'Somebody besa' } });
  expect((await room.coordinator.get('/api/alerts/1-a1')).json.alert.state).toBe('acknowledged');
  const [row] = room.audit.find({ kind: 'alert' });
  expect(row).toMatchObject({ action: 'acknowledge', id: '1-a1', actorName: 'Somebody besa' });
  expect(JSON.parse(row!.details!)).toEqual({ rule: 'answersOwnAlert' });
  for (const [act, body] of [
    ['claim', {}],
    ['comment', { text: 'seen from the tower' }],
    ['handBack', {}],
    ['judge', { is: 'true' }],
    ['escalate', { reason: 'two of them' }],
  ] as const)
    expect([act, (await operator.post(`/api/alerts/1-a1/${act}`, body)).status]).toEqual([act, 200]);
  const { history } = (await operator.get('/api/alerts/1-a1')).json.alert;
  expect(history.map(({ what, text }: { what: string; text?: string }) => [what, text])).toEqual([
    ['raised', undefined],
    ['acknowledge', undefined],
    ['claim', undefined],
    ['comment', 'seen from the tower'],
    ['handBack', undefined],
    ['judge', 'true'],
    ['escalate', 'two of them'],
  ]);
});

it('refuses what is not understood, not permitted, or cannot follow', async () => {
  tick(found('1', on('mast', '1')), found('2', on('mast', '2', { kind: 'distress', priority: 'emergency' })));
  const ask = async (who: Browser, act: string, body: unknown, id = '1-a1') =>
    (await who.post(`/api/alerts/${id}/${act}`, body)).status;
  expect(await ask(operator, 'shelve', { time: 'hour' })).toBe(400);
  expect(await ask(operator, 'shelve', { time: 'day', reason: 'x' })).toBe(400);
  expect(await ask(operator, 'acknowledge', { more: 1 })).toBe(400);
  expect(await ask(operator, 'shelve', { time: 'hour', reason: 'x' }, '1-a2')).toBe(409);
  expect(await ask(operator, 'delete', {})).toBe(404);
  expect(await ask(operator, 'claim', {}, '1-a9')).toBe(404);
  // To assign is the supervisor's.
  expect(await ask(operator, 'assign', { to: await idOf('besa') })).toBe(403);
  const wall = await room.admin.post('/api/people', {
    value: { name: 'Wall', login: 'wall', agency: GUARD, roles: ['wall'], room: [GUARD] },
  });
  await room.admin.put(`/api/people/${wall.json.record.id}/password`, { password: PASSWORD });
  const shown = await room.signedIn('wall');
  expect(await idsOf(shown)).toEqual(['1-a1', '1-a2']);
  expect(await ask(shown, 'acknowledge', {})).toBe(403);
  const analyst = await room.person('dea', GUARD, ['analyst']);
  expect([await ask(analyst, 'judge', { is: 'false' }), await ask(analyst, 'silence', {})]).toEqual([
    200, 403,
  ]);
});

it('assigns to whom may see and answer it, unshelves what another shelved by the supervisor alone', async () => {
  tick(found('1', on('mast', '1')));
  const { coordinator: supervisor } = room;
  const assign = async (to: string) => (await supervisor.post('/api/alerts/1-a1/assign', { to })).status;
  await room.person('dea', GUARD, ['analyst']);
  expect(await assign(await idOf('dea'))).toBe(409);
  expect(await assign('nobody')).toBe(409);
  expect(await assign(await idOf('besa'))).toBe(200);
  const shelf = { time: 'quarter', reason: 'the regatta' };
  expect((await supervisor.post('/api/alerts/1-a1/shelve', shelf)).json.alert.shelf).toMatchObject(shelf);
  expect((await operator.post('/api/alerts/1-a1/unshelve', {})).status).toBe(403);
  expect((await supervisor.post('/api/alerts/1-a1/unshelve', {})).status).toBe(200);
});

it('does the same with many, those apart that cannot be', async () => {
  tick(found('1', on('mast', '1')), found('2', on('mast', '2')), found('3', on('north', '3')));
  const answer = await operator.post('/api/alerts/acts', {
    act: 'shelve',
    time: 'hour',
    reason: 'the regatta',
    ids: ['1-a1', '1-a2', '1-a3', 'none'],
  });
  expect(answer.json.alerts.map(({ id }: Alert) => id)).toEqual(['1-a1', '1-a2']);
  // What one may not see is not there.
  expect(answer.json.refused).toEqual([
    { id: '1-a3', what: 'no such alert' },
    { id: 'none', what: 'no such alert' },
  ]);
  expect(
    (await operator.post('/api/alerts/acts', { act: 'shelve', time: 'hour', ids: ['1-a1'] })).status,
  ).toBe(400);
  expect((await operator.post('/api/alerts/acts', { act: 'assign', to: 'p', ids: ['1-a1'] })).status).toBe(
    404,
  );
});

it('leaves out what people of another service wrote, and conditions that are about what is not seen', async () => {
  const marking = markingOf(GUARD);
  const [fromMs, untilMs] = [room.clock.nowMs() - 1000, room.clock.nowMs() + 3_600_000].map(epochMs);
  const terms = { marking, fromMs: fromMs!, untilMs: untilMs! };
  room.records.create('agreement', agreement({ ...terms, parties: [GUARD, NORTH] }), { by: SYSTEM }, 'a1');
  const what = { kind: 'feed', feedId: 'mast' } as const;
  room.records.create('release', release({ ...terms, what, to: [NORTH] }), { by: SYSTEM }, 'r1');
  const zone = await room.coordinator.post('/api/zones', {
    value: {
      name: 'Cable',
      shape: { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 500 },
      purpose: 'vigilance',
      life: 'draft',
      marking: markingOf(GUARD),
    },
  });
  const inZone = on('mast', '1', {
    kind: 'zoneAnchoring',
    priority: 'alarm',
    about: { zoneId: zone.json.record.id },
  });
  const drifts = on('mast', '1', { kind: 'drifting', priority: 'caution' });
  tick(found('1', inZone, { parts: [drifts] }), found('2', inZone));
  await operator.post('/api/alerts/1-a1/comment', { text: 'he knows better' });
  await operator.post('/api/alerts/1-a1/claim', {});
  await operator.post('/api/alerts/1-a1/shelve', { time: 'hour', reason: 'the regatta' });
  expect(await idsOf(room.north)).toEqual(['1-a1']);
  const seen = (await room.north.get('/api/alerts/1-a1')).json.alert;
  expect(seen).toMatchObject({
    lead: { kind: 'drifting' },
    parts: [],
    priority: 'caution',
    owner: { id: '', name: '' },
    onlySeen: true,
    shelf: { reason: '', byName: '' },
  });
  for (const word of ['knows better', 'besa', 'regatta', 'Anchoring', zone.json.record.id])
    expect(JSON.stringify(seen)).not.toContain(word);
  // Whoever merely sees it does not make it quiet at the owner's desks.
  expect((await room.north.post('/api/alerts/1-a1/acknowledge', {})).status).toBe(403);
});

it('does not answer for another service what that put under one’s own alert', async () => {
  const marking = markingOf(GUARD);
  const [fromMs, untilMs] = [room.clock.nowMs() - 1000, room.clock.nowMs() + 3_600_000].map(epochMs);
  const terms = { marking, fromMs: fromMs!, untilMs: untilMs! };
  room.records.create('agreement', agreement({ ...terms, parties: [GUARD, NORTH] }), { by: SYSTEM }, 'a1');
  const what = { kind: 'feed', feedId: 'mast' } as const;
  room.records.create('release', release({ ...terms, what, to: [NORTH] }), { by: SYSTEM }, 'r1');
  tick(found('1', on('mast', '1')), found('2', on('north', '2')));
  expect((await room.north.post('/api/alerts/1-a2/join', { into: '1-a1' })).status).toBe(200);
  expect((await operator.post('/api/alerts/1-a1/acknowledge', {})).status).toBe(200);
  expect((await room.north.get('/api/alerts/1-a2')).json.alert.state).toBe('unacknowledged');
});

it('tells nothing of what is watched for in a layer that everybody sees, and no words of a record seen in part', async () => {
  const marking = markingOf(GUARD);
  const [fromMs, untilMs] = [room.clock.nowMs() - 1000, room.clock.nowMs() + 3_600_000].map(epochMs);
  const terms = { marking, fromMs: fromMs!, untilMs: untilMs! };
  room.records.create('agreement', agreement({ ...terms, parties: [GUARD, NORTH] }), { by: SYSTEM }, 'a1');
  const what = { kind: 'feed', feedId: 'mast' } as const;
  room.records.create('release', release({ ...terms, what, to: [NORTH] }), { by: SYSTEM }, 'r1');
  const made = await room.coordinator.post('/api/zones', {
    value: {
      ...{ name: 'Territorial sea', purpose: 'vigilance', life: 'draft', source: 'Marine Regions', marking },
      shape: { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 500 },
      rules: [{ kind: 'entry', note: 'the smuggler' }],
    },
  });
  const zoneId = made.json.record.id as string;
  const about = { zoneId };
  const rule = `zone/${zoneId}/0`;
  const said = ['Territorial sea', 'the smuggler'].map((text) => ({ what: 'said', text }));
  tick(
    found('1', on('mast', '1', { kind: 'zoneEntry', about, rule })),
    found('2', on('mast', '2', { kind: 'cableDrag', about, evidence: said })),
  );
  expect(await idsOf(operator)).toEqual(['1-a1', '1-a2']);
  expect(await idsOf(room.north)).toEqual(['1-a2']);
  const { alert } = (await room.north.get('/api/alerts/1-a2')).json;
  expect(alert.lead.evidence).toEqual([{ what: 'said', text: 'Territorial sea' }, { what: 'said' }]);
});

it('takes no words that the log could not keep as they are', async () => {
  tick(found('1', on('mast', '1')));
  for (const text of ['\ud800', 'a\u0000b', '\u001b[2J', ''])
    expect([text, (await operator.post('/api/alerts/1-a1/comment', { text })).status]).toEqual([text, 400]);
  expect((await operator.post('/api/alerts/1-a1/comment', { text: 'one\ntwo' })).status).toBe(200);
  const reason = 'x\udfff';
  expect((await operator.post('/api/alerts/1-a1/shelve', { time: 'hour', reason })).status).toBe(400);
  expect((await operator.post('/api/alerts/1-a1/escalate', { reason })).status).toBe(400);
});

it('counts the load of what one may see alone', async () => {
  const one = found('1', on('mast', '1', { priority: 'alarm' }));
  tick(one, found('2', on('north', '2')), found('3', on('north', '3')));
  await operator.post('/api/alerts/1-a1/acknowledge', {});
  await operator.post('/api/alerts/1-a1/judge', { is: 'notUseful' });
  tick(over(one, 1500));
  const { positions, kinds, hours } = (await operator.get('/api/alerts/load')).json;
  expect(positions).toHaveLength(1);
  expect(positions[0].lastTenMin).toEqual({ emergency: 0, alarm: 1, warning: 0, caution: 0 });
  expect(hours).toHaveLength(24);
  expect(kinds).toEqual([
    {
      ...{ kind: 'loitering', raised: 1, open: 0, medianAcknowledgeS: 0 },
      verdicts: { true: 0, false: 0, notUseful: 1 },
    },
  ]);
  expect((await room.north.get('/api/alerts/load')).json.positions[0].lastTenMin.warning).toBe(2);
});
