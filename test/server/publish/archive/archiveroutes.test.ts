/** The archive over REST: real people, the real policy, a real archive in files. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { feedId } from '../../../../proto/domain/ids.ts';
import { feedSetText } from '../../../../proto/domain/record/feedset.ts';
import type { Answer, Histogram } from '../../../../proto/domain/record/questions.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { SYSTEM } from '../../../../server/operations/actor.ts';
import { agreement, release } from '../../access/worlds.ts';
import { condition } from '../../operations/alerts/found.ts';
import { identityRow, MIN, pointRow, sailed, T0 } from '../../record/query/pastroom.ts';
import { type Browser, GUARD, markingOf, NORTH, type SettledRoom } from '../decisionsroom.ts';
import { START_MS } from '../testserver.ts';
import { ALL, type AskedRoom, askedRoom, ended, VESSEL } from './askedroom.ts';

let past: AskedRoom['past'];
let room: SettledRoom;
let close: AskedRoom['close'];
beforeEach(async () => {
  ({ past, room, close } = await askedRoom());
}, 60_000);
afterEach(() => close());

const post = (who: Browser, question: unknown, purpose = 'case 12') =>
  who.post('/api/archive/questions', { question, purpose });

/** The answer, when it is there. */
async function asked(who: Browser, question: unknown): Promise<Answer> {
  const begun = await post(who, question);
  expect(begun.status).toBe(202);
  return ended(who, begun.json.id);
}

const minutesOf = ({ rows }: Answer) =>
  rows.map(({ track, fromMs, untilMs }) => [track, (fromMs - START_MS) / MIN, (untilMs - START_MS) / MIN]);

test('an analyst asks, the log knows what and why, and nobody else has the answer', async () => {
  const begun = await post(room.coordinator, VESSEL);
  expect(begun.status).toBe(202);
  const { rows, tookMs } = await ended(room.coordinator, begun.json.id);
  expect(rows).toMatchObject([{ track: '1-1', name: 'SHIP 1', mmsi: 200_000_001 }]);
  expect(tookMs).toBeGreaterThanOrEqual(0);
  const [entry] = room.audit.find({ action: 'askArchive', limit: 5 });
  expect(entry).toMatchObject({ reason: 'case 12', outcome: 'yes' });
  expect(JSON.stringify(entry)).toContain('ship');
  expect((await room.north.get(`/api/archive/questions/${begun.json.id}`)).status).toBe(404);
  expect((await room.north.delete(`/api/archive/questions/${begun.json.id}`, {})).status).toBe(404);
  expect((await room.coordinator.delete(`/api/archive/questions/${begun.json.id}`, {})).status).toBe(200);
  expect((await room.coordinator.get(`/api/archive/questions/${begun.json.id}`)).status).toBe(404);
});

test('who may not ask is refused, and so is what is no question', async () => {
  const operator = await room.person('besa', GUARD, ['operator']);
  expect((await post(operator, VESSEL)).status).toBe(403);
  expect((await post(room.browser(), VESSEL)).status).toBe(401);
  expect((await post(room.coordinator, VESSEL, '')).status).toBe(400);
  for (const wrong of [
    { ...VESSEL, fromMs: ALL.untilMs, untilMs: ALL.fromMs },
    { ...VESSEL, untilMs: START_MS + 500 * 86_400_000 },
    { ...VESSEL, sql: 'DROP TABLE' },
    {
      ask: 'area',
      area: [
        [41, 19],
        [42, 20],
      ],
      ...ALL,
    },
    // Crosses itself.
    {
      ask: 'area',
      area: [
        [41, 19],
        [42, 20],
        [42, 19],
        [41, 20],
      ],
      ...ALL,
    },
    { ask: 'crossings', line: [[41, 19]], ...ALL },
    { ask: 'everything', ...ALL },
  ])
    expect((await post(room.coordinator, wrong)).status).toBe(400);
});

test('an answer is forgotten after a quarter of an hour', async () => {
  const begun = await post(room.coordinator, VESSEL);
  await ended(room.coordinator, begun.json.id);
  const where = `/api/archive/questions/${begun.json.id}`;
  expect((await room.coordinator.get(where)).status).toBe(200);
  room.clock.advance(16 * MIN);
  expect((await room.coordinator.get(where)).status).toBe(404);
});

