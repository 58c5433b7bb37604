import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpFeed } from '../../../server/feeds/http.ts';
import { certificate } from './broker.ts';
import { type Heard, heard, until } from './heard.ts';
import { settingsOf } from './settingsof.ts';
import { type WebServer, webServer } from './webservers.ts';

const KEY = 'k3y-0f-th3-site';
const running: { feeds: HttpFeed[]; servers: WebServer[] } = { feeds: [], servers: [] };
afterEach(async () => {
  for (const feed of running.feeds.splice(0)) await feed.stop();
  for (const one of running.servers.splice(0)) await one.close();
});

async function server(...args: Parameters<typeof webServer>): Promise<WebServer> {
  const one = await webServer(...args);
  running.servers.push(one);
  return one;
}

function ask(url: string, ears: Heard, environment: Record<string, string> = {}): HttpFeed {
  const settings = settingsOf(url);
  if (settings.transport !== 'http') throw new Error(settings.transport);
  const feed = new HttpFeed(settings, ears.context, environment);
  running.feeds.push(feed);
  feed.start();
  return feed;
}

/** Answers whose bodies a test writes itself. */
function open(): {
  readonly bodies: ServerResponse[];
  readonly answer: (_: unknown, body: ServerResponse) => void;
} {
  const bodies: ServerResponse[] = [];
  const answer = (_: unknown, body: ServerResponse) => {
    body.writeHead(200).flushHeaders();
    bodies.push(body);
  };
  return { bodies, answer };
}

describe('a stream over HTTP', () => {
  it('hands over what comes, as it comes, and shows the key to the server alone', async () => {
    const { bodies, answer } = open();
    const [ears, peer] = [heard(), await server(answer)];
    const feed = ask(`http://127.0.0.1:${peer.port}/ais?query=station%3D3&keyEnv=SITE_KEY`, ears, {
      SITE_KEY: KEY,
    });
    await until(() => bodies.length === 1 && feed.state().connections === 1);
    expect(feed.state()).toMatchObject({
      life: 'connecting',
      reason: expect.stringContaining('sent nothing yet'),
    });
    expect(peer.requests[0]).toMatchObject({
      method: 'GET',
      url: '/ais?station=3',
      headers: { authorization: `Bearer ${KEY}`, 'accept-encoding': 'identity' },
    });
    bodies[0]!.write('!AIVDM,1\r\n!AIV');
    await until(() => ears.text().length === 14);
    bodies[0]!.write('DM,2\r\n');
    await until(() => ears.text() === '!AIVDM,1\r\n!AIVDM,2\r\n');
    expect(feed.state()).toMatchObject({ life: 'live', bytes: 20 });
    expect(JSON.stringify([feed.state(), ears.frames])).not.toContain(KEY);
  });

  it('asks again after a cut, as another connection, with growing delays, until it has lived a while', async () => {
    const { bodies, answer } = open();
    const [ears, peer] = [heard(), await server(answer)];
    const feed = ask(`http://127.0.0.1:${peer.port}/`, ears);
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      await until(() => bodies.length === attempt && feed.state().connections === 1);
      bodies.at(-1)!.write('half a li');
      await until(() => ears.text(attempt) === 'half a li');
      bodies.at(-1)!.destroy();
      await until(() => feed.state().retryMs !== undefined);
      delays.push(feed.state().retryMs! - ears.clock.nowMs());
      ears.clock.advance(delays.at(-1)!);
    }
    expect(ears.closed).toEqual([1, 2, 3]);
    expect(delays).toEqual([750, 1500, 3000]);
    await until(() => bodies.length === 4 && feed.state().connections === 1);
    ears.clock.advance(6000);
    bodies[3]!.write('settled\n');
    await until(() => ears.text(4) === 'settled\n');
    bodies[3]!.destroy();
    await until(() => feed.state().retryMs !== undefined);
    expect(feed.state().retryMs! - ears.clock.nowMs()).toBe(750);
  });

  it('takes nothing more from a server that repeats our key, cut in two or escaped', async () => {
    for (const said of [KEY, JSON.stringify({ key: `${KEY}/x` }).replaceAll('/', '\\/')]) {
      const { bodies, answer } = open();
      const [ears, peer] = [heard(), await server(answer)];
      const key = said === KEY ? KEY : `${KEY}/x`;
      const feed = ask(`http://127.0.0.1:${peer.port}/?keyEnv=KEY`, ears, { KEY: key });
      await until(() => bodies.length === 1 && feed.state().connections === 1);
      bodies[0]!.write(`first\n${said.slice(0, 6)}`);
      await until(() => ears.text().startsWith('first\n'));
      bodies[0]!.write(`${said.slice(6)}\n`);
      await until(() => feed.state().life === 'down');
      expect(feed.state().reason).toContain('repeats our key');
      expect(JSON.stringify(feed.state()) + ears.text()).not.toContain(KEY);
    }
  });

  it('has nothing new to take from a server that says so when it is asked again and again', async () => {
    const [ears, peer] = [heard(), await server((_, response) => response.writeHead(204).end())];
    const feed = ask(`http://127.0.0.1:${peer.port}/?every=10s`, ears);
    await until(() => ears.closed.length === 1 && ears.clock.waiting() === 1);
    ears.clock.advance(10_000);
    await until(() => peer.requests.length === 2);
    expect(feed.state().life).not.toBe('down');
  });

  it('says that a server answers and ends, and how to ask such a one', async () => {
    const peer = await server((_, response) => response.end('one line\n'));
    const ears = heard();
    const feed = ask(`http://127.0.0.1:${peer.port}/`, ears);
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('every=10s');
    expect(ears.text()).toBe('one line\n');
  });

  it('gives up a stream that is silent for far too long', async () => {
    const { bodies, answer } = open();
    const [ears, peer] = [heard(), await server(answer)];
    const feed = ask(`http://127.0.0.1:${peer.port}/`, ears);
    await until(() => bodies.length === 1 && feed.state().connections === 1);
    bodies[0]!.write('x\n');
    await until(() => ears.text() === 'x\n');
    ears.clock.advance(60_000);
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('silent for too long');
    ears.clock.advance(1000);
    await until(() => bodies.length === 2);
  });

  it.each([
    [401, {}, 'does not let us in (401). Check the key'],
    [404, {}, '/ais is not there (404). Check the path'],
    [429, { 'retry-after': '90' }, 'is asked too often (429)'],
    [301, { location: 'https://other.example/x?secret=1' }, 'elsewhere (301 to other.example)'],
    [503, {}, 'has a trouble of its own (503)'],
    [204, {}, 'answers 204 instead of 200'],
    [200, { 'content-encoding': 'gzip' }, 'answers compressed (gzip)'],
  ])('names what an answer of %i %o means', async (status, headers, reason) => {
    const peer = await server((_, response) => response.writeHead(status, headers).end());
    const ears = heard();
    const feed = ask(`http://127.0.0.1:${peer.port}/ais`, ears);
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain(reason);
    expect(ears.frames).toEqual([]);
    const delayMs = feed.state().retryMs! - ears.clock.nowMs();
    expect(delayMs).toBe(status === 429 ? 90_000 : 750);
  });

  it('names a server that is not there, one that never answers, and a key that is not set', async () => {
    const gone = await server(() => {});
    const ears = [heard(), heard(), heard()] as const;
    const silent = ask(`http://127.0.0.1:${gone.port}/`, ears[0]);
    await until(() => gone.requests.length === 1);
    ears[0].clock.advance(20_000);
    await until(() => silent.state().life === 'down');
    expect(silent.state().reason).toContain('does not answer');
    await gone.close();
    const refused = ask(`http://127.0.0.1:${gone.port}/`, ears[1]);
    await until(() => refused.state().life === 'down');
    expect(refused.state().reason).toContain('refused the connection');
    const keyless = ask(`http://127.0.0.1:${gone.port}/?keyEnv=NO_SUCH_KEY`, ears[2]);
    await until(() => keyless.state().life === 'down');
    expect(keyless.state().reason).toContain('environment variable NO_SUCH_KEY is not set');
  });

  it('believes only certificates that somebody trusted signed', async () => {
    const { bodies, answer } = open();
    const peer = await server(answer, { tls: true });
    const [wary, trusting] = [heard(), heard()];
    const stranger = ask(`https://127.0.0.1:${peer.port}/`, wary);
    await until(() => stranger.state().life === 'down');
    expect(stranger.state().reason).toContain('is not trusted');
    const known = ask(`https://127.0.0.1:${peer.port}/?ca=${certificate('authority.pem')}`, trusting);
    await until(() => bodies.length === 1);
    bodies[0]!.write('over TLS\n');
    await until(() => trusting.text() === 'over TLS\n');
    expect(known.state().life).toBe('live');
    expect(peer.requests).toHaveLength(1);
  });

  it('stops at once, whatever it is doing, and leaves no timer', async () => {
    const { bodies, answer } = open();
    const [ears, peer] = [heard(), await server(answer)];
    const feed = ask(`http://127.0.0.1:${peer.port}/`, ears);
    await until(() => bodies.length === 1 && feed.state().connections === 1);
    await feed.stop();
    expect(feed.state().life).toBe('ended');
    await ask(`http://127.0.0.1:${peer.port}/`, ears).stop();
    expect(ears.clock.waiting()).toBe(0);
  });
});

