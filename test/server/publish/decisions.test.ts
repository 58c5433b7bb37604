/** Signing in, deciding and reading the log over REST, with the real policy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import {
  type Browser,
  type DecisionsRoom,
  decisionsRoom,
  GUARD,
  markingOf,
  NORTH,
  PASSWORD,
  POLICE,
} from './decisionsroom.ts';
import { track } from './testpicture.ts';

let room: DecisionsRoom;
let coordinator: Browser;
let north: Browser;
const circle = { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 5000 };
const sector = (name: string, owner = GUARD) => ({
  name,
  area: circle,
  coveredForMin: 60,
  marking: markingOf(owner),
});

beforeAll(async () => {
  room = await decisionsRoom();
});
afterAll(() => room.close());

describe('a new site', () => {
  const first = (token: string, over: object = {}) => ({
    token,
    agency: { id: GUARD, name: 'Coast Guard', country: 'XA', service: 'coastGuard' },
    person: { name: 'Alba Zeqo', login: 'alba', agency: GUARD, roles: ['administrator'] },
    password: PASSWORD,
    ...over,
  });

  it('tells nobody anything but that it needs setting up', async () => {
    const nobody = room.browser();
    expect((await nobody.get('/healthz')).status).toBe(200);
    expect((await nobody.get('/api/session')).json).toEqual({ needsSetup: true });
    for (const where of [
      '/api/tracks',
      '/api/operations',
      '/api/openapi.json',
      '/metrics',
      '/api/zones',
      '/api/nothing',
    ]) {
      const { status, json } = await nobody.get(where);
      expect([where, status]).toEqual([where, 401]);
      expect(json.error).toMatchObject({ what: expect.any(String), where, remedy: expect.any(String) });
    }
    expect((await nobody.post('/api/zones', { value: {} })).status).toBe(401);
    expect((await nobody.get('/basemap/tiles/0.pbf')).status).toBe(401);
  });

  it('is set up once, with its token', async () => {
    const { admin } = room;
    const token = room.setUpToken();
    expect((await admin.post('/api/setup', first('wrong'))).status).toBe(403);
    expect((await admin.post('/api/setup', first(token, { password: 'short' }))).status).toBe(400);
    const done = await admin.post('/api/setup', first(token));
    expect(done.json).toMatchObject({ needsSetup: false, me: { name: 'Alba Zeqo', how: 'session' } });
    expect(done.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(() => room.setUpToken()).toThrow();
    expect((await room.browser().post('/api/setup', first(token))).status).toBe(403);
  });

  it('lets its administrator enter agencies and people', async () => {
    const { admin } = room;
    const service = { country: 'XA', service: 'borderPolice' };
    const police = await admin.post('/api/agencies', {
      id: POLICE,
      value: { name: 'Border Police', ...service },
    });
    expect(police.status).toBe(201);
    expect(police.headers.get('location')).toBe(`/api/agencies/${POLICE}`);
    const other = { name: 'Coast Guard of the north', country: 'XC', service: 'coastGuard' };
    expect((await admin.post('/api/agencies', { id: NORTH, value: other })).status).toBe(201);
    coordinator = await room.person('mira', GUARD, ['supervisor', 'analyst']);
    north = await room.person('jelena', NORTH, ['supervisor']);
    expect((await admin.get('/api/tracks')).json ?? {}).not.toHaveProperty('features.0');
    expect((await coordinator.post('/api/agencies', { id: 'xb', value: other })).status).toBe(403);
  });
});

describe('a record', () => {
  let id: string;

  it('is made, changed upon its version, and conflicts are told with what stands', async () => {
    const made = await coordinator.post('/api/sectors', { value: sector('A'), reason: 'first' });
    expect(made.status).toBe(201);
    ({ id } = made.json.record);
    expect(made.json.record).toMatchObject({ version: 1, byName: 'Somebody mira', reason: 'first' });
    const changed = await coordinator.put(`/api/sectors/${id}`, { version: 1, value: sector('B') });
    expect(changed.json.record).toMatchObject({ version: 2, value: { name: 'B' } });
    const late = await coordinator.put(`/api/sectors/${id}`, { version: 1, value: sector('C') });
    expect(late.status).toBe(409);
    expect(late.json.error.current).toMatchObject({ version: 2, value: { name: 'B' } });
    const { versions } = (await coordinator.get(`/api/sectors/${id}/versions`)).json;
    expect(versions.map(({ value }: { value: { name: string } }) => value.name)).toEqual(['A', 'B']);
  });

  it('is not there for those who may not see it, by whatever path', async () => {
    for (const where of [`/api/sectors/${id}`, `/api/sectors/${id}/versions`])
      expect((await north.get(where)).status).toBe(404);
    expect((await north.put(`/api/sectors/${id}`, { version: 2, value: sector('X') })).status).toBe(404);
    expect((await north.delete(`/api/sectors/${id}`, { version: 2 })).status).toBe(404);
    expect((await north.post(`/api/sectors/${id}/validate`, { version: 2 })).status).toBe(404);
    expect((await north.get('/api/sectors')).json.records).toEqual([]);
    expect((await north.get('/api/operations')).text).not.toContain(id);
  });

  it('cannot be given to another owner, nor made for one', async () => {
    const given = await coordinator.put(`/api/sectors/${id}`, { version: 2, value: sector('B', POLICE) });
    expect(given.status).toBe(403);
    expect(given.json.error.what).toMatch(/\w+ \w+/);
    expect((await coordinator.post('/api/sectors', { value: sector('D', POLICE) })).status).toBe(403);
  });

  it.each([
    [{ version: 2 }, 'value'],
    [{ value: 'x', version: 2 }, 'sector'],
    [{ value: { ...sector('B'), coveredForMin: -1 }, version: 2 }, 'coveredForMin'],
    [{ value: sector('B'), version: 'two' }, 'version'],
  ])('%j is refused, with the place of the fault', async (body, where) => {
    const { status, json } = await coordinator.put(`/api/sectors/${id}`, body);
    expect(status).toBe(400);
    expect(json.error.where).toBe(where);
  });

  it('is told as what changed since, and is gone when it is removed', async () => {
    const before = (await coordinator.get('/api/operations')).json;
    expect(before).toMatchObject({ whole: true, gone: [] });
    const since = ({ revision, access }: { revision: number; access: string }) =>
      coordinator.get(`/api/operations?since=${revision}&access=${access}`);
    expect((await since(before)).json).toMatchObject({ whole: false, records: [], gone: [] });
    const other = (await coordinator.post('/api/sectors', { value: sector('E') })).json.record;
    const after = (await since(before)).json;
    expect(after.records).toMatchObject([{ id: other.id, version: 1 }]);
    expect((await coordinator.delete(`/api/sectors/${other.id}`, { version: 1 })).status).toBe(200);
    expect((await since(after)).json).toMatchObject({
      whole: false,
      records: [],
      gone: [`sector/${other.id}`],
    });
    expect((await since({ ...after, access: 'of somebody else' })).json.whole).toBe(true);
  });
});

describe('the picture', () => {
  it('is seen as far as feeds are, and by looking as another no more than that', async () => {
    const { picture } = room;
    picture.appear(0, track({}), 'ALBA');
    picture.feeds.set(0, { feeds: [feedId('mast')] });
    const count = async (who: Browser) =>
      (await who.get('/api/tracks')).text.match(/"type":"Feature"/g)?.length ?? 0;
    expect([await count(coordinator), await count(north), await count(room.admin)]).toEqual([1, 0, 0]);
    const id = picture.id(0);
    expect((await north.get(`/api/tracks/${id}`)).status).toBe(404);
    expect((await coordinator.get(`/api/tracks/${id}`)).status).toBe(200);
    const looks = await coordinator.put('/api/session/sees-as', { agency: NORTH });
    expect(looks.json.me).toMatchObject({ agency: GUARD, seesAs: NORTH });
    expect(await count(coordinator)).toBe(0);
    expect((await coordinator.post('/api/sectors', { value: sector('F') })).status).toBe(403);
    expect((await coordinator.put('/api/session/sees-as', { agency: null })).json.me.seesAs).toBeUndefined();
    expect(await count(coordinator)).toBe(1);
    expect((await room.admin.put('/api/session/sees-as', { agency: NORTH })).status).toBe(409);
  });
});
