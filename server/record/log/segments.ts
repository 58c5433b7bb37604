/** The segments of the log: what files there are, and their entries one after the other. */
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { RETENTION_CLASSES, type RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { watchfloor } from '../../../proto/generated/record.js';
import { type Damage, EntryCutter, type LoggedEntry } from './cutter.ts';

const CHUNK_BYTES = 1 << 20;
const NAME = /^(\d{16})\.log$/;

export interface Segment {
  /** Absolute, or as the folder was given. */
  readonly path: string;
  readonly class: RetentionClass;
  /** Of the first entry that was to be written to it. */
  readonly firstSeq: number;
  readonly bytes: number;
  /** A later one of its class follows: nothing is added to it any more. The last one may be sealed too: read it. */
  readonly isFollowed: boolean;
}

/** `0000000000000042.log`: names sort as the numbers do. */
export const segmentName = (firstSeq: number): string => `${String(firstSeq).padStart(16, '0')}.log`;

/** The folder of a class's segments under the record's. */
export const classFolder = (recordDir: string, of: RetentionClass): string => path.join(recordDir, 'log', of);

/** Of each class in the order of seq; a folder that is not there has none. */
export async function segments(recordDir: string): Promise<readonly Segment[]> {
  const found: Segment[] = [];
  for (const of of RETENTION_CLASSES) {
    const folder = classFolder(recordDir, of);
    const names = (await readdir(folder).catch(absent)).filter((name) => NAME.test(name)).sort();
    for (const [i, name] of names.entries()) {
      const file = path.join(folder, name);
      const firstSeq = Number(NAME.exec(name)?.[1]);
      const size = (await stat(file).catch(() => undefined))?.size;
      // Dropped while we looked: it is in the archive.
      if (size === undefined) continue;
      found.push({ path: file, class: of, firstSeq, bytes: size, isFollowed: i + 1 < names.length });
    }
  }
  return found;
}

const absent = (error: unknown): string[] => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
};

export interface ReadOptions {
  /** Entries up to this seq are passed over. */
  readonly afterSeq?: number;
}

/** What a segment holds, as far as it was read. */
export interface SegmentEnd {
  readonly class?: RetentionClass;
  readonly entries: number;
  /** 0: there was none. */
  readonly lastSeq: number;
  /** Behind the last that is valid. */
  readonly end: number;
  readonly size: number;
  /** It ends with a mark: nothing is added any more, and nothing was cut off. */
  readonly isSealed: boolean;
}

/** What stands in about a mebibyte, in order. */
export interface SegmentPart {
  readonly entries: readonly LoggedEntry[];
  readonly damages: readonly Damage[];
}

/**
 * Reads a segment in parts, with bounded memory; returns what it holds. Of one that is being written to, the file as it
 * is when reading begins: a `tail` damage of the last segment of a class is then an entry that is just being written.
 * Throws where the file cannot be read at all.
 */
export async function* readSegment(
  file: string,
  { afterSeq = 0 }: ReadOptions = {},
): AsyncGenerator<SegmentPart, SegmentEnd> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    let entries: LoggedEntry[] = [];
    let damages: Damage[] = [];
    const cutter = new EntryCutter({
      size,
      onEntry(entry) {
        if (entry.seq > afterSeq) entries.push(entry);
      },
      onDamage: (damage) => damages.push(damage),
    });
    let at = 0;
    for (;;) {
      const wanted = Math.min(CHUNK_BYTES, size - at);
      // A new one each time: what was told may be kept.
      const chunk = Buffer.allocUnsafeSlow(wanted);
      const { bytesRead } = wanted === 0 ? { bytesRead: 0 } : await handle.read(chunk, 0, wanted, at);
      at += bytesRead;
      if (bytesRead > 0) cutter.push(chunk.subarray(0, bytesRead));
      else cutter.finish();
      if (entries.length > 0 || damages.length > 0) yield { entries, damages };
      entries = [];
      damages = [];
      if (bytesRead > 0) continue;
      const { header, lastSeq, end, isSealed } = cutter;
      return {
        ...(header && { class: header.class }),
        ...{ entries: cutter.entries, lastSeq, end, size, isSealed },
      };
    }
  } finally {
    await handle.close();
  }
}

/** What an entry says. Throws where it is no `Entry`: its crc32 fitted, so a later version wrote it, or a defect. */
export const entryOf = ({ bytes }: LoggedEntry): watchfloor.record.v1.Entry =>
  watchfloor.record.v1.Entry.decode(bytes);
