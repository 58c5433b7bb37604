import { afterEach, describe, expect, it } from 'vitest';
import { MAX_MESSAGE_BYTES, WebSocketFeed } from '../../../server/feeds/websocket.ts';
import { certificate } from './broker.ts';
import { type Heard, heard, until } from './heard.ts';
import { settingsOf } from './settingsof.ts';
import { type SocketServer, socketServer } from './webservers.ts';

const KEY = 'k3y-0f-th3-site';
const running: { feeds: WebSocketFeed[]; servers: SocketServer[] } = { feeds: [], servers: [] };
afterEach(async () => {
  for (const feed of running.feeds.splice(0)) await feed.stop();
  for (const one of running.servers.splice(0)) await one.close();
});

async function server(...args: Parameters<typeof socketServer>): Promise<SocketServer> {
  const one = await socketServer(...args);
  running.servers.push(one);
  return one;
}

function connect(url: string, ears: Heard, environment: Record<string, string> = { KEY }): WebSocketFeed {
  const settings = settingsOf(url);
  if (settings.transport !== 'ws') throw new Error(settings.transport);
  const feed = new WebSocketFeed(settings, ears.context, environment);
  running.feeds.push(feed);
  feed.start();
  return feed;
}

const sendAll = ({ clients }: SocketServer, data: string | Buffer): void => {
  for (const client of clients) client.send(data);
};
const up = (feed: WebSocketFeed, peer: SocketServer): Promise<void> =>
  until(() => feed.state().connections === 1 && peer.clients.size === 1);

