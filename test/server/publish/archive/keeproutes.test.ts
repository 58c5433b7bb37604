/** Holds and corrections over REST: who may, what is kept of it, and what follows. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ArchiveCorrections, ArchiveHolds } from '../../../../proto/domain/record/keeping.ts';
import { readCorrections } from '../../../../server/record/archive/corrections.ts';
import { readHolds } from '../../../../server/record/archive/holds.ts';
import { HOUR, pastRoom, pointRow, sailed, square } from '../../record/query/pastroom.ts';
import { type Browser, GUARD, NORTH, type SettledRoom, settledRoom } from '../decisionsroom.ts';
import { START_MS } from '../testserver.ts';

let past: Awaited<ReturnType<typeof pastRoom>>;
let room: SettledRoom;
let officer: Browser;
let told: [string, string, object][];
beforeEach(async () => {
  past = await pastRoom();
  told = [];
  room = await settledRoom(past.answer, {
    record: past.record,
    told: (kind, about, json) => void told.push([kind, about, json]),
  });
  officer = await room.person('dita', GUARD, ['dataProtection']);
}, 60_000);
afterEach(async () => {
  expect(room.bugs).toEqual([]);
  await room.close();
  past.close();
});

const TIME = { fromMs: START_MS, untilMs: START_MS + HOUR };
const HOLD = { name: 'case 12', reason: 'an inquiry', ...TIME, mmsi: 212_123_000 };

test('an officer holds a vessel’s past, and releases it with a reason', async () => {
  expect((await officer.get('/api/archive/holds')).json).toEqual({ holds: [], isDamaged: false });
  const made = await officer.post('/api/archive/holds', {
    ...HOLD,
    classes: ['sea'],
    endsMs: START_MS + HOUR,
  });
  expect(made.status).toBe(201);
  const { holds } = made.json as ArchiveHolds;
  const endsMs = START_MS + HOUR;
  expect(holds).toEqual([{ ...HOLD, classes: ['sea'], endsMs, by: 'Somebody dita', sinceMs: START_MS }]);
  const [standing] = readHolds(past.record, START_MS).standing;
  expect(standing?.over).toEqual({
    classes: ['sea'],
    fromMs: START_MS,
    beforeMs: START_MS + HOUR,
    mmsi: 212_123_000,
  });
  const [row] = room.audit.find({ action: 'hold', limit: 5 });
  expect(row).toMatchObject({ reason: 'an inquiry', id: 'case 12', actorName: 'Somebody dita' });
  expect(row?.details).toContain('212123000');
  // The same name a second time.
  const again = await officer.post('/api/archive/holds', HOLD);
  expect([again.status, again.json.error.what]).toEqual([409, 'there is a hold “case 12” already']);
  expect(room.audit.find({ action: 'hold', limit: 5 })).toHaveLength(1);
  const released = await officer.delete('/api/archive/holds', { name: 'case 12', reason: 'it is over' });
  expect(released.json).toEqual({ holds: [], isDamaged: false });
  expect(room.audit.find({ action: 'releaseHold', limit: 5 })[0]).toMatchObject({ reason: 'it is over' });
  expect((await officer.delete('/api/archive/holds', { name: 'case 12', reason: 'again' })).status).toBe(409);
  expect(told).toMatchObject([
    ['hold', 'case 12', { held: { reason: 'an inquiry' } }],
    ['hold', 'case 12', { released: { reason: 'it is over', by: 'Somebody dita' } }],
  ]);
});

test('an administrator marks what was wrong, and no answer has it any more', async () => {
  const way = sailed(7, [
    [0, 41, 19],
    [30, 41.1, 19],
  ]).map((said, i) => ({ ...said, atMs: START_MS + i * 60_000 }));
  await past.write('points', way.map(pointRow));
  const inside = async () => {
    const question = { ask: 'area', area: square(40.5, 18.5, 1), ...TIME };
    const { json } = await room.coordinator.post('/api/archive/questions', { question, purpose: 'case 12' });
    for (;;) {
      const { json: state } = await room.coordinator.get(`/api/archive/questions/${json.id}`);
      if (state.state === 'done') return state.answer.rows.length;
      if (state.state !== 'running') throw new Error(JSON.stringify(state));
    }
  };
  expect(await inside()).toBe(1);
  const wrong = { table: 'track', track: '1-7', ...TIME, why: 'a test transmitter' };
  const made = await room.admin.post('/api/archive/corrections', wrong);
  expect(made.status).toBe(201);
  const { corrections, count } = made.json as ArchiveCorrections;
  expect(count).toBe(2);
  expect(corrections.map(({ wrong: one }) => one)).toEqual([
    { table: 'identities', track: '1-7', ...TIME },
    { table: 'points', track: '1-7', ...TIME },
  ]);
  expect(await inside()).toBe(0);
  const entry = { table: 'told', seq: 12, why: 'entered twice' };
  expect((await officer.post('/api/archive/corrections', entry)).json.corrections[0]).toEqual({
    ...{ atMs: START_MS, by: 'Somebody dita', why: 'entered twice' },
    wrong: { table: 'told', seq: 12 },
  });
  expect(readCorrections(past.record)).toHaveLength(3);
  expect(room.audit.find({ action: 'correct', limit: 5 })).toHaveLength(2);
  expect(told.map(([kind]) => kind)).toEqual(['corrected', 'corrected', 'corrected']);
});

test('nobody else holds, corrects or reads it, and what is no hold is refused', async () => {
  const foreign = await room.person('ivo', NORTH, ['administrator']);
  for (const who of [room.coordinator, foreign, room.browser()]) {
    for (const where of ['holds', 'corrections'])
      expect((await who.get(`/api/archive/${where}`)).status).toBeGreaterThan(400);
    expect((await who.post('/api/archive/holds', HOLD)).status).toBeGreaterThan(400);
    expect((await who.delete('/api/archive/holds', { name: 'x', reason: 'y' })).status).toBeGreaterThan(400);
    const entry = { table: 'told', seq: 12, why: 'entered twice' };
    expect((await who.post('/api/archive/corrections', entry)).status).toBeGreaterThan(400);
  }
  const may = async (who: Browser) => (await who.get('/api/session')).json.me.may.includes('keepArchive');
  expect([await may(officer), await may(foreign)]).toEqual([true, false]);
  for (const bad of [
    { ...HOLD, reason: ' ' },
    { ...HOLD, untilMs: START_MS },
    { ...HOLD, track: '1-7' },
    { ...HOLD, classes: [] },
    { name: 'all', reason: 'why' },
  ])
    expect((await officer.post('/api/archive/holds', bad)).status).toBe(400);
  expect((await officer.post('/api/archive/holds', { ...HOLD, endsMs: START_MS - 1 })).status).toBe(409);
  for (const bad of [
    { table: 'points', seq: 3, why: 'x' },
    { table: 'told', track: '1-7', ...TIME, why: 'x' },
    { table: 'track', track: 'seven', ...TIME, why: 'x' },
    { table: 'track', track: '1-7', fromMs: START_MS, untilMs: START_MS, why: 'x' },
  ])
    expect((await officer.post('/api/archive/corrections', bad)).status).toBe(400);
  expect(readHolds(past.record, START_MS).standing).toEqual([]);
  expect(told).toEqual([]);
  // How much there is they may know: whether it is kept too long is theirs to judge.
  expect((await officer.get('/api/archive')).status).toBe(200);
});
