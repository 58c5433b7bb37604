/**
 * A batch as it grows, already as the bytes that travel: `ToRecorder` with one `Batch`, each entry written once. Frames,
 * which are most of all entries, are encoded here field by field (proto/record/record.proto, Protocol Buffers wire format);
 * what else there is is copied in as protobufjs encoded it.
 */
import { RETENTION_CLASSES, type RetentionClass } from '../../../proto/domain/record/retention.table.ts';

/** The longest varint of 32 bits. */
const VARINT_BYTES = 5;
const DOUBLE_BYTES = 9;
/** `ToRecorder.batch`, its length in five bytes, and its number. */
const HEAD_BYTES = 1 + VARINT_BYTES + DOUBLE_BYTES;
/** Around an entry: two tags with lengths, the class, two doubles. */
const FILED_BYTES = 2 * (1 + VARINT_BYTES) + 2 + 2 * DOUBLE_BYTES;
/** Of an entry without what it says: the number, the epoch, two times, a tag with a length. */
const ENTRY_BYTES = 3 * DOUBLE_BYTES + 2 * (1 + VARINT_BYTES);
/** Of a frame without its texts and bytes. */
const FRAME_BYTES = DOUBLE_BYTES + 7 * (1 + VARINT_BYTES);
const LEAST_BYTES = 16 << 10;
/** Feeds whose names are kept as bytes. */
const MAX_NAMES = 1024;
/** Keeps the number's place until it is given: protobufjs would not write 0 at all. */
export const NO_SEQ = 1;

export interface EntryTimes {
  readonly epoch: number;
  readonly knownMs: number;
  readonly machineMs: number;
}

/** What is kept of a frame; absent is 0, false or none. */
export interface KeptFrame {
  readonly feed: string;
  readonly connection: number;
  readonly nature?: number;
  readonly timeShiftMs?: number;
  readonly datagram?: boolean;
  readonly topic?: string;
  readonly bytes?: Uint8Array;
  readonly closed?: boolean;
}

export class BatchBuffer {
  #bytes: Buffer;
  #at = HEAD_BYTES;
  /** Where the numbers of each entry go: in the entry, and beside it. */
  #places = new Uint32Array(256);
  #entries = 0;
  readonly #names: Map<string, Buffer>;

