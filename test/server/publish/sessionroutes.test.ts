/** Sessions, tokens, the log, and what the OpenAPI document says of them, with the real policy. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GUARD, markingOf, NORTH, PASSWORD, type SettledRoom, settledRoom } from './decisionsroom.ts';
import { START_MS } from './testserver.ts';

let room: SettledRoom;
const circle = { kind: 'circle', centre: { lat: 41, lon: 19 }, radiusM: 5000 };
const sector = (name: string) => ({ name, area: circle, coveredForMin: 60, marking: markingOf(GUARD) });

beforeAll(async () => {
  room = await settledRoom();
});
afterAll(() => room.close());

describe('the log', () => {
  it('tells who searched for what, once a minute, and is read by those who may', async () => {
    const auditor = await room.person('niko', GUARD, ['auditor']);
    const searches = async () =>
      (await auditor.get('/api/audit?action=search')).json.rows.map((row: { details: string }) =>
        JSON.parse(row.details),
      );
    for (const _ of [1, 2]) expect((await room.coordinator.get('/api/search?q=alba')).status).toBe(200);
    expect(await searches()).toEqual([{ q: 'alba' }]);
    room.clock.advance(60_000);
    await room.coordinator.get('/api/search?q=alba&reason=missing');
    expect(await searches()).toHaveLength(2);
    expect((await room.admin.get('/api/search?q=alba')).status).toBe(403);
    expect((await room.coordinator.get('/api/audit')).status).toBe(403);
    const tried = (await auditor.get('/api/audit?outcome=no&action=readAudit')).json.rows;
    expect(tried).toMatchObject([{ actorName: 'Somebody mira', details: '{"rule":"role"}' }]);
    expect((await room.coordinator.get('/api/audit/export?reason=x')).status).toBe(403);
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
