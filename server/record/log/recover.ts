/** What a class's folder holds when the recorder starts: its last segment is read to the end, and cut where a crash tore it. */
import { open, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Damage, LoggedEntry } from './cutter.ts';
import type { Disk } from './disk.ts';
import { HEADER_BYTES, readHeader } from './format.ts';
import { entryOf, readSegment } from './segments.ts';

export interface Recovered {
  /** 0: nothing was ever kept. */
  readonly lastSeq: number;
  /** The segment to go on with; absent: the next entry begins one. */
  readonly last?: {
    readonly file: string;
    readonly salt: number;
    readonly end: number;
    readonly entries: number;
    readonly firstKnownMs: number;
  };
  readonly damages: readonly (Damage & { readonly file: string })[];
}

const NAME = /^\d{16}\.log$/;
/** Beside the segments: the last seq of those that were sealed, which may be dropped since. */
export const LAST_FILE = 'last.json';
/** Numbers left out behind a segment whose header cannot be read: how far it went is not known. */
const UNKNOWN_SEQS = 1_000_000_000;

/**
 * A torn tail is copied beside the segment (`.torn-<offset>`) before it is cut off: it was never acknowledged, or it is
 * damage that somebody may want to look at. Where it cannot be copied (a full disk), it stays, and a new segment follows.
 * Earlier segments are not read here. Rejects with what the disk throws.
 */
export async function recover(folder: string, disk: Disk): Promise<Recovered> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  const damages: (Damage & { file: string })[] = [];
  const sealedSeq = await lastSealed(folder);
  for (const name of names.toReversed()) {
    const file = path.join(folder, name);
    const { first, end, found } = await readWhole(file);
    damages.push(...found);
    const tail = found.find(({ kind }) => kind === 'tail');
    const isCut = tail !== undefined && (await setAside(file, tail, disk));
    if (end.class === undefined && !tail) {
      const lastSeq = Math.max(sealedSeq, Number(name.slice(0, 16)) + UNKNOWN_SEQS);
      return { lastSeq, damages };
    }
    if (!first && !end.isSealed && (isCut || !tail)) {
      // Begun, and nothing in it: numbers go on from the one before.
      disk.remove(file);
      continue;
    }
    if (end.isSealed || !first) return { lastSeq: Math.max(sealedSeq, end.lastSeq), damages };
    // It was about to be sealed and was taken back: what was said to be its last never lasted, and comes again.
    const recovered = { lastSeq: end.lastSeq, damages };
    if (tail && !isCut) return recovered;
    const last = { file, salt: await saltOf(file), end: end.end, entries: end.entries };
    return { ...recovered, last: { ...last, firstKnownMs: entryOf(first).knownMs } };
  }
  return { lastSeq: sealedSeq, damages };
}

async function readWhole(file: string) {
  let first: LoggedEntry | undefined;
  const found: (Damage & { file: string })[] = [];
  const parts = readSegment(file);
  for (;;) {
    const { done, value } = await parts.next();
    if (done) return { first, found, end: value };
    first ??= value.entries[0];
    for (const damage of value.damages) found.push({ ...damage, file });
  }
}

/** 0: none was sealed, or the file was damaged; a segment that stands says more. */
async function lastSealed(folder: string): Promise<number> {
  try {
    const said: unknown = JSON.parse(await readFile(path.join(folder, LAST_FILE), 'utf8'));
    const seq = typeof said === 'object' && said !== null && 'seq' in said ? Number(said.seq) : 0;
    return Number.isSafeInteger(seq) && seq > 0 ? seq : 0;
  } catch {
    return 0;
  }
}

/** True: it is kept aside and cut off. */
async function setAside(file: string, { offset, bytes }: Damage, disk: Disk): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const torn = Buffer.alloc(bytes);
    await handle.read(torn, 0, bytes, offset);
    disk.keep(`${file}.torn-${offset}`, torn);
  } catch {
    return false;
  } finally {
    await handle.close();
  }
  const fd = disk.openAgain(file);
  try {
    disk.truncate(fd, offset);
    await disk.sync(fd);
  } finally {
    disk.close(fd);
  }
  return true;
}

async function saltOf(file: string): Promise<number> {
  const handle = await open(file, 'r');
  try {
    const bytes = Buffer.alloc(HEADER_BYTES);
    await handle.read(bytes, 0, HEADER_BYTES, 0);
    const header = readHeader(bytes);
    if (typeof header === 'string')
      throw new Error(`${file}: its header was read a moment ago, and cannot be now`);
    return header.salt;
  } finally {
    await handle.close();
  }
}
