/** Messages between two processes over a stream of bytes: u32 little-endian length, then so many bytes. */
import type { Writable } from 'node:stream';

/** A message's length stands before it in so many bytes. */
export const LENGTH_BYTES = 4;
/** No message is longer, unless both sides say so. */
export const LONGEST_MESSAGE = 16 << 20;
/** So much may wait to be read by the other side, and no more is taken. */
export const MOST_WAITING = 8 << 20;

export interface PipeReaderOptions {
  /** Bytes; {@link LONGEST_MESSAGE} where absent. */
  readonly longest?: number;
  /** A view of what was read, which is not written to again. */
  readonly onMessage: (bytes: Uint8Array) => void;
  /** A length beyond the bound: nothing after it can be read. Told once; what comes then is dropped. */
  readonly onBroken: (what: string) => void;
}

/** Cuts what comes into messages. Holds one unfinished message at most. */
export class PipeReader {
  readonly #options: PipeReaderOptions;
  readonly #longest: number;
  readonly #head = new Uint8Array(LENGTH_BYTES);
  #headBytes = 0;
  /** The message that is being read; undefined: its length is not known yet. */
  #body: Uint8Array | undefined;
  #bodyBytes = 0;
  #isBroken = false;

  constructor(options: PipeReaderOptions) {
    this.#options = options;
    this.#longest = options.longest ?? LONGEST_MESSAGE;
  }

  /** A message has begun and is not whole. */
  get isWithin(): boolean {
    return this.#headBytes > 0;
  }

  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && !this.#isBroken) {
      if (this.#body) at = this.#fill(this.#body, chunk, at);
      else if (this.#headBytes === 0 && at + LENGTH_BYTES <= chunk.length)
        at = this.#begin(lengthAt(chunk, at), chunk, at + LENGTH_BYTES);
      else at = this.#fillHead(chunk, at);
    }
  }

  #fillHead(chunk: Uint8Array, from: number): number {
    const until = Math.min(chunk.length, from + LENGTH_BYTES - this.#headBytes);
    this.#head.set(chunk.subarray(from, until), this.#headBytes);
    this.#headBytes += until - from;
    return this.#headBytes < LENGTH_BYTES ? until : this.#begin(lengthAt(this.#head, 0), chunk, until);
  }

  #begin(length: number, chunk: Uint8Array, from: number): number {
    if (length > this.#longest) {
      this.#isBroken = true;
      this.#options.onBroken(`a message of ${length} bytes: at most ${this.#longest} are taken`);
      return chunk.length;
    }
    if (from + length <= chunk.length) {
      this.#headBytes = 0;
      this.#options.onMessage(chunk.subarray(from, from + length));
      return from + length;
    }
    this.#headBytes = LENGTH_BYTES;
    this.#body = new Uint8Array(length);
    this.#bodyBytes = 0;
    return from;
  }

  #fill(body: Uint8Array, chunk: Uint8Array, from: number): number {
    const until = Math.min(chunk.length, from + body.length - this.#bodyBytes);
    body.set(chunk.subarray(from, until), this.#bodyBytes);
    this.#bodyBytes += until - from;
    if (this.#bodyBytes < body.length) return until;
    this.#body = undefined;
    this.#headBytes = 0;
    this.#options.onMessage(body);
    return until;
  }
}

/** Frames messages onto a stream. The bytes are the stream's until it has written them: they must not change. */
export class PipeWriter {
  readonly #stream: Writable;
  readonly #mostWaiting: number;

  constructor(stream: Writable, mostWaiting = MOST_WAITING) {
    this.#stream = stream;
    this.#mostWaiting = mostWaiting;
  }

  /** Bytes that the other side has not taken yet. */
  get waitingBytes(): number {
    return this.#stream.writableLength;
  }

  /** False: not taken, because the stream is closed, or too much waits already (one message is taken whatever its size). */
  send(bytes: Uint8Array): boolean {
    const stream = this.#stream;
    if (!stream.writable) return false;
    const waiting = stream.writableLength;
    if (waiting > 0 && waiting + bytes.length + LENGTH_BYTES > this.#mostWaiting) return false;
    stream.cork();
    stream.write(lengthOf(bytes));
    stream.write(bytes);
    stream.uncork();
    return true;
  }
}

const lengthOf = ({ length }: Uint8Array): Uint8Array => {
  const head = new Uint8Array(LENGTH_BYTES);
  new DataView(head.buffer).setUint32(0, length, true);
  return head;
};

const lengthAt = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
