/**
 * What moves, of every track: one record a row, in the memory that goes to the graphics card as it is. An update writes
 * one record and nothing else, so that a hundred thousand of them cost the page's thread next to nothing.
 */
import type { TrackRows } from '../../proto/codec/columns.ts';
import type { HeardRows } from '../../proto/codec/heard.ts';
import {
  axisFromWire,
  DEGREE_STEPS,
  ELLIPSE_BYTES,
  fromWire,
  orientationFromWire,
  U16_ABSENT,
} from '../../proto/codec/quantise.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import type { ChangedRows } from './changedrows.ts';
import { CHUNK_ROWS, gaitOf, MOTION_BYTES, type Motion, MotionByte, TIME_STEP_MS } from './motionrecord.ts';

const CHUNK_SHIFT = Math.log2(CHUNK_ROWS);
const WORDS = MOTION_BYTES / 4;
const SHORTS = MOTION_BYTES / 2;
const HEADING = 3;
const OBSERVED = 4;
const ELLIPSE = 5;
const SOG_SHORT = 4;
const COG_SHORT = 5;
const HEADING_SHORT = 6;
const HEARD_SHORT = 7;
const MOST_HEARD = 2 ** 16 - 1;
const NEVER = -(2 ** 31);
/** More than three years. */
const FAR_STEPS = 2 ** 30;
/** No row here: of what the wire says, it is left out. */
export const NO_ROW = -1;

/** Three bytes of an ellipse as one number; half an ellipse is none. */
const ellipseOf = (bytes: Uint8Array, at: number): number =>
  bytes[at] === 0 || bytes[at + 1] === 0 ? 0 : bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);

export class MotionRecords implements Motion {
  #ints: Int32Array;
  #shorts: Uint16Array;
  #bytes: Uint8Array;
  /** Beside the records: state, and gait above it. An update reads this, and of the records nothing: that is waiting for memory. */
  #style: Uint16Array;
  #originMs: number | undefined;
  #widest = 0;
  #changedIn: Uint32Array;
  generation = 0;

  constructor(rows: number) {
    this.#ints = new Int32Array(rows * WORDS);
    this.#shorts = new Uint16Array(this.#ints.buffer);
    this.#bytes = new Uint8Array(this.#ints.buffer);
    this.#style = new Uint16Array(rows);
    this.#changedIn = new Uint32Array(Math.ceil(rows / CHUNK_ROWS));
  }

  get originMs(): number {
    return this.#originMs ?? 0;
  }

  get widestEllipseM(): number {
    return this.#widest === 0 ? 0 : axisFromWire(this.#widest);
  }

  lon(row: number): number {
    return this.#ints[row * WORDS]! / DEGREE_STEPS;
  }

  lat(row: number): number {
    return this.#ints[row * WORDS + 1]! / DEGREE_STEPS;
  }

