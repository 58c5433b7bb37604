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
import { START_MS } from './testserver.ts';

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

describe('the log', () => {
  it('tells who searched for what, once a minute, and is read by those who may', async () => {
    const auditor = await room.person('niko', GUARD, ['auditor']);
    const searches = async () =>
      (await auditor.get('/api/audit?action=search')).json.rows.map((row: { details: string }) =>
        JSON.parse(row.details),
      );
    for (const _ of [1, 2]) expect((await coordinator.get('/api/search?q=alba')).status).toBe(200);
    expect(await searches()).toEqual([{ q: 'alba' }]);
    room.clock.advance(60_000);
    await coordinator.get('/api/search?q=alba&reason=missing');
    expect(await searches()).toHaveLength(2);
    expect((await room.admin.get('/api/search?q=alba')).status).toBe(403);
    expect((await coordinator.get('/api/audit')).status).toBe(403);
    expect((await coordinator.get('/api/audit/export?reason=x')).status).toBe(403);
    const page = (await auditor.get('/api/audit?limit=2')).json;
    expect(page.rows).toHaveLength(2);
    expect((await auditor.get(`/api/audit?limit=2&beforeSeq=${page.beforeSeq}`)).json.rows[0].seq).toBe(
      page.beforeSeq - 1,
    );
    expect((await auditor.get('/api/audit/export')).status).toBe(400);
    const lines = (await auditor.get('/api/audit/export?reason=yearly')).text.trim().split('\n');
    expect(JSON.parse(lines[0]!)).toMatchObject({ type: 'export' });
    expect(lines.join()).toContain('"yearly"');
  });
});

describe('a session', () => {
  it('ends with its role, its sign-out and its time', async () => {
    const operator = await room.person('genc', GUARD, ['operator']);
    const { json } = await room.admin.get('/api/people');
    const one = json.records.find(({ value }: { value: { login: string } }) => value.login === 'genc');
    const cut = { ...one.value, roles: ['auditor'] };
    expect((await room.admin.put(`/api/people/${one.id}`, { version: one.version, value: cut })).status).toBe(
      200,
    );
    expect((await operator.get('/api/tracks')).status).toBe(401);
    const second = await room.signedIn('genc');
    expect((await second.delete('/api/session', {})).json).toEqual({ needsSetup: false });
    expect(second.cookie).toBe('');
    const third = await room.signedIn('genc');
    room.clock.advance(2 * 3_600_000);
    expect((await third.get('/api/agencies')).status).toBe(401);
  });

  it('changes its own password alone with the present one, and makes tokens that end', async () => {
    const mira = await room.signedIn('mira');
    const next = 'nine terns at the breakwater';
    expect((await mira.put('/api/session/password', { before: 'wrong one', password: next })).status).toBe(
      403,
    );
    expect((await mira.put('/api/session/password', { before: PASSWORD, password: next })).status).toBe(204);
    expect((await room.browser().post('/api/session', { login: 'mira', password: PASSWORD })).status).toBe(
      403,
    );
    const untilMs = START_MS + 30 * 86_400_000;
    const made = (await mira.post('/api/tokens', { title: 'logger', roles: ['analyst'], untilMs })).json;
    const program = room.browser();
    const bearer = { authorization: `Bearer ${made.secret}` };
    expect((await program.ask('GET', '/api/tracks', undefined, bearer)).status).toBe(200);
    expect((await program.ask('POST', '/api/sectors', { value: sector('T') }, bearer)).status).toBe(403);
    expect((await program.ask('PUT', '/api/session/sees-as', { agency: NORTH }, bearer)).status).toBe(403);
    expect((await mira.delete('/api/tokens', { name: made.token.name })).status).toBe(204);
    expect((await program.ask('GET', '/api/tracks', undefined, bearer)).status).toBe(401);
  });

  it('that is guessed at is slowed down, with the time to come again', async () => {
    const stranger = room.browser();
    const answers: number[] = [];
    for (let i = 0; i < 12; i += 1)
      answers.push((await stranger.post('/api/session', { login: 'jelena', password: `wrong ${i}` })).status);
    expect(answers.slice(0, 3)).toEqual([403, 403, 403]);
    expect(answers.at(-1)).toBe(429);
    const { headers } = await stranger.post('/api/session', { login: 'jelena', password: 'wrong' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

it('every described route and method is there, and says by which means one asks', async () => {
  room.clock.advance(3_600_001);
  const one = await room.signedIn('jelena');
  const { paths, security } = (await one.get('/api/openapi.json')).json as {
    paths: Record<string, Record<string, { requestBody?: object }>>;
    security: object[];
  };
  expect(security).toEqual([{ session: [] }, { token: [] }]);
  const post = paths['/api/zones']!.post!.requestBody;
  expect(JSON.stringify(post)).toContain('vigilance');
  expect(paths).toHaveProperty(['/api/patrols/{id}/accept', 'post']);
  for (const [where, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      if (where === '/api/session' && method === 'delete') continue;
      const body = method === 'get' ? undefined : {};
      const { status, text } = await one.ask(method.toUpperCase(), where.replace('{id}', 'x'), body);
      expect(text).not.toContain('no such route');
      expect([where, method, status]).not.toEqual([where, method, 500]);
    }
  }
  expect(room.bugs).toEqual([]);
});

describe('zones', () => {
  const ring = [
    [19, 41],
    [19.1, 41],
    [19.1, 41.1],
    [19, 41],
  ];
  const file = (coordinates: unknown) => ({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', geometry: { type: 'Polygon', coordinates }, properties: { name: 'Bay' } }],
  });

  it('are read from a file and entered by people, and taken away by those who may', async () => {
    room.clock.advance(3_600_001);
    const jelena = await room.signedIn('jelena');
    const read = (text: string) => jelena.post('/api/zones/import', { format: 'geojson', text });
    const { features } = (await read(JSON.stringify(file([ring])))).json;
    expect(features).toMatchObject([{ name: 'Bay', value: { life: 'draft', marking: { owner: NORTH } } }]);
    expect((await jelena.get('/api/zones')).json.records).toEqual([]);
    expect((await jelena.post('/api/zones', { value: features[0].value })).status).toBe(201);
    const bow = (
      await read(
        JSON.stringify(
          file([
            [
              [19, 41],
              [19.1, 41.1],
              [19.1, 41],
              [19, 41.1],
              [19, 41],
            ],
          ]),
        ),
      )
    ).json;
    expect(bow.features[0].fault).toMatchObject({ what: expect.any(String), remedy: expect.any(String) });
    expect((await read('{')).status).toBe(400);
    expect((await jelena.get('/api/zones.geojson')).status).toBe(403);
    await room.admin.post('/api/session', { login: 'alba', password: PASSWORD });
    const analyst = await room.person('ilir', NORTH, ['analyst']);
    expect(JSON.parse((await analyst.get('/api/zones.geojson?reason=chart')).text).features).toHaveLength(1);
    expect((await analyst.get('/api/zones.kml')).text).toContain('Bay');
  });
});
