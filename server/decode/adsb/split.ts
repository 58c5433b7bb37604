/** Bytes of one connection, split at any place, as BaseStation lines and JSON objects in any mixture. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import { printable } from '../nmea/ascii.ts';

/** Longer than any line of the format. */
export const MAX_LINE_BYTES = 1024;
/** `aircraft.json` of about 8,000 aircraft; a longer object is not waited for. */
export const MAX_OBJECT_BYTES = 4_194_304;

export interface AdsbSplitSink {
  /** A line without its end. */
  line(bytes: Uint8Array): void;
  /** From `{` to the `}` that belongs to it. */
  object(bytes: Uint8Array): void;
  /** An object's beginning, up to where it cannot go on. */
  torn(bytes: Uint8Array): void;
  fault(kind: FaultKind, detail: string, sample: string): void;
}

const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const NEWLINE = 0x0a;
const NOTHING = Buffer.alloc(0);
const isLineEnd = (byte: number): boolean => byte === NEWLINE || byte === 0x0d;

type Inside = 'nothing' | 'line' | 'skipped' | 'object';

/** Keeps what is unfinished: a line's or an object's beginning, within the bounds above. */
export class AdsbSplitter {
  #inside: Inside = 'nothing';
  #held = NOTHING;
  #length = 0;
  /** Of an object: open braces, whether within a text, behind a backslash, and the last byte that was no blank. */
  #depth = 0;
  #text = false;
  #escaped = false;
  #last = 0;

  get heldBytes(): number {
    return this.#held.length;
  }

  push(bytes: Uint8Array, sink: AdsbSplitSink): void {
    // where what is unfinished begins in these bytes; before them, it is held
    let start = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (this.#inside === 'nothing') {
        if (byte <= 0x20) continue;
        start = at;
        this.#begin(byte === OPEN ? 'object' : 'line');
      } else if (this.#inside === 'object') {
        const went = this.#take(byte);
        if (went === 'more') {
          if (this.#length + at - start < MAX_OBJECT_BYTES) continue;
          this.#drop('too-long', `an object of more than ${MAX_OBJECT_BYTES} bytes`, bytes, start, at, sink);
        } else if (went === 'done') {
          sink.object(this.#whole(bytes, start, at + 1));
          this.#begin('nothing');
        } else {
          sink.torn(this.#whole(bytes, start, at));
          this.#begin('skipped');
          if (byte === OPEN) {
            start = at;
            this.#begin('object');
          } else if (isLineEnd(byte)) this.#begin('nothing');
        }
      } else if (isLineEnd(byte)) {
        if (this.#inside === 'line') sink.line(this.#whole(bytes, start, at));
        this.#begin('nothing');
      } else if (this.#inside === 'line' && this.#length + at - start >= MAX_LINE_BYTES)
        this.#drop('too-long', `a line of more than ${MAX_LINE_BYTES} bytes`, bytes, start, at, sink);
    }
    if (this.#inside === 'line' || this.#inside === 'object') this.#keep(bytes.subarray(start));
  }

  /** The bytes ended: a line is whole then, an object is not. */
  end(sink: AdsbSplitSink): void {
    const held = this.#held.subarray(0, this.#length);
    if (this.#inside === 'line') sink.line(held);
    if (this.#inside === 'object') sink.torn(held);
    this.#begin('nothing');
  }

  #begin(inside: Inside): void {
    this.#inside = inside;
    this.#held = NOTHING;
    this.#length = 0;
    this.#depth = inside === 'object' ? 1 : 0;
    this.#text = false;
    this.#escaped = false;
    this.#last = OPEN;
  }

  /** `broken`: no JSON has this byte here, so that one lost brace or quote does not take all that follows. */
  #take(byte: number): 'more' | 'done' | 'broken' {
    if (this.#text) {
      if (byte < 0x20) return 'broken';
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) {
        this.#text = false;
        this.#last = byte;
      }
      return 'more';
    }
    if (byte <= 0x20) return 'more';
    if (byte === OPEN) {
      const fits = this.#last === COLON || this.#last === COMMA || this.#last === OPEN_LIST;
      if (!fits) return 'broken';
      this.#depth++;
    } else if (byte === QUOTE) this.#text = true;
    else if (byte === CLOSE && --this.#depth === 0) return 'done';
    this.#last = byte;
    return 'more';
  }

  #drop(
    kind: FaultKind,
    detail: string,
    bytes: Uint8Array,
    start: number,
    at: number,
    sink: AdsbSplitSink,
  ): void {
    const dropped = this.#length > 0 ? this.#held.subarray(0, this.#length) : bytes.subarray(start, at);
    sink.fault(kind, detail, printable(dropped, 0, dropped.length));
    this.#begin('skipped');
  }

  #whole(bytes: Uint8Array, start: number, end: number): Uint8Array {
    if (this.#length === 0) return bytes.subarray(start, end);
    this.#keep(bytes.subarray(start, end));
    return this.#held.subarray(0, this.#length);
  }

  #keep(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#held.length) {
      const grown = Buffer.alloc(Math.max(length, this.#held.length * 2, 256));
      grown.set(this.#held.subarray(0, this.#length));
      this.#held = grown;
    }
    this.#held.set(bytes, this.#length);
    this.#length = length;
  }
}
