/** The two alphabets of six bits: the payload's armour (IEC 61162-1, VDM) and text (ITU-R M.1371-5, 6-bit ASCII). */

/** Not a character of the armour. */
export const BAD_CHARACTER = 64;

/** Six bits by the armour's byte: `0`…`W` are 0…39, `` ` ``…`w` are 40…63. */
export const UNARMOUR = new Uint8Array(256).fill(BAD_CHARACTER);
/** The armour's byte by six bits. */
export const ARMOUR = new Uint8Array(64);
for (let value = 0; value < 64; value++) {
  const byte = value < 40 ? value + 48 : value + 56;
  ARMOUR[value] = byte;
  UNARMOUR[byte] = value;
}

/** ASCII code of six bits of text: 0…31 are `@`…`_`, 32…63 are space…`?`. */
export const textCode = (value: number): number => (value < 32 ? value + 64 : value);

/** Six bits of an ASCII code; lower case becomes upper case, what cannot be said becomes a space. */
export function textBits(code: number): number {
  const upper = code >= 97 && code <= 122 ? code - 32 : code;
  if (upper >= 64 && upper < 96) return upper - 64;
  return upper >= 32 && upper < 64 ? upper : 32;
}
