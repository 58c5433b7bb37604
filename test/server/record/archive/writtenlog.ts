/** Logs as the recorder writes them, for tests of what becomes of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RETENTION_CLASSES, type RetentionClass } from '../../../../proto/domain/record/retention.table.ts';
import { watchfloor } from '../../../../proto/generated/record.js';
import { FRAMING_BYTES, frameEntry, headerBytes } from '../../../../server/record/log/format.ts';
import { classFolder, segmentName } from '../../../../server/record/log/segments.ts';

const { Entry } = watchfloor.record.v1;
export type EntryFields = watchfloor.record.v1.IEntry & { readonly seq: number; readonly knownMs: number };

export interface TestPoint {
  readonly track: number;
  readonly mmsi?: number;
  readonly lat: number;
  readonly lon: number;
  readonly ageMs?: number;
  readonly sogKn?: number;
  readonly feeds?: string;
}

/** Bytes of an array's numbers, little-endian. */
const bytesOf = (numbers: Uint8Array | Uint16Array | Uint32Array | Int32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);

export function pointsEntry(
  seq: number,
  knownMs: number,
  points: readonly TestPoint[],
  { epoch = 7, restated = false } = {},
): EntryFields {
  const count = points.length;
  const u8 = (value: number) => new Uint8Array(count).fill(value);
  const u16 = (of: (point: TestPoint) => number) => bytesOf(Uint16Array.from(points, of));
  const u32 = (of: (point: TestPoint) => number) => bytesOf(Uint32Array.from(points, of));
  const i32 = (of: (point: TestPoint) => number) => bytesOf(Int32Array.from(points, of));
  const feedSets = [...new Set(points.map(({ feeds = 'ais' }) => feeds))];
  return {
    ...{ seq, epoch, knownMs, machineMs: knownMs },
    points: {
      count,
      track: u32(({ track }) => track),
      mmsi: u32(({ mmsi = 0xffff_ffff }) => mmsi),
      lat: i32(({ lat }) => Math.round(lat * 1e6)),
      lon: i32(({ lon }) => Math.round(lon * 1e6)),
      age: u32(({ ageMs = 0 }) => ageMs),
      sog: u16(({ sogKn }) => (sogKn === undefined ? 0xffff : Math.round(sogKn * 10))),
      cog: u16(() => 0xffff),
      heading: u16(() => 0xffff),
      navStatus: u8(255),
      state: u8(0),
      kind: u8(0),
      nature: u8(2),
      contact: u8(0),
      sources: u16(() => 1),
      feeds: u16(({ feeds = 'ais' }) => feedSets.indexOf(feeds)),
      feedSets,
      restated,
    },
  };
}

/** A segment with these entries, in the order given; answers its path. */
export function writeSegment(
  record: string,
  of: RetentionClass,
  entries: readonly EntryFields[],
  salt = 0x5eed_5eed,
): string {
  const folder = classFolder(record, of);
  mkdirSync(folder, { recursive: true });
  const encoded = entries.map((entry) => Entry.encode(entry).finish());
  const bytes = Buffer.alloc(encoded.reduce((sum, one) => sum + FRAMING_BYTES + one.length, 0));
  let at = 0;
  for (const one of encoded) at = frameEntry(bytes, at, one, salt);
  const file = path.join(folder, segmentName(entries[0]!.seq));
  writeFileSync(file, Buffer.concat([headerBytes({ class: of, salt }), bytes]));
  return file;
}

/** An empty segment behind all: those before it are not written to any more. */
export function followAll(record: string, seq: number): void {
  for (const of of RETENTION_CLASSES) {
    mkdirSync(classFolder(record, of), { recursive: true });
    writeFileSync(
      path.join(classFolder(record, of), segmentName(seq)),
      headerBytes({ class: of, salt: seq >>> 0 }),
    );
  }
}
