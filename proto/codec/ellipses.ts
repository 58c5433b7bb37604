/** `TrackColumns.ellipse`: the column that is there only where a track has one. */
import { ELLIPSE_BYTES } from './quantise.ts';

/**
 * The column of the first `count` of `slots`, from three bytes by slot. Undefined when none has an ellipse: where
 * only AIS is heard, the column costs nothing.
 */
export function encodeEllipses(
  from: Uint8Array,
  slots: ArrayLike<number>,
  count: number,
): Uint8Array | undefined {
  let first = 0;
  while (first < count && from[slots[first]! * ELLIPSE_BYTES] === 0) first += 1;
  if (first === count) return undefined;
  const bytes = new Uint8Array(count * ELLIPSE_BYTES);
  for (let i = first; i < count; i += 1) {
    const slot = slots[i]! * ELLIPSE_BYTES;
    const at = i * ELLIPSE_BYTES;
    bytes[at] = from[slot]!;
    bytes[at + 1] = from[slot + 1]!;
    bytes[at + 2] = from[slot + 2]!;
  }
  return bytes;
}
