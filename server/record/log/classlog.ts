/**
 * The log of one class: appended to a segment, which is followed by another at the hour and at a size. What was written
 * lasts after {@link ClassLog.sync}; {@link ClassLog.rewind} takes back what does not.
 */
import path from 'node:path';
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import type { Disk } from './disk.ts';
import { FRAMING_BYTES, frameEntry, HEADER_BYTES, headerBytes, markBytes } from './format.ts';
import { LAST_FILE, type Recovered } from './recover.ts';
import { segmentName } from './segments.ts';

/** A segment that reaches this is followed by another. */
export const SEGMENT_BYTES = 64 << 20;
const HOUR_MS = 3_600_000;
/** What is known of so short before a segment's hour still goes into it: frames come a little behind the picture. */
const BEHIND_MS = 5 * 60_000;

/** An entry that is to be appended. */
export interface Appended {
  readonly seq: number;
  /** The picture's time, UTC epoch milliseconds: it decides the hour, and never the order. */
  readonly knownMs: number;
  /** Encoded `Entry`. */
  readonly entry: Uint8Array;
}

interface OpenSegment {
  readonly file: string;
  readonly fd: number;
  readonly salt: number;
  /** Of its first entry. */
  readonly hour: number;
}

/** How far a segment is written. */
interface Reached {
  readonly segment: OpenSegment | undefined;
  readonly size: number;
  readonly entries: number;
  readonly lastSeq: number;
}

export interface ClassLogOptions {
  readonly class: RetentionClass;
  readonly folder: string;
  readonly disk: Disk;
  /** 32 random bits. */
  readonly salt: () => number;
  readonly segmentBytes?: number;
}

const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS);

export class ClassLog {
  readonly #options: ClassLogOptions;
  #now: Reached;
  /** As it lasts. */
  #lasting: Reached;
  /** Written to since the last sync, in order; what is not the present one is sealed. */
  readonly #dirty = new Set<OpenSegment>();
  #syncing: readonly OpenSegment[] = [];

  /** Goes on where the folder's last segment ends. Throws what the disk throws. */
  constructor(options: ClassLogOptions, recovered: Recovered) {
    this.#options = options;
    const { last, lastSeq } = recovered;
    this.#now = { segment: undefined, size: 0, entries: 0, lastSeq };
    if (last) {
      const segment = {
        ...{ file: last.file, fd: options.disk.openAgain(last.file), salt: last.salt },
        hour: hourOf(last.firstKnownMs),
      };
      this.#now = { segment, size: last.end, entries: last.entries, lastSeq };
    }
    this.#lasting = this.#now;
  }

  /** Of the last entry that was written; 0: there was none. */
  get lastSeq(): number {
    return this.#now.lastSeq;
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0;
  }