describe('a WebSocket feed', () => {
  it('hands over lines, whole, from text and binary messages alike', async () => {
    const [ears, peer] = [heard(), await server()];
    const feed = connect(`ws://127.0.0.1:${peer.port}/raw?format=ais&keyEnv=KEY`, ears);
    await up(feed, peer);
    expect(peer.requests[0]).toMatchObject({ url: '/raw', headers: { authorization: `Bearer ${KEY}` } });
    sendAll(peer, '!AIVDM,1');
    sendAll(peer, Buffer.from('!AIVDM,2\r\n!AIVDM,3\r\n'));
    await until(() => ears.text() === '!AIVDM,1\n!AIVDM,2\r\n!AIVDM,3\r\n');
    expect(ears.frames[0]).not.toHaveProperty('datagram');
    expect(feed.state()).toMatchObject({ life: 'live', faults: [] });
    expect(peer.heard).toEqual([]);
    expect(JSON.stringify([feed.state(), ears.frames])).not.toContain(KEY);
  });

  it('subscribes to aisstream with key, areas and kinds, and hands over objects one by one', async () => {
    const [ears, peer] = [heard(), await server()];
    const url = `ws://127.0.0.1:${peer.port}/v0/stream?format=aisstream&keyEnv=KEY`;
    const feed = connect(`${url}&box=39.5,18,42.5,20.5&box=-1,-2,3,4&type=PositionReport`, ears);
    await until(() => peer.heard.length === 1);
    expect(JSON.parse(peer.heard[0]!)).toEqual({
      APIKey: KEY,
      BoundingBoxes: [
        [
          [39.5, 18],
          [42.5, 20.5],
        ],
        [
          [-1, -2],
          [3, 4],
        ],
      ],
      FilterMessageTypes: ['PositionReport'],
    });
    expect(peer.requests[0]!.headers).not.toHaveProperty('authorization');
    sendAll(peer, Buffer.from('{"a":1}'));
    sendAll(peer, '{"a":2}');
    await until(() => ears.frames.length === 2);
    expect(ears.frames.map(({ text, datagram }) => [text, datagram])).toEqual([
      ['{"a":1}', true],
      ['{"a":2}', true],
    ]);
    expect(feed.state().life).toBe('live');
  });

  it('drops what would have it record its key', async () => {
    const [ears, peer] = [heard(), await server()];
    const feed = connect(`ws://127.0.0.1:${peer.port}/?format=aisstream&keyEnv=KEY&box=0,0,1,1`, ears);
    await up(feed, peer);
    sendAll(peer, `{"error":"bad key ${KEY}"}`);
    await until(() => feed.state().faults.length === 1);
    expect(ears.frames).toEqual([]);
    for (const client of peer.clients) client.close(1008, `no ${KEY}`);
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('closed the connection (1008): no ...');
    expect(JSON.stringify(feed.state())).not.toContain(KEY);
  });

  it('connects again with growing delays while the service refuses it or greets and closes, and soon when it was heard for a while', async () => {
    const [ears, peer] = [heard(), await server()];
    const feed = connect(`ws://127.0.0.1:${peer.port}/?format=aisstream&keyEnv=KEY&box=0,0,1,1`, {
      ...ears,
      context: {
        ...ears.context,
        listener: {
          closed: () => {},
          frame: ({ connection, bytes }) => {
            if (Buffer.from(bytes).includes('error')) feed.cutOff(connection, 'Api Key Is Not Valid');
          },
        },
      },
    });
    const delays: number[] = [];
    for (const message of ['{"error":1}', '{"error":2}', '{"greeting":1}', '{}']) {
      await up(feed, peer);
      if (message === '{}') ears.clock.advance(6000);
      sendAll(peer, message);
      const isError = message.includes('error');
      await until(() => feed.state().bytes > 0 && (isError || feed.state().life === 'live'));
      if (!isError) for (const client of peer.clients) client.terminate();
      await until(() => feed.state().retryMs !== undefined);
      if (isError) expect(feed.state().reason).toContain('says: Api Key Is Not Valid');
      delays.push(feed.state().retryMs! - ears.clock.nowMs());
      await until(() => peer.clients.size === 0);
      ears.clock.advance(delays.at(-1)!);
    }
    expect(delays).toEqual([750, 1500, 3000, 750]);
  });

  it.each([
    [401, 'does not let us in (401)'],
    [503, 'has a trouble of its own (503)'],
  ])('names what a refusal by %i means', async (refuse, reason) => {
    const peer = await server({ refuse });
    const feed = connect(`ws://127.0.0.1:${peer.port}/`, heard());
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain(reason);
  });

  it('names a server that is not there, a key that is not set, and one that holds no key', async () => {
    const gone = await server();
    await gone.close();
    const place = `ws://127.0.0.1:${gone.port}/`;
    const feeds = [
      connect(place, heard()),
      connect(`${place}?keyEnv=NONE`, heard()),
      connect(`${place}?keyEnv=ODD`, heard(), { ODD: 'two\nlines' }),
    ] as const;
    await until(() => feeds.every((feed) => feed.state().life === 'down'));
    expect(feeds.map((feed) => feed.state().reason)).toEqual([
      expect.stringContaining('refused the connection'),
      expect.stringContaining('environment variable NONE is not set'),
      expect.stringContaining('ODD holds no key'),
    ]);
  });

  it('ends a connection whose message is longer than any may be', async () => {
    const [ears, peer] = [heard(), await server()];
    const feed = connect(`ws://127.0.0.1:${peer.port}/`, ears);
    await up(feed, peer);
    sendAll(peer, Buffer.alloc(MAX_MESSAGE_BYTES + 1));
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain(`more than ${MAX_MESSAGE_BYTES} bytes`);
    expect(ears.frames).toEqual([]);
  });

  it('gives up a connection that is silent for far too long', async () => {
    const [ears, peer] = [heard(), await server()];
    const feed = connect(`ws://127.0.0.1:${peer.port}/`, ears);
    await up(feed, peer);
    ears.clock.advance(60_000);
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('silent for too long');
  });

  it('believes only certificates that somebody trusted signed', async () => {
    const peer = await server({ tls: true });
    const stranger = connect(`wss://127.0.0.1:${peer.port}/`, heard());
    await until(() => stranger.state().life === 'down');
    expect(stranger.state().reason).toContain('is not trusted');
    expect(peer.requests).toEqual([]);
    const known = connect(`wss://127.0.0.1:${peer.port}/?ca=${certificate('authority.pem')}`, heard());
    await up(known, peer);
  });

  it('stops at once, whatever it is doing, and leaves no timer', async () => {
    const [ears, peer] = [heard(), await server()];
    const feed = connect(`ws://127.0.0.1:${peer.port}/`, ears);
    await up(feed, peer);
    await feed.stop();
    expect(feed.state().life).toBe('ended');
    await connect(`ws://127.0.0.1:${peer.port}/`, ears).stop();
    expect(ears.clock.waiting()).toBe(0);
  });
});
