/** Bytes of one connection, split at any place, as lines. */

/**
 * Longer than any sentence with its tag blocks and suffix (IEC 61162-1 allows 82 characters a sentence, a tag block
 * as many again; some receivers write more). A longer line is skipped without being kept.
 */
export const MAX_LINE_BYTES = 1024;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export interface LineSink {
  /** A line without its end, never empty: `bytes[start … end)`, valid during the call. */
  line(bytes: Uint8Array, start: number, end: number): void;
  /** The beginning of a line that was too long, and was skipped. */
  tooLong(bytes: Uint8Array, start: number, end: number): void;
}

/** Keeps at most {@link MAX_LINE_BYTES} bytes of an unfinished line. Lines end with CR, LF or both. */
export class LineSplitter {
  readonly #held = new Uint8Array(MAX_LINE_BYTES);
  #heldLength = 0;
  #skipping = false;

  push(bytes: Uint8Array, sink: LineSink): void {
    const length = bytes.length;
    let start = 0;
    for (let i = 0; i < length; i++) {
      const byte = bytes[i]!;
      if (byte !== LINE_FEED && byte !== CARRIAGE_RETURN) continue;
      this.#end(bytes, start, i, sink);
      start = i + 1;
    }
    this.#hold(bytes, start, length, sink);
  }

  /** The connection ended: what is unfinished is its last line. */
  flush(sink: LineSink): void {
    this.#end(this.#held, 0, 0, sink);
  }

  #end(bytes: Uint8Array, start: number, end: number, sink: LineSink): void {
    if (this.#skipping) this.#skipping = false;
    else if (this.#heldLength > 0) {
      if (this.#hold(bytes, start, end, sink)) sink.line(this.#held, 0, this.#heldLength);
      this.#heldLength = 0;
      this.#skipping = false;
    } else if (end - start > MAX_LINE_BYTES) sink.tooLong(bytes, start, start + MAX_LINE_BYTES);
    else if (end > start) sink.line(bytes, start, end);
  }

  /** Keeps the beginning of a line for the next bytes; false when the line became too long. */
  #hold(bytes: Uint8Array, start: number, end: number, sink: LineSink): boolean {
    if (this.#skipping || end === start) return !this.#skipping;
    const room = MAX_LINE_BYTES - this.#heldLength;
    const length = Math.min(room, end - start);
    this.#held.set(bytes.subarray(start, start + length), this.#heldLength);
    this.#heldLength += length;
    if (end - start <= room) return true;
    sink.tooLong(this.#held, 0, this.#heldLength);
    this.#heldLength = 0;
    this.#skipping = true;
    return false;
  }
}
