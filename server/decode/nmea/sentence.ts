/** One sentence of IEC 61162-1 (NMEA 0183): where its fields are and whether its checksum is right. */
import { digits, hexPair } from './ascii.ts';

const STAR = 42;
const COMMA = 44;
/** More fields than any sentence has; further ones are not told apart. */
const MAX_FIELDS = 64;

export type ChecksumResult = 'right' | 'wrong' | 'absent';

/** Reused from sentence to sentence; holds places in the line's bytes, valid while the bytes are. */
export class Sentence {
  /** Place of the `!` or `$`. */
  start = 0;
  /** Place of the `*`, or the line's end. */
  end = 0;
  /** Where the line goes on after the checksum. */
  after = 0;
  /** Fields, the address (`AIVDM`) included. */
  fields = 0;
  checksum: ChecksumResult = 'absent';
  /** The two checksum digits as a number, -1 when absent. */
  stated = -1;
  readonly #starts = new Int32Array(MAX_FIELDS + 1);

  /** Reads the sentence whose `!` or `$` stands at `start` in a line that ends at `end`. */
  parse(bytes: Uint8Array, start: number, end: number): void {
    const starts = this.#starts;
    let fields = 1;
    let sum = 0;
    let i = start + 1;
    starts[0] = i;
    for (; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === STAR) break;
      sum ^= byte;
      if (byte === COMMA && fields < MAX_FIELDS) starts[fields++] = i + 1;
    }
    starts[fields] = i + 1;
    this.start = start;
    this.end = i;
    this.fields = fields;
    this.stated = i < end ? hexPair(bytes, i + 1, end) : -1;
    this.after = this.stated < 0 ? Math.min(i + 1, end) : i + 3;
    this.checksum = this.stated < 0 ? 'absent' : this.stated === sum ? 'right' : 'wrong';
  }

  /** Where a field begins. */
  from(field: number): number {
    return this.#starts[field]!;
  }

  /** Where a field ends. */
  to(field: number): number {
    return this.#starts[field + 1]! - 1;
  }

  /** Whether the address (talker and formatter) is this one. */
  is(bytes: Uint8Array, address: string): boolean {
    const from = this.from(0);
    if (this.to(0) - from !== address.length) return false;
    for (let i = 0; i < address.length; i++) if (bytes[from + i] !== address.charCodeAt(i)) return false;
    return true;
  }

  /** A field of decimal digits, or -1. */
  number(bytes: Uint8Array, field: number): number {
    return field < this.fields ? digits(bytes, this.from(field), this.to(field)) : -1;
  }
}
