/** The stream of one connection cut into messages: four bytes of length, little-endian, then the message. */
import { HEADER_BYTES } from './encode.ts';

/** The longest message that is taken. Registrations of rich nodes are some 20 KiB; detections are under 1 KiB. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

/** How much of a message must be seen to tell that it may be one: length, timestamp and the tag after it. */
const PLAUSIBLE_BYTES = HEADER_BYTES + 2 + 24 + 1;
/**
 * While framing is lost, bytes read in vain as messages may be this many times those that came; beyond that only short
 * candidates are tried, so that nobody can make us read the same bytes over and over.
 */
const VAIN_FACTOR = 8;
const VAIN_ALLOWANCE = MAX_MESSAGE_BYTES;
const SHORT_BYTES = 1024;
const ROOM_KEPT_BYTES = 4096;
const TIMESTAMP_TAG = 0x0a;
const NODE_ID_TAG = 0x12;

export interface FramingSink {
  /** One message without its length, valid during the call. False: it is none, so the framing may be lost. */
  body(bytes: Uint8Array): boolean;
  /** What follows a length does not begin as a message does: what comes is searched for the next. */
  garbled(bytes: Uint8Array): void;
  /** The length cannot be: framing is lost until something plausible comes. */
  broken(reason: string): void;
}

/**
 * Keeps what is unfinished: at most {@link MAX_MESSAGE_BYTES} and a header. Memory grows with what came, never with
 * what a length promises. After bytes that are no message it looks for the next that may be one.
 */
export class Framing {
  #kept = new Uint8Array(0);
  #length = 0;
  #lost = false;
  #came = 0;
  #vain = 0;

  /** Bytes that wait for the rest of their message. */
  get waiting(): number {
    return this.#length;
  }

  /** No message follows upon the last one: what comes is searched for the next. */
  get lost(): boolean {
    return this.#lost;
  }

  push(bytes: Uint8Array, sink: FramingSink): void {
    this.#came += bytes.length;
    if (this.#length === 0) {
      this.#keep(bytes, this.#read(bytes, sink));
      return;
    }
    // What waits and what came are read as one; in slices, so that nothing outgrows the bound.
    for (let at = 0; at < bytes.length; ) {
      const room = HEADER_BYTES + MAX_MESSAGE_BYTES - this.#length;
      const slice = bytes.subarray(at, at + room);
      at += slice.length;
      this.#append(slice);
      const whole = this.#kept.subarray(0, this.#length);
      const read = this.#read(whole, sink);
      if (read > 0) this.#kept.copyWithin(0, read, this.#length);
      this.#length -= read;
      if (this.#length === 0) {
        // A connection that once sent a long message does not keep its room for ever.
        if (this.#kept.length > ROOM_KEPT_BYTES) this.#kept = new Uint8Array(0);
        const rest = bytes.subarray(at);
        this.#keep(rest, this.#read(rest, sink));
        return;
      }
    }
  }

  /** Nothing more comes: what waits is searched for messages behind a length that promised too much. */
  finish(sink: FramingSink): void {
    let at = 0;
    while (at < this.#length) {
      this.#lost = true;
      at++;
      at += this.#read(this.#kept.subarray(at, this.#length), sink);
    }
  }

  /** What waits is no message's beginning after all. */
  clear(): void {
    this.#kept = new Uint8Array(0);
    this.#length = 0;
    this.#lost = true;
  }

  /** Reads whole messages; how many bytes are done with. At most a header and a longest message stay. */
  #read(bytes: Uint8Array, sink: FramingSink): number {
    let at = 0;
    while (at < bytes.length) {
      if (this.#lost) {
        const tired = this.#vain > VAIN_ALLOWANCE + VAIN_FACTOR * this.#came;
        const found = nextPlausible(bytes, at, tired ? SHORT_BYTES : MAX_MESSAGE_BYTES);
        at = found.at;
        if (!found.sure) return at;
      }
      if (bytes.length - at < HEADER_BYTES) return at;
      const length = lengthAt(bytes, at);
      if (length === 0 || length > MAX_MESSAGE_BYTES) {
        this.#lost = true;
        at++;
        sink.broken(
          length === 0 ? 'a message of length 0' : `a message of ${length} bytes, over ${MAX_MESSAGE_BYTES}`,
        );
        continue;
      }
      if (!this.#lost && bytes.length - at > HEADER_BYTES && !beginsMessage(bytes[at + HEADER_BYTES]!)) {
        this.#lost = true;
        sink.garbled(bytes.subarray(at, at + HEADER_BYTES + length));
        at++;
        continue;
      }
      if (bytes.length - at < HEADER_BYTES + length) return at;
      const good = sink.body(bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length));
      this.#lost = !good;
      if (!good) this.#vain += length;
      at += good ? HEADER_BYTES + length : 1;
    }
    return at;
  }

  #keep(bytes: Uint8Array, read: number): void {
    if (read < bytes.length) this.#append(bytes.subarray(read));
  }

  #append(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#kept.length) {
      const grown = new Uint8Array(Math.max(needed, Math.min(2 * needed, HEADER_BYTES + MAX_MESSAGE_BYTES)));
      grown.set(this.#kept.subarray(0, this.#length));
      this.#kept = grown;
    }
    this.#kept.set(bytes, this.#length);
    this.#length = needed;
  }
}

/** The envelope's fields are 1 to 13, each with a length of its own. */
const beginsMessage = (tag: number): boolean => (tag & 7) === 2 && tag >= 0x0a && tag <= 0x6a;

const lengthAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;

/** The first place from `at` where a message may begin; not sure when the bytes end before that can be told. */
function nextPlausible(
  bytes: Uint8Array,
  from: number,
  longest: number,
): { readonly at: number; readonly sure: boolean } {
  let at = from;
  for (; at < bytes.length; at++) {
    const left = bytes.length - at;
    if (left < HEADER_BYTES + 2) return { at, sure: false };
    const length = lengthAt(bytes, at);
    if (length < 2 || length > longest) continue;
    const tag = bytes[at + HEADER_BYTES]!;
    const inner = bytes[at + HEADER_BYTES + 1]!;
    // The envelope begins with its timestamp (at most two numbers long) or, without one, with the node's id.
    if (tag === NODE_ID_TAG && inner > 0 && inner <= 64 && inner < length) return { at, sure: true };
    if (tag !== TIMESTAMP_TAG || inner > 24 || inner + 3 > length) continue;
    if (left < PLAUSIBLE_BYTES && left < HEADER_BYTES + inner + 3) return { at, sure: false };
    if (bytes[at + HEADER_BYTES + 2 + inner] === NODE_ID_TAG) return { at, sure: true };
  }
  return { at, sure: true };
}
