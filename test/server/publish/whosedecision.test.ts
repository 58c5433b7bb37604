/** Whose a decision is, whatever a request says of itself: by the state that a thing has, not by the one that is sent. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import * as border from '../operations/border.ts';
import {
  type Browser,
  GUARD,
  markingOf,
  NORTH,
  POLICE,
  type SettledRoom,
  settledRoom,
} from './decisionsroom.ts';
import { track } from './testpicture.ts';

let room: SettledRoom;
let guard: Browser;
let north: Browser;
let agreement: string;

beforeAll(async () => {
  room = await settledRoom();
  ({ coordinator: guard, north } = room);
  const nowMs = room.clock.nowMs();
  agreement = await made(guard, 'agreements', {
    ...border.pact({ parties: [GUARD, NORTH], marking: markingOf(GUARD) }),
    areas: [{ area: border.box(40, 18, 42, 20), host: NORTH }],
    ...{ fromMs: nowMs - hour, untilMs: nowMs + 100 * hour },
  });
});
afterAll(() => room.close());

const hour = 3_600_000;
let units = 0;
const unit = (owner: AgencyId) => ({
  ...border.unit({ callSign: `Galeb ${++units}`, marking: markingOf(owner) }),
  crew: [{ agency: owner, people: 3, function: 'patrol', powers: ['observe'] }],
});
const sector = (owner: AgencyId) =>
  border.sector(border.box(41, 19, 41.2, 19.2), { marking: markingOf(owner) });
const made = async (who: Browser, path: string, value: unknown): Promise<string> => {
  const answer = await who.post(`/api/${path}`, { value });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json.record.id;
};
const without = (value: object, member: string): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => name !== member));

/** Of the guard and the north, in their sectors with their units. */
async function joint(over: object = {}) {
  const ids = {
    guardUnit: await made(guard, 'units', unit(GUARD)),
    northUnit: await made(north, 'units', unit(NORTH)),
    sector: await made(guard, 'sectors', sector(GUARD)),
  };
  const fromMs = room.clock.nowMs() + hour;
  const value = {
    ...border.patrol({ form: 'coordinated', marking: markingOf(GUARD) }),
    ...{ sectorIds: [ids.sector], unitIds: [ids.guardUnit], fromMs, untilMs: fromMs + hour },
    ...{ lead: GUARD, parties: [{ agency: NORTH, answer: 'asked' }], agreement },
    ...over,
  };
  return { ...ids, value };
}

const step = async (who: Browser, id: string, event: string, body: object = {}) => {
  const version = room.records.get('patrol', id)!.version;
  return (await who.post(`/api/patrols/${id}/${event}`, { version, reason: 'because', ...body })).status;
};

describe('a thing whose state is left out, or made up', () => {
  it('is nobody’s to enter in another’s name', async () => {
    const { value } = await joint({ marking: markingOf(NORTH), lead: GUARD, state: 'proposed' });
    expect((await guard.post('/api/patrols', { value })).status).toBe(403);
    expect((await guard.post('/api/patrols', { value: without(value, 'state') })).status).toBe(403);
    const zone = {
      ...{ name: 'Bay', purpose: 'vigilance', critical: [], shape: border.box(41, 19, 41.1, 19.1) },
      marking: markingOf(NORTH),
    };
    expect((await guard.post('/api/zones', { value: zone })).status).toBe(403);
  });

  it('is no way to order another’s unit, nor to order in another’s name', async () => {
    const { northUnit, guardUnit } = await joint();
    const task = { unitId: northUnit, kind: 'return', text: 'go home', marking: markingOf(GUARD) };
    for (const state of [undefined, 'sent', 'any'])
      expect((await guard.post('/api/tasks', { value: { ...task, state } })).status).toBe(403);
    const forged = { ...task, unitId: guardUnit, state: 'sent', marking: markingOf(POLICE) };
    expect((await guard.post('/api/tasks', { value: forged })).status).toBe(403);
    expect((await guard.post('/api/tasks', { value: { ...task, unitId: guardUnit } })).status).toBe(201);
  });
});