describe('a server that is asked again and again', () => {
  it('is asked so often as it was said, stays live between, and each answer is a connection of its own', async () => {
    let asked = 0;
    const peer = await server((_, response) => response.end(`answer ${++asked}`));
    const ears = heard();
    const feed = ask(`http://127.0.0.1:${peer.port}/?every=10s`, ears);
    for (let turn = 1; turn <= 4; turn++) {
      await until(() => ears.closed.length === turn && ears.clock.waiting() === 1);
      expect(ears.text(turn)).toBe(`answer ${turn}`);
      expect(feed.state()).toMatchObject({ life: 'live', expectedIntervalMs: 12_000 });
      ears.clock.advance(9_999);
      expect(feed.state().life).toBe('live');
      ears.clock.advance(1);
    }
  });

  it('is down while it answers with an error, and live again after', async () => {
    let status = 500;
    const peer = await server((_, response) => response.writeHead(status).end('x'));
    const ears = heard();
    const feed = ask(`http://127.0.0.1:${peer.port}/?every=60`, ears);
    await until(() => feed.state().life === 'down');
    status = 200;
    ears.clock.advance(1000);
    await until(() => feed.state().life === 'live');
  });

  it('may be asked seldomer than a silence lasts', async () => {
    const peer = await server((_, response) => response.end('x'));
    const ears = heard();
    const feed = ask(`http://127.0.0.1:${peer.port}/?every=600`, ears);
    for (let turn = 1; turn <= 3; turn++) {
      await until(() => ears.closed.length === turn && ears.clock.waiting() === 1);
      ears.clock.advance(600_000);
      expect(feed.state().life).toBe('live');
    }
  });
});
