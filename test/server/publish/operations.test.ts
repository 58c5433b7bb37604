/** What people change over REST, asked as the page asks and as others might. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  allowRegistration,
  associateContact,
  fetchContacts,
  fetchDistress,
  lookAt,
  reportContact,
  updateContact,
  withdrawContact,
} from '../../../client/link/operations.ts';
import type { Answer } from '../../../client/link/rest.ts';
import { feedId, mmsi, sensorId, type TrackId } from '../../../proto/domain/ids.ts';
import { Nature, TrackKind } from '../../../proto/domain/observation.ts';
import { SensorHealth, SensorKind } from '../../../proto/domain/sensor.ts';
import { ContactState, SourceBits } from '../../../proto/domain/track.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { boat, reportOf } from '../operations/reports.ts';
import { type OperationsRoom, operationsRoom } from './operationsroom.ts';
import { track } from './testpicture.ts';
import { START_MS } from './testserver.ts';

let room: OperationsRoom;
let ship: TrackId;
const CAMERA = sensorId('border/7f30e2c1');
const RADAR = sensorId('coast');

beforeAll(async () => {
  room = await operationsRoom();
  // 36 kn north: a minute is 0.6 nautical miles, 0.01 degrees of latitude.
  ship = room.picture.appear(0, track({ sogKn: 36, cogDeg: 0, observedMs: START_MS - 60_000 }), 'ALBA');
  room.picture.sensors.states = [
    {
      id: CAMERA,
      name: 'Ridge',
      kind: SensorKind.camera,
      health: SensorHealth.working,
      nature: Nature.synthetic,
      lat: 42,
      lon: 19.5,
      canLookAt: true,
      tasks: [{ id: 't', trackId: ship, life: 2, reason: 'occluded', sinceMs: START_MS }],
    },
    { id: RADAR, name: 'Coast', kind: SensorKind.radar, health: SensorHealth.degraded, reason: 'rain' },
  ];
});
afterAll(() => room.close());
beforeEach(() => {
  Object.assign(room.answers, { looks: true, associates: true });
  expect(room.bugs).toEqual([]);
});

const ask = (where: string, init: RequestInit = {}): Promise<Response> => fetch(`${room.url}${where}`, init);
const asJson = { 'Content-Type': 'application/json' };
function value<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.fault);
  return answer.value;
}
async function errorOf(response: Response) {
  const { error } = (await response.json()) as { error: { what: string; where: string; remedy: string } };
  expect(error.what.length).toBeGreaterThan(5);
  expect(error.remedy.length).toBeGreaterThan(5);
  return { status: response.status, where: error.where };
}

describe('sensors', () => {
  it('are listed with words for numbers', async () => {
    expect(await (await ask('/api/sensors')).json()).toMatchObject({
      nowMs: START_MS,
      sensors: [
        {
          id: CAMERA,
          kind: 'camera',
          health: 'working',
          nature: 'synthetic',
          tasks: [{ trackId: ship, life: 'rejected', reason: 'occluded' }],
        },
        { id: RADAR, kind: 'radar', health: 'degraded', reason: 'rain', tasks: [] },
      ],
    });
    const { features } = (await (await ask('/api/sensors.geojson')).json()) as { features: unknown[] };
    expect(features).toMatchObject([
      { id: CAMERA, geometry: { type: 'Point', coordinates: [19.5, 42] }, properties: { name: 'Ridge' } },
    ]);
  });

  it('are told to look where the track is by now', async () => {
    const task = value(await lookAt(CAMERA, ship, room.url));
    expect(task).toMatchObject({ sensorId: CAMERA, trackId: ship, sentMs: START_MS });
    const look = room.looks.at(-1)!;
    expect(look).toMatchObject({ taskId: task.id, sensorId: CAMERA });
    expect(look.lat).toBeCloseTo(41.01, 4);
    expect(look.lon).toBeCloseTo(18.9, 6);
  });

  it('that cannot look are not told', async () => {
    expect(await lookAt(RADAR, ship, room.url)).toMatchObject({ ok: false, status: 409 });
    expect(await lookAt(sensorId('none'), ship, room.url)).toMatchObject({ ok: false, status: 404 });
    expect(await lookAt(CAMERA, '1-99' as TrackId, room.url)).toMatchObject({ ok: false, status: 404 });
    room.answers.looks = false;
    expect(await lookAt(CAMERA, ship, room.url)).toMatchObject({ ok: false, status: 409 });
  });

  it('are corrected as the operator allows', async () => {
    expect(value(await allowRegistration(CAMERA, true, room.url))).toMatchObject({ allowed: true });
    expect(value(await allowRegistration(RADAR, false, room.url))).toMatchObject({ allowed: false });
    expect(room.allowed).toEqual([
      [CAMERA, true],
      [RADAR, false],
    ]);
    expect(await allowRegistration(sensorId('none'), true, room.url)).toMatchObject({ status: 404 });
  });
});

describe('contacts', () => {
  it('are reported, updated, associated and withdrawn', async () => {
    const made = value(await reportContact(reportOf(), START_MS - 30_000, room.url));
    expect(made).toMatchObject({
      observedMs: START_MS - 30_000,
      report: { ...boat, kind: TrackKind.seaContact },
    });
    expect(room.heard.at(-1)).toMatchObject({ contactId: made.id, observedMs: START_MS - 30_000 });
    value(await updateContact(made.id, reportOf({ cogDeg: 90 }), undefined, room.url));
    expect(value(await fetchContacts(room.url))).toMatchObject([
      { id: made.id, observedMs: START_MS, report: { cogDeg: 90 } },
    ]);
    expect(await associateContact(made.id, '1-99' as TrackId, room.url)).toMatchObject({ status: 404 });
    room.answers.associates = false;
    expect(await associateContact(made.id, ship, room.url)).toMatchObject({ status: 409 });
    room.answers.associates = true;
    expect(value(await associateContact(made.id, ship, room.url)).associatedWith).toBe(ship);
    expect(await (await ask(`/api/contacts/${made.id}`)).json()).toMatchObject({ associatedWith: ship });
    value(await withdrawContact(made.id, room.url));
    expect(room.heard.at(-1)).toMatchObject({ contactId: made.id, withdrawn: true });
    expect(await withdrawContact(made.id, room.url)).toMatchObject({ ok: false, status: 404 });
    expect((await ask(`/api/contacts/${made.id}`)).status).toBe(404);
  });

  it('have an address of their own', async () => {
    const body = JSON.stringify({ report: boat });
    const response = await ask('/api/contacts', { method: 'POST', headers: asJson, body });
    expect(response.status).toBe(201);
    const { id } = (await response.json()) as { id: string };
    expect(response.headers.get('location')).toBe(`/api/contacts/${id}`);
  });

  it.each([
    ['no body', undefined, 'report'],
    ['no JSON', '{', '/api/contacts'],
    ['a list', '[]', 'body'],
    ['no report', '{}', 'report'],
    ['a place nowhere', { report: { ...boat, place: { ...boat.place, lat: 91 } } }, 'report.place.lat'],
    ['a field too many', { report: boat, id: 'm1' }, 'body'],
    ['a time to come', { report: boat, observedMs: START_MS + 3_600_000 }, 'observedMs'],
  ])('that have %s are refused, with the place of the fault', async (_, body, where) => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const init = { method: 'POST', headers: asJson, ...(text !== undefined && { body: text }) };
    expect(await errorOf(await ask('/api/contacts', init))).toEqual({ status: 400, where });
  });
});

describe('a change', () => {
  const body = JSON.stringify({ report: boat });
  const send = (headers: Record<string, string>, method = 'POST', text: string | undefined = body) =>
    ask('/api/contacts', { method, headers, ...(text !== undefined && { body: text }) });

  it.each([
    ['a page from elsewhere', { ...asJson, Origin: 'http://evil.example' }, 403],
    ['a page without a name', { ...asJson, Origin: 'null' }, 403],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', { 'Content-Type': 'text/plain;charset=application/json' }, 415],
  ])('from %s is refused', async (_, headers, status) => {
    const before = room.heard.length;
    expect((await errorOf(await send(headers))).status).toBe(status);
    expect(room.heard).toHaveLength(before);
  });

  it('from the own page is taken', async () => {
    expect((await send({ ...asJson, Origin: room.url })).status).toBe(201);
    expect((await send({ 'Content-Type': 'application/json; charset=utf-8' })).status).toBe(201);
  });

  it('without a body says its type all the same', async () => {
    const made = value(await reportContact(reportOf(), undefined, room.url));
    const where = `/api/contacts/${made.id}`;
    expect((await ask(where, { method: 'DELETE' })).status).toBe(415);
    expect((await ask(where, { method: 'DELETE', headers: asJson })).status).toBe(200);
  });

  it('is refused when it is too large, whatever it is', async () => {
    const long = JSON.stringify({ report: { ...boat, note: 'x'.repeat(300_000) } });
    expect((await errorOf(await send(asJson, 'POST', long))).status).toBe(413);
    expect((await errorOf(await send(asJson, 'PATCH'))).status).toBe(404);
  });
});

it('tracks say what made them and who does not send', async () => {
  room.picture.appear(1, track({ lat: 42, lon: 19 }), 'none');
  room.picture.stretch(1, 120, 40, 45);
  room.picture.about.set(1, {
    mmsi: null,
    name: null,
    kind: TrackKind.group,
    contact: ContactState.silent,
    sources: SourceBits.radar | SourceBits.camera,
    silentSinceMs: START_MS - 5000,
    contactCount: 4,
  });
  room.picture.columns.kind[1] = TrackKind.group;
  const { features } = (await (await ask('/api/tracks?bbox=18.95,41.5,19.05,42.5')).json()) as {
    features: { properties: Record<string, unknown> }[];
  };
  expect(features[0]!.properties).toMatchObject({
    kind: 'group',
    contact: 'silent',
    sources: ['radar', 'camera'],
    silentSinceMs: START_MS - 5000,
    contactCount: 4,
    // To a step of 4.6 %.
    semiMajorM: 122,
    orientationDeg: 45,
  });
  expect(features[0]!.properties).not.toHaveProperty('mmsi');
});

it('distress without a place is told', async () => {
  room.picture.distress = [
    {
      mmsi: mmsi(2_470_001),
      nature: Nature.real,
      by: 'dsc',
      natureOfDistress: 'sinking',
      firstMs: epochMs(START_MS - 9000),
      lastMs: epochMs(START_MS),
      feeds: [feedId('mast')],
    },
  ];
  expect(value(await fetchDistress(room.url))).toEqual([
    {
      mmsi: '002470001',
      nature: 'real',
      by: 'dsc',
      natureOfDistress: 'sinking',
      firstMs: START_MS - 9000,
      lastMs: START_MS,
    },
  ]);
});

it('every described route and method is there', async () => {
  const { paths } = (await (await ask('/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { requestBody?: object }>>;
  };
  for (const [where, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      const response = await ask(where.replace('{id}', 'x'), {
        method: method.toUpperCase(),
        headers: asJson,
      });
      if (response.headers.get('content-type')?.includes('json'))
        expect(JSON.stringify(await response.json())).not.toContain('no such route');
      expect(response.status).not.toBe(500);
    }
  }
  const post = paths['/api/contacts']!.post!.requestBody;
  expect(JSON.stringify(post)).toContain('uncertaintyDeg');
});
