/** Bytes on their way to the feeds, in order of arrival. */
import { Queue } from './arrivals.ts';

/** Bytes for one connection of a feed at a time. */
export type Emit = (feedName: string, bytes: Uint8Array, atMs: number, connection: number) => void;
/** A connection's far side ended it. */
export type HungUp = (feedName: string, atMs: number, connection: number) => void;

interface Parcel {
  readonly feed: string;
  readonly connection: number;
  /** Undefined: the connection ends. */
  readonly bytes: Uint8Array | undefined;
}

/** Holds no more than what the longest delay of a sensor lets be under way. */
export class Outbox {
  private readonly queue = new Queue<Parcel>();

  /** `atMs`: when they reach the feed. */
  send(atMs: number, feed: string, bytes: Uint8Array, connection = 1): void {
    this.queue.push(Math.round(atMs), { feed, connection, bytes });
  }

  hangUp(atMs: number, feed: string, connection: number): void {
    this.queue.push(Math.round(atMs), { feed, connection, bytes: undefined });
  }

  /** Hands over, in order of time, everything that has arrived by `untilMs` inclusive. */
  deliver(untilMs: number, emit: Emit, hungUp?: HungUp): void {
    for (let next = this.queue.pop(untilMs); next !== undefined; next = this.queue.pop(untilMs)) {
      const { feed, connection, bytes } = next.value;
      if (bytes === undefined) hungUp?.(feed, next.atMs, connection);
      else emit(feed, bytes, next.atMs, connection);
    }
  }
}
