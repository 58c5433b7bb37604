/** Hands a feed's bytes to the listener, so many a turn of the event loop that no feed delays another. */
import type { Frame } from '../../proto/domain/frame.ts';
import type { FeedContext } from './feed.ts';
import type { FeedHealth, FeedIdentity } from './health.ts';

/** No more than this (and one read) of one feed is handed over in one turn. */
export const TURN_BYTES = 65_536;
/** What a connection may have waiting; only senders that cannot be paused ever come near it. */
export const QUEUE_BYTES = 1_048_576;
/** What all senders of a feed that cannot be paused may have waiting together. */
export const FEED_QUEUE_BYTES = 8 * QUEUE_BYTES;

/** How to hold a sender back; absent where that is impossible (datagrams). */
export interface Flow {
  pause(): void;
  resume(): void;
}

export class Handover {
  readonly #identity: FeedIdentity;
  readonly #context: FeedContext;
  readonly #health: FeedHealth;
  readonly #wholes: Pick<Frame, 'datagram'>;
  readonly #outlets = new Set<Outlet>();
  /** With bytes waiting, in the order of their turn. */
  readonly #waiting = new Set<Outlet>();
  #lastConnection = 0;
  #leftBytes = TURN_BYTES;
  #waitingBytes = 0;
  #turn: NodeJS.Immediate | undefined;

  /** @param datagrams each piece that is offered is one whole */
  constructor(identity: FeedIdentity, health: FeedHealth, context: FeedContext, datagrams = false) {
    this.#identity = identity;
    this.#health = health;
    this.#context = context;
    this.#wholes = datagrams ? { datagram: true } : {};
  }

  connect(flow?: Flow): Outlet {
    const outlet: Outlet = new Outlet(++this.#lastConnection, flow, {
      hasTurn: () => this.#leftBytes > 0,
      deliver: (bytes) => this.#deliver(outlet.connection, bytes),
      hasRoom: (bytes) => this.#waitingBytes + bytes <= FEED_QUEUE_BYTES,
      wait: (bytes) => {
        this.#waitingBytes += bytes;
        this.#waiting.add(outlet);
      },
      taken: (bytes) => {
        this.#waitingBytes -= bytes;
      },
      dropped: (bytes) =>
        this.#health.fault({ kind: 'overrun', sample: `${bytes} bytes came faster than they could be read` }),
      closed: () => this.#disconnect(outlet),
    });
    this.#outlets.add(outlet);
    this.#health.connections(this.#outlets.size);
    return outlet;
  }

  /** Forgets what waits and closes every connection. */
  stop(): void {
    if (this.#turn !== undefined) clearImmediate(this.#turn);
    this.#waiting.clear();
    for (const outlet of this.#outlets) this.#disconnect(outlet);
  }

  #deliver(connection: number, bytes: Uint8Array): void {
    this.#leftBytes -= bytes.length;
    this.#turn ??= setImmediate(() => this.#nextTurn());
    this.#health.bytes(bytes.length);
    this.#context.listener.frame({
      feedId: this.#identity.id,
      nature: this.#identity.nature,
      connection,
      receivedMs: this.#context.clock.nowMs(),
      timeShiftMs: 0,
      ...this.#wholes,
      bytes,
    });
  }

  #nextTurn(): void {
    this.#turn = undefined;
    this.#leftBytes = TURN_BYTES;
    while (this.#leftBytes > 0) {
      const [outlet] = this.#waiting;
      if (outlet === undefined) return;
      // To the end of the row: connections of one feed take turns as well.
      this.#waiting.delete(outlet);
      if (outlet.deliverNext()) this.#waiting.add(outlet);
    }
  }

  #disconnect(outlet: Outlet): void {
    if (!this.#outlets.delete(outlet)) return;
    this.#waiting.delete(outlet);
    this.#health.connections(this.#outlets.size);
    this.#context.listener.closed(outlet.connection);
  }
}

interface OutletHost {
  hasTurn(): boolean;
  deliver(bytes: Uint8Array): void;
  /** Whether the feed may keep so many more bytes of senders that cannot be paused. */
  hasRoom(bytes: number): boolean;
  wait(bytes: number): void;
  taken(bytes: number): void;
  dropped(bytes: number): void;
  closed(): void;
}

/** One connection's way out of the feed. */
export class Outlet {
  readonly connection: number;
  readonly #flow: Flow | undefined;
  readonly #host: OutletHost;
  readonly #queue: Uint8Array[] = [];
  #queuedBytes = 0;
  #closing = false;

  constructor(connection: number, flow: Flow | undefined, host: OutletHost) {
    this.connection = connection;
    this.#flow = flow;
    this.#host = host;
  }

  /** Hands over at once while the turn lasts; otherwise keeps the bytes and holds the sender back. */
  offer(bytes: Uint8Array): void {
    if (this.#queue.length === 0 && this.#host.hasTurn()) {
      this.#host.deliver(bytes);
    } else if (this.#isFull(bytes.length)) {
      this.#host.dropped(bytes.length);
    } else {
      this.#queue.push(bytes);
      this.#queuedBytes += bytes.length;
      this.#flow?.pause();
      this.#host.wait(bytes.length);
    }
  }

  #isFull(bytes: number): boolean {
    if (this.#queuedBytes + bytes > QUEUE_BYTES) return true;
    return this.#flow === undefined && !this.#host.hasRoom(bytes);
  }

  /** Delivers the oldest bytes that wait; true while there are more. */
  deliverNext(): boolean {
    const bytes = this.#queue.shift();
    if (bytes !== undefined) {
      this.#queuedBytes -= bytes.length;
      this.#host.taken(bytes.length);
      this.#host.deliver(bytes);
    }
    if (this.#queue.length > 0) return true;
    if (this.#closing) this.#host.closed();
    else this.#flow?.resume();
    return false;
  }

  /** The sender is gone; what waits is still handed over. */
  close(): void {
    this.#closing = true;
    if (this.#queue.length === 0) this.#host.closed();
  }
}
