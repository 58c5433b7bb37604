/** What a hostile page, a flood or a guesser meets; each defence by itself, on the server as it is put together. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_DIR } from '../../../server/places.ts';
import { type Browser, type SettledRoom, settledRoom } from './decisionsroom.ts';
import { type Client, heard, outcome } from './socketclient.ts';

let room: SettledRoom;
let watch: Browser;
const clients: Client[] = [];

beforeAll(async () => {
  room = await settledRoom();
  watch = room.coordinator;
});
afterAll(async () => {
  for (const client of clients) client.disconnect();
  await room.close();
});

function connect(headers: Record<string, string> = {}): Client {
  const client: Client = io(room.url, {
    ...{ transports: ['websocket'], reconnection: false, forceNew: true },
    extraHeaders: { Cookie: `watchfloor_session=${watch.cookie}`, ...headers },
  });
  clients.push(client);
  return client;
}
/** The directives of a policy by their names. */
const directives = (policy: string): Map<string, string> =>
  new Map(policy.split('; ').map((one) => [one.split(' ')[0]!, one.slice(one.indexOf(' ') + 1)]));

describe('no script but our own files', () => {
  it.each(['/', '/patrols', '/assets/none.js', '/api/tracks', '/api/nothing', '/healthz'])(
    'the strict content security policy stands on %s',
    async (where) => {
      const { headers } = await watch.get(where);
      const policy = directives(headers.get('content-security-policy')!);
      expect(policy.get('default-src')).toBe("'none'");
      expect(policy.get('script-src')).toBe("'self'");
      expect(policy.get('style-src')).toBe("'self'");
      expect(policy.get('frame-ancestors')).toBe("'self'");
      expect(policy.get('frame-src')).toBe("'self'");
      expect(policy.get('base-uri')).toBe("'none'");
      expect(policy.get('form-action')).toBe("'none'");
      expect([...policy.values()].join(' ')).not.toMatch(/unsafe-eval|https?:|\*/);
      const inline = [...policy].filter(([, value]) => value.includes('unsafe-inline')).map(([name]) => name);
      expect(inline).toEqual(['style-src-attr']);
    },
  );

  it.each([
    ['as it is built', path.join(CLIENT_DIR, 'index.html')],
    ['as it is written', path.join(import.meta.dirname, '../../../client/index.html')],
  ])('the page %s has no inline script, style or handler', (_which, file) => {
    const page = readFileSync(file, 'utf8');
    const scripts = page.match(/<script\b[^>]*>[^<]*/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toMatch(/\ssrc="\.?\/[^"]+"[^>]*>\s*$/);
    expect(page).not.toMatch(/<style\b|\son[a-z]+\s*=|javascript:|\sstyle=/i);
  });
});

describe('pages from elsewhere', () => {
  it('may not open a socket, with somebody’s cookie neither', async () => {
    const { host } = new URL(room.url);
    expect(await outcome(connect({ Origin: `http://${host}` }))).toBe('in');
    for (const Origin of ['https://evil.example', 'null', `http://${host}.evil.example`])
      expect([Origin, await outcome(connect({ Origin }))]).toEqual([Origin, 'websocket error']);
  });

  it('may change nothing', async () => {
    const body = { value: {} };
    const evil = await watch.ask('POST', '/api/zones', body, { Origin: 'https://evil.example' });
    expect(evil.status).toBe(403);
    const form = await watch.ask('POST', '/api/zones', body, { 'Content-Type': 'text/plain' });
    expect(form.status).toBe(415);
  });
});

describe('too much', () => {
  it('of a message on the socket closes it', async () => {
    const client = connect();
    expect(await outcome(client)).toBe('in');
    const closed = new Promise((resolve) => client.once('disconnect', resolve));
    client.emit('watch', new Uint8Array(20_000));
    expect(await closed).toBe('transport close');
  });

  it('of messages on the socket cuts it, telling why', async () => {
    const client = connect();
    expect(await outcome(client)).toBe('in');
    const cut = heard(client, 'cut');
    for (let i = 0; i < 500; i += 1) client.emit('present', null);
    expect(await cut).toEqual(['more than 100 messages a second', 'refused']);
  });

  it('of a body is refused before it is read', async () => {
    const large = { value: 'x'.repeat(300 << 10) };
    const { status, json } = await watch.post('/api/zones', large);
    expect(status).toBe(413);
    expect(json.error.remedy).toBe('send at most 256 KiB');
  });

  it('of requests is told when to come again, and others are answered meanwhile', async () => {
    const asked = await Promise.all(Array.from({ length: 700 }, () => watch.get('/api/session')));
    const refused = asked.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(50);
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await room.north.get('/api/session')).status).toBe(200);
    room.clock.advance(60_000);
    expect((await watch.get('/api/session')).status).toBe(200);
  });
});

describe('guessing at a login', () => {
  it('is slowed down at new places, and never at the desk where it is used', async () => {
    const { access } = room;
    const { accounts } = access;
    const guess = (from: string, password: string) => accounts.signIn('mira', password, from);
    // From hundreds of places, as fast as they can.
    const kinds = new Set<string>();
    for (let i = 0; i < 300; i += 1) {
      const outcome = await guess(`10.1.${i >> 8}.${i & 255}`, `a wrong guess, number ${i}`);
      if (!outcome.ok) kinds.add(outcome.fault.what);
    }
    expect(kinds.size).toBe(2);
    const away = await guess('10.2.0.1', 'seven gulls over the mole');
    expect(away.ok).toBe(false);
    // The desk signed in from here before.
    expect((await room.signedIn('mira')).cookie).not.toBe('');
  });
});
