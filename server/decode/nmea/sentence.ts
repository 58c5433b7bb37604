/** One sentence of IEC 61162-1 (NMEA 0183): where its fields are and whether its checksum is right. */
import { digits, hexPair } from './ascii.ts';

const STAR = 42;
const COMMA = 44;
/** More fields than any sentence has; further ones are not told apart. */
const MAX_FIELDS = 64;

export type ChecksumResult = 'right' | 'wrong' | 'absent';

/**
 * Reused from sentence to sentence; holds places in the line's bytes, valid while the bytes are. Fields are looked
 * for when they are asked for: most sentences are not asked for all.
 */
export class Sentence {
  /** Place of the `!` or `$`. */
  start = 0;
  /** Place of the `*`, or the line's end. */
  end = 0;
  /** Where the line goes on after the checksum. */
  after = 0;
  checksum: ChecksumResult = 'absent';
  /** The two checksum digits as a number, -1 when absent. */
  stated = -1;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** Where fields begin: those found so far, and after the last of all the place after its end. */
  readonly #starts = new Int32Array(MAX_FIELDS + 1);
  #found = 0;
  #complete = false;

  /** Reads the sentence whose `!` or `$` stands at `start` in a line that ends at `end`. */
  parse(bytes: Uint8Array, start: number, end: number): void {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.start = start;
    this.#starts[0] = start + 1;
    this.#found = 0;
    this.#complete = false;
    // nearly always the checksum ends the line; where it does not, or is wrong there, the first `*` decides
    if (end - start > 3 && bytes[end - 3] === STAR && this.#check(bytes, end - 3, end)) return;
    let star = start + 1;
    while (star < end && bytes[star] !== STAR) star++;
    this.#check(bytes, star, end);
  }

  /** Compares the checksum after `star` with the exclusive or of what stands before it. */
  #check(bytes: Uint8Array, star: number, end: number): boolean {
    this.end = star;
    this.stated = star < end ? hexPair(bytes, star + 1, end) : -1;
    this.after = this.stated < 0 ? Math.min(star + 1, end) : star + 3;
    const view = this.#view;
    let i = this.start + 1;
    let sum = 0;
    for (const whole = star - 4; i <= whole; i += 4) sum ^= view.getInt32(i);
    sum ^= sum >>> 16;
    sum = (sum ^ (sum >>> 8)) & 0xff;
    for (; i < star; i++) sum ^= bytes[i]!;
    this.checksum = this.stated < 0 ? 'absent' : this.stated === sum ? 'right' : 'wrong';
    return this.checksum === 'right';
  }

  /** Looks for the beginning of fields up to this one. */
  #find(field: number): void {
    const bytes = this.#bytes;
    const starts = this.#starts;
    let found = this.#found;
    let i = starts[found]!;
    for (; found < field && i < this.end; i++)
      if (bytes[i] === COMMA && found < MAX_FIELDS - 1) starts[++found] = i + 1;
    if (found < field) {
      this.#complete = true;
      starts[found + 1] = this.end + 1;
    }
    this.#found = found;
  }

  /** Whether there is such a field; the address (`AIVDM`) is field 0. */
  has(field: number): boolean {
    if (field > this.#found && !this.#complete) this.#find(field);
    return field <= this.#found;
  }

  /** How many fields there are, the address included. */
  get fields(): number {
    this.has(MAX_FIELDS);
    return this.#found + 1;
  }

  /** Where a field that there is begins. */
  from(field: number): number {
    return this.has(field) ? this.#starts[field]! : this.end;
  }

  /** Where a field that there is ends. */
  to(field: number): number {
    this.has(field + 1);
    return field <= this.#found ? this.#starts[field + 1]! - 1 : this.end;
  }

  /** Whether the address (talker and formatter) is this one. */
  is(address: string): boolean {
    const bytes = this.#bytes;
    const from = this.start + 1;
    for (let i = 0; i < address.length; i++) if (bytes[from + i] !== address.charCodeAt(i)) return false;
    return this.to(0) - from === address.length;
  }

  /** A field of decimal digits, or -1. */
  number(field: number): number {
    return this.has(field) ? digits(this.#bytes, this.from(field), this.to(field)) : -1;
  }
}
