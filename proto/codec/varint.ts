/** LEB128: unsigned numbers in groups of seven bits, least first (as protobuf's varints). Values under 2^32. */

/** Bytes that the longest value takes. */
export const MAX_VARINT_BYTES = 5;

/** Writes `value` at `offset`; returns the offset behind it. */
export function writeVarint(bytes: Uint8Array, offset: number, value: number): number {
  let rest = value >>> 0;
  let at = offset;
  while (rest > 127) {
    bytes[at] = (rest & 127) | 128;
    at += 1;
    rest >>>= 7;
  }
  bytes[at] = rest;
  return at + 1;
}

/** Writes slots, which ascend, as differences to the one before (first: to 0); returns the offset behind them. */
export function writeSlots(
  slots: ArrayLike<number>,
  count: number,
  bytes: Uint8Array,
  offset: number,
): number {
  let at = offset;
  let before = 0;
  for (let i = 0; i < count; i += 1) {
    const slot = slots[i]!;
    at = writeVarint(bytes, at, slot - before);
    before = slot;
  }
  return at;
}

/**
 * Reads exactly `count` slots into `into`; false when bytes are missing, left over, or a slot is not under
 * `limit`.
 */
export function readSlots(bytes: Uint8Array, count: number, limit: number, into: Uint32Array): boolean {
  if (readVarints(bytes, count, into) !== count) return false;
  let slot = 0;
  for (let i = 0; i < count; i += 1) {
    slot += into[i]!;
    if (slot >= limit) return false;
    into[i] = slot;
  }
  return true;
}

/**
 * Reads all of `bytes` into `into`, which has room for `most` values; how many they are. Undefined where they are more, one
 * is cut off, or one is not under 2^32.
 */
export function readVarints(bytes: Uint8Array, most: number, into: Uint32Array): number | undefined {
  let count = 0;
  for (let at = 0; at < bytes.length; count += 1) {
    if (count === most) return undefined;
    // Nearly all are one byte.
    const first = bytes[at]!;
    if (first < 128) {
      into[count] = first;
      at += 1;
      continue;
    }
    let value = 0;
    let scale = 1;
    for (let length = 1; ; length += 1) {
      const byte = bytes[at];
      if (byte === undefined || length > MAX_VARINT_BYTES) return undefined;
      at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) break;
      scale *= 128;
    }
    if (value >= 2 ** 32) return undefined;
    into[count] = value;
  }
  return count;
}
