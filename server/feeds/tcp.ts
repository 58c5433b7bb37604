/** Connects to a sender and stays connected. */
import { connect, type Socket } from 'node:net';
import { Nature } from '../../proto/domain/observation.ts';
import { Backoff } from './backoff.ts';
import { DeadWatch } from './deadwatch.ts';
import type { Feed, FeedContext } from './feed.ts';
import { Handover, type Outlet } from './handover.ts';
import { FeedHealth } from './health.ts';
import { reasonOf } from './reasons.ts';
import { identityOf, placeOf, type TcpSettings } from './settings.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** The kernel asks a quiet peer whether it lives. */
const KEEP_ALIVE_MS = 15_000;
/** What may wait to be sent. */
const SEND_BYTES = 1_048_576;

export class TcpFeed implements Feed {
  readonly id;
  readonly health: FeedHealth;
  readonly #settings: TcpSettings;
  readonly #context: FeedContext;
  readonly #handover: Handover;
  readonly #backoff: Backoff;
  readonly #watch: DeadWatch;
  readonly #place: string;
  #socket: Socket | undefined;
  #cancelTimer: () => void = () => {};
  /** Gives the connection up. */
  #give: (why: string) => void = () => {};
  #stopped = false;

  constructor(settings: TcpSettings, context: FeedContext) {
    const identity = identityOf(settings, Nature.real);
    this.id = settings.id;
    this.health = new FeedHealth(identity, context.clock);
    this.#settings = settings;
    this.#context = context;
    this.#handover = new Handover(identity, this.health, context);
    this.#backoff = new Backoff(context.random);
    this.#watch = new DeadWatch(this.health, context);
    this.#place = placeOf(settings);
  }

  start(): void {
    this.#attempt();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    this.#watch.end();
    const socket = this.#socket;
    if (socket !== undefined && !socket.closed) {
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.destroy();
      await closed;
    }
    this.#handover.stop();
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }

  send(bytes: Uint8Array): boolean {
    const socket = this.#socket;
    if (socket?.readyState !== 'open' || socket.writableLength + bytes.length > SEND_BYTES) return false;
    socket.write(bytes);
    return true;
  }

  /** The connection is made anew. */
  cutOff(_connection: number, reason: string): void {
    this.health.fault({ kind: 'cut-off', sample: `${this.#place}: ${reason}` });
    this.#give(`cut off: ${reason}`);
  }

  #attempt(): void {
    const { host, port } = this.#settings;
    this.health.trying(`connecting to ${this.#place}`);
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_MS,
    });
    this.#socket = socket;
    let outlet: Outlet | undefined;
    let failure = `${this.#place} closed the connection`;
    const give = (why: string) => {
      failure = why;
      socket.destroy();
    };
    this.#give = give;
    this.#cancelTimer = this.#context.timers.after(CONNECT_TIMEOUT_MS, () =>
      give(reasonOf({ code: 'ETIMEDOUT' }, this.#place)),
    );
    socket.once('connect', () => {
      this.health.open(`connected to ${this.#place}, which has sent nothing yet`);
      outlet = this.#handover.connect({ pause: () => socket.pause(), resume: () => socket.resume() });
      this.#cancelTimer();
      this.#watch.begin(() => give(`${this.#place} was silent for too long: connecting anew`));
    });
    socket.on('data', (bytes) => {
      this.#backoff.reset();
      outlet?.offer(bytes);
    });
    socket.on('error', (error) => {
      failure = reasonOf(error, this.#place);
    });
    socket.once('close', () => {
      this.#cancelTimer();
      this.#watch.end();
      if (this.#stopped) return;
      outlet?.close();
      const delayMs = this.#backoff.nextMs();
      this.health.down(failure, delayMs);
      this.#cancelTimer = this.#context.timers.after(delayMs, () => this.#attempt());
    });
  }
}