  /** @param room bytes that it will probably need; @param names shared by all batches of a link */
  constructor(room: number, names: Map<string, Buffer>) {
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(LEAST_BYTES, room));
    this.#names = names;
  }

  get entries(): number {
    return this.#entries;
  }

  get length(): number {
    return this.#at;
  }

  /** An encoded entry, its number first. */
  add(of: RetentionClass, knownMs: number, entry: Uint8Array): void {
    const filed = this.#beginFiled(of, entry.length);
    this.#bytes.set(entry, this.#at);
    this.#at += entry.length;
    this.#endFiled(filed, knownMs, entry.length);
  }

  addFrame(of: RetentionClass, times: EntryTimes, frame: KeptFrame): void {
    const { connection, nature = 0, timeShiftMs = 0, datagram = false, topic, bytes, closed = false } = frame;
    const name = this.#nameOf(frame.feed);
    const topicBytes = topic === undefined ? undefined : Buffer.from(topic);
    const contents = name.length + (topicBytes?.length ?? 0) + (bytes?.length ?? 0);
    const filed = this.#beginFiled(of, ENTRY_BYTES + FRAME_BYTES + contents);
    const from = this.#at;
    this.#double(0x09, NO_SEQ);
    this.#number(0x10, times.epoch);
    this.#double(0x19, times.knownMs);
    this.#double(0x21, times.machineMs);
    const inner = this.#beginBytes(0x2a);
    this.#blob(0x0a, name);
    this.#number(0x10, connection);
    if (nature !== 0) this.#number(0x18, nature);
    if (timeShiftMs !== 0) this.#double(0x21, timeShiftMs);
    if (datagram) this.#number(0x28, 1);
    if (topicBytes) this.#blob(0x32, topicBytes);
    if (bytes) this.#blob(0x3a, bytes);
    if (closed) this.#number(0x40, 1);
    this.#endBytes(inner);
    this.#endFiled(filed, times.knownMs, this.#at - from);
  }

  /** Numbers its entries from `firstSeq` on; nothing is added after. */
  finish(number: number, firstSeq: number): Uint8Array {
    const bytes = this.#bytes;
    for (let i = 0; i < this.#entries; i += 1) {
      bytes.writeDoubleLE(firstSeq + i, this.#places[2 * i]!);
      bytes.writeDoubleLE(firstSeq + i, this.#places[2 * i + 1]!);
    }
    bytes[0] = 0x0a;
    this.#length(1, this.#at - 1 - VARINT_BYTES);
    bytes[1 + VARINT_BYTES] = 0x09;
    bytes.writeDoubleLE(number, 2 + VARINT_BYTES);
    return bytes.subarray(0, this.#at);
  }

  /** `Filed` up to the entry's first byte; answers where its length stands. */
  #beginFiled(of: RetentionClass, entryBytes: number): number {
    this.#reserve(FILED_BYTES + entryBytes);
    const filed = this.#beginBytes(0x12);
    const number = RETENTION_CLASSES.indexOf(of);
    if (number !== 0) this.#number(0x08, number);
    this.#bytes[this.#at] = 0x12;
    this.#at += 1 + VARINT_BYTES;
    this.#place(2 * this.#entries, this.#at + 1);
    return filed;
  }

  #endFiled(filed: number, knownMs: number, entryBytes: number): void {
    this.#length(this.#at - entryBytes - VARINT_BYTES, entryBytes);
    this.#place(2 * this.#entries + 1, this.#at + 1);
    this.#double(0x19, NO_SEQ);
    this.#double(0x21, knownMs);
    this.#endBytes(filed);
    this.#entries += 1;
  }

  #place(i: number, at: number): void {
    if (i >= this.#places.length) {
      const longer = new Uint32Array(this.#places.length * 2);
      longer.set(this.#places);
      this.#places = longer;
    }
    this.#places[i] = at;
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const longer = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#at + more));
    longer.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = longer;
  }

  /** Answers where the length goes once it is known. */
  #beginBytes(tag: number): number {
    this.#bytes[this.#at] = tag;
    this.#at += 1 + VARINT_BYTES;
    return this.#at - VARINT_BYTES;
  }

  #endBytes(at: number): void {
    this.#length(at, this.#at - at - VARINT_BYTES);
  }

  /** In five bytes however small: a varint may be longer than it need be, and its place is known before it. */
  #length(at: number, value: number): void {
    const bytes = this.#bytes;
    bytes[at] = (value & 0x7f) | 0x80;
    bytes[at + 1] = ((value >>> 7) & 0x7f) | 0x80;
    bytes[at + 2] = ((value >>> 14) & 0x7f) | 0x80;
    bytes[at + 3] = ((value >>> 21) & 0x7f) | 0x80;
    bytes[at + 4] = value >>> 28;
  }

  #number(tag: number, value: number): void {
    const bytes = this.#bytes;
    bytes[this.#at++] = tag;
    let rest = value >>> 0;
    while (rest > 0x7f) {
      bytes[this.#at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    bytes[this.#at++] = rest;
  }

  #double(tag: number, value: number): void {
    this.#bytes[this.#at] = tag;
    this.#bytes.writeDoubleLE(value, this.#at + 1);
    this.#at += DOUBLE_BYTES;
  }

  #blob(tag: number, blob: Uint8Array): void {
    this.#number(tag, blob.length);
    this.#bytes.set(blob, this.#at);
    this.#at += blob.length;
  }

  #nameOf(feed: string): Buffer {
    const known = this.#names.get(feed);
    if (known) return known;
    const bytes = Buffer.from(feed);
    if (this.#names.size < MAX_NAMES) this.#names.set(feed, bytes);
    return bytes;
  }
}
