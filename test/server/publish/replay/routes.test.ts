/** Replays as a page has them: begun by REST, seen on the socket that shows the live picture otherwise. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PictureReceiver } from '../../../../client/link/frame.ts';
import { TrackStore } from '../../../../client/store/tracks.ts';
import type { Alert, Party } from '../../../../proto/domain/alert/alert.ts';
import { feedId, trackId } from '../../../../proto/domain/ids.ts';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../../proto/domain/operations/record.ts';
import type { Bookmark, Replay } from '../../../../proto/domain/record/replay.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { watchfloor } from '../../../../proto/generated/watchfloor.js';
import { AuditLog } from '../../../../server/operations/audit/log.ts';
import { Bookmarks } from '../../../../server/operations/bookmarks.ts';
import { Database } from '../../../../server/operations/database.ts';
import type { AlertRecords } from '../../../../server/publish/alertviews.ts';
import { at } from '../room.ts';
import { type Client, heard } from '../socketclient.ts';
import { person, TestAccess } from '../testaccess.ts';
import { START_MS, type TestServer, testServer } from '../testserver.ts';
import { HISTORY_MS, History } from './history.ts';
import { replayRoom } from './replayroom.ts';

const MINUTE_MS = 60_000;

let room: Awaited<ReturnType<typeof replayRoom>>;
let server: TestServer;
let clients: Client[];
let folder: string;
let database: Database;
let closeLog: () => void;
const access = new TestAccess();

const alert = (over: Partial<Alert>): Alert => ({
  ...({
    id: '1-a1',
    priority: 'warning',
    state: 'unacknowledged',
    parts: [],
    history: [],
  } as unknown as Alert),
  ...{
    onsetMs: epochMs(HISTORY_MS),
    raisedMs: epochMs(HISTORY_MS),
    toldMs: epochMs(HISTORY_MS),
    revision: 1,
  },
  lead: {
    ...{ key: 'k', kind: 'loitering', priority: 'warning', about: {}, evidence: [], rule: 'r' },
    parties: [
      { trackId: trackId(1, 5), kind: 1, nature: 0, feeds: [feedId('ais')], distress: false } as Party,
    ],
    ...{ measured: { value: 1, unit: 'none' }, threshold: { value: 1, unit: 'none' } },
    ...{ onsetMs: epochMs(HISTORY_MS), provedMs: epochMs(HISTORY_MS) },
  } as Alert['lead'],
  ...over,
});

const TOLD = [
  { knownMs: HISTORY_MS + 5 * MINUTE_MS, id: '1-a1', json: JSON.stringify(alert({})) },
  { knownMs: HISTORY_MS + 8 * MINUTE_MS, id: '1-a1', json: JSON.stringify(alert({ state: 'closed' })) },
];
const ZONE = { kind: 'zone', id: 'z1', version: 1, value: { name: 'Then' } } as unknown as Version;
const RECORDS: AlertRecords = {
  get: () => undefined,
  list: ((kind: string) => (kind === 'zone' ? [ZONE] : [])) as unknown as AlertRecords['list'],
  versions: () => [],
};

beforeEach(async () => {
  clients = [];
  access.decides = () => true;
  for (const name of ['anna', 'boris']) access.askers.set(name, person(name));
  access.askers.set('clara', person('clara', { agency: agencyId('xc-police') }));
  const history = new History();
  for (let i = 1; i <= 30; i += 1)
    history.say(HISTORY_MS + i * MINUTE_MS, {
      track: 5,
      lat: 41 + i / 1000,
      lon: 18.9,
      name: 'THEN',
      mmsi: 200000005,
    });
  room = await replayRoom(history, HISTORY_MS + 60 * MINUTE_MS, {
    access,
    told: TOLD,
    records: () => RECORDS,
  });
  folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-replay-'));
  database = Database.open(path.join(folder, 'operations.sqlite'));
  const audit = AuditLog.open({ database, clock: room.clock });
  const bookmarks = new Bookmarks({ database, audit, clock: room.clock });
  server = await testServer({ access, replays: { sessions: room.sessions, bookmarks } });
  closeLog = () => audit.close();
  server.hear({ mmsi: 247000001, lat: 41, lon: 18.9, name: 'NOW' });
});

afterEach(async () => {
  for (const client of clients) client.disconnect();
  await server.web.close();
  await room.close();
  closeLog();
  database.close();
  rmSync(folder, { recursive: true });
});

async function asked<T>(
  method: string,
  path: string,
  body?: object,
  as = 'anna',
): Promise<{ status: number; body: T }> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${as}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as T };
}

const begin = (atMs: number, as = 'anna') =>
  asked<Replay>('POST', '/api/replays', { mode: 'known', atMs }, as);

describe('a replay over REST', () => {
  it('is begun, looked at, moved and ended', async () => {
    const { status, body } = await begin(HISTORY_MS + 5 * MINUTE_MS);
    expect(status).toBe(201);
    expect(body).toMatchObject({ mode: 'known', atMs: HISTORY_MS + 5 * MINUTE_MS, isPlaying: false });
    const path = `/api/replays/${body.id}`;
    expect((await asked<Replay>('POST', path, { stepMs: MINUTE_MS, rate: 600 })).body).toMatchObject({
      ...{ atMs: HISTORY_MS + 6 * MINUTE_MS, rate: 600, isPlaying: false },
    });
    expect((await asked<{ replays: Replay[] }>('GET', '/api/replays')).body.replays).toHaveLength(1);
    expect((await asked('GET', path, undefined, 'boris')).status).toBe(404);
    expect((await asked('POST', path, { isPlaying: true }, 'boris')).status).toBe(404);
    expect((await asked('DELETE', path, {}, 'boris')).status).toBe(404);
    expect((await asked('DELETE', path, {})).status).toBe(200);
    expect((await asked('GET', path)).status).toBe(404);
    expect(server.bugs).toEqual([]);
  });

  it('says what cannot be asked', async () => {
    expect((await asked('POST', '/api/replays', { mode: 'known' })).status).toBe(400);
    const { body } = await begin(HISTORY_MS + MINUTE_MS);
    for (const wrong of [{ rate: 0 }, { rate: 3601 }, { loop: { fromMs: 2, untilMs: 1 } }, { fast: true }])
      expect((await asked('POST', `/api/replays/${body.id}`, wrong)).status).toBe(400);
  });

  it('has the cards, trails and names of its picture', async () => {
    const { body } = await begin(HISTORY_MS + 5 * MINUTE_MS);
    const path = `/api/replays/${body.id}`;
    expect((await asked('GET', `${path}/tracks/1-5`)).body).toMatchObject({ mmsi: '200000005', lat: 41.005 });
    expect((await asked<{ tracks: unknown[] }>('GET', `${path}/search?q=then`)).body.tracks).toHaveLength(1);
    expect((await asked<{ tracks: unknown[] }>('GET', '/api/search?q=then')).body.tracks).toHaveLength(0);
    expect((await asked('GET', `${path}/tracks/1-1`)).status).toBe(404);
    expect((await asked('GET', `${path}/audit`)).status).toBe(404);
  });
});

describe('what was known then beside the picture', () => {
  it('are the alerts as they stood, for those who may see them', async () => {
    const { body } = await begin(HISTORY_MS + 4 * MINUTE_MS);
    const path = `/api/replays/${body.id}`;
    const statesAt = async (minute: number) => {
      await asked('POST', path, { atMs: HISTORY_MS + minute * MINUTE_MS });
      const answer = await asked<{ alerts: Alert[] }>('GET', `${path}/alerts`);
      return answer.body.alerts.map(({ id, state }) => `${id} ${state}`);
    };
    expect(await statesAt(4)).toEqual([]);
    expect(await statesAt(6)).toEqual(['1-a1 unacknowledged']);
    expect(await statesAt(8)).toEqual(['1-a1 closed']);
    expect(await statesAt(7)).toEqual(['1-a1 unacknowledged']);
    access.decides = (_asker, object) => object.kind !== 'alert';
    expect(await statesAt(7)).toEqual([]);
    expect(server.bugs).toEqual([]);
  });

  it('are the records, as far as the policy lets them be seen', async () => {
    const { body } = await begin(HISTORY_MS + 4 * MINUTE_MS);
    const path = `/api/replays/${body.id}/records`;
    expect((await asked<{ records: Version[] }>('GET', path)).body.records).toEqual([ZONE]);
    access.decides = (_asker, object) => object.kind !== 'record';
    expect((await asked<{ records: Version[] }>('GET', path)).body.records).toEqual([]);
    expect((await asked('GET', path, undefined, 'boris')).status).toBe(404);
  });

  it('are bookmarks of one’s agency, which their maker removes', async () => {
    const made = await asked<Bookmark>('POST', '/api/bookmarks', {
      ...{ atMs: HISTORY_MS, note: ' here it turned ', view: '/replay?at=1' },
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ note: 'here it turned', by: 'anna', agency: 'xa-coast-guard' });
    const list = async (as: string) =>
      (await asked<{ bookmarks: Bookmark[] }>('GET', '/api/bookmarks', undefined, as)).body.bookmarks;
    expect(await list('boris')).toEqual([made.body]);
    expect(await list('clara')).toEqual([]);
    const where = `/api/bookmarks/${made.body.id}`;
    expect((await asked('DELETE', where, {}, 'boris')).status).toBe(409);
    expect((await asked('DELETE', where, {}, 'clara')).status).toBe(404);
    expect((await asked('DELETE', where, {})).status).toBe(200);
    expect(await list('anna')).toEqual([]);
    for (const view of ['https://elsewhere', '//elsewhere', 'replay'])
      expect((await asked('POST', '/api/bookmarks', { atMs: 1, note: 'x', view })).status).toBe(400);
  });
});

describe('a replay on the socket', () => {
  async function connect() {
    const client: Client = io(server.url, {
      ...{ transports: ['websocket'], reconnection: false, forceNew: true, auth: { token: 'anna' } },
    });
    clients.push(client);
    const store = new TrackStore();
    const receiver = new PictureReceiver(store);
    const frames: watchfloor.v1.PictureFrame[] = [];
    client.on('hello', (bytes) => {
      const hello = watchfloor.v1.Hello.decode(new Uint8Array(bytes));
      receiver.begin(hello.epoch, hello.audience);
      client.emit('watch', receiver.request(at(41, 18.9)));
    });
    client.on('picture', (bytes, applied) => {
      const result = receiver.apply(new Uint8Array(bytes));
      if (!result.ok) throw new Error(result.fault);
      frames.push(result.frame);
      applied();
    });
    await heard(client, 'picture');
    return { client, frames };
  }

  it('takes the place of the live picture until it ends, and what is told beside it goes on', async () => {
    const { client, frames } = await connect();
    expect(frames.at(-1)).toMatchObject({ baseMs: START_MS + 1000, clock: { kind: 0, session: '' } });
    const { body } = await begin(HISTORY_MS + 5 * MINUTE_MS);
    client.emit('replay', body.id);
    await heard(client, 'hello');
    await heard(client, 'picture');
    expect(frames.at(-1)).toMatchObject({
      ...{ baseMs: HISTORY_MS + 5 * MINUTE_MS, clock: { kind: 1, session: body.id, rate: 0 }, trackCount: 1 },
    });
    expect(server.publisher.counts.clients).toBe(0);
    const moved = heard(client, 'picture');
    await asked('POST', `/api/replays/${body.id}`, { atMs: HISTORY_MS + 7 * MINUTE_MS });
    await moved;
    expect(frames.at(-1)?.baseMs).toBe(HISTORY_MS + 7 * MINUTE_MS);

    const live = heard(client, 'hello');
    await asked('DELETE', `/api/replays/${body.id}`, {});
    await live;
    await heard(client, 'picture');
    expect(frames.at(-1)).toMatchObject({ baseMs: START_MS + 1000, clock: { kind: 0, session: '' } });
    expect(server.publisher.counts.clients).toBe(1);
  });

  it('of nobody’s, or another’s, is the live picture', async () => {
    const { client, frames } = await connect();
    const { body } = await begin(HISTORY_MS + 5 * MINUTE_MS, 'boris');
    for (const id of [body.id, 'none', null]) {
      client.emit('replay', id);
      await heard(client, 'hello');
      await heard(client, 'picture');
      expect(frames.at(-1)?.clock?.session).toBe('');
    }
  });
});
