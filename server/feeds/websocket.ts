/** Connects to a WebSocket server, subscribes where the service wants that, and stays connected. */
import { type RawData, WebSocket } from 'ws';
import { Nature } from '../../proto/domain/observation.ts';
import { Backoff } from './backoff.ts';
import { type Environment, repeatsKey } from './credentials.ts';
import { readDatagram } from './datagram.ts';
import { DeadWatch } from './deadwatch.ts';
import type { Feed, FeedContext } from './feed.ts';
import { Handover, type Outlet } from './handover.ts';
import { FeedHealth } from './health.ts';
import { reasonOf } from './reasons.ts';
import { identityOf, isLineFormat, placeOf, type WebSocketSettings } from './settings.ts';
import { refusalOf, USER_AGENT, webAccess, webPlaceOf } from './web.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** A connection that lived so long was no accident: the next attempt comes soon again. */
const SETTLED_MS = 5000;
/** A longer message is not waited for: the connection ends. */
export const MAX_MESSAGE_BYTES = 1_048_576;

export class WebSocketFeed implements Feed {
  readonly id;
  readonly health: FeedHealth;
  readonly #settings: WebSocketSettings;
  readonly #context: FeedContext;
  readonly #environment: Environment;
  readonly #handover: Handover;
  readonly #backoff: Backoff;
  readonly #watch: DeadWatch;
  readonly #place: string;
  #socket: WebSocket | undefined;
  #cancelTimer: () => void = () => {};
  /** Gives the connection up. */
  #give: (why: string) => void = () => {};
  #isCut = false;
  #openedMs = 0;
  #stopped = false;
  #attempting: Promise<void> = Promise.resolve();

  /** @param environment where the key is looked up by the name in the settings */
  constructor(settings: WebSocketSettings, context: FeedContext, environment: Environment = process.env) {
    const identity = identityOf(settings, Nature.real);
    this.id = settings.id;
    this.health = new FeedHealth(identity, context.clock);
    this.#settings = settings;
    this.#context = context;
    this.#environment = environment;
    this.#handover = new Handover(identity, this.health, context, !isLineFormat(settings.format));
    this.#backoff = new Backoff(context.random);
    this.#watch = new DeadWatch(this.health, context);
    this.#place = webPlaceOf(settings);
  }

  start(): void {
    this.health.trying(`connecting to ${this.#place}`);
    this.#attempting = this.#attempt().catch((error) => this.#failed(reasonOf(error, this.#place)));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    this.#watch.end();
    await this.#attempting;
    const socket = this.#socket;
    if (socket !== undefined && socket.readyState !== WebSocket.CLOSED) {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.terminate();
      await closed;
    }
    this.#handover.stop();
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }

  /** The connection is made anew. */
  cutOff(_connection: number, reason: string): void {
    this.health.fault({ kind: 'cut-off', sample: `${this.#place}: ${reason}` });
    this.#isCut = true;
    this.#give(`${this.#place} says: ${reason}`);
  }

  async #attempt(): Promise<void> {
    const { tls, path, format } = this.#settings;
    const { key, tls: trust } = await webAccess(this.#settings, this.#environment);
    if (this.#stopped) return;
    // a service that is subscribed to is given its key in the subscription
    const asHeader = key !== undefined && format !== 'aisstream';
    const socket = new WebSocket(`${tls ? 'wss' : 'ws'}://${placeOf(this.#settings)}${path}`, {
      ...trust,
      perMessageDeflate: false,
      maxPayload: MAX_MESSAGE_BYTES,
      headers: { 'user-agent': USER_AGENT, ...(asHeader && { authorization: `Bearer ${key}` }) },
    });
    this.#socket = socket;
    this.#isCut = false;
    let outlet: Outlet | undefined;
    let gaveUp = false;
    let failure = `${this.#place} closed the connection`;
    const give = (why: string) => {
      failure = why;
      gaveUp = true;
      socket.terminate();
    };
    this.#give = give;
    this.#cancelTimer = this.#context.timers.after(CONNECT_TIMEOUT_MS, () =>
      give(reasonOf({ code: 'ETIMEDOUT' }, this.#place)),
    );
    socket.once('open', () => {
      this.#cancelTimer();
      if (format === 'aisstream' && key !== undefined) socket.send(this.#subscription(key));
      const asked = format === 'aisstream' ? 'subscribed at' : 'connected to';
      this.#openedMs = this.#context.clock.monotonicMs();
      this.health.open(`${asked} ${this.#place}, which has sent nothing yet`);
      outlet = this.#handover.connect({ pause: () => socket.pause(), resume: () => socket.resume() });
      this.#watch.begin(() => give(`${this.#place} was silent for too long: connecting anew`));
    });
    socket.on('message', (data) => {
      if (outlet !== undefined) this.#heard(bytesOf(data), outlet, key);
    });
    socket.once('unexpected-response', (_request, { statusCode = 0, headers }) =>
      give(refusalOf(this.#place, statusCode, headers.location)),
    );
    socket.on('error', (error) => {
      if (!gaveUp) failure = this.#reason(error);
    });
    socket.once('close', (code, reason) => {
      this.#cancelTimer();
      this.#watch.end();
      if (this.#stopped) return;
      outlet?.close();
      // 1000 and 1006 say no more than that it ended (RFC 6455, 7.4.1)
      const why = printable(reason.toString('utf8'), key);
      if (!gaveUp && why !== '') failure = `${this.#place} closed the connection (${code}): ${why}`;
      this.#failed(failure);
    });
  }

  #heard(bytes: Buffer, outlet: Outlet, key: string | undefined): void {
    if (key !== undefined && repeatsKey(bytes, key)) {
      // it would be recorded and shown
      this.health.fault({ kind: 'protocol', sample: 'a message that repeats our key was dropped' });
      return;
    }
    const content = isLineFormat(this.#settings.format) ? readDatagram(bytes) : { bytes };
    if ('fault' in content) {
      this.health.fault(content.fault);
      return;
    }
    outlet.offer(content.bytes);
    // a server that takes us in to tell us why not, or greets and closes, is no success
    const livedMs = this.#context.clock.monotonicMs() - this.#openedMs;
    if (!this.#isCut && livedMs >= SETTLED_MS) this.#backoff.reset();
  }

  /** What aisstream.io wants within three seconds (its documentation, “Connection Subscription Parameters”). */
  #subscription(key: string): string {
    const { boxes = [], types } = this.#settings;
    return JSON.stringify({
      APIKey: key,
      BoundingBoxes: boxes.map(([south, west, north, east]) => [
        [south, west],
        [north, east],
      ]),
      ...(types !== undefined && { FilterMessageTypes: types }),
    });
  }

  #reason(error: Error): string {
    const { code } = error as { code?: string };
    if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
      return `${this.#place} sent a message of more than ${MAX_MESSAGE_BYTES} bytes: connecting anew`;
    if (code?.startsWith('WS_'))
      return `${this.#place} does not speak WebSocket as it should: ${error.message}`;
    return reasonOf(error, placeOf(this.#settings));
  }

  #failed(failure: string): void {
    if (this.#stopped) return;
    const delayMs = this.#backoff.nextMs();
    this.health.down(failure, delayMs);
    this.#cancelTimer = this.#context.timers.after(delayMs, () => this.start());
  }
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}

/** A server's words, without what would break a line, and without our key. */
const printable = (text: string, key: string | undefined): string =>
  (key === undefined ? text : text.replaceAll(key, '...')).replace(/[^\x20-\x7e]/g, ' ').trim();
