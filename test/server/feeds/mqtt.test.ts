import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { feedId } from '../../../proto/domain/ids.ts';
import { MAX_MESSAGE_BYTES, MqttFeed } from '../../../server/feeds/mqtt.ts';
import type { MqttSettings } from '../../../server/feeds/settings.ts';
import { type Broker, type BrokerOptions, broker, certificate } from './broker.ts';
import { type Heard, heard, playUntil, until } from './heard.ts';

const running: { feeds: MqttFeed[]; brokers: Broker[] } = { feeds: [], brokers: [] };
afterEach(async () => {
  for (const feed of running.feeds.splice(0)) await feed.stop();
  for (const one of running.brokers.splice(0)) await one.close();
});

async function startBroker(options: BrokerOptions = {}): Promise<Broker> {
  const one = await broker(options);
  running.brokers.push(one);
  return one;
}

function startFeed(
  port: number,
  ears: Heard,
  more: Partial<MqttSettings> = {},
  environment: Record<string, string> = {},
): MqttFeed {
  const settings: MqttSettings = {
    transport: 'mqtt',
    id: feedId('m'),
    name: 'm',
    format: 'detections',
    displayUrl: `mqtt://127.0.0.1:${port}`,
    host: '127.0.0.1',
    port,
    tls: false,
    topics: ['sensors/+/detections'],
    ...more,
  };
  const feed = new MqttFeed(settings, ears.context, environment);
  running.feeds.push(feed);
  feed.start();
  return feed;
}

const isOpen = (feed: MqttFeed) => () => feed.state().connections === 1;
const certificates = { tls: true, caFile: certificate('authority.pem') };

describe('an MQTT feed', () => {
  it.each([0, 1] as const)('hands over what is published, with its topic (QoS %d)', async (qos) => {
    const [ears, peer] = [heard(), await startBroker()];
    const feed = startFeed(peer.port, ears, { qos, topics: ['sensors/+/detections', 'all/#'] });
    await until(isOpen(feed));
    expect(feed.state()).toMatchObject({
      life: 'connecting',
      reason: expect.stringContaining('subscribed to'),
    });
    expect(peer.subscriptions).toEqual(['sensors/+/detections', 'all/#']);
    peer.publish('sensors/s1/detections', '{"a":1}', qos);
    peer.publish('sensors/s1/status', 'not asked for', qos);
    peer.publish('all/of/it', 'x', qos);
    await until(() => ears.frames.length === 2);
    expect(ears.frames).toMatchObject([
      { topic: 'sensors/s1/detections', text: '{"a":1}', datagram: true, connection: 1 },
      { topic: 'all/of/it', text: 'x' },
    ]);
    expect(feed.state()).toMatchObject({ life: 'live', bytes: 8 });
  });

  it('passes over what the broker kept from before: nobody knows how old it is', async () => {
    const [ears, peer] = [heard(), await startBroker()];
    peer.publish('t', 'old', 0, true);
    const feed = startFeed(peer.port, ears, { topics: ['t'] });
    await until(() => feed.state().faults.length === 1);
    peer.publish('t', 'new', 0, true);
    await until(() => ears.frames.length === 1);
    expect(ears.text()).toBe('new');
    expect(feed.state().faults).toMatchObject([{ kind: 'unsupported', count: 1 }]);
  });

  it('keeps order and loses nothing when much comes at once, and lets others have their turn', async () => {
    const [ears, peer] = [heard(), await startBroker()];
    const feed = startFeed(peer.port, ears, { topics: ['t'], qos: 1 });
    await until(isOpen(feed));
    const payload = 'y'.repeat(2000);
    for (let n = 0; n < 500; n++) peer.publish('t', `${n} ${payload}`, 1);
    let turns = 0;
    await until(() => {
      turns++;
      return ears.frames.length === 500;
    });
    expect(ears.frames.map(({ text }) => Number(text.split(' ')[0]))).toEqual(
      Array.from({ length: 500 }, (_, n) => n),
    );
    // a megabyte in turns of 64 KiB
    expect(turns).toBeGreaterThan(10);
  });

  it('ends a line that has no end, for formats of lines', async () => {
    const [ears, peer] = [heard(), await startBroker()];
    const feed = startFeed(peer.port, ears, { topics: ['ais'], format: 'ais' });
    await until(isOpen(feed));
    peer.publish('ais', '!AIVDM,1,1,,A,x,0*00');
    await until(() => ears.frames.length === 1);
    expect(ears.frames[0]?.text).toBe('!AIVDM,1,1,,A,x,0*00\n');
  });

  it('comes back after the broker did', async () => {
    const [ears, peer] = [heard(), await startBroker()];
    const feed = startFeed(peer.port, ears);
    await until(isOpen(feed));
    running.brokers.pop();
    await peer.close();
    await until(() => feed.state().life === 'down');
    expect(ears.closed).toEqual([1]);
    ears.clock.next();
    await until(() => feed.state().reason.includes('refused the connection'));
    const again = await startBroker({ port: peer.port });
    ears.clock.next();
    await until(isOpen(feed));
    again.publish('sensors/2/detections', 'back');
    await until(() => ears.frames.length === 1);
    expect(ears.frames[0]).toMatchObject({ text: 'back', connection: 2 });
  });
});

