/** One connection: its unfinished message, its pace, and how far it keeps to the protocol. */
import type { Frame } from '../../../proto/domain/frame.ts';
import type { DecodeSink } from '../decoder.ts';
import { Framing } from './framing.ts';

/** A message must be complete this long after its first byte. */
export const COMPLETE_WITHIN_MS = 30_000;
/** A connection must have a registered node this long after its first byte. */
export const REGISTER_WITHIN_MS = 60_000;
/** Messages a second that one connection may go on sending, and at once: a fusion node relays many nodes. */
export const MESSAGES_A_SECOND = 4_000;
export const MESSAGES_AT_ONCE = 20_000;
/** Bytes likewise. */
export const BYTES_A_SECOND = 2 * 1024 * 1024;
const BYTES_AT_ONCE = 8 * 1024 * 1024;
/** Messages that cannot be read or used, one after another, before the peer is taken for no node. */
export const MAX_BAD_IN_A_ROW = 20;
/** Answers to faults: a peer that errs all the time is not answered all the time. */
const ERRORS_A_SECOND = 2;
const ERRORS_AT_ONCE = 20;

/** Allows so much a second, and so much at once. */
class Allowance {
  readonly #aSecond: number;
  readonly #atOnce: number;
  #left: number;
  #sinceMs: number | undefined;

  constructor(aSecond: number, atOnce: number) {
    this.#aSecond = aSecond;
    this.#atOnce = atOnce;
    this.#left = atOnce;
  }

  /** Takes `amount` if there is as much. */
  take(amount: number, nowMs: number): boolean {
    const sinceMs = this.#sinceMs ?? nowMs;
    this.#sinceMs = Math.max(sinceMs, nowMs);
    this.#left = Math.min(this.#atOnce, this.#left + (Math.max(0, nowMs - sinceMs) / 1000) * this.#aSecond);
    if (this.#left < amount) return false;
    this.#left -= amount;
    return true;
  }
}

/** What is known of a message before it is read: a frame without its bytes. */
export type Received = Pick<Frame, 'nature' | 'receivedMs' | 'timeShiftMs'>;

export class Peer {
  readonly connection: number;
  readonly framing = new Framing();
  /** The nodes that are registered over it. */
  readonly nodes = new Set<string>();
  readonly firstMs: number;
  /** Of its latest bytes. */
  last: Received;
  /** Messages so far, good or not. */
  heard = 0;
  /** When the first byte of the unfinished message came. */
  unfinishedSinceMs: number | undefined;
  /** It has, or had, a registered node. */
  registered = false;
  /** Its end was asked for, once; what still comes is read as long as it comes (a file has nobody to cut off). */
  cut = false;
  badInARow = 0;
  /** The first of several nodes over a connection of no fusion node was told. */
  mixed = false;
  readonly #messages = new Allowance(MESSAGES_A_SECOND, MESSAGES_AT_ONCE);
  readonly #bytes = new Allowance(BYTES_A_SECOND, BYTES_AT_ONCE);
  readonly #errors = new Allowance(ERRORS_A_SECOND, ERRORS_AT_ONCE);

  constructor(connection: number, received: Received) {
    this.connection = connection;
    this.firstMs = received.receivedMs;
    this.last = received;
  }

  /** False: it sends more than a connection may. */
  mayBring(bytes: number, nowMs: number): boolean {
    return this.#bytes.take(bytes, nowMs);
  }

  maySay(nowMs: number): boolean {
    return this.#messages.take(1, nowMs);
  }

  mayBeAnswered(nowMs: number): boolean {
    return this.#errors.take(1, nowMs);
  }

  /** Why its time is up, if it is. */
  overdue(nowMs: number): string | undefined {
    if (this.unfinishedSinceMs !== undefined && nowMs - this.unfinishedSinceMs > COMPLETE_WITHIN_MS)
      return `a message is not complete after ${COMPLETE_WITHIN_MS / 1000} s`;
    if (!this.registered && nowMs - this.firstMs > REGISTER_WITHIN_MS)
      return `no node is registered after ${REGISTER_WITHIN_MS / 1000} s`;
    return undefined;
  }
}

/** Asks for the end of a connection, once. */
export function cutOff(peer: Peer, reason: string, sink: DecodeSink): void {
  if (peer.cut) return;
  peer.cut = true;
  sink.cutOff(peer.connection, reason);
}
