/** Numbers and text straight from bytes, without a string in between. */

/** The value of a hexadecimal digit of either case, by byte; 255 for any other byte. */
const HEX = new Uint8Array(256).fill(255);
for (let i = 0; i < 16; i++) {
  const digit = i.toString(16);
  HEX[digit.charCodeAt(0)] = i;
  HEX[digit.toUpperCase().charCodeAt(0)] = i;
}

/** Two hexadecimal digits as a number, or -1. */
export function hexPair(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 > end) return -1;
  const high = HEX[bytes[at]!]!;
  const low = HEX[bytes[at + 1]!]!;
  return (high | low) > 15 ? -1 : (high << 4) | low;
}

/** Decimal digits as a number (at most 17 of them), or -1 when there is none or anything else among them. */
export function digits(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > 17) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The first place of `byte` in [start, end), or -1. */
export function indexOfByte(bytes: Uint8Array, byte: number, start: number, end: number): number {
  for (let i = start; i < end; i++) if (bytes[i] === byte) return i;
  return -1;
}

/** Bytes as printable ASCII, anything else as `.`; at most `limit` characters. */
export function printable(bytes: Uint8Array, start: number, end: number, limit = 120): string {
  let text = '';
  for (let i = start; i < end && i - start < limit; i++) {
    const byte = bytes[i]!;
    text += byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '.';
  }
  return text;
}
