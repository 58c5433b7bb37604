/** Cuts a segment's bytes into entries; names each damage and goes on behind it. Bounded: one entry and one chunk. */
import {
  FRAMING_BYTES,
  HEADER_BYTES,
  MARK_BYTES,
  readHeader,
  type SegmentHeader,
  standingAt,
} from './format.ts';

/** An entry as it stands in a segment. */
export interface LoggedEntry {
  readonly seq: number;
  /** Where its framing begins in the file. */
  readonly offset: number;
  /** Encoded `watchfloor.record.v1.Entry`; not written to again. */
  readonly bytes: Uint8Array;
}

/** Bytes of a segment that are not what was written. */
export interface Damage {
  /**
   * `header`: neither copy can be read, nothing of the file can; `headerCopy`: one copy, nothing is lost; `entry`: valid
   * ones come after it; `tail`: none do, as after a crash; `missing`: whole entries were cut out; `newer`: a later
   * version wrote it.
   */
  readonly kind: 'header' | 'headerCopy' | 'entry' | 'tail' | 'missing' | 'newer';
  readonly offset: number;
  readonly bytes: number;
  /** What is missing of the class is numbered above this; 0: from its beginning on. */
  readonly afterSeq: number;
  /** And below this; absent: nothing valid comes after it. */
  readonly beforeSeq?: number;
}

export interface CutterOptions {
  /** The whole file's, where it is known: what would reach beyond it is no entry. */
  readonly size?: number;
  readonly onEntry: (entry: LoggedEntry) => void;
  readonly onDamage: (damage: Damage) => void;
}

export class EntryCutter {
  readonly #options: CutterOptions;
  readonly #size: number;
  #window: Buffer = Buffer.alloc(0);
  /** In the file, of the window's first byte. */
  #offset = 0;
  #header: SegmentHeader | undefined;
  #isOver = false;
  #lastSeq = 0;
  #entries = 0;
  #isSealed = false;
  #isDamaged = false;
  #end = 0;
  /** Where a damage began; undefined: all is well. */
  #lostAt: number | undefined;

  constructor(options: CutterOptions) {
    this.#options = options;
    this.#size = options.size ?? Number.POSITIVE_INFINITY;
  }

  get header(): SegmentHeader | undefined {
    return this.#header;
  }

  /** 0: there was none. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Valid ones so far. */
  get entries(): number {
    return this.#entries;
  }

  /** Behind the last that is valid: here writing can go on. */
  get end(): number {
    return this.#end;
  }

  /** It ends with a mark: nothing is added any more. */
  get isSealed(): boolean {
    return this.#isSealed;
  }

  push(chunk: Uint8Array): void {
    if (this.#isOver) return;
    const more = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#window = this.#window.length === 0 ? more : Buffer.concat([this.#window, more]);
    this.#cut(false);
  }

  /** After the last byte. */
  finish(): void {
    if (!this.#isOver) this.#cut(true);
    this.#isOver = true;
  }

  #cut(isEnd: boolean): void {
    if (!this.#header && !this.#begin(isEnd)) return;
    const { salt } = this.#header!;
    const window = this.#window;
    let at = 0;
    while (at < window.length) {
      const offset = this.#offset + at;
      const standing = standingAt(window, at, salt, this.#lastSeq, this.#size - offset);
      if (standing.kind === 'more' && !isEnd) break;
      if (standing.kind === 'entry') {
        const from = at + FRAMING_BYTES;
        this.#found(offset, standing.seq);
        at = from + standing.length;
        this.#end = this.#offset + at;
        this.#options.onEntry({ seq: standing.seq, offset, bytes: window.subarray(from, at) });
      } else if (standing.kind === 'mark' && !this.#isSealed) {
        this.#seal(offset, standing.entries, standing.lastSeq);
        at += MARK_BYTES;
        this.#end = this.#offset + at;
      } else {
        this.#lostAt ??= offset;
        at += 1;
      }
    }
    this.#window = window.subarray(at);
    this.#offset += at;
    if (isEnd && this.#lostAt !== undefined) {
      const offset = this.#lostAt;
      this.#damage({ kind: 'tail', offset, bytes: this.#offset - offset, afterSeq: this.#lastSeq });
    }
  }

  /** False: not yet, or never. */
  #begin(isEnd: boolean): boolean {
    if (this.#window.length < HEADER_BYTES && !isEnd) return false;
    const header = readHeader(this.#window);
    const isShort = this.#window.length < HEADER_BYTES;
    if (isShort || header === 'damaged' || header === 'newer') {
      this.#isOver = true;
      const bytes = Number.isFinite(this.#size) ? this.#size : this.#window.length;
      const kind = isShort ? 'tail' : header === 'newer' ? 'newer' : 'header';
      this.#damage({ kind, offset: 0, bytes, afterSeq: 0 });
      return false;
    }
    this.#header = header;
    this.#window = this.#window.subarray(HEADER_BYTES);
    this.#offset = this.#end = HEADER_BYTES;
    if (!header.isWhole)
      this.#options.onDamage({ kind: 'headerCopy', offset: 0, bytes: HEADER_BYTES, afterSeq: 0 });
    return true;
  }

  #found(offset: number, seq: number): void {
    if (this.#lostAt !== undefined) this.#lost(offset, seq);
    this.#lastSeq = seq;
    this.#entries += 1;
  }

  #seal(offset: number, entries: number, lastSeq: number): void {
    if (this.#lostAt !== undefined) this.#lost(offset, lastSeq + 1);
    else if (!this.#isDamaged && entries !== this.#entries)
      this.#damage({
        ...{ kind: 'missing', offset, bytes: 0, afterSeq: 0 },
        beforeSeq: lastSeq + 1,
      });
    this.#isSealed = true;
  }

  #lost(until: number, beforeSeq: number): void {
    const offset = this.#lostAt!;
    this.#lostAt = undefined;
    this.#damage({ kind: 'entry', offset, bytes: until - offset, afterSeq: this.#lastSeq, beforeSeq });
  }

  #damage(damage: Damage): void {
    this.#isDamaged = true;
    this.#options.onDamage(damage);
  }
}