describe('a joint patrol', () => {
  it('is planned by its owner, led by its lead, and answered by who is asked', async () => {
    const { value, northUnit } = await joint({ lead: NORTH });
    const id = await made(guard, 'patrols', value);
    expect(await step(north, id, 'propose')).toBe(404);
    expect(await step(guard, id, 'propose')).toBe(200);
    expect(await step(guard, id, 'accept')).toBe(403);
    expect(await step(north, id, 'withdraw')).toBe(403);
    expect(await step(north, id, 'decline')).toBe(200);
    expect(await step(north, id, 'accept')).toBe(200);
    expect(await step(guard, id, 'brief')).toBe(403);
    // The owner is not asked again, so nobody else changes what it agreed to.
    const { version } = room.records.get('patrol', id)!;
    const changed = { ...value, unitIds: [...value.unitIds, northUnit] };
    expect((await north.put(`/api/patrols/${id}`, { version, value: changed })).status).toBe(403);
    expect(await step(north, id, 'brief')).toBe(200);
    expect(await step(north, id, 'abort')).toBe(200);
  });

  it('is not taken over by a patrol whose name is told to those who may not see it', async () => {
    const { value } = await joint({ title: 'Night heron', marking: markingOf(NORTH), lead: NORTH });
    const hidden = await made(north, 'patrols', { ...value, parties: [], form: 'own' });
    const own = { ...(await joint()).value, form: 'own', parties: [] };
    const id = await made(guard, 'patrols', own);
    for (const event of ['propose', 'brief', 'start']) expect(await step(guard, id, event)).toBe(200);
    const { version } = room.records.get('patrol', id)!;
    const told = await guard.post(`/api/patrols/${id}/handOver`, { version, details: { to: hidden } });
    expect(told.status).toBeGreaterThanOrEqual(400);
    expect(told.text).not.toContain('heron');
  });

  it('is checked by its own id or by none', async () => {
    const { value } = await joint({ marking: markingOf(NORTH), lead: NORTH });
    const hidden = await made(north, 'patrols', { ...value, parties: [], form: 'own' });
    const own = (await joint()).value;
    expect((await guard.post('/api/patrols/check', { value: own, id: hidden })).status).toBe(404);
    expect((await guard.post('/api/patrols/check', { value: own })).status).toBe(200);
  });
});

it('what the checks find of others’ plans is told to those who may see them', async () => {
  const { value } = await joint({ marking: markingOf(NORTH), lead: NORTH, form: 'own', parties: [] });
  const ground = await made(north, 'sectors', sector(NORTH));
  const theirs = await made(north, 'patrols', { ...value, sectorIds: [ground] });
  expect(await step(north, theirs, 'propose')).toBe(200);
  const own = { ...(await joint()).value, form: 'own', parties: [] };
  const all = room.plans.check('patrol', own);
  expect(JSON.stringify(all)).toContain(theirs);
  const checked = await guard.post('/api/patrols/check', { value: own });
  expect(checked.json.findings).toEqual(expect.any(Array));
  const entered = await guard.post('/api/patrols', { value: own });
  const changed = await guard.put(`/api/patrols/${entered.json.record.id}`, { version: 1, value: own });
  expect([checked.status, entered.status, changed.status]).toEqual([200, 201, 200]);
  for (const { text } of [checked, entered, changed]) expect(text).not.toContain(theirs);
});

it('a task is cancelled by who gave it, and answered by those aboard', async () => {
  const mixed = await made(guard, 'units', {
    ...unit(GUARD),
    crew: [GUARD, NORTH].map((agency) => ({ agency, people: 2, function: 'patrol', powers: ['observe'] })),
  });
  const value = { unitId: mixed, kind: 'return', text: 'go home', marking: markingOf(GUARD) };
  const id = await made(guard, 'tasks', value);
  const say = async (who: Browser, event: string) => {
    const { version } = room.records.get('task', id)!;
    return (await who.post(`/api/tasks/${id}/${event}`, { version, reason: 'because' })).status;
  };
  expect(await say(north, 'cancel')).toBe(403);
  expect(await say(north, 'acknowledge')).toBe(200);
  expect(await say(guard, 'cancel')).toBe(200);
});

it('a unit is sent to no track that whoever sends it does not see', async () => {
  const { picture } = room;
  picture.appear(0, track({}), 'HIDDEN');
  picture.feeds.set(0, { feeds: [feedId('north')] });
  const unitId = await made(guard, 'units', unit(GUARD));
  const value = { unitId, kind: 'intercept', text: 'look', marking: markingOf(GUARD) };
  const send = async (trackId: string) =>
    (await guard.post('/api/tasks', { value: { ...value, trackId } })).status;
  expect([await send(picture.id(0)), await send('nowhere')]).toEqual([404, 404]);
  picture.feeds.set(0, { feeds: [feedId('mast')] });
  expect(await send(picture.id(0))).toBe(201);
});

it('a file of zones is not read for nobody', async () => {
  const text = 'x'.repeat(1 << 20);
  const { status } = await room.browser().post('/api/zones/import', { format: 'csv', text });
  expect(status).toBe(401);
  // Nor parsed: what is no JSON is not told.
  const broken = await fetch(`${room.url}/api/zones/import`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{',
  });
  expect(broken.status).toBe(401);
});
