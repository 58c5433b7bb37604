/** Bytes of one connection, split at any place, as XML documents and TAK messages in any mixture. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import { printable } from '../nmea/ascii.ts';
import { DocumentScan } from './scan.ts';
import { MAGIC } from './tak.ts';
import { takFrame } from './takframe.ts';
import { MAX_DEPTH } from './xml.ts';

/** A longer event is not waited for; drawings of thousands of corners stay below. */
export const MAX_EVENT_BYTES = 262_144;
/** A message that was none may have been a header found in noise: its bytes are looked through again so many times. */
const MAX_SECOND_LOOKS = 16;

export interface CotFrameSink {
  /** False: it was no document. */
  document(bytes: Uint8Array): boolean;
  /** Without its header. False: it was no message. */
  message(bytes: Uint8Array): boolean;
  fault(kind: FaultKind, detail: string, sample: string): void;
  cutOff(reason: string): void;
}

const LESS = 0x3c;
const NOTHING = Buffer.alloc(0);

/** What a connection's bytes left: the beginning of an event, at most {@link MAX_EVENT_BYTES} and one read. */
export class CotStream {
  readonly #scan = new DocumentScan(MAX_DEPTH);
  #held = NOTHING;
  #length = 0;
  /** Of the held bytes, how many the scan has seen; 0 while no document is open. */
  #scanned = 0;
  /** Noise came, and nothing since. */
  #lost = false;
  /** Events and pieces of noise that are behind us. */
  finished = 0;
  #secondLooks = 0;

  /** Memory that it takes. */
  get heldBytes(): number {
    return this.#held.length;
  }

  /** An event has begun and is not whole. */
  get waits(): boolean {
    return this.#length > 0;
  }

  /** Nothing is kept and nothing is to be remembered. */
  get idle(): boolean {
    return this.#length === 0 && !this.#lost;
  }

  /** @param whole the bytes are all there will be: what is unfinished at their end is a fault */
  push(bytes: Uint8Array, whole: boolean, sink: CotFrameSink): void {
    const fresh = this.#length === 0;
    const view = fresh ? bytes : this.#append(bytes);
    const used = this.#read(view, whole, sink);
    if (!whole) {
      this.#keep(view.subarray(used), fresh);
      return;
    }
    if (used < view.length) unfinished(view, used, sink);
    this.#keep(NOTHING, true);
    this.#lost = false;
  }

  #append(bytes: Uint8Array): Uint8Array {
    const length = this.#length + bytes.length;
    if (length > this.#held.length) {
      const grown = Buffer.alloc(Math.max(length, this.#held.length * 2));
      grown.set(this.#held.subarray(0, this.#length));
      this.#held = grown;
    }
    this.#held.set(bytes, this.#length);
    return this.#held.subarray(0, length);
  }

  /** @param fresh the rest lies in bytes that are not ours */
  #keep(rest: Uint8Array, fresh: boolean): void {
    this.#length = rest.length;
    if (rest.length === 0) this.#scanned = 0;
    if (fresh || rest.length * 4 < this.#held.length) this.#held = Buffer.from(rest);
    else this.#held.set(rest);
  }

  /** How many bytes were used up. */
  #read(view: Uint8Array, whole: boolean, sink: CotFrameSink): number {
    let at = 0;
    while (at < view.length) {
      const byte = view[at]!;
      let next: number | undefined;
      if (byte === LESS) next = this.#document(view, at, sink);
      else if (byte === MAGIC) next = this.#message(view, at, whole, sink);
      else if (byte <= 0x20) next = at + 1;
      else next = this.#noise(view, at, 'bytes between events', sink);
      if (next === undefined) return at;
      if (byte > 0x20) this.finished++;
      at = next;
    }
    return at;
  }

  /** What begins with `<`: the place behind it, or undefined while it is not all there. */
  #document(view: Uint8Array, start: number, sink: CotFrameSink): number | undefined {
    const scan = this.#scan;
    if (this.#scanned === 0) scan.reset();
    for (let at = start + this.#scanned; at < view.length; at++) {
      const scanned = scan.take(view[at]!);
      if (scanned === 'more') {
        if (at - start < MAX_EVENT_BYTES) continue;
        this.#scanned = 0;
        return this.#hostile(
          view,
          start,
          at,
          'too-long',
          `an event of more than ${MAX_EVENT_BYTES} bytes`,
          sink,
        );
      }
      this.#scanned = 0;
      if (scanned === 'hostile') return this.#hostile(view, start, at, 'protocol', scan.reason, sink);
      if (scanned === 'done') {
        this.#lost = !sink.document(view.subarray(start, at + 1));
        this.#secondLooks = 0;
        return at + 1;
      }
      sink.fault('incomplete', scan.reason, printable(view, start, at + 1));
      this.#lost = true;
      // never back to where this document began
      return Math.max(start + 1, at + 1 - scan.back);
    }
    this.#scanned = view.length - start;
    return undefined;
  }

  #message(view: Uint8Array, at: number, whole: boolean, sink: CotFrameSink): number | undefined {
    const frame = takFrame(view, at, view.length, whole);
    if (frame.kind === 'more') {
      if (!whole) return undefined;
      // what is missing will not come; behind a header found in noise there may be an event
      if (!this.#lost) unfinished(view, at, sink);
      this.#lost = true;
      return at + 1;
    }
    if (frame.kind === 'noise') return this.#noise(view, at, 'no TAK message behind its first byte', sink);
    if (frame.kind === 'huge') {
      if (this.#lost) return at + 1;
      return this.#hostile(view, at, at, 'too-long', 'a TAK message longer than any may be', sink);
    }
    if (frame.from === frame.to || sink.message(view.subarray(frame.from, frame.to))) {
      this.#lost = false;
      this.#secondLooks = 0;
      return frame.to;
    }
    this.#lost = true;
    if (++this.#secondLooks <= MAX_SECOND_LOOKS) return at + 1;
    this.#secondLooks = 0;
    return frame.to;
  }

  #noise(view: Uint8Array, from: number, detail: string, sink: CotFrameSink): number {
    let at = from + 1;
    while (at < view.length && view[at] !== LESS && view[at] !== MAGIC) at++;
    if (!this.#lost) sink.fault('not-a-sentence', detail, printable(view, from, at));
    this.#lost = true;
    return at;
  }

  #hostile(
    view: Uint8Array,
    start: number,
    at: number,
    kind: FaultKind,
    reason: string,
    sink: CotFrameSink,
  ): number {
    sink.fault(kind, reason, printable(view, start, at + 1));
    sink.cutOff(reason);
    this.#lost = true;
    return at + 1;
  }
}

const unfinished = (view: Uint8Array, at: number, sink: CotFrameSink): void =>
  sink.fault('incomplete', 'an event that does not end', printable(view, at, view.length));
