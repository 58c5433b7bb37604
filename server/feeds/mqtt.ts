/** Subscribes to topics of a broker (MQTT 3.1.1, plain or over TLS) and stays subscribed. */
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type IClientOptions, type IPublishPacket, MqttClient } from 'mqtt';
import { Nature } from '../../proto/domain/observation.ts';
import { Backoff } from './backoff.ts';
import { type Environment, pemOf, secretOf } from './credentials.ts';
import { readDatagram } from './datagram.ts';
import type { Feed, FeedContext } from './feed.ts';
import { TURN_BYTES } from './handover.ts';
import { FeedHealth, type FeedIdentity } from './health.ts';
import { reasonOf } from './reasons.ts';
import { identityOf, isLineFormat, type MqttSettings, placeOf } from './settings.ts';

/** From the first attempt to the broker's answer to our subscription. */
const CONNECT_TIMEOUT_MS = 10_000;
/** How often a quiet broker is asked whether it lives, seconds. */
const KEEP_ALIVE_S = 15;
/** A longer message is not waited for: the connection ends. */
export const MAX_MESSAGE_BYTES = 4_194_304;
/** What the protocol says for a topic that it refuses (MQTT 3.1.1, 3.9.3). */
const REFUSED = 128;

export class MqttFeed implements Feed {
  readonly id;
  readonly health: FeedHealth;
  readonly #settings: MqttSettings;
  readonly #context: FeedContext;
  readonly #identity: FeedIdentity;
  readonly #environment: Environment;
  readonly #backoff: Backoff;
  readonly #place: string;
  readonly #clientId: string;
  #connection = 0;
  #leftBytes = TURN_BYTES;
  #socket: Socket | undefined;
  #cancelTimer: () => void = () => {};
  #stopped = false;
  #attempting: Promise<void> = Promise.resolve();