test('each sees of the past the stricter of what they might see then and may see now', async () => {
  expect(minutesOf(await asked(room.north, VESSEL))).toEqual([['1-2', 0, 30]]);
  // Released after ten minutes, until the fortieth.
  room.clock.advance(10 * MIN);
  const nowMs = room.clock.nowMs();
  const terms = { marking: markingOf(GUARD), fromMs: epochMs(nowMs), untilMs: epochMs(START_MS + 40 * MIN) };
  room.records.create('agreement', agreement({ ...terms, parties: [GUARD, NORTH] }), { by: SYSTEM }, 'a1');
  const what = { kind: 'feed', feedId: 'mast' } as const;
  room.records.create('release', release({ ...terms, what, to: [NORTH] }), { by: SYSTEM }, 'r1');
  room.clock.advance(25 * MIN);
  expect(minutesOf(await asked(room.north, VESSEL))).toEqual([
    ['1-2', 0, 30],
    ['1-1', 10, 30],
  ]);
  const where = `/api/archive/tracks/1-1?from=${ALL.fromMs}&until=${ALL.untilMs}`;
  expect((await room.north.get(where)).json.timesMs).toHaveLength(21);
  expect((await room.coordinator.get(where)).json.timesMs).toHaveLength(31);
  // What was released then is not any more.
  room.clock.advance(10 * MIN);
  expect(minutesOf(await asked(room.north, VESSEL))).toEqual([['1-2', 0, 30]]);
  expect((await room.north.get(where)).status).toBe(404);
});

test('a feed whose name has a space is whose it is', async () => {
  const corners = [[0, 41, 19] as const, [30, 41.1, 19] as const];
  const way = sailed(3, corners, { feeds: feedSetText([feedId('tower 5')]) });
  const said = way.map((one) => ({ ...one, atMs: one.atMs - T0 + START_MS }));
  await past.write('points', said.map(pointRow));
  await past.write('identities', [identityRow({ track: 3, atMs: START_MS, name: 'SHIP 3' })]);
  expect(minutesOf(await asked(room.coordinator, VESSEL))).toEqual([['1-1', 0, 30]]);
  expect(minutesOf(await asked(room.north, VESSEL))).toEqual([
    ['1-2', 0, 30],
    ['1-3', 0, 30],
  ]);
});

test('what was there over time is counted as far as it is seen', async () => {
  const happened = (seq: number, about: string, to: string, minute: number) => ({
    ...{ seq, epoch: 1, known_ms: START_MS + minute * MIN, machine_ms: START_MS, kind: 'feed', about },
    json: JSON.stringify({ to }),
  });
  await past.write(
    'happened',
    [happened(1, 'mast', 'live', 0), happened(2, 'north', 'live', 0), happened(3, 'mast', 'silent', 15)],
    'decisions',
  );
  const alert = (id: string, feed: string, minute: number) => {
    const lead = condition(id);
    const parties = lead.parties.map((party) => ({ ...party, feeds: [feedId(feed)] }));
    const told = {
      ...{ id, lead: { ...lead, parties }, parts: [], priority: 'alarm', revision: 1, history: [] },
      ...{ onsetMs: START_MS, raisedMs: START_MS + minute * MIN, state: 'unacknowledged', toldMs: START_MS },
    };
    return {
      seq: 10,
      epoch: 1,
      known_ms: told.raisedMs,
      machine_ms: START_MS,
      kind: 'alert',
      id,
      json: JSON.stringify(told),
    };
  };
  await past.write('told', [alert('1-a1', 'mast', 12), alert('1-a2', 'north', 22)], 'decisions');
  const where = `/api/archive/histogram?from=${START_MS}&until=${START_MS + 40 * MIN}&steps=4`;
  const { json } = (await room.coordinator.get(where)) as { json: Histogram };
  expect(json).toMatchObject({ fromMs: START_MS, stepMs: 10 * MIN, tracks: [1, 1, 1, 1], feeds: 1 });
  expect(json.feedsUp).toEqual([1, 1, 0, 0]);
  expect(json.alerts.map(({ urgent }) => urgent)).toEqual([0, 1, 0, 0]);
  const north = (await room.north.get(where)).json as Histogram;
  expect(north.feedsUp).toEqual([1, 1, 1, 1]);
  expect(north.alerts.map(({ urgent }) => urgent)).toEqual([0, 0, 1, 0]);
  const { rows } = await asked(room.north, { ask: 'alerts', ...ALL });
  expect(rows.map(({ alert: one }) => one?.id)).toEqual(['1-a2']);
});

test('says what it holds', async () => {
  const { json } = await room.coordinator.get('/api/archive');
  expect(json).toMatchObject({ fromMs: START_MS, damaged: [] });
  expect(json.classes[0]).toMatchObject({ class: 'sea', rows: 64, keepDays: 180 });
  expect(json.days).toHaveLength(1);
  // Who may ask it nothing needs its time alone: counts tell of what they may not see.
  const operator = await room.person('besa', GUARD, ['operator']);
  expect((await operator.get('/api/archive')).json).toEqual({
    ...{ fromMs: json.fromMs, untilMs: json.untilMs, classes: [], days: [], damaged: [] },
  });
});
