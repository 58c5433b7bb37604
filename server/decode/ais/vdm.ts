/** The fields of a VDM or VDO sentence (IEC 61162-1): `!AIVDM,total,part,sequence,channel,payload,fill`. */

const COMMA = 44;
const ZERO = 48;
/** `VDM` and `VDO` as one number. */
const VDM = (86 << 16) | (68 << 8) | 77;
const VDO = (86 << 16) | (68 << 8) | 79;
/** What stands for a blank sequence number. */
export const NO_SEQUENCE = 10;

/** Reused from sentence to sentence. */
export class Vdm {
  /** The two letters of the talker, as one number. */
  talker = 0;
  /** Our own transponder's (VDO). */
  own = false;
  /** 1…9. */
  total = 0;
  /** 1…total. */
  part = 0;
  /** 0…9, or {@link NO_SEQUENCE}. */
  sequence = NO_SEQUENCE;
  /** The channel's first byte; 0 when blank. */
  channel = 0;
  /** Where the payload begins and ends. */
  from = 0;
  to = 0;
  /** 0…5. */
  fillBits = 0;

  /** Whether the sentence that begins at `start` (its `!`) and ends before `end` (its `*`) is a VDM or VDO. */
  static is(bytes: Uint8Array, start: number, end: number): boolean {
    const formatter = (bytes[start + 3]! << 16) | (bytes[start + 4]! << 8) | bytes[start + 5]!;
    return (formatter === VDM || formatter === VDO) && end - start > 6 && bytes[start + 6] === COMMA;
  }

  /** Reads the fields of such a sentence; false when one that must be there is not, or cannot be. */
  parse(bytes: Uint8Array, start: number, end: number): boolean {
    // the shortest has blank fields: !AIVDM,1,1,,,,0
    if (end - start < 16 || bytes[start + 8] !== COMMA || bytes[start + 10] !== COMMA) return false;
    this.talker = (bytes[start + 1]! << 8) | bytes[start + 2]!;
    this.own = bytes[start + 5] === 79;
    this.total = bytes[start + 7]! - ZERO;
    this.part = bytes[start + 9]! - ZERO;
    this.fillBits = bytes[end - 1]! - ZERO;
    if (this.total < 1 || this.total > 9 || this.part < 1 || this.part > this.total) return false;
    if (this.fillBits < 0 || this.fillBits > 5 || bytes[end - 2] !== COMMA) return false;
    let at = start + 11;
    this.sequence = NO_SEQUENCE;
    if (bytes[at] !== COMMA) {
      this.sequence = bytes[at]! - ZERO;
      if (this.sequence < 0 || this.sequence > 9 || bytes[++at] !== COMMA) return false;
    }
    at++;
    this.channel = bytes[at] === COMMA ? 0 : bytes[at]!;
    while (at < end && bytes[at] !== COMMA) at++;
    this.from = at + 1;
    this.to = end - 2;
    return this.from <= this.to;
  }
}
