/** The bits of one message, read several at a time. */
import { BAD_CHARACTER, textCode, UNARMOUR } from './sixbit.ts';

/** Characters of payload that are kept: over twice the longest message (M.1371-5: five slots, 1,064 bits). */
export const MAX_CHARACTERS = 400;
const CHARACTERS_PER_WORD = 5;
const BITS_PER_WORD = 30;

/** Reused from message to message. Words of 30 bits, so that five characters fill one and numbers stay small. */
export class Bits {
  length = 0;
  readonly #words = new Int32Array(MAX_CHARACTERS / CHARACTERS_PER_WORD + 2);
  #characters = 0;
  #full = 0;
  #open = 0;
  #inOpen = 0;

  clear(): void {
    this.length = 0;
    this.#characters = 0;
    this.#full = 0;
    this.#open = 0;
    this.#inOpen = 0;
  }

  /** Adds armoured characters; false when one of them cannot be, or there are more than any message has. */
  append(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#characters + end - start > MAX_CHARACTERS) return false;
    const words = this.#words;
    let word = this.#open;
    let inOpen = this.#inOpen;
    let full = this.#full;
    let seen = 0;
    let i = start;
    if (inOpen === 0)
      for (const whole = end - CHARACTERS_PER_WORD; i <= whole; i += CHARACTERS_PER_WORD) {
        const a = UNARMOUR[bytes[i]!]!;
        const b = UNARMOUR[bytes[i + 1]!]!;
        const c = UNARMOUR[bytes[i + 2]!]!;
        const d = UNARMOUR[bytes[i + 3]!]!;
        const e = UNARMOUR[bytes[i + 4]!]!;
        seen |= a | b | c | d | e;
        words[full++] = (a << 24) | (b << 18) | (c << 12) | (d << 6) | e;
      }
    for (; i < end; i++) {
      const value = UNARMOUR[bytes[i]!]!;
      seen |= value;
      word = (word << 6) | value;
      if (++inOpen === CHARACTERS_PER_WORD) {
        words[full++] = word;
        word = 0;
        inOpen = 0;
      }
    }
    this.#open = word;
    this.#inOpen = inOpen;
    this.#full = full;
    this.#characters += end - start;
    return seen < BAD_CHARACTER;
  }

  /** The last part is in; `fillBits` (0…5) of its last character say nothing. */
  finish(fillBits: number): void {
    const words = this.#words;
    words[this.#full] = this.#open << (6 * (CHARACTERS_PER_WORD - this.#inOpen));
    words[this.#full + 1] = 0;
    this.length = Math.max(0, this.#characters * 6 - fillBits);
  }

  /** `count` (1…30) bits from `at` as an unsigned number. The caller knows that they are within `length`. */
  unsigned(at: number, count: number): number {
    const words = this.#words;
    // at / 30 for all places that there are, without a division
    const index = (at * 2185) >>> 16;
    const below = BITS_PER_WORD - (at - index * BITS_PER_WORD) - count;
    const mask = (1 << count) - 1;
    if (below >= 0) return (words[index]! >>> below) & mask;
    return ((words[index]! << -below) | (words[index + 1]! >>> (BITS_PER_WORD + below))) & mask;
  }

  /** Two's complement. */
  signed(at: number, count: number): number {
    const unused = 32 - count;
    return (this.unsigned(at, count) << unused) >> unused;
  }

  /** An unsigned number, or undefined when the message ends before it does. */
  number(at: number, count: number): number | undefined {
    return at + count <= this.length ? this.unsigned(at, count) : undefined;
  }

  /** A number that says "not available" by `none`. */
  numberUnless(at: number, count: number, none: number): number | undefined {
    if (at + count > this.length) return undefined;
    const value = this.unsigned(at, count);
    return value === none ? undefined : value;
  }

  flag(at: number): boolean | undefined {
    return at < this.length ? this.unsigned(at, 1) === 1 : undefined;
  }

  /**
   * Text of at most `characters`, ended by the first `@` and trimmed on the right; undefined when empty. When the
   * message ends inside it, what lacks more than its last character is absent (types 5 of 420 and 422 bits lack it).
   */
  text(at: number, characters: number): string | undefined {
    const there = Math.floor((this.length - at) / 6);
    return there >= characters - 1 ? this.freeText(at, Math.min(characters, there)) : undefined;
  }

  /** Text of exactly this many characters, all of them there, with the same end and trimming. */
  freeText(at: number, characters: number): string | undefined {
    let length = 0;
    let end = 0;
    while (length < characters) {
      const value = this.unsigned(at + length * 6, 6);
      if (value === 0) break;
      SCRATCH[length++] = textCode(value);
      if (value !== 32) end = length;
    }
    return end === 0 ? undefined : SCRATCH.toString('latin1', 0, end);
  }

  /** The bits of [from, to) as bytes from the most significant bit, the last one filled with zeros. */
  bytes(from: number, to: number): Uint8Array {
    const count = Math.max(0, to - from);
    const bytes = new Uint8Array((count + 7) >> 3);
    let at = from;
    let i = 0;
    for (; at + 24 <= to; at += 24) {
      const three = this.unsigned(at, 24);
      bytes[i++] = three >>> 16;
      bytes[i++] = three >>> 8;
      bytes[i++] = three;
    }
    for (; at < to; at += 8) {
      const there = Math.min(8, to - at);
      bytes[i++] = this.unsigned(at, there) << (8 - there);
    }
    return bytes;
  }
}

const SCRATCH = Buffer.alloc(MAX_CHARACTERS);
