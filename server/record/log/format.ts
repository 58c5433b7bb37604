/**
 * The bytes of a segment of the log. Numbers are little-endian; docs/record.md says it for others.
 *
 * ```
 * header      twice the same 16 bytes, so that one flipped bit loses neither:
 *             "WFLG", u16 version, u16 class, u32 salt, u32 crc32 of the 12 bytes before
 * entry       u32 length, u32 crc32 of the bytes begun from the salt, then so many bytes (protobuf Entry, its seq first)
 * end mark    u32 0xffffffff, u32 crc32 of the next 12 bytes begun from the salt, f64 last seq, u32 entries
 * ```
 *
 * The salt is drawn for each segment: bytes that a feed brought, or that a disk kept from another file, are never taken
 * for entries when reading goes on behind a damage.
 */
import { crc32 } from 'node:zlib';
import { RETENTION_CLASSES, type RetentionClass } from '../../../proto/domain/record/retention.table.ts';

export const LOG_VERSION = 1;
export const HEADER_BYTES = 32;
/** Before an entry's bytes. */
export const FRAMING_BYTES = 8;
export const MARK_BYTES = 20;
/** No entry is longer: whoever has more to keep cuts it. */
export const LONGEST_ENTRY = 8 << 20;
/** The seq: a tag and a double. */
const SHORTEST_ENTRY = 9;
const SEQ_TAG = 0x09;
const END_LENGTH = 0xffff_ffff;
const COPY_BYTES = HEADER_BYTES / 2;
const MAGIC = Buffer.from('WFLG');

export interface SegmentHeader {
  readonly class: RetentionClass;
  readonly salt: number;
}

export function headerBytes({ class: of, salt }: SegmentHeader): Buffer {
  const copy = Buffer.alloc(COPY_BYTES);
  MAGIC.copy(copy);
  copy.writeUInt16LE(LOG_VERSION, 4);
  copy.writeUInt16LE(RETENTION_CLASSES.indexOf(of), 6);
  copy.writeUInt32LE(salt >>> 0, 8);
  copy.writeUInt32LE(crc32(copy.subarray(0, 12)), 12);
  return Buffer.concat([copy, copy]);
}

/** `newer`: a later version wrote it. `isWhole`: false where one of the copies is damaged. */
export type ReadHeader = (SegmentHeader & { readonly isWhole: boolean }) | 'damaged' | 'newer';

export function readHeader(bytes: Uint8Array): ReadHeader {
  const copies = [readCopy(bytes, 0), readCopy(bytes, COPY_BYTES)];
  const good = copies.find((copy) => typeof copy === 'object') ?? copies.find((copy) => copy === 'newer');
  if (good === undefined) return 'damaged';
  return good === 'newer' ? good : { ...good, isWhole: copies.every((copy) => typeof copy === 'object') };
}

function readCopy(bytes: Uint8Array, from: number): SegmentHeader | 'damaged' | 'newer' {
  if (bytes.length < from + COPY_BYTES) return 'damaged';
  const copy = Buffer.from(bytes.buffer, bytes.byteOffset + from, COPY_BYTES);
  if (!copy.subarray(0, 4).equals(MAGIC) || crc32(copy.subarray(0, 12)) !== copy.readUInt32LE(12))
    return 'damaged';
  if (copy.readUInt16LE(4) !== LOG_VERSION) return 'newer';
  const of = RETENTION_CLASSES[copy.readUInt16LE(6)];
  return of === undefined ? 'damaged' : { class: of, salt: copy.readUInt32LE(8) };
}

/** Writes the framing of `entry` and itself into `into`; answers the offset behind it. */
export function frameEntry(into: Buffer, at: number, entry: Uint8Array, salt: number): number {
  into.writeUInt32LE(entry.length, at);
  into.writeUInt32LE(crc32(entry, salt), at + 4);
  into.set(entry, at + FRAMING_BYTES);
  return at + FRAMING_BYTES + entry.length;
}

/** What an encoded entry says as its number; undefined where it does not begin with it. */
export function seqOf(entry: Uint8Array): number | undefined {
  if (entry.length < SHORTEST_ENTRY || entry[0] !== SEQ_TAG) return undefined;
  return new DataView(entry.buffer, entry.byteOffset, SHORTEST_ENTRY).getFloat64(1, true);
}

export interface EndMark {
  readonly lastSeq: number;
  readonly entries: number;
}

export function markBytes({ lastSeq, entries }: EndMark, salt: number): Buffer {
  const mark = Buffer.alloc(MARK_BYTES);
  mark.writeUInt32LE(END_LENGTH, 0);
  mark.writeDoubleLE(lastSeq, 8);
  mark.writeUInt32LE(entries, 16);
  mark.writeUInt32LE(crc32(mark.subarray(8), salt), 4);
  return mark;
}

/** What stands at an offset: `more` where the bytes end before it can be told, `none` where it is nothing of ours. */
export type Standing =
  | { readonly kind: 'entry'; readonly length: number; readonly seq: number }
  | ({ readonly kind: 'mark' } & EndMark)
  | { readonly kind: 'more' }
  | { readonly kind: 'none' };

const NONE: Standing = { kind: 'none' };
const MORE: Standing = { kind: 'more' };

/**
 * @param room bytes from `at` to the end of the file, as far as known: what does not fit is nothing of ours
 * @param afterSeq an entry's seq is greater
 */
export function standingAt(
  bytes: Buffer,
  at: number,
  salt: number,
  afterSeq: number,
  room: number,
): Standing {
  const left = bytes.length - at;
  if (left < 4) return MORE;
  const length = bytes.readUInt32LE(at);
  if (length === END_LENGTH) {
    if (room < MARK_BYTES) return NONE;
    return left < MARK_BYTES ? MORE : markAt(bytes, at, salt);
  }
  if (length < SHORTEST_ENTRY || length > LONGEST_ENTRY || FRAMING_BYTES + length > room) return NONE;
  if (left < FRAMING_BYTES + SHORTEST_ENTRY) return MORE;
  if (bytes[at + FRAMING_BYTES] !== SEQ_TAG) return NONE;
  const seq = bytes.readDoubleLE(at + FRAMING_BYTES + 1);
  if (!Number.isSafeInteger(seq) || seq <= afterSeq) return NONE;
  if (left < FRAMING_BYTES + length) return MORE;
  const body = bytes.subarray(at + FRAMING_BYTES, at + FRAMING_BYTES + length);
  return crc32(body, salt) === bytes.readUInt32LE(at + 4) ? { kind: 'entry', length, seq } : NONE;
}

function markAt(bytes: Buffer, at: number, salt: number): Standing {
  if (crc32(bytes.subarray(at + 8, at + MARK_BYTES), salt) !== bytes.readUInt32LE(at + 4)) return NONE;
  return { kind: 'mark', lastSeq: bytes.readDoubleLE(at + 8), entries: bytes.readUInt32LE(at + 16) };
}
