import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { TcpListenSettings } from '../../../server/feeds/settings.ts';
import { MAX_CONNECTIONS, TcpListenFeed } from '../../../server/feeds/tcplisten.ts';
import { type Heard, heard, until } from './heard.ts';
import { settingsOf } from './settingsof.ts';

const feeds: TcpListenFeed[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const feed of feeds.splice(0)) await feed.stop();
});

function startFeed(ears: Heard, port = 0): TcpListenFeed {
  const feed = new TcpListenFeed(
    settingsOf(`tcp-listen://127.0.0.1:${port}`) as TcpListenSettings,
    ears.context,
  );
  feeds.push(feed);
  feed.start();
  return feed;
}

function send(feed: TcpListenFeed, text: string): Socket {
  const socket = connect(feed.port!, '127.0.0.1');
  socket.on('error', () => {});
  sockets.push(socket);
  socket.write(text);
  return socket;
}

describe('a listening TCP feed', () => {
  it('keeps its senders apart and goes on when one leaves', async () => {
    const ears = heard();
    const feed = startFeed(ears);
    await until(() => feed.port !== undefined);
    expect(feed.state()).toMatchObject({
      life: 'connecting',
      reason: expect.stringContaining('nobody is connected'),
    });
    const one = send(feed, 'first\n');
    await until(() => ears.text(1) === 'first\n');
    const other = send(feed, 'second\n');
    await until(() => ears.text(2) === 'second\n');
    expect(feed.state()).toMatchObject({ life: 'live', connections: 2 });
    one.end('bye');
    await until(() => ears.closed.length === 1);
    expect(ears.text(1)).toBe('first\nbye');
    expect(feed.state()).toMatchObject({ life: 'live', connections: 1 });
    other.resetAndDestroy();
    await until(() => ears.closed.length === 2);
    expect(feed.state()).toMatchObject({ life: 'connecting', connections: 0 });
  });

  it('turns senders away beyond its bound, and counts them', async () => {
    const ears = heard();
    const feed = startFeed(ears);
    await until(() => feed.port !== undefined);
    for (let i = 0; i <= MAX_CONNECTIONS; i++) send(feed, 'x');
    await until(() => feed.state().faults.length > 0 && feed.state().connections === MAX_CONNECTIONS);
    expect(feed.state().faults).toMatchObject([{ kind: 'refused', count: 1 }]);
  });

  it('gives the place of callers that never say a word to one who does', async () => {
    const ears = heard();
    const feed = startFeed(ears);
    await until(() => feed.port !== undefined);
    for (let i = 0; i < MAX_CONNECTIONS; i++) send(feed, '');
    await until(() => feed.state().connections === MAX_CONNECTIONS);
    const early = send(feed, 'too early');
    await until(() => early.destroyed);
    expect(feed.state().faults).toMatchObject([{ kind: 'refused', count: 1 }]);
    ears.clock.advance(6000);
    send(feed, 'honest');
    await until(() => ears.text() === 'honest');
    expect(feed.state().faults.map(({ kind }) => kind)).toEqual(['refused', 'cut-off']);
  });

  it('does not let one address keep all others out', async () => {
    const ears = heard();
    const feed = startFeed(ears);
    await until(() => feed.port !== undefined);
    for (let i = 0; i < MAX_CONNECTIONS; i++) send(feed, 'x');
    await until(() => feed.state().connections === MAX_CONNECTIONS && ears.frames.length === MAX_CONNECTIONS);
    const other = connect({ port: feed.port!, host: '127.0.0.1', localAddress: '127.0.0.2' });
    sockets.push(other);
    other.write('honest');
    await until(() => ears.text(MAX_CONNECTIONS + 1) === 'honest');
    expect(feed.state().faults).toMatchObject([
      { kind: 'cut-off', sample: expect.stringContaining('its address has most of the connections') },
    ]);
  });

  it('names a taken port, waits and takes it when it is free', async () => {
    const ears = heard();
    const first = startFeed(ears);
    await until(() => first.port !== undefined);
    const port = first.port!;
    const second = startFeed(ears, port);
    await until(() => second.state().life === 'down');
    expect(second.state().reason).toContain(`127.0.0.1:${port} is taken by another program`);
    await first.stop();
    feeds.splice(feeds.indexOf(first), 1);
    ears.clock.advance(1000);
    await until(() => second.port === port);
  });

  it('answers one sender, and cuts off the one that breaks the protocol while the other goes on', async () => {
    const ears = heard();
    const feed = startFeed(ears);
    await until(() => feed.port !== undefined);
    const bad = send(feed, 'bad');
    await until(() => ears.text(1) === 'bad');
    const good = send(feed, 'good');
    await until(() => ears.text(2) === 'good');
    let answered = '';
    good.on('data', (bytes) => {
      answered += bytes.toString('latin1');
    });
    bad.on('data', () => expect.unreachable('it was not meant'));
    expect(feed.send(Buffer.from('ack'), 2)).toBe(true);
    expect(feed.send(Buffer.from('ack'), 9)).toBe(false);
    await until(() => answered === 'ack');
    feed.cutOff(1, 'declares a message of 4 GiB');
    await until(() => bad.destroyed && ears.closed.includes(1));
    good.write('more');
    await until(() => ears.text(2) === 'goodmore');
    expect(feed.state().faults).toMatchObject([
      { kind: 'cut-off', sample: expect.stringMatching(/^127\.0\.0\.1:\d+: declares a message of 4 GiB$/) },
    ]);
  });
});