  sogKn(row: number): number {
    return fromWire(this.#shorts[row * SHORTS + SOG_SHORT]!);
  }

  cogDeg(row: number): number {
    return fromWire(this.#shorts[row * SHORTS + COG_SHORT]!);
  }

  headingDeg(row: number): number {
    return fromWire(this.#shorts[row * SHORTS + HEADING_SHORT]!);
  }

  observedMs(row: number): number {
    return this.originMs + this.#ints[row * WORDS + OBSERVED]! * TIME_STEP_MS;
  }

  heardMs(row: number): number {
    return this.observedMs(row) + this.#shorts[row * SHORTS + HEARD_SHORT]! * TIME_STEP_MS;
  }

  state(row: number): number {
    return (this.#style[row] ?? 0) & 255;
  }

  semiMajorM(row: number): number {
    return axisFromWire(this.#bytes[row * MOTION_BYTES + MotionByte.ellipse] ?? 0);
  }

  semiMinorM(row: number): number {
    const at = row * MOTION_BYTES + MotionByte.ellipse;
    return (this.#bytes[at] ?? 0) === 0 ? Number.NaN : axisFromWire(this.#bytes[at + 1]!);
  }

  orientationDeg(row: number): number {
    const at = row * MOTION_BYTES + MotionByte.ellipse;
    return (this.#bytes[at] ?? 0) === 0 ? Number.NaN : orientationFromWire(this.#bytes[at + 2]!);
  }

  isUnderway(row: number): boolean {
    const at = row * SHORTS + SOG_SHORT;
    const known = this.#shorts[at] !== U16_ABSENT && this.#shorts[at + 1] !== U16_ABSENT;
    return known && (this.state(row) & TrackStateBits.atRest) === 0;
  }

  bytes(rows: number): Uint8Array {
    return this.#bytes.subarray(0, rows * MOTION_BYTES);
  }

  changedIn(chunk: number): number {
    return this.#changedIn[chunk] ?? this.generation;
  }

  commit(): void {
    this.generation += 1;
  }

  /** Another picture begins, with times of its own. */
  clear(): void {
    this.#originMs = undefined;
    this.#widest = 0;
  }

  /** A row begins, of which nothing was said yet. */
  open(row: number): void {
    this.#ints.fill(0, row * WORDS, (row + 1) * WORDS);
    this.#ints[row * WORDS + OBSERVED] = NEVER;
    this.#style[row] = 0;
  }

  move(from: number, to: number): void {
    this.#ints.copyWithin(to * WORDS, from * WORDS, (from + 1) * WORDS);
    this.#style[to] = this.#style[from]!;
    this.#touch(to);
  }

  /** Takes a row's record as it is there. */
  adopt(row: number, from: MotionRecords): void {
    const at = row * WORDS;
    this.#originMs ??= from.originMs;
    const later = (from.originMs - this.#originMs) / TIME_STEP_MS;
    for (let word = 0; word < WORDS; word += 1) this.#ints[at + word] = from.#ints[at + word]!;
    this.#ints[at + OBSERVED] = Math.max(NEVER, Math.min(-NEVER - 1, this.#ints[at + OBSERVED]! + later));
    this.#style[row] = from.#style[row]!;
    this.#widest = Math.max(this.#widest, this.#ints[at + ELLIPSE]! & 255);
    this.#touch(row);
  }

  /**
   * Takes what the wire says: its row i is `into[i]` here, or {@link NO_ROW}. What a tile says of its row stands, also
   * where it is older: a replay was moved back.
   *
   * @param restyled learns the rows whose symbols may be others now
   */
  take(from: TrackRows, into: Int32Array, restyled?: ChangedRows): void {
    const { count, lon, lat, sog, cog, heading, state, ellipse, age } = from;
    const ints = this.#ints;
    const style = this.#style;
    const base = this.#stepsOf(from.baseMs);
    const changedIn = this.#changedIn;
    const changing = this.generation + 1;
    for (let i = 0; i < count; i += 1) {
      const row = into[i]!;
      if (row === NO_ROW) continue;
      changedIn[row >>> CHUNK_SHIFT] = changing;
      const styleNow = state[i]! | (gaitOf(sog[i]!, cog[i]!, heading[i]!) << 8);
      if (style[row] !== styleNow) {
        style[row] = styleNow;
        restyled?.touch(row);
      }
      // Words at once, each as `MotionByte` has its bytes.
      const at = row * WORDS;
      const shape = ellipseOf(ellipse, i * ELLIPSE_BYTES);
      ints[at] = lon[i]!;
      ints[at + 1] = lat[i]!;
      ints[at + 2] = sog[i]! | (cog[i]! << 16);
      ints[at + HEADING] = heading[i]!;
      ints[at + OBSERVED] = base - age[i]!;
      ints[at + ELLIPSE] = shape;
      if ((shape & 255) > this.#widest) this.#widest = shape & 255;
    }
  }

  /** Heard again, where its record says that it is: row i of the wire is `into[i]` here, or {@link NO_ROW}. */
  hear({ baseMs, age, count }: HeardRows, into: Int32Array): void {
    const ints = this.#ints;
    const shorts = this.#shorts;
    const base = this.#stepsOf(baseMs);
    for (let i = 0; i < count; i += 1) {
      const row = into[i]!;
      if (row === NO_ROW) continue;
      const after = base - age[i]! - ints[row * WORDS + OBSERVED]!;
      shorts[row * SHORTS + HEARD_SHORT] = Math.max(0, Math.min(MOST_HEARD, after));
      this.#touch(row);
    }
  }

  grow(rows: number): void {
    const ints = new Int32Array(rows * WORDS);
    ints.set(this.#ints);
    this.#ints = ints;
    this.#shorts = new Uint16Array(ints.buffer);
    this.#bytes = new Uint8Array(ints.buffer);
    const style = new Uint16Array(rows);
    style.set(this.#style);
    this.#style = style;
    const changedIn = new Uint32Array(Math.ceil(rows / CHUNK_ROWS));
    changedIn.set(this.#changedIn);
    this.#changedIn = changedIn;
  }

  #touch(row: number): void {
    this.#changedIn[row >>> CHUNK_SHIFT] = this.generation + 1;
  }

  /**
   * A time of the wire in steps since the origin, which is the first there was, or another where words end. The origin is
   * a whole step, so that the wire's times, which are steps, are kept as they are.
   */
  #stepsOf(ms: number): number {
    const steps = Math.floor(ms / TIME_STEP_MS);
    this.#originMs ??= steps * TIME_STEP_MS;
    if (Math.abs(steps - this.#originMs / TIME_STEP_MS) > FAR_STEPS) this.#countFrom(steps * TIME_STEP_MS);
    return steps - this.#originMs / TIME_STEP_MS;
  }

  /** Times years away from the new origin stay as far as a word goes. */
  #countFrom(originMs: number): void {
    const later = (this.originMs - originMs) / TIME_STEP_MS;
    for (let at = OBSERVED; at < this.#ints.length; at += WORDS)
      this.#ints[at] = Math.max(NEVER, Math.min(-NEVER - 1, this.#ints[at]! + later));
    this.#originMs = originMs;
    this.#changedIn.fill(this.generation + 1);
  }
}
