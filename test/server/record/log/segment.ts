/** Segments for tests of the log: bytes as a writer makes them, and what reading them must give. */
import { watchfloor } from '../../../../proto/generated/record.js';
import { type Damage, EntryCutter, type LoggedEntry } from '../../../../server/record/log/cutter.ts';
import { FRAMING_BYTES, frameEntry, headerBytes } from '../../../../server/record/log/format.ts';

export const SALT = 0x5eed_1234;

/** An entry of about `size` bytes that says its seq. */
export const entryBytes = (seq: number, size = 20, knownMs = 1_700_000_000_000 + seq): Uint8Array =>
  watchfloor.record.v1.Entry.encode({
    ...{ seq, epoch: 1, knownMs, machineMs: knownMs },
    frame: { feed: 'one', connection: 1, bytes: Buffer.alloc(size, seq & 0xff) },
  }).finish();

/** A segment of the class `sea` without an end mark, and where each entry begins. */
export function segmentBytes(seqs: readonly number[], size: (seq: number) => number = () => 20) {
  const parts: Buffer[] = [headerBytes({ class: 'sea', salt: SALT })];
  const offsets: number[] = [];
  let at = parts[0]!.length;
  for (const seq of seqs) {
    const entry = entryBytes(seq, size(seq));
    const framed = Buffer.alloc(FRAMING_BYTES + entry.length);
    frameEntry(framed, 0, entry, SALT);
    parts.push(framed);
    offsets.push(at);
    at += framed.length;
  }
  return { bytes: Buffer.concat(parts), offsets };
}

/** What the cutter makes of bytes handed over in pieces of `piece`. */
export function cut(bytes: Uint8Array, piece = 65_536, size: number | undefined = bytes.length) {
  const entries: LoggedEntry[] = [];
  const damages: Damage[] = [];
  const cutter = new EntryCutter({
    ...(size !== undefined && { size }),
    onEntry: (entry) => entries.push(entry),
    onDamage: (damage) => damages.push(damage),
  });
  for (let at = 0; at < bytes.length; at += piece) cutter.push(bytes.subarray(at, at + piece));
  cutter.finish();
  return { cutter, entries, damages, seqs: entries.map(({ seq }) => seq) };
}

export const range = (from: number, until: number): number[] =>
  Array.from({ length: until - from }, (_, i) => from + i);
