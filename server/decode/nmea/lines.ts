/** Bytes of any number of connections, split at any place, as lines. */

/**
 * Longer than any sentence with its tag blocks and suffix (IEC 61162-1 allows 82 characters a sentence, a tag block
 * as many again; some receivers write more). A longer line is skipped without being kept.
 */
export const MAX_LINE_BYTES = 1024;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
/** Bytes looked at in one go. */
const SLICE_BYTES = 64 * 1024;

export interface LineSink {
  /** A line without its end, never empty: `bytes[start … end)`, valid during the call. */
  line(bytes: Uint8Array, start: number, end: number): void;
  /** The beginning of a line that was too long, and was skipped. */
  tooLong(bytes: Uint8Array, start: number, end: number): void;
}

/** What a connection's last bytes left: the beginning of a line, at most {@link MAX_LINE_BYTES}. */
export class Unfinished {
  readonly bytes = Buffer.alloc(MAX_LINE_BYTES);
  length = 0;
  /** The line was too long already; the rest of it is passed over. */
  skipping = false;
}

/** Lines end with CR, LF or both. */
export class LineSplitter {
  // all bytes pass through this one array: what reads them meets one kind of array, and none is kept by mistake
  readonly #work = Buffer.alloc(MAX_LINE_BYTES + SLICE_BYTES);

  push(bytes: Uint8Array, unfinished: Unfinished, sink: LineSink): void {
    for (let at = 0; at < bytes.length; at += SLICE_BYTES)
      this.#slice(bytes.subarray(at, at + SLICE_BYTES), unfinished, sink);
  }

  /** The connection ended: what is unfinished is its last line. */
  flush(unfinished: Unfinished, sink: LineSink): void {
    if (unfinished.length > 0) sink.line(unfinished.bytes, 0, unfinished.length);
    unfinished.length = 0;
    unfinished.skipping = false;
  }

  #slice(bytes: Uint8Array, unfinished: Unfinished, sink: LineSink): void {
    const work = this.#work;
    const end = unfinished.length + bytes.length;
    work.set(unfinished.bytes.subarray(0, unfinished.length));
    work.set(bytes, unfinished.length);
    // what was unfinished has no line end in it
    const isNew = unfinished.length;
    unfinished.length = 0;
    let start = 0;
    let feed = indexOrEnd(work, LINE_FEED, isNew, end);
    let carriage = indexOrEnd(work, CARRIAGE_RETURN, isNew, end);
    for (let stop = Math.min(feed, carriage); stop < end; stop = Math.min(feed, carriage)) {
      if (unfinished.skipping) unfinished.skipping = false;
      else if (stop - start > MAX_LINE_BYTES) sink.tooLong(work, start, start + MAX_LINE_BYTES);
      else if (stop > start) sink.line(work, start, stop);
      start = stop + 1;
      if (stop === feed) feed = indexOrEnd(work, LINE_FEED, start, end);
      else carriage = indexOrEnd(work, CARRIAGE_RETURN, start, end);
    }
    this.#keep(start, end, unfinished, sink);
  }

  #keep(start: number, end: number, unfinished: Unfinished, sink: LineSink): void {
    if (unfinished.skipping) return;
    if (end - start > MAX_LINE_BYTES) {
      sink.tooLong(this.#work, start, start + MAX_LINE_BYTES);
      unfinished.skipping = true;
      return;
    }
    unfinished.bytes.set(this.#work.subarray(start, end));
    unfinished.length = end - start;
  }
}

/** Where the byte next is, or a place at or after `end`. */
function indexOrEnd(bytes: Buffer, byte: number, from: number, end: number): number {
  const index = bytes.indexOf(byte, from);
  return index < 0 ? end : index;
}
