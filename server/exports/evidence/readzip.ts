/**
 * A zip as {@link writeZip} writes it, read strictly: every byte outside of the files' own is compared with what it must
 * be (PKWARE APPNOTE 6.3, 4.3.7 to 4.3.16), so that nothing in it is changed unseen.
 */
import type { open } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const DESCRIPTOR = 0x08074b50;
const END = 0x06054b50;
const [LOCAL_BYTES, CENTRAL_BYTES, DESCRIPTOR_BYTES, END_BYTES] = [30, 46, 16, 22];
/** Sizes follow the data; names are ASCII. */
const FLAGS = 8;
const STORED = 0;
const DEFLATED = 8;
const VERSION = 20;
const MOST_FILES = 1000;
const CHUNK_BYTES = 1 << 18;

export interface Entry {
  readonly name: string;
  /** Of what is in it, and of it in the zip. */
  readonly bytes: number;
  readonly packedBytes: number;
  readonly crc: number;
  readonly isDeflated: boolean;
  /** Of its data. */
  readonly offset: number;
}

export interface ZipRead {
  readonly entries: readonly Entry[];
  /** What is not as it must be. */
  readonly faults: readonly string[];
}

type Reader = Awaited<ReturnType<typeof open>>;

async function bytesAt(reader: Reader, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await reader.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

/** Rejects as the file system does. */
export async function readZip(reader: Reader): Promise<ZipRead> {
  const { size } = await reader.stat();
  const end = size < END_BYTES ? Buffer.alloc(0) : await bytesAt(reader, size - END_BYTES, END_BYTES);
  if (end.length < END_BYTES || end.readUInt32LE(0) !== END)
    return {
      entries: [],
      faults: ['it does not end as a zip of ours does: it was cut off, or something was added'],
    };
  const [count, centralBytes, centralAt] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  if (
    [end.readUInt32LE(4) !== 0, end.readUInt16LE(8) !== count, end.readUInt16LE(20) !== 0].some(Boolean) ||
    centralAt + centralBytes !== size - END_BYTES ||
    count > MOST_FILES
  )
    return { entries: [], faults: ['the end of its list of files is not as it was written'] };
  const central = await bytesAt(reader, centralAt, centralBytes);
  const entries: Entry[] = [];
  const faults: string[] = [];
  let at = 0;
  let offset = 0;
  for (let i = 0; i < count; i += 1) {
    const read = at + CENTRAL_BYTES <= central.length ? centralEntry(central, at, offset) : undefined;
    if (read === undefined)
      return { entries, faults: [...faults, `number ${i + 1} of its list of files was changed`] };
    const { next, entry, head } = read;
    const local = await bytesAt(reader, offset, LOCAL_BYTES + head.length);
    const after = await bytesAt(reader, entry.offset + entry.packedBytes, DESCRIPTOR_BYTES);
    if (!local.equals(localOf(head, entry.name)) || !after.equals(descriptorOf(entry)))
      faults.push(`what stands before or after ${entry.name} in the zip was changed`);
    entries.push(entry);
    at = next;
    offset = entry.offset + entry.packedBytes + DESCRIPTOR_BYTES;
  }
  if (at !== central.length || offset !== centralAt)
    faults.push('there is something in the zip that it does not list');
  return { entries, faults };
}

interface Head {
  /** Of the name. */
  readonly length: number;
  readonly method: number;
  readonly time: number;
}

function centralEntry(
  list: Buffer,
  at: number,
  offset: number,
): { readonly next: number; readonly entry: Entry; readonly head: Head } | undefined {
  const of = (from: number, bytes: 2 | 4): number =>
    bytes === 2 ? list.readUInt16LE(at + from) : list.readUInt32LE(at + from);
  const method = of(10, 2);
  const length = of(28, 2);
  const isAsWritten =
    of(0, 4) === CENTRAL &&
    of(4, 2) === VERSION &&
    of(6, 2) === VERSION &&
    of(8, 2) === FLAGS &&
    (method === STORED || method === DEFLATED) &&
    [of(30, 2), of(32, 2), of(34, 2), of(36, 2), of(38, 4)].every((one) => one === 0) &&
    of(42, 4) === offset;
  const next = at + CENTRAL_BYTES + length;
  if (!isAsWritten || next > list.length) return undefined;
  const name = list.subarray(at + CENTRAL_BYTES, next).toString('latin1');
  const entry: Entry = {
    ...{ name, crc: of(16, 4), packedBytes: of(20, 4), bytes: of(24, 4) },
    ...{ isDeflated: method === DEFLATED, offset: offset + LOCAL_BYTES + length },
  };
  return { next, entry, head: { length, method, time: of(12, 4) } };
}

function localOf({ length, method, time }: Head, name: string): Buffer {
  const head = Buffer.alloc(LOCAL_BYTES);
  head.writeUInt32LE(LOCAL, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(method, 8);
  head.writeUInt32LE(time, 10);
  head.writeUInt16LE(length, 26);
  return Buffer.concat([head, Buffer.from(name, 'latin1')]);
}

function descriptorOf({ crc, packedBytes, bytes }: Entry): Buffer {
  const after = Buffer.alloc(DESCRIPTOR_BYTES);
  after.writeUInt32LE(DESCRIPTOR, 0);
  after.writeUInt32LE(crc, 4);
  after.writeUInt32LE(packedBytes, 8);
  after.writeUInt32LE(bytes, 12);
  return after;
}

async function* pieces(reader: Reader, { offset, packedBytes }: Entry): AsyncGenerator<Buffer> {
  for (let at = 0; at < packedBytes; at += CHUNK_BYTES)
    yield await bytesAt(reader, offset + at, Math.min(CHUNK_BYTES, packedBytes - at));
}

/** The entry's bytes, part by part; more than it says, less, or others than its check sum are an error. */
export async function* contentOf(reader: Reader, entry: Entry): AsyncGenerator<Uint8Array> {
  const raw = pieces(reader, entry);
  // An error on either side destroys both, and whoever reads is told.
  const parts: AsyncIterable<Buffer> = entry.isDeflated
    ? pipeline(Readable.from(raw), createInflateRaw(), () => {})
    : raw;
  let bytes = 0;
  let crc = 0;
  for await (const part of parts) {
    bytes += part.length;
    if (bytes > entry.bytes) throw new Error('it is longer than the zip says');
    crc = crc32(part, crc);
    yield part;
  }
  if (bytes !== entry.bytes) throw new Error('it is shorter than the zip says');
  if (crc !== entry.crc) throw new Error('its check sum is another');
}
