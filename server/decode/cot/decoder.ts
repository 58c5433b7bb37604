/** Cursor on Target as every format is offered: frames in, units of ours and faults out. */
import type { FaultKind, Frame } from '../../../proto/domain/frame.ts';
import { Nature } from '../../../proto/domain/observation.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { Decoder, DecodeSink, UnitOrder } from '../decoder.ts';
import { printable } from '../nmea/ascii.ts';
import { encodeCotXml } from './encodexml.ts';
import { type CotEvent, OWN_UID } from './event.ts';
import { type CotFrameSink, CotStream } from './framing.ts';
import { eventOf } from './fromxml.ts';
import { orderEvent, replyOf } from './orders.ts';
import { decodeTak, encodeTak } from './tak.ts';
import { Units } from './units.ts';
import { readDocument } from './xml.ts';

/** An event is given up when it is not whole so long after its first byte. */
export const MAX_EVENT_MS = 30_000;
/** What unfinished events of all connections may take together; beyond it, the oldest one's connection is cut off. */
export const MAX_HELD_BYTES = 33_554_432;
/** Connections in the middle of an event, at once. */
const MAX_STREAMS = 4096;
/** It is remembered, and shown where there is no call sign: longer than any that is made of a device's id. */
const MAX_UID = 256;
/** The latest time that a date can say (ECMA-262, 21.4.1.1). */
const LATEST_MS = 8.64e15;

interface Stream {
  readonly stream: CotStream;
  /** When what it holds began to come. */
  sinceMs: number;
  heldBytes: number;
}

/** One for each feed. `seen` is told of every event, also of those that are no unit: markers, drawings, messages. */
export class CotDecoder implements Decoder, CotFrameSink {
  readonly #seen: ((event: CotEvent) => void) | undefined;
  readonly #units = new Units();
  /** Only connections with something unfinished; the oldest first. */
  readonly #streams = new Map<number, Stream>();
  #heldBytes = 0;
  #frame: Frame | undefined;
  #connection = 0;
  #sink: DecodeSink | undefined;
  /** Said of this piece of bytes already. */
  #isCut = false;
  #isAnswered = false;

  constructor(seen?: (event: CotEvent) => void) {
    this.#seen = seen;
  }

  push(frame: Frame, sink: DecodeSink): void {
    this.#frame = frame;
    this.#connection = frame.connection;
    this.#sink = sink;
    this.#isCut = false;
    this.#isAnswered = false;
    if (frame.datagram) {
      new CotStream().push(frame.bytes, true, this);
      return;
    }
    const open = this.#streams.get(frame.connection);
    const stream = open?.stream ?? new CotStream();
    const finished = stream.finished;
    stream.push(frame.bytes, false, this);
    this.#forget(frame.connection);
    if (stream.idle) return;
    // it is another event that is unfinished now
    const sinceMs = open !== undefined && stream.finished === finished ? open.sinceMs : frame.receivedMs;
    this.#streams.set(frame.connection, { stream, sinceMs, heldBytes: stream.heldBytes });
    this.#heldBytes += stream.heldBytes;
    while (this.#heldBytes > MAX_HELD_BYTES || this.#streams.size > MAX_STREAMS) {
      const [oldest] = this.#streams.keys();
      this.#giveUp(oldest!, 'too many unfinished events at once, this one the oldest', sink);
    }
  }

  close(connection: number, sink: DecodeSink): void {
    this.#sink = sink;
    this.#connection = connection;
    const open = this.#streams.get(connection);
    this.#forget(connection);
    open?.stream.push(new Uint8Array(0), true, this);
  }

  tick(nowMs: EpochMs, sink: DecodeSink): void {
    for (const [connection, { stream, sinceMs }] of this.#streams)
      if (stream.waits && nowMs - sinceMs > MAX_EVENT_MS)
        this.#giveUp(connection, `an event not finished in ${MAX_EVENT_MS / 1000} s`, sink);
  }

  order(order: UnitOrder, nowMs: EpochMs): Uint8Array {
    return Buffer.from(`${encodeCotXml(orderEvent(order, nowMs))}\n`);
  }

  #giveUp(connection: number, reason: string, sink: DecodeSink): void {
    this.#forget(connection);
    sink.fault({ kind: 'incomplete', detail: reason, sample: '' });
    sink.cutOff(connection, reason);
  }

