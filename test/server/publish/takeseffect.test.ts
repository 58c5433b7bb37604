/**
 * Whoever may see less loses it: REST refuses from that moment on, and the open socket with the next look at what stands
 * (every 400 ms in the server), without a tick of the picture and without being asked for anything.
 */
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { SYSTEM } from '../../../server/operations/actor.ts';
import { agreement, release } from '../access/worlds.ts';
import {
  type Browser,
  GUARD,
  markingOf,
  NORTH,
  PASSWORD,
  type SettledRoom,
  settledRoom,
} from './decisionsroom.ts';
import { type Client, heard, outcome, watching } from './socketclient.ts';
import { track } from './testpicture.ts';
import { START_MS } from './testserver.ts';

const HALF_AN_HOUR_MS = 30 * 60_000;
let room: SettledRoom;
let clients: Client[];

/** Our mast's ship is released to the north, until the release or in half an hour the agreement ends. */
beforeEach(async () => {
  room = await settledRoom();
  clients = [];
  const { picture, records, publisher } = room;
  picture.appear(0, track({ observedMs: START_MS }), 'ALBA');
  picture.feeds.set(0, { feeds: [feedId('mast')] });
  publisher.tick();
  const terms = { fromMs: epochMs(START_MS - 1000), marking: markingOf(GUARD) };
  const untilMs = epochMs(START_MS + HALF_AN_HOUR_MS);
  const agreed = agreement({ ...terms, untilMs, parties: [GUARD, NORTH] });
  records.create('agreement', agreed, { by: SYSTEM }, 'a1');
  const what = { kind: 'feed', feedId: 'mast' } as const;
  const later = epochMs(untilMs + HALF_AN_HOUR_MS);
  records.create('release', release({ ...terms, untilMs: later, to: [NORTH], what }), { by: SYSTEM }, 'r1');
  room.access.tick();
});

afterEach(async () => {
  for (const client of clients) client.disconnect();
  await room.close();
});

async function watch(who: Browser) {
  const client: Client = io(room.url, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    extraHeaders: { Cookie: `watchfloor_session=${who.cookie}` },
  });
  clients.push(client);
  expect(await outcome(client)).toBe('in');
  const seen = watching(client);
  await seen.first;
  expect(seen.store.count).toBe(1);
  return { client, ...seen };
}

/** `/api/tracks` is GeoJSON. */
const ships = async (who: Browser) => (await who.get('/api/tracks')).text.includes('"Feature"');

/** What an administrator enters of somebody who signs in as `login`. */
async function enter(login: string, change: object): Promise<void> {
  const { records } = (await room.admin.get('/api/people')).json;
  const { id, version, value } = records.find(
    (one: { value: { login: string } }) => one.value.login === login,
  );
  const done = await room.admin.put(`/api/people/${id}`, { version, value: { ...value, ...change } });
  expect(done.status).toBe(200);
}

it('a role that is cut takes the picture from the open socket, and the session with it', async () => {
  const { coordinator, access } = room;
  const { client } = await watch(coordinator);
  const cut = heard(client, 'cut');
  await enter('mira', { roles: ['administrator'] });
  expect((await coordinator.get('/api/tracks')).status).toBe(401);
  access.tick();
  expect(await cut).toEqual(['sign in first', 'signedOut']);
});

it('a release that is ended takes what it showed from the open socket of the other agency, and nothing else', async () => {
  const { coordinator, north, access } = room;
  const theirs = await watch(north);
  const ours = await watch(coordinator);
  const next = theirs.frame();
  const end = { version: 1, reason: 'no longer needed' };
  expect((await coordinator.post('/api/releases/r1/end', end)).status).toBe(200);
  expect(await ships(north)).toBe(false);
  expect((await north.get(`/api/tracks/${room.picture.id(0)}`)).status).toBe(404);
  access.tick();
  await next;
  expect([theirs.store.count, ours.store.count]).toEqual([0, 1]);
  expect(await ships(coordinator)).toBe(true);
});

it('an agreement that ends by time takes it at that moment', async () => {
  const { north, access, clock } = room;
  const { store, frame } = await watch(north);
  clock.advance(HALF_AN_HOUR_MS - 1);
  access.tick();
  expect(await ships(north)).toBe(true);
  const next = frame();
  clock.advance(1);
  expect(await ships(north)).toBe(false);
  expect((await north.get(`/api/tracks/${room.picture.id(0)}`)).status).toBe(404);
  access.tick();
  await next;
  expect(store.count).toBe(0);
});

it('who is barred is out, and does not come in again', async () => {
  const { coordinator, access } = room;
  const { client } = await watch(coordinator);
  const cut = heard(client, 'cut');
  await enter('mira', { barred: true });
  expect((await coordinator.get('/api/tracks')).status).toBe(401);
  access.tick();
  expect(await cut).toEqual(['sign in first', 'signedOut']);
  const again = await room.browser().post('/api/session', { login: 'mira', password: PASSWORD });
  expect(again.status).toBe(403);
});
