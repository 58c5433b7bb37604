/** The live socket's door over real sockets: who comes in, who is put out, each limit, what is told beside the picture. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Presence } from '../../../proto/wire.ts';
import type { Audience } from '../../../server/access/audience.ts';
import type { SocketLimits } from '../../../server/publish/door.ts';
import { Hosts } from '../../../server/publish/hosts.ts';
import { attachSocket, type PictureSocket } from '../../../server/publish/socket.ts';
import { room, START_MS } from './room.ts';
import { type Client, heard, OneZone, outcome, watching } from './socketclient.ts';
import { person, TestAccess } from './testaccess.ts';
import { track } from './testpicture.ts';

let http: Server;
let socket: PictureSocket;
let url: string;
let access: TestAccess;
let records: OneZone;
let world: ReturnType<typeof room>;
let clients: Client[];

async function open(limits: Partial<SocketLimits> = {}, origins: readonly string[] = []): Promise<void> {
  world = room();
  world.picture.appear(0, track({ observedMs: START_MS }), 'ALBA');
  world.tick();
  http = createServer();
  socket = attachSocket(http, world.publisher, {
    access,
    hosts: new Hosts(origins),
    clock: world.clock,
    records,
    limits,
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

beforeEach(() => {
  access = new TestAccess();
  records = new OneZone();
  clients = [];
  for (const name of ['anna', 'boris', 'clara']) access.askers.set(name, person(name));
});

afterEach(async () => {
  for (const client of clients) client.disconnect();
  socket.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

interface Credentials {
  readonly session?: string;
  readonly token?: string;
  readonly origin?: string;
  readonly host?: string;
}

function connect({ session, token, origin, host }: Credentials = {}): Client {
  const client: Client = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...(token !== undefined && { auth: { token } }),
    extraHeaders: {
      ...(session !== undefined && { Cookie: `theme=dark; watchfloor_session=${session}` }),
      ...(origin !== undefined && { Origin: origin }),
      ...(host !== undefined && { Host: host }),
    },
  });
  clients.push(client);
  return client;
}

const enter = async (as: Credentials = {}): Promise<Client> => {
  const client = connect(as);
  expect(await outcome(client)).toBe('in');
  return client;
};

const BLIND: Audience = { key: 'blind', sight: () => 'none', seesFeed: () => false };

describe('who comes in', () => {
  it('is who the session or the token says, and nobody else', async () => {
    access.askers.delete('');
    await open();
    expect(await outcome(connect({ session: 'anna' }))).toBe('in');
    expect(await outcome(connect({ token: 'boris' }))).toBe('in');
    const refused = 'sign in first (signedOut)';
    expect(await outcome(connect())).toBe(refused);
    expect(await outcome(connect({ session: 'mallory' }))).toBe(refused);
    expect(await outcome(connect({ token: 'x'.repeat(5000) }))).toBe(refused);
  });

  it('may see something of the picture', async () => {
    access.audiences.set('anna', undefined);
    await open();
    expect(await outcome(connect({ session: 'anna' }))).toBe('you may not see the picture (signedOut)');
  });

  it('comes from a page of this host or of a configured origin', async () => {
    await open({}, ['https://watch.example']);
    const { host } = new URL(url);
    expect(await outcome(connect({ origin: `http://${host}` }))).toBe('in');
    expect(await outcome(connect({ origin: 'https://watch.example', host: 'watch.example' }))).toBe('in');
    const refused = 'websocket error';
    expect(await outcome(connect({ origin: 'https://evil.example' }))).toBe(refused);
    expect(await outcome(connect({ origin: 'https://evil.example', host: 'watch.example' }))).toBe(refused);
    expect(await outcome(connect({ host: 'rebound.example' }))).toBe(refused);
  });
});

describe('a change of what somebody may see', () => {
  it('puts out who is signed out, telling why, without a tick', async () => {
    await open();
    const client = await enter({ session: 'anna' });
    const { first } = watching(client);
    await first;
    const cut = heard(client, 'cut');
    access.askers.delete('anna');
    access.change();
    expect(await cut).toEqual(['sign in first', 'signedOut']);
    expect(world.publisher.counts.clients).toBe(0);
  });

  it('takes the picture from whose role was cut, and gives it back, without a tick', async () => {
    await open();
    const anna = watching(await enter({ session: 'anna' }));
    const boris = watching(await enter({ session: 'boris' }));
    await Promise.all([anna.first, boris.first]);
    expect(anna.store.count).toBe(1);
    const gone = anna.frame();
    access.audiences.set('anna', BLIND);
    access.change();
    await gone;
    expect(anna.store.count).toBe(0);
    expect(boris.store.count).toBe(1);
    const back = anna.frame();
    access.audiences.delete('anna');
    // Within the time in which changes are gathered: it is not lost.
    access.change();
    await back;
    expect(anna.store.count).toBe(1);
  });
});

describe('limits', () => {
  it('so many sockets of a session, and its place is free again when one goes', async () => {
    await open({ ofSession: 2 });
    const first = await enter({ session: 'anna' });
    await enter({ session: 'anna' });
    const refused = 'too many windows: at most 2 of one session (busy)';
    expect(await outcome(connect({ session: 'anna' }))).toBe(refused);
    await enter({ session: 'boris' });
    await enter();
    const gone = once(http, 'gone');
    first.once('disconnect', () => http.emit('gone'));
    first.disconnect();
    await gone;
    // The server may hear of it after the next handshake: it is tried until it has.
    let last = refused;
    while (last === refused) last = await outcome(connect({ session: 'anna' }));
    expect(last).toBe('in');
  });

  it('so many sockets from an address', async () => {
    await open({ ofAddress: 2 });
    await enter();
    await enter({ session: 'anna' });
    expect(await outcome(connect({ session: 'boris' }))).toBe('websocket error');
  });

  it('so many messages a second', async () => {
    await open({ messages: { perSecond: 10, burst: 20 } });
    const client = await enter({ session: 'anna' });
    const cut = heard(client, 'cut');
    for (let i = 0; i < 40; i += 1) client.emit('present', null);
    expect(await cut).toEqual(['more than 10 messages a second', 'refused']);
    expect(world.publisher.counts.clients).toBe(0);
  });

  it('so long a message', async () => {
    await open();
    const client = await enter();
    const closed = new Promise((resolve) => client.once('disconnect', resolve));
    client.emit('watch', new Uint8Array(20_000));
    expect(await closed).toBe('transport close');
  });

  it('nothing but what is understood', async () => {
    await open();
    const client = await enter({ session: 'anna' });
    const cut = heard(client, 'cut');
    (client as Socket).emit('present', { kind: 'zone', id: 7 });
    expect(await cut).toEqual(['present: expected {kind, id} of a record, or null', 'refused']);
  });
});

describe('what people decide', () => {
  it('is told to those who may see it, gathered, and with every frame', async () => {
    access.decides = ({ name }) => name !== 'boris';
    await open();
    const anna = await enter({ session: 'anna' });
    const boris = await enter({ session: 'boris' });
    let told = 0;
    boris.on('changed', () => {
      told += 1;
    });
    const first = heard(anna, 'changed');
    records.change();
    expect(await first).toEqual([2]);
    const second = heard(anna, 'changed');
    for (let i = 0; i < 50; i += 1) records.change();
    expect(await second).toEqual([52]);
    // What would have been told before it is there by now.
    const cut = heard(boris, 'cut');
    access.askers.delete('boris');
    access.change();
    await cut;
    expect(told).toBe(0);
  });
});

describe('who edits what', () => {
  const ANNA = { kind: 'zone', id: 'home', by: 'anna', name: 'anna', agency: 'xa-coast-guard' };

  it('is told to others who may see it, until it is closed or the connection ends', async () => {
    access.decides = ({ name }, object) => object.kind !== 'record' || name !== 'clara';
    await open();
    const anna = await enter({ session: 'anna' });
    const boris = await enter({ session: 'boris' });
    const clara = await enter({ session: 'clara' });
    const lists: (readonly Presence[])[] = [];
    clara.on('present', (list) => lists.push(list));
    anna.on('present', (list) => lists.push(list));
    const begun = heard(boris, 'present');
    anna.emit('present', { kind: 'zone', id: 'home' });
    expect(await begun).toEqual([[ANNA]]);
    const ended = heard(boris, 'present');
    anna.emit('present', null);
    expect(await ended).toEqual([[]]);
    const again = heard(boris, 'present');
    anna.emit('present', { kind: 'zone', id: 'home' });
    expect(await again).toEqual([[ANNA]]);
    const gone = heard(boris, 'present');
    anna.disconnect();
    expect(await gone).toEqual([[]]);
    expect(lists).toEqual([]);
  });

  it('is told to who comes later, and nobody is present as the demonstration or through others’ eyes', async () => {
    access.askers.set('clara', person('clara', { seesAs: person('x').agency }));
    await open();
    const anna = await enter({ session: 'anna' });
    for (const client of [await enter(), await enter({ session: 'clara' })])
      client.emit('present', { kind: 'zone', id: 'home' });
    anna.emit('present', { kind: 'zone', id: 'home' });
    const late = connect({ session: 'boris' });
    const told = heard(late, 'present');
    expect(await told).toEqual([[ANNA]]);
  });

  it('is not told of what is not there', async () => {
    await open();
    const anna = await enter({ session: 'anna' });
    const boris = await enter({ session: 'boris' });
    anna.emit('present', { kind: 'zone', id: 'elsewhere' });
    const told = heard(boris, 'present');
    anna.emit('present', { kind: 'zone', id: 'home' });
    expect(await told).toEqual([[ANNA]]);
  });
});
