/** `TrackColumns.ellipse`: the column that is there only where a track has one. */
import { axisFromWire, ELLIPSE_BYTES, orientationFromWire } from './quantise.ts';

/** The ellipses of rows: metres, metres, degrees true of the major axis; NaN where absent. */
export interface EllipseRows {
  readonly count: number;
  readonly semiMajorM: Float32Array;
  readonly semiMinorM: Float32Array;
  readonly orientationDeg: Float32Array;
}

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

/** Reads the column, empty or three bytes a row, into `rows`. */
export function decodeEllipses(bytes: Uint8Array, rows: EllipseRows): void {
  const { count, semiMajorM, semiMinorM, orientationDeg } = rows;
  if (bytes.length === 0) {
    for (const column of [semiMajorM, semiMinorM, orientationDeg]) column.fill(Number.NaN, 0, count);
    return;
  }
  for (let i = 0; i < count; i += 1) {
    const at = i * ELLIPSE_BYTES;
    const known = bytes[at]! > 0 && bytes[at + 1]! > 0;
    semiMajorM[i] = known ? axisFromWire(bytes[at]!) : Number.NaN;
    semiMinorM[i] = known ? axisFromWire(bytes[at + 1]!) : Number.NaN;
    orientationDeg[i] = known ? orientationFromWire(bytes[at + 2]!) : Number.NaN;
  }
}
