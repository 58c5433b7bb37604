import { createSocket, type Socket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import type { UdpSettings } from '../../../server/feeds/settings.ts';
import { isMulticast, MAX_SENDERS, UdpFeed } from '../../../server/feeds/udp.ts';
import { type Heard, heard, until } from './heard.ts';
import { settingsOf } from './settingsof.ts';

const feeds: UdpFeed[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  for (const feed of feeds.splice(0)) await feed.stop();
});

async function startFeed(ears: Heard, place = '127.0.0.1:0'): Promise<UdpFeed> {
  const feed = new UdpFeed(settingsOf(`udp://${place}`) as UdpSettings, ears.context);
  feeds.push(feed);
  feed.start();
  await until(() => feed.port !== undefined || feed.state().life === 'down');
  return feed;
}

function newSender(): Socket {
  const socket = createSocket('udp4');
  sockets.push(socket);
  return socket;
}

/** A port that nobody listens on now: a feed must know to which one it sends. */
async function freePort(): Promise<number> {
  const probe = createSocket('udp4');
  await new Promise<void>((resolve) => probe.bind(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise<void>((resolve) => probe.close(resolve));
  return port;
}

describe('a UDP feed', () => {
  it('hands over datagrams as whole lines, a connection a sender', async () => {
    const ears = heard();
    const feed = await startFeed(ears);
    expect(feed.state()).toMatchObject({
      life: 'connecting',
      reason: expect.stringContaining('no datagram yet'),
    });
    const [one, other] = [newSender(), newSender()];
    one.send('!AIVDM,one', feed.port!, '127.0.0.1');
    await until(() => ears.frames.length === 1);
    other.send('UdPbC\0\\s:a*00\\!AIVDM,other\r\n', feed.port!, '127.0.0.1');
    await until(() => ears.frames.length === 2);
    one.send('again\n', feed.port!, '127.0.0.1');
    await until(() => ears.frames.length === 3);
    expect(ears.text(1)).toBe('!AIVDM,one\nagain\n');
    expect(ears.text(2)).toBe('\\s:a*00\\!AIVDM,other\r\n');
    expect(feed.state()).toMatchObject({ life: 'live', connections: 2 });
  });

  it('leaves the bytes of other formats as they are, one whole a datagram', async () => {
    const ears = heard();
    const feed = await startFeed(ears, '127.0.0.1:0?format=asterix');
    newSender().send(Buffer.from([0x30, 0, 4, 0x0a]), feed.port!, '127.0.0.1');
    await until(() => ears.frames.length === 1);
    expect(ears.frames[0]).toMatchObject({ datagram: true, text: '0\0\x04\n' });
    newSender().send('UdPbC\0', feed.port!, '127.0.0.1');
    await until(() => ears.frames.length === 2);
    expect(ears.frames[1]!.text).toBe('UdPbC\0');
    expect(feed.state().faults).toEqual([]);
  });

  it('goes on listening when what it sends cannot go', async () => {
    const ears = heard();
    const port = await freePort();
    const feed = await startFeed(ears, `127.0.0.1:${port}`);
    // no datagram is as long as this
    feed.send(Buffer.alloc(70_000));
    await until(() => feed.state().faults.length > 0);
    expect(feed.state().faults).toMatchObject([{ kind: 'unsent', count: 1 }]);
    newSender().send('line\n', port, '127.0.0.1');
    await until(() => ears.frames.length === 1);
    expect(feed.state().life).toBe('live');
  });

  it('sends to the address that it names', async () => {
    const probe = createSocket('udp4');
    await new Promise<void>((resolve) => probe.bind(0, '127.0.0.1', resolve));
    const { port } = probe.address();
    await new Promise<void>((resolve) => probe.close(resolve));
    const ears = heard();
    // It names its own address here, so what it sends comes back.
    const feed = new UdpFeed(settingsOf(`udp://127.0.0.1:${port}?format=cot`) as UdpSettings, ears.context);
    feeds.push(feed);
    expect(feed.send(Buffer.from('early'))).toBe(false);
    feed.start();
    await until(() => feed.port !== undefined);
    expect(feed.send(Buffer.from('event'))).toBe(true);
    await until(() => ears.text() === 'event');
  });

  it('counts what is no sentence, and goes on', async () => {
    const ears = heard();
    const feed = await startFeed(ears);
    const one = newSender();
    one.send('RaUdP\0\x01', feed.port!, '127.0.0.1');
    await until(() => feed.state().faults.length === 1);
    one.send('line\n', feed.port!, '127.0.0.1');
    await until(() => ears.text() === 'line\n');
    expect(feed.state().faults).toMatchObject([{ kind: 'unsupported', count: 1 }]);
  });

  it('lets the sender heard longest ago go when there are too many', async () => {
    const ears = heard();
    const feed = await startFeed(ears);
    for (let i = 0; i <= MAX_SENDERS; i++) {
      newSender().send(`${i}\n`, feed.port!, '127.0.0.1');
      await until(() => ears.frames.length === i + 1);
    }
    expect(ears.closed).toEqual([1]);
    expect(feed.state().connections).toBe(MAX_SENDERS);
  });

  it('joins a multicast group', async () => {
    const ears = heard();
    const feed = await startFeed(ears, '239.192.0.4:0?interface=127.0.0.1');
    const one = newSender();
    one.bind(0, '127.0.0.1');
    await until(() => feed.port !== undefined);
    await new Promise<void>((resolve) => one.once('listening', resolve));
    one.setMulticastInterface('127.0.0.1');
    one.setMulticastLoopback(true);
    one.send('to all\n', feed.port!, '239.192.0.4');
    await until(() => ears.text() === 'to all\n');
  });

  it('does not hear itself in a multicast group', async () => {
    const ears = heard();
    const feed = await startFeed(ears, `239.192.0.4:${await freePort()}?interface=127.0.0.1`);
    const one = newSender();
    await new Promise<void>((resolve) => one.bind(0, '127.0.0.1', resolve));
    one.setMulticastInterface('127.0.0.1');
    feed.send(Buffer.from('ours\n'));
    one.send('theirs\n', feed.port!, '239.192.0.4');
    await until(() => ears.frames.length > 0);
    expect(ears.text()).toBe('theirs\n');
    expect(feed.state()).toMatchObject({ bytes: 7, faults: [] });
  });

  it('listens for broadcasts', async () => {
    const feed = await startFeed(heard(), '255.255.255.255:0');
    expect(feed.state().life).toBe('connecting');
  });

  it('says what to do when the address is not its own, or taken', async () => {
    const ears = heard();
    const foreign = await startFeed(ears, '192.0.2.1:10110');
    expect(foreign.state()).toMatchObject({
      life: 'down',
      reason: expect.stringContaining('no address of this machine'),
    });
    expect(foreign.state().retryMs).toBeGreaterThan(ears.clock.nowMs());
    const first = await startFeed(ears);
    const second = await startFeed(ears, `127.0.0.1:${first.port}`);
    expect(second.state()).toMatchObject({
      life: 'down',
      reason: expect.stringContaining('is taken by another program'),
    });
  });

  it('knows multicast addresses', () => {
    expect(['224.0.0.1', '239.255.255.255', 'ff02::1'].map(isMulticast)).toEqual([true, true, true]);
    expect(['223.255.255.255', '240.0.0.1', '::1', '127.0.0.1'].map(isMulticast)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
