/** Bytes of datagrams and streams to data blocks and their records; see `BlockReader`. */
import type { FaultKind } from '../../../proto/domain/frame.ts';
import type { CategoryTable } from './layout.ts';
import type { Patience } from './patience.ts';
import { RecordReader } from './reader.ts';
import type { AsterixRecord } from './record.ts';

export interface BlockSink {
  /** A record of a block that is sound as a whole; `bytes` are its own and valid during the call only. */
  record(category: number, record: AsterixRecord, bytes: Uint8Array): void;
  fault(kind: FaultKind, detail: string, at: Uint8Array): void;
}

/** How far a stream is read, and in what state. */
export interface Place {
  /** The next byte is not known to start a block. */
  readonly lost: boolean;
  /** Lost, but so many bytes on a block should start, if what was not understood was a block. */
  readonly landing?: number | undefined;
}

/** What a stream is to keep. */
export interface Rest extends Place {
  /** What comes before is done with. */
  readonly at: number;
  /** So many bytes from `at` on are needed before another try makes sense. */
  readonly needed: number;
}

const HEADER_BYTES = 3;
/** The shortest block: a header and one octet of field specification. */
const MIN_BLOCK_BYTES = 4;
/** Blocks on a stream that are waited for on the word of their length alone; longer ones must look sound so far. */
const TRUSTED_BYTES = 4096;
/** The categories that EUROCONTROL has given out: others in a stream are garbage. */
const ASSIGNED = new Set([
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 30, 31, 32, 33, 34, 48, 62, 63,
  65, 129, 150, 204, 205, 238, 239, 240, 241, 244, 246, 247, 248, 249, 250, 251, 252, 253, 255,
]);

/** Values out of range that are told of one block. */
const MAX_DOUBTS = 16;

type Verdict = 'sound' | 'short' | 'bad';

/**
 * Reads data blocks. A block counts only as a whole: each of its records sound and the last ending where the block
 * ends. Blocks of categories without a table are skipped by their length, each an `unsupported` fault.
 */
export class BlockReader {
  readonly #tables: ReadonlyMap<number, CategoryTable>;
  readonly #reader = new RecordReader();
  #problem = '';
  #records: { readonly record: AsterixRecord; readonly start: number; readonly end: number }[] = [];
  #doubts: string[] = [];
  /** Bytes of the last block judged that were read before the verdict. */
  #judged = 0;

  constructor(tables: ReadonlyMap<number, CategoryTable>) {
    this.#tables = tables;
  }

  /** A whole datagram. What follows a block that cannot be is lost. */
  datagram(bytes: Uint8Array, sink: BlockSink): void {
    let at = 0;
    while (at < bytes.length) {
      const length = at + HEADER_BYTES <= bytes.length ? lengthAt(bytes, at) : 0;
      if (length < MIN_BLOCK_BYTES || at + length > bytes.length) {
        const wrong =
          length < MIN_BLOCK_BYTES ? 'no data block' : 'a data block that ends after its datagram';
        sink.fault('format', wrong, bytes.subarray(at));
        return;
      }
      this.#whole(bytes, at, length, sink);
      at += length;
    }
  }

  /**
   * The blocks of a stream's bytes, which begin at `place`; `ended`: nothing will follow. What cannot be read is searched
   * byte by byte for the next block of a known category that is sound as a whole; without one before its own end, the
   * length of what could not be read is believed after all. Where `patience` is over, the search passes over what it
   * has not the time to try.
   */
  stream(bytes: Uint8Array, place: Place, ended: boolean, patience: Patience, sink: BlockSink): Rest {
    let at = 0;
    let { lost, landing } = place;
    while (at < bytes.length) {
      const landed = lost && landing === at;
      const step =
        lost && !landed
          ? this.#hunt(bytes, at, ended, patience, sink)
          : this.#follow(bytes, at, landed, ended, sink);
      if ('needed' in step)
        return { at, lost, landing: landing === undefined ? undefined : landing - at, needed: step.needed };
      lost = step.lost;
      if (!lost || landed) landing = undefined;
      if (step.length !== undefined) landing = at + step.length;
      at += step.bytes;
    }
    return { at, lost, landing: landing === undefined ? undefined : landing - at, needed: 1 };
  }