describe('who may come in', () => {
  const user = { name: 'watch', password: 'secret' };
  const names = { usernameEnv: 'USER_NAME', passwordEnv: 'PASS' };

  it('takes user name and password from the environment', async () => {
    const [ears, peer] = [heard(), await startBroker({ user })];
    await until(isOpen(startFeed(peer.port, ears, names, { USER_NAME: 'watch', PASS: 'secret' })));
  });

  it('says that they are wrong, or not there, and not what they are', async () => {
    const [ears, peer] = [heard(), await startBroker({ user })];
    const wrong = startFeed(peer.port, ears, names, { USER_NAME: 'watch', PASS: 'guess' });
    await until(() => wrong.state().life === 'down');
    expect(wrong.state().reason).toContain('does not let this user in');
    expect(wrong.state().reason).not.toContain('guess');
    const missing = startFeed(peer.port, ears, names, { USER_NAME: 'watch' });
    await until(() => missing.state().life === 'down');
    expect(missing.state().reason).toContain('the environment variable PASS is not set');
  });

  it('says which topics are refused, and gives up when all are', async () => {
    const [ears, peer] = [heard(), await startBroker({ refuse: ['secret/#'] })];
    const some = startFeed(peer.port, ears, { topics: ['secret/#', 'open'], clientId: 'a' });
    await until(isOpen(some));
    expect(some.state().faults).toMatchObject([{ kind: 'refused', sample: 'topic secret/#' }]);
    const none = startFeed(peer.port, ears, { topics: ['secret/#'] });
    await until(() => none.state().life === 'down');
    expect(none.state().reason).toContain('refuses every topic');
  });
});

describe('TLS', () => {
  it('trusts the authority that is named', async () => {
    const [ears, peer] = [heard(), await startBroker({ tls: 'server' })];
    const feed = startFeed(peer.port, ears, certificates);
    await until(isOpen(feed));
    peer.publish('sensors/s/detections', 'over TLS');
    await until(() => ears.text() === 'over TLS');
  });

  it('shows its own certificate where the broker wants one', async () => {
    const [ears, peer] = [heard(), await startBroker({ tls: 'mutual' })];
    const own = { certFile: certificate('client.pem'), keyFile: certificate('client.key.pem') };
    await until(isOpen(startFeed(peer.port, ears, { ...certificates, ...own })));
    const without = startFeed(peer.port, ears, certificates);
    await until(() => without.state().life === 'down');
  });

  it('trusts nobody else, and says so', async () => {
    const [ears, peer] = [heard(), await startBroker({ tls: 'server' })];
    const feed = startFeed(peer.port, ears, { tls: true });
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('is not trusted');
    expect(ears.frames).toEqual([]);
    const file = startFeed(peer.port, ears, { tls: true, caFile: '/nowhere/ca.pem' });
    await until(() => file.state().life === 'down');
    expect(file.state().reason).toContain('/nowhere/ca.pem does not exist');
  });
});

describe('a broker that misbehaves', () => {
  /** Answers CONNECT and SUBSCRIBE, then sends these bytes. */
  async function rogue(bytes: readonly Uint8Array[]) {
    let accepted = 0;
    const server = createServer((socket) => {
      accepted++;
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.write(Uint8Array.of(0x20, 2, 0, 0));
        socket.once('data', (subscribe) => {
          socket.write(Uint8Array.of(0x90, 3, subscribe[2]!, subscribe[3]!, 0));
          for (const some of bytes) socket.write(some);
        });
      });
    });
    server.listen(0, '127.0.0.1');
    await until(() => server.listening);
    const { port } = server.address() as { port: number };
    return { port, accepted: () => accepted, close: () => server.close() };
  }

  it('announces a message that has no end: the connection ends, little was kept', async () => {
    const header = Uint8Array.of(0x30, 0xff, 0xff, 0xff, 0x7f, 0, 1, 0x74);
    const peer = await rogue([
      header,
      ...Array.from({ length: 6 }, () => Buffer.alloc(MAX_MESSAGE_BYTES / 4)),
    ]);
    const ears = heard();
    const feed = startFeed(peer.port, ears, { topics: ['t'] });
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('more than');
    peer.close();
  });

  it('speaks something else: down, with a reason, and no throw', async () => {
    const peer = await rogue([Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]);
    const ears = heard();
    const feed = startFeed(peer.port, ears, { topics: ['t'] });
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason.length).toBeGreaterThan(10);
    await playUntil(ears.clock, () => peer.accepted() === 2);
    peer.close();
  });

  it('never answers: given up after the time for connecting; stops at once and leaves no timer', async () => {
    const server = createServer(() => {});
    server.listen(0, '127.0.0.1');
    await until(() => server.listening);
    const ears = heard();
    const feed = startFeed((server.address() as { port: number }).port, ears);
    await until(() => ears.clock.waiting() > 0);
    ears.clock.advance(10_000);
    await until(() => feed.state().life === 'down');
    expect(feed.state().reason).toContain('does not answer');
    await feed.stop();
    expect(ears.clock.waiting()).toBe(0);
    expect(feed.state().life).toBe('ended');
    server.close();
  });
});
