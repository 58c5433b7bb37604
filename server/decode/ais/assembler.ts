/**
 * Puts the parts of a message together (IEC 61162-1: total, part, sequence number 0…9, channel), in any order, and
 * rather loses a message than stitches two. Parts belong together when connection, talker, sequence number, channel
 * and total are equal and
 * - their tag groups do not differ (where both have one, it decides first),
 * - the stations' times do not differ by more than the time-out, nor the times of receipt,
 * - the sequence number has not come round: fewer than {@link ROUND} other messages of the connection began in
 *   between ({@link ROUND_AFTER_LOSS} after a loss), or nothing but the same part of others (messages sent in step).
 */
import { MAX_CHARACTERS } from './bits.ts';

/** A part that comes this long after another is of another message. */
export const PART_TIMEOUT_MS = 10_000;
/** Sequence numbers are ten; of the nine messages before one is used again, some may have been lost unseen. */
const ROUND = 5;
/** The same where messages were lost lately: then fewer begin, to our knowledge, before a number comes round. */
const ROUND_AFTER_LOSS = 3;
/** Messages that begin after a loss until the connection is trusted as before. */
const CALM = 20;
/** Messages of which parts are missing, over all connections; the oldest is given up for a new one. */
export const MAX_PENDING = 2048;

/** What is known of a part besides its characters. */
export interface Part {
  readonly connection: number;
  /** Talker, own, sequence number, channel and total as one number. */
  readonly key: number;
  /** 1…total. */
  readonly number: number;
  readonly total: number;
  readonly fillBits: number;
  readonly receivedMs: number;
  readonly stationMs: number | undefined;
  readonly groupId: string | undefined;
}

/** A message of which parts are still missing. */
export interface Pending<Context> {
  readonly connection: number;
  readonly key: number;
  readonly total: number;
  readonly firstMs: number;
  readonly parts: (Uint8Array | undefined)[];
  /** What the owner wants to remember of it. */
  readonly context: Context;
  groupId: string | undefined;
  stationMs: number | undefined;
  fillBits: number;
  missing: number;
  /** How many messages of the connection had begun when its latest part came. */
  begunAt: number;
}

interface Connection<Context> {
  readonly pending: Map<number, Pending<Context>>;
  /** Messages begun so far. */
  begun: number;
  /** The number that the latest parts have in common, and how many messages had begun before the first of them. */
  step: number;
  stepFrom: number;
  /** The same of the parts before those. */
  previousFrom: number;
  /** How many messages had begun when one was last given up for another. */
  lostAt: number;
}

export class Assembler<Context> {
  readonly #connections = new Map<number, Connection<Context>>();
  /** Oldest first. */
  readonly #order = new Set<Pending<Context>>();
  readonly #giveUp: (pending: Pending<Context>) => void;

  constructor(giveUp: (pending: Pending<Context>) => void) {
    this.#giveUp = giveUp;
  }

  /** Takes a part's characters; returns the message when this was its last missing part. */
  add(
    part: Part,
    bytes: Uint8Array,
    start: number,
    end: number,
    context: () => Context,
  ): Pending<Context> | undefined {
    const connection = this.#connection(part.connection);
    let pending = connection.pending.get(part.key);
    if (pending !== undefined && !belongs(part, pending, connection)) {
      this.#drop(pending);
      pending = undefined;
    }
    if (part.number !== connection.step) {
      connection.step = part.number;
      connection.previousFrom = connection.stepFrom;
      connection.stepFrom = connection.begun;
    }
    if (pending === undefined) {
      connection.begun++;
      pending = this.#begin(part, connection, context());
    }
    pending.begunAt = connection.begun;
    pending.groupId ??= part.groupId;
    pending.stationMs ??= part.stationMs;
    if (part.number === part.total) pending.fillBits = part.fillBits;
    // a copy: `slice` of a Buffer would be a view of bytes that change
    pending.parts[part.number - 1] = Buffer.from(
      bytes.subarray(start, Math.min(end, start + MAX_CHARACTERS + 1)),
    );
    if (--pending.missing > 0) return undefined;
    this.#forget(pending);
    return pending;
  }

  /** Gives up what has waited too long; cheap when nothing has. */
  expire(nowMs: number): void {
    for (const pending of this.#order) {
      if (Math.abs(nowMs - pending.firstMs) <= PART_TIMEOUT_MS) return;
      this.#drop(pending);
    }
  }

  /** Gives up all that a connection left unfinished. */
  close(connection: number): void {
    for (const pending of this.#connections.get(connection)?.pending.values() ?? []) this.#drop(pending);
    this.#connections.delete(connection);
  }

  #begin(part: Part, connection: Connection<Context>, context: Context): Pending<Context> {
    if (this.#order.size >= MAX_PENDING)
      for (const oldest of this.#order) {
        this.#drop(oldest);
        break;
      }
    const pending: Pending<Context> = {
      connection: part.connection,
      key: part.key,
      total: part.total,
      firstMs: part.receivedMs,
      parts: new Array<Uint8Array | undefined>(part.total).fill(undefined),
      context,
      groupId: part.groupId,
      stationMs: part.stationMs,
      fillBits: 0,
      missing: part.total,
      begunAt: connection.begun,
    };
    connection.pending.set(part.key, pending);
    this.#order.add(pending);
    return pending;
  }

  #connection(id: number): Connection<Context> {
    let connection = this.#connections.get(id);
    if (connection === undefined) {
      connection = { pending: new Map(), begun: 0, step: 0, stepFrom: 0, previousFrom: 0, lostAt: -CALM };
      this.#connections.set(id, connection);
    }
    return connection;
  }

  #drop(pending: Pending<Context>): void {
    this.#forget(pending);
    const connection = this.#connections.get(pending.connection);
    if (connection !== undefined) connection.lostAt = connection.begun;
    this.#giveUp(pending);
  }

  #forget(pending: Pending<Context>): void {
    this.#order.delete(pending);
    this.#connections.get(pending.connection)?.pending.delete(pending.key);
  }
}

function belongs<Context>(part: Part, pending: Pending<Context>, connection: Connection<Context>): boolean {
  if (pending.parts[part.number - 1] !== undefined) return false;
  if (Math.abs(part.receivedMs - pending.firstMs) > PART_TIMEOUT_MS) return false;
  if (
    part.stationMs !== undefined &&
    pending.stationMs !== undefined &&
    Math.abs(part.stationMs - pending.stationMs) > PART_TIMEOUT_MS
  )
    return false;
  if (part.groupId !== undefined && pending.groupId !== undefined) return part.groupId === pending.groupId;
  const between = connection.begun - pending.begunAt;
  const lossy = connection.begun - connection.lostAt < CALM;
  return between < (lossy ? ROUND_AFTER_LOSS : ROUND) || (!lossy && inStep(part, pending, connection));
}

/** Since the message's latest part came nothing but that part of other messages, then nothing but their next. */
function inStep<Context>(part: Part, pending: Pending<Context>, connection: Connection<Context>): boolean {
  if (part.number !== connection.step) return pending.begunAt > connection.stepFrom;
  return connection.begun === connection.stepFrom && pending.begunAt > connection.previousFrom;
}