  /** At a place where a block should start. */
  #follow(bytes: Uint8Array, at: number, landed: boolean, ended: boolean, sink: BlockSink): Step {
    const left = bytes.length - at;
    if (left < HEADER_BYTES && !ended) return { needed: HEADER_BYTES };
    const length = left < HEADER_BYTES ? 0 : lengthAt(bytes, at);
    const rest = bytes.subarray(at);
    if (!ASSIGNED.has(bytes[at]!) || length < MIN_BLOCK_BYTES) {
      // the garbage before was told already
      if (!landed) sink.fault('format', 'no data block', rest);
      return LOST;
    }
    if (!this.#tables.has(bytes[at]!)) {
      sink.fault('unsupported', `category ${bytes[at]}`, rest);
      return { ...LOST, length };
    }
    if (left < length && length <= TRUSTED_BYTES && !ended) return { needed: length };
    const verdict = this.#judge(bytes, at, length);
    if (verdict === 'short' && !ended) return { needed: Math.min(length, left * 2) };
    if (verdict === 'sound') {
      this.#deliver(bytes, at, length, sink);
      return { bytes: length, lost: false };
    }
    if (verdict === 'short') sink.fault('incomplete', 'a data block without its end', rest);
    else sink.fault('edition', this.#problem, rest);
    return { ...LOST, length };
  }

  #hunt(bytes: Uint8Array, at: number, ended: boolean, patience: Patience, sink: BlockSink): Step {
    if (!this.#tables.has(bytes[at]!) || patience.isOver) return LOST;
    const left = bytes.length - at;
    if (left < HEADER_BYTES) return ended ? LOST : { needed: HEADER_BYTES };
    const length = lengthAt(bytes, at);
    if (length < MIN_BLOCK_BYTES) return LOST;
    const verdict = this.#judge(bytes, at, length);
    if (verdict !== 'sound') patience.readInVain(this.#judged);
    if (verdict === 'short' && !ended) return { needed: Math.min(length, left * 2) };
    if (verdict !== 'sound') return LOST;
    this.#deliver(bytes, at, length, sink);
    return { bytes: length, lost: false };
  }

  /** A block whose bounds are known: its records, or the fault that it is. */
  #whole(bytes: Uint8Array, at: number, length: number, sink: BlockSink): void {
    const category = bytes[at]!;
    const block = bytes.subarray(at, at + length);
    if (!this.#tables.has(category)) sink.fault('unsupported', `category ${category}`, block);
    else if (this.#judge(bytes, at, length) === 'sound') this.#deliver(bytes, at, length, sink);
    else sink.fault('edition', this.#problem, block);
  }

  /** Whether the bytes are a block of its category's table, or the beginning of one. */
  #judge(bytes: Uint8Array, at: number, length: number): Verdict {
    const table = this.#tables.get(bytes[at]!);
    if (table === undefined) return 'bad';
    this.#records = [];
    this.#doubts = [];
    const end = at + length;
    const there = Math.min(end, bytes.length);
    for (let start = at + HEADER_BYTES; start < end; ) {
      const record = this.#reader.read(table, bytes, start, there);
      this.#judged = this.#reader.end - at;
      if (record === undefined) {
        if (this.#reader.problem === undefined && there < end) return 'short';
        this.#problem = this.#reader.problem ?? 'the last record goes on after the end of its data block';
        this.#problem += ` (edition ${table.edition})`;
        return 'bad';
      }
      this.#records.push({ record, start, end: this.#reader.end });
      this.#doubts.push(...this.#reader.doubts.slice(0, MAX_DOUBTS - this.#doubts.length));
      start = this.#reader.end;
    }
    return 'sound';
  }

  #deliver(bytes: Uint8Array, at: number, length: number, sink: BlockSink): void {
    const category = bytes[at]!;
    for (const doubt of this.#doubts) sink.fault('payload', doubt, bytes.subarray(at, at + length));
    for (const { record, start, end } of this.#records)
      sink.record(category, record, bytes.subarray(start, end));
  }
}

/** So many bytes on, with the length that was not believed; or so many bytes are needed from here to tell. */
type Step =
  | { readonly bytes: number; readonly lost: boolean; readonly length?: number }
  | { readonly needed: number };
const LOST = { bytes: 1, lost: true } as const;

const lengthAt = (bytes: Uint8Array, at: number): number => (bytes[at + 1]! << 8) | bytes[at + 2]!;