  /** @param environment where user name and password are looked up by the names in the settings */
  constructor(settings: MqttSettings, context: FeedContext, environment: Environment = process.env) {
    this.id = settings.id;
    this.#identity = identityOf(settings, Nature.real);
    this.health = new FeedHealth(this.#identity, context.clock);
    this.#settings = settings;
    this.#context = context;
    this.#environment = environment;
    this.#backoff = new Backoff(context.random);
    this.#place = placeOf(settings);
    // two clients of one name would push each other out
    const suffix = Math.floor(context.random() * 2 ** 32).toString(16);
    this.#clientId = settings.clientId ?? `watchfloor-${suffix}`;
  }

  start(): void {
    this.health.trying(`connecting to ${this.#place}`);
    this.#attempting = this.#attempt().catch((error) => this.#failed(this.#reason(error)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    await this.#attempting;
    const socket = this.#socket;
    if (socket !== undefined && !socket.closed) {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.destroy();
      await closed;
    }
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }

  async #attempt(): Promise<void> {
    const credentials = this.#credentials();
    const keys = await this.#keys();
    if (this.#stopped) return;
    const { host, port, tls } = this.#settings;
    const socket = tls
      ? connectTls({
          host,
          port,
          ...(isIP(host) === 0 && { servername: host }),
          ...keys,
          minVersion: 'TLSv1.2',
        })
      : connectTcp({ host, port, noDelay: true });
    this.#socket = socket;
    const client = new MqttClient(() => socket, {
      protocolVersion: 4,
      clientId: this.#clientId,
      clean: true,
      keepalive: KEEP_ALIVE_S,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      timerVariant: 'native',
      ...credentials,
    });
    let failure = `${this.#place} closed the connection`;
    let connection: number | undefined;
    const give = (why: string) => {
      failure = why;
      socket.destroy();
    };
    this.#cancelTimer = this.#context.timers.after(CONNECT_TIMEOUT_MS, () =>
      give(reasonOf({ code: 'ETIMEDOUT' }, this.#place)),
    );
    boundMessages(socket, client, () =>
      give(`${this.#place} sent a message of more than ${MAX_MESSAGE_BYTES} bytes: connecting anew`),
    );
    client.handleMessage = (packet, done) => {
      if (connection !== undefined) this.#deliver(connection, packet);
      if (this.#leftBytes > 0) done();
      // the broker is held back until the other feeds had their turn
      else setImmediate(() => done());
    };
    client.on('error', (error) => {
      failure = this.#reason(error);
      socket.destroy();
    });
    client.on('connect', () =>
      this.#subscribe(client, give, (said) => {
        this.#cancelTimer();
        connection = ++this.#connection;
        this.health.connections(1);
        this.health.open(said);
      }),
    );
    socket.once('close', () => {
      this.#cancelTimer();
      client.end(true);
      if (connection !== undefined) {
        this.health.connections(0);
        this.#context.listener.closed(connection);
      }
      this.#failed(failure);
    });
  }

  #subscribe(client: MqttClient, give: (why: string) => void, open: (said: string) => void): void {
    const { topics, qos = 0 } = this.#settings;
    client.subscribe([...topics], { qos }, (error, _grants, answer) => {
      const codes = answer?.granted;
      // the package calls it an error when one of them is refused; the others stand
      if (codes === undefined) {
        give(this.#reason(error ?? { message: 'no answer to our subscription' }));
        return;
      }
      const refused = topics.filter((_, i) => codes[i] === REFUSED);
      for (const topic of refused) this.health.fault({ kind: 'refused', sample: `topic ${topic}` });
      if (refused.length === topics.length)
        give(`${this.#place} refuses every topic: ${topics.join(', ')}. Check the user's rights`);
      else open(`subscribed to ${topics.join(', ')} at ${this.#place}; nothing was published yet`);
    });
  }

  #deliver(connection: number, { topic, payload, retain }: IPublishPacket): void {
    if (retain) {
      // Kept by the broker for who comes later (MQTT 3.1.1, 3.3.1.3): from when it is nobody says, and it is not now.
      this.health.fault({ kind: 'unsupported', sample: `a retained message of topic ${topic}` });
      return;
    }
    const whole = Buffer.isBuffer(payload) ? payload : Buffer.from(payload, 'utf8');
    const content = isLineFormat(this.#settings.format) ? readDatagram(whole) : { bytes: whole };
    this.#backoff.reset();
    this.health.bytes(whole.length);
    if (this.#leftBytes >= TURN_BYTES) setImmediate(() => (this.#leftBytes = TURN_BYTES));
    // empty messages cost a turn as well
    this.#leftBytes -= whole.length + topic.length + 1;
    if ('fault' in content) {
      this.health.fault(content.fault);
      return;
    }
    this.#context.listener.frame({
      feedId: this.#identity.id,
      nature: this.#identity.nature,
      connection,
      receivedMs: this.#context.clock.nowMs(),
      timeShiftMs: 0,
      datagram: true,
      topic,
      bytes: content.bytes,
    });
  }

  #failed(failure: string): void {
    if (this.#stopped) return;
    const delayMs = this.#backoff.nextMs();
    this.health.down(failure, delayMs);
    this.#cancelTimer = this.#context.timers.after(delayMs, () => this.start());
  }

  #credentials(): Pick<IClientOptions, 'username' | 'password'> {
    const { usernameEnv, passwordEnv } = this.#settings;
    return {
      ...(usernameEnv !== undefined && { username: secretOf(this.#environment, usernameEnv) }),
      ...(passwordEnv !== undefined && { password: secretOf(this.#environment, passwordEnv) }),
    };
  }

  async #keys(): Promise<{ ca?: Buffer; cert?: Buffer; key?: Buffer }> {
    const { caFile, certFile, keyFile } = this.#settings;
    return {
      ...(caFile !== undefined && { ca: await pemOf(caFile) }),
      ...(certFile !== undefined && { cert: await pemOf(certFile) }),
      ...(keyFile !== undefined && { key: await pemOf(keyFile) }),
    };
  }

  #reason(error: unknown): string {
    const { code, message } = error as { code?: string | number; message?: string };
    // return codes of CONNACK (MQTT 3.1.1, 3.2.2.3)
    if (code === 4 || code === 5)
      return `${this.#place} does not let this user in. Check user name, password and rights`;
    return reasonOf(typeof code === 'number' ? { message } : error, this.#place);
  }
}

/** The package keeps a packet's bytes, however many are announced, until it is whole: this is where they are counted. */
function boundMessages(socket: Socket, client: MqttClient, tooLong: () => void): void {
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
    if (bytes > MAX_MESSAGE_BYTES + TURN_BYTES) tooLong();
  });
  client.on('packetreceive', () => {
    bytes = 0;
  });
}
