/**
 * Tag blocks (NMEA 0183 4.x, IEC 61162-450 clause 7): `\s:station,c:1565218798*hh\` before a sentence or alone on a
 * line, when they speak of the next sentence. A wrong checksum is told, the sentence kept, the tags not trusted.
 */
import { digits, hexPair, indexOfByte } from './ascii.ts';
import type { Intern } from './intern.ts';
import { epochFromDigits } from './stamps.ts';

const BACKSLASH = 92;
const STAR = 42;
const COMMA = 44;
const COLON = 58;
const DASH = 45;
const GROUP_LETTER = 71; // G

export interface TagGroup {
  readonly part: number;
  readonly total: number;
  readonly id: string;
}

/** What the trusted tag blocks before a sentence said; reused from sentence to sentence. */
export class Tags {
  timeMs: number | undefined;
  source: string | undefined;
  destination: string | undefined;
  text: string | undefined;
  line: number | undefined;
  group: TagGroup | undefined;
  /** A tag block came whose checksum was wrong or missing. */
  distrusted = false;
  /** Nothing was said since the last reset. */
  empty = true;

  reset(): void {
    if (this.empty) return;
    this.timeMs = undefined;
    this.source = undefined;
    this.destination = undefined;
    this.text = undefined;
    this.line = undefined;
    this.group = undefined;
    this.distrusted = false;
    this.empty = true;
  }

  /** What was said, to be kept. */
  copy(): Tags {
    return Object.assign(new Tags(), this);
  }

  /**
   * Reads the tag block whose opening backslash stands at `start`; adds to what was read before.
   * Returns the place after its closing backslash, or -1 when it is not closed.
   */
  parse(bytes: Uint8Array, start: number, end: number, intern: Intern): number {
    const close = indexOfByte(bytes, BACKSLASH, start + 1, end);
    if (close < 0) return -1;
    this.empty = false;
    let sum = 0;
    let star = start + 1;
    for (; star < close && bytes[star] !== STAR; star++) sum ^= bytes[star]!;
    if (star + 3 !== close || hexPair(bytes, star + 1, close) !== sum) this.distrusted = true;
    else this.#parameters(bytes, start + 1, star, intern);
    return close + 1;
  }

  #parameters(bytes: Uint8Array, start: number, end: number, intern: Intern): void {
    for (let at = start; at < end; ) {
      const comma = indexOfByte(bytes, COMMA, at, end);
      const stop = comma < 0 ? end : comma;
      const colon = indexOfByte(bytes, COLON, at, stop);
      if (colon === at + 1) this.#parameter(bytes, bytes[at]!, colon + 1, stop, intern);
      else if (colon === at + 3 && bytes[at + 1] === GROUP_LETTER)
        this.#group(bytes, at, at + 1, at + 2, colon, colon + 1, stop, intern);
      at = stop + 1;
    }
  }

  #parameter(bytes: Uint8Array, letter: number, start: number, end: number, intern: Intern): void {
    switch (letter) {
      case 99: // c: UTC time
        this.timeMs = epochFromDigits(bytes, start, end);
        break;
      case 115: // s: source
        this.source = intern.text(bytes, start, end);
        break;
      case 100: // d: destination
        this.destination = intern.text(bytes, start, end);
        break;
      case 116: // t: text
        this.text = intern.text(bytes, start, end);
        break;
      case 110: {
        // n: line count
        const line = digits(bytes, start, end);
        this.line = line < 0 ? undefined : line;
        break;
      }
      case 103: {
        // g: part-total-id
        const first = indexOfByte(bytes, DASH, start, end);
        const second = first < 0 ? -1 : indexOfByte(bytes, DASH, first + 1, end);
        if (second > 0) this.#group(bytes, start, first, first + 1, second, second + 1, end, intern);
        break;
      }
    }
  }

  #group(
    bytes: Uint8Array,
    partFrom: number,
    partTo: number,
    totalFrom: number,
    totalTo: number,
    idFrom: number,
    idTo: number,
    intern: Intern,
  ): void {
    const part = digits(bytes, partFrom, partTo);
    const total = digits(bytes, totalFrom, totalTo);
    if (part < 1 || total < part || idTo <= idFrom) return;
    this.group = { part, total, id: intern.text(bytes, idFrom, idTo) };
  }
}