  #forget(connection: number): void {
    this.#heldBytes -= this.#streams.get(connection)?.heldBytes ?? 0;
    this.#streams.delete(connection);
  }

  document(bytes: Uint8Array): boolean {
    const read = readDocument(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
    if ('wrong' in read) return this.#wrong('format', read.wrong, bytes);
    const { name } = read.root;
    // servers and their clients also send other documents, `<auth>` for one
    if (name !== 'event')
      return this.#wrong('unsupported', `<${name.slice(0, 40)}> instead of <event>`, bytes);
    const said = eventOf(read.root);
    if ('wrong' in said) return this.#wrong('schema', said.wrong, bytes);
    return this.#event(said.event, bytes, (answer) => Buffer.from(encodeCotXml(answer)));
  }

  message(bytes: Uint8Array): boolean {
    let event: CotEvent | undefined;
    try {
      event = decodeTak(bytes);
    } catch {
      return this.#wrong('format', 'no TAK message behind a TAK header', bytes);
    }
    if (event !== undefined) {
      if (isTorn(event, bytes))
        return this.#wrong('payload', 'a TAK message with text that is no UTF-8', bytes);
      return this.#event(event, bytes, (answer) => encodeTak(answer, 'stream'));
    }
    // only what versions the sender speaks
    this.#sink?.message();
    return true;
  }

  #event(event: CotEvent, bytes: Uint8Array, encode: (answer: CotEvent) => Uint8Array): boolean {
    const { uid, type, lat, lon, timeMs, startMs, staleMs } = event;
    if (uid === '' || type === '') return this.#wrong('schema', 'an event without uid or type', bytes);
    if (uid.length > MAX_UID) return this.#wrong('schema', `a uid of more than ${MAX_UID} characters`, bytes);
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180))
      return this.#wrong('schema', 'a position that is not on earth', bytes);
    if (![timeMs, startMs, staleMs].every((ms) => Math.abs(ms) <= LATEST_MS))
      return this.#wrong('schema', 'a time that no calendar has', bytes);
    this.#sink?.message();
    this.#seen?.(event);
    const frame = this.#frame;
    const observation = frame && (replyOf(event, frame) ?? this.#units.observe(event, frame));
    if (observation !== undefined) this.#sink?.observation(observation);
    if (type === PING && frame !== undefined && isLink(frame) && !this.#isAnswered) {
      this.#isAnswered = true;
      this.#sink?.reply(this.#connection, encode(answerTo(event, frame.receivedMs)));
    }
    return true;
  }

  #wrong(kind: FaultKind, detail: string, bytes: Uint8Array): false {
    this.fault(kind, detail, printable(bytes, 0, bytes.length));
    return false;
  }

  fault(kind: FaultKind, detail: string, sample: string): void {
    this.#sink?.fault({ kind, detail, sample });
  }

  cutOff(reason: string): void {
    if (!this.#isCut) this.#sink?.cutOff(this.#connection, reason);
    this.#isCut = true;
  }
}

/** A device asks whether we live; without an answer it connects anew every half minute. */
const PING = 't-x-c-t';
const PONG = 't-x-c-t-r';
const ANSWER_STALE_MS = 20_000;

/** Somebody is there who waits for an answer: no datagram, no topic, no recording. */
const isLink = ({ nature, datagram, topic }: Frame): boolean =>
  nature === Nature.real && datagram === undefined && topic === undefined;

const answerTo = (ping: CotEvent, nowMs: number): CotEvent => ({
  ...ping,
  uid: `${OWN_UID}answer`,
  type: PONG,
  timeMs: nowMs,
  startMs: nowMs,
  staleMs: nowMs + ANSWER_STALE_MS,
  detail: [],
});

const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

/**
 * Text became replacement characters that the sender did not write. A message that was cut short takes what follows
 * it into its last text, header and all; no header is UTF-8.
 */
const isTorn = (event: CotEvent, bytes: Uint8Array): boolean =>
  JSON.stringify(event).includes(REPLACEMENT) && !Buffer.from(bytes).includes(REPLACEMENT_BYTES);
