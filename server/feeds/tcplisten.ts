/** Listens for senders that connect to us, each its own connection. */
import { createServer, type Server, type Socket } from 'node:net';
import { Nature } from '../../proto/domain/observation.ts';
import { Backoff } from './backoff.ts';
import type { Feed, FeedContext } from './feed.ts';
import { Handover } from './handover.ts';
import { FeedHealth } from './health.ts';
import { reasonOf } from './reasons.ts';
import { identityOf, placeOf, type TcpListenSettings } from './settings.ts';

/**
 * Beyond it, whoever was silent longest from the start makes room, then the latest of an address that has far more of
 * them than the new one's; otherwise the new one is turned away.
 */
export const MAX_CONNECTIONS = 256;
const KEEP_ALIVE_MS = 15_000;
/** A caller may take this long for its first byte before another may have its place, machine ms. */
const MUTE_MS = 5000;
/** What may wait to be sent to one peer. */
const SEND_BYTES = 1_048_576;

export class TcpListenFeed implements Feed {
  readonly id;
  readonly health: FeedHealth;
  readonly #settings: TcpListenSettings;
  readonly #context: FeedContext;
  readonly #handover: Handover;
  readonly #backoff: Backoff;
  /** By connection. */
  readonly #sockets = new Map<number, Socket>();
  /** Machine time of each one's call. */
  readonly #sinceMs = new WeakMap<Socket, number>();
  #server: Server | undefined;
  #cancelRetry: () => void = () => {};
  #stopped = false;

  constructor(settings: TcpListenSettings, context: FeedContext) {
    const identity = identityOf(settings, Nature.real);
    this.id = settings.id;
    this.health = new FeedHealth(identity, context.clock);
    this.#settings = settings;
    this.#context = context;
    this.#handover = new Handover(identity, this.health, context);
    this.#backoff = new Backoff(context.random);
  }

  start(): void {
    const { host } = this.#settings;
    const server = createServer((socket) => this.#accept(socket));
    this.#server = server;
    server.on('listening', () => {
      this.#backoff.reset();
      this.#waiting();
    });
    server.on('error', (error) => {
      const delayMs = this.#backoff.nextMs();
      this.health.down(reasonOf(error, placeOf(this.#settings)), delayMs);
      server.close();
      if (!this.#stopped) this.#cancelRetry = this.#context.timers.after(delayMs, () => this.start());
    });
    this.health.trying(`opening ${placeOf(this.#settings)}`);
    server.listen(this.#settings.port, host);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelRetry();
    for (const socket of this.#sockets.values()) socket.destroy();
    const server = this.#server;
    if (server !== undefined) await new Promise((resolve) => server.close(resolve));
    this.#handover.stop();
    this.health.ended('stopped');
  }

  state() {
    return this.health.snapshot();
  }

  send(bytes: Uint8Array, connection?: number): boolean {
    const one = connection === undefined ? undefined : this.#sockets.get(connection);
    const peers = connection === undefined ? [...this.#sockets.values()] : one ? [one] : [];
    const able = peers.filter(
      (peer) => peer.readyState === 'open' && peer.writableLength + bytes.length <= SEND_BYTES,
    );
    for (const peer of able) peer.write(bytes);
    return able.length > 0;
  }

  cutOff(connection: number, reason: string): void {
    const socket = this.#sockets.get(connection);
    if (socket === undefined) return;
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    this.health.fault({ kind: 'cut-off', sample: `${peer}: ${reason}` });
    this.#sockets.delete(connection);
    socket.destroy();
  }

  /** The port that senders connect to, once open: the system's choice where 0 was configured. */
  get port(): number | undefined {
    const address = this.#server?.address();
    return typeof address === 'object' ? address?.port : undefined;
  }

  #waiting(): void {
    const place = placeOf({ host: this.#settings.host, port: this.port ?? this.#settings.port });
    this.health.connecting(`listening on ${place}; nobody is connected`);
  }

  /** Callers that never say a word must not lock out those who do. */
  #hasRoom(socket: Socket): boolean {
    if (this.#sockets.size < MAX_CONNECTIONS) return true;
    const before = this.#context.clock.monotonicMs() - MUTE_MS;
    const mute = [...this.#sockets].find(
      ([, peer]) => peer.bytesRead === 0 && this.#sinceMs.get(peer)! <= before,
    );
    if (mute !== undefined) {
      this.cutOff(mute[0], 'never sent a byte, and another wants its place');
      return true;
    }
    const hog = this.#hogFor(socket.remoteAddress);
    if (hog !== undefined) {
      this.cutOff(hog, 'its address has most of the connections, and another wants a place');
      return true;
    }
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    this.health.fault({ kind: 'refused', sample: `${peer}: over ${MAX_CONNECTIONS} connections` });
    return false;
  }

  /** The latest connection of the address that has most, where that is over twice as many as this address has. */
  #hogFor(address: string | undefined): number | undefined {
    const byAddress = new Map<string | undefined, { count: number; latest: number }>();
    for (const [connection, peer] of this.#sockets) {
      const count = (byAddress.get(peer.remoteAddress)?.count ?? 0) + 1;
      byAddress.set(peer.remoteAddress, { count, latest: connection });
    }
    const most = [...byAddress.values()].reduce((one, other) => (other.count > one.count ? other : one));
    const its = byAddress.get(address)?.count ?? 0;
    return most.count > 2 * (its + 1) ? most.latest : undefined;
  }

  #accept(socket: Socket): void {
    if (!this.#hasRoom(socket)) {
      socket.destroy();
      return;
    }
    if (this.#sockets.size === 0) this.health.open('connected; nothing sent yet');
    const outlet = this.#handover.connect({ pause: () => socket.pause(), resume: () => socket.resume() });
    this.#sockets.set(outlet.connection, socket);
    this.#sinceMs.set(socket, this.#context.clock.monotonicMs());
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    socket.on('data', (bytes) => outlet.offer(bytes));
    // The end of one sender, however it comes, is no fault of the feed; `close` follows.
    socket.on('error', () => {});
    socket.once('close', () => {
      this.#sockets.delete(outlet.connection);
      if (this.#stopped) return;
      outlet.close();
      if (this.#sockets.size === 0) this.#waiting();
    });
  }
}