  /** Those whose seq was there already are passed over: they come again after a crash. Answers bytes written. */
  append(all: readonly Appended[]): number {
    let from = all.findIndex(({ seq }) => seq > this.#now.lastSeq);
    if (from < 0) return 0;
    let written = 0;
    while (from < all.length) {
      const first = all[from]!;
      if (this.#mustFollow(first.knownMs)) this.seal();
      if (!this.#now.segment) this.#begin(first);
      const until = this.#runEnd(all, from);
      written += this.#write(all, from, until);
      from = until;
    }
    return written;
  }

  /** Ends the present segment where it is of an hour before this one: it can be rolled. */
  sealBefore(knownMs: number): void {
    if (this.#now.segment && this.#now.segment.hour < hourOf(knownMs - BEHIND_MS)) this.seal();
  }

  seal(): void {
    const { segment, size, entries, lastSeq } = this.#now;
    if (!segment) return;
    const { disk, folder } = this.#options;
    // The sealed one may be rolled and dropped, and be the last of its class.
    disk.keep(path.join(folder, LAST_FILE), Buffer.from(`${JSON.stringify({ seq: lastSeq })}\n`));
    this.#dirty.add(segment);
    disk.write(segment.fd, markBytes({ lastSeq, entries }, segment.salt), size);
    this.#now = { segment: undefined, size: 0, entries: 0, lastSeq };
  }

  /** Resolves when all that was written until now lasts; rejects where that cannot be known: then rewind. */
  async sync(): Promise<void> {
    this.#syncing = [...this.#dirty];
    const reached = this.#now;
    this.#dirty.clear();
    // All of them, before one that failed is closed under another.
    const synced = await Promise.allSettled(this.#syncing.map(({ fd }) => this.#options.disk.sync(fd)));
    for (const one of synced) if (one.status === 'rejected') throw one.reason;
    for (const segment of this.#syncing)
      if (segment !== this.#now.segment && !this.#dirty.has(segment)) this.#options.disk.close(segment.fd);
    this.#lasting = reached;
    this.#syncing = [];
  }

  /** Back to what lasts: what was written since is cut off, and can be appended again. */
  rewind(): void {
    const { disk } = this.#options;
    const { segment, size, lastSeq } = this.#lasting;
    const isSealed = this.#now.segment !== segment;
    for (const one of new Set([...this.#syncing, ...this.#dirty])) {
      if (one === segment) continue;
      attempt(() => disk.close(one.fd));
      attempt(() => disk.remove(one.file));
    }
    this.#dirty.clear();
    this.#syncing = [];
    this.#now = this.#lasting;
    if (!segment) return;
    // It cannot even be cut off: what stands there is read up to its end, and what comes after goes elsewhere. So it does
    // where it was sealed already: whoever rolls the log may have read the mark and dropped the file.
    if (attempt(() => disk.truncate(segment.fd, size)) && !isSealed) return;
    attempt(() => disk.close(segment.fd));
    this.#now = this.#lasting = { segment: undefined, size: 0, entries: 0, lastSeq };
  }

  close(): void {
    const { segment } = this.#now;
    if (segment) attempt(() => this.#options.disk.close(segment.fd));
    this.#now = this.#lasting = { ...this.#now, segment: undefined };
  }

  #mustFollow(knownMs: number): boolean {
    const { segment, size } = this.#now;
    if (!segment) return false;
    const startMs = segment.hour * HOUR_MS;
    return (
      size >= (this.#options.segmentBytes ?? SEGMENT_BYTES) ||
      knownMs >= startMs + HOUR_MS ||
      knownMs < startMs - BEHIND_MS
    );
  }

  #begin({ seq, knownMs }: Appended): void {
    const { disk, folder, salt, class: of } = this.#options;
    const file = path.join(folder, segmentName(seq));
    const segment = { file, fd: disk.create(file), salt: salt(), hour: hourOf(knownMs) };
    this.#dirty.add(segment);
    this.#now = { ...this.#now, segment, size: HEADER_BYTES, entries: 0 };
    disk.write(segment.fd, headerBytes({ class: of, salt: segment.salt }), 0);
  }

  /** Up to where one write goes: the next segment's first, or the end. */
  #runEnd(all: readonly Appended[], from: number): number {
    const { segmentBytes = SEGMENT_BYTES } = this.#options;
    let { size } = this.#now;
    for (let i = from; i < all.length; i += 1) {
      if (i > from && (size >= segmentBytes || this.#mustFollow(all[i]!.knownMs))) return i;
      size += FRAMING_BYTES + all[i]!.entry.length;
    }
    return all.length;
  }

  #write(all: readonly Appended[], from: number, until: number): number {
    const { segment, size, entries, lastSeq } = this.#now;
    const { fd, salt } = segment!;
    let length = 0;
    for (let i = from; i < until; i += 1) length += FRAMING_BYTES + all[i]!.entry.length;
    const bytes = Buffer.allocUnsafe(length);
    let at = 0;
    let seq = lastSeq;
    for (let i = from; i < until; i += 1) {
      const one = all[i]!;
      if (one.seq <= seq) throw new RangeError(`entries out of order: ${one.seq} after ${seq}`);
      at = frameEntry(bytes, at, one.entry, salt);
      seq = one.seq;
    }
    this.#dirty.add(segment!);
    this.#options.disk.write(fd, bytes, size);
    this.#now = {
      segment,
      ...{ size: size + length, entries: entries + until - from, lastSeq: seq },
    };
    return length;
  }
}

/** False: it threw. */
function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
