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
import type { TileId } from '../../proto/domain/tiles.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import type { ChangedRows } from './changedrows.ts';
import { CHUNK_ROWS, gaitOf, MOTION_BYTES, type Motion, MotionByte, TIME_STEP_MS } from './motionrecord.ts';

const CHUNK_SHIFT = Math.log2(CHUNK_ROWS);
const WORDS = MOTION_BYTES / 4;
const SHORTS = MOTION_BYTES / 2;
const OBSERVED = 4;
const HEARD = 5;
const TILE = 7;
const COG = 5;
const HEADING = 6;
const STATE = 14;
const GENERATION = 15;
/** The words of heading, state and generation; of ellipse and gait. */
const COURSE = 3;
const SHAPE = 6;
const STATE_BITS = 0x00ff0000;
const GAIT_BITS = 0xff000000 | 0;
const NEVER = -(2 ** 31);
/** More than three years. */
const FAR_STEPS = 2 ** 30;
const NO_TILE = -1;

/** Three bytes of an ellipse as one number; half an ellipse is none. */
const shapeOf = (bytes: Uint8Array, at: number): number =>
  bytes[at] === 0 || bytes[at + 1] === 0 ? 0 : bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);

export class MotionRecords implements Motion {
  #ints: Int32Array;
  #shorts: Uint16Array;
  #bytes: Uint8Array;
  #originMs: number | undefined;
  #widest = 0;
  #changedIn: Uint32Array;
  generation = 0;

  constructor(rows: number) {
    this.#ints = new Int32Array(rows * WORDS);
    this.#shorts = new Uint16Array(this.#ints.buffer);
    this.#bytes = new Uint8Array(this.#ints.buffer);
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
    return fromWire(this.#shorts[row * SHORTS + 4]!);
  }

  cogDeg(row: number): number {
    return fromWire(this.#shorts[row * SHORTS + COG]!);
  }

  headingDeg(row: number): number {
    return fromWire(this.#shorts[row * SHORTS + HEADING]!);
  }

  observedMs(row: number): number {
    return this.originMs + this.#ints[row * WORDS + OBSERVED]! * TIME_STEP_MS;
  }

  heardMs(row: number): number {
    return this.originMs + this.#ints[row * WORDS + HEARD]! * TIME_STEP_MS;
  }

  state(row: number): number {
    return this.#bytes[row * MOTION_BYTES + STATE] ?? 0;
  }

  /** Of the slot that the row is of. */
  generationOf(row: number): number {
    return this.#bytes[row * MOTION_BYTES + GENERATION] ?? 0;
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
    const at = row * SHORTS + 4;
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

  /** A row begins, of which nothing was heard yet. */
  open(row: number, generation: number): void {
    this.#ints.fill(0, row * WORDS, (row + 1) * WORDS);
    this.#ints[row * WORDS + OBSERVED] = NEVER;
    this.#ints[row * WORDS + HEARD] = NEVER;
    this.#ints[row * WORDS + TILE] = NO_TILE;
    this.#bytes[row * MOTION_BYTES + GENERATION] = generation;
  }

  move(from: number, to: number): void {
    this.#ints.copyWithin(to * WORDS, from * WORDS, (from + 1) * WORDS);
    this.#touch(to);
  }

  /**
   * Of a tile's rows, `into[i]` here: those of another generation, and those of which another tile spoke last, become
   * `none`. False where all fit. This alone, first, because waiting for memory is most of an update's cost, and a short
   * loop waits for many rows at once.
   */
  hasStrangers(tile: TileId, from: TrackRows, into: Int32Array, none: number): boolean {
    const ints = this.#ints;
    const { generation, count } = from;
    let strangers = 0;
    for (let i = 0; i < count; i += 1) {
      const row = into[i]!;
      const isKnown =
        row !== none &&
        ints[row * WORDS + COURSE]! >>> 24 === generation[i] &&
        ints[row * WORDS + TILE] === tile;
      if (isKnown) continue;
      into[i] = none;
      strangers += 1;
    }
    return strangers > 0;
  }

  /** A tile speaks of the row from now on; without one, none is known to hold it. */
  spokenOf(row: number, tile: TileId = NO_TILE): void {
    this.#ints[row * WORDS + TILE] = tile;
  }

  /** None of these tiles speaks of any of the first `rows` rows any more. */
  forget(tiles: ReadonlySet<TileId>, rows: number): void {
    for (let at = TILE; at < rows * WORDS; at += WORDS)
      if (tiles.has(this.#ints[at]!)) this.#ints[at] = NO_TILE;
  }

  /**
   * Takes what the wire says: its row i is `into[i]` here. Of two positions the newer stands.
   *
   * @param back the picture went back in time: what it says now stands, however old
   * @param restyled learns the rows whose symbols may be others now
   */
  take(from: TrackRows, into: Int32Array, back: boolean, restyled: ChangedRows): void {
    const { count, lon, lat, sog, cog, heading, state, generation, ellipse, age } = from;
    const ints = this.#ints;
    const base = this.#stepsOf(from.baseMs);
    const changedIn = this.#changedIn;
    const changing = this.generation + 1;
    for (let i = 0; i < count; i += 1) {
      const row = into[i]!;
      const at = row * WORDS;
      const observed = base - age[i]!;
      changedIn[row >>> CHUNK_SHIFT] = changing;
      if (back || observed > ints[at + HEARD]!) ints[at + HEARD] = observed;
      if (!back && observed < ints[at + OBSERVED]!) continue;
      // Words at once, each as `MotionByte` has its bytes.
      const course = heading[i]! | (state[i]! << 16) | (generation[i]! << 24);
      const shape = shapeOf(ellipse, i * ELLIPSE_BYTES) | (gaitOf(sog[i]!, cog[i]!, heading[i]!) << 24);
      const changed =
        ((course ^ ints[at + COURSE]!) & STATE_BITS) | ((shape ^ ints[at + SHAPE]!) & GAIT_BITS);
      if (changed !== 0) restyled.touch(row);
      ints[at] = lon[i]!;
      ints[at + 1] = lat[i]!;
      ints[at + 2] = sog[i]! | (cog[i]! << 16);
      ints[at + COURSE] = course;
      ints[at + OBSERVED] = observed;
      ints[at + SHAPE] = shape;
      if ((shape & 255) > this.#widest) this.#widest = shape & 255;
    }
  }

  /** Heard again, where it was thought to be: row i of the wire is `into[i]` here, or `none`. */
  hear({ observedMs, count }: HeardRows, into: Int32Array, none: number): void {
    const ints = this.#ints;
    const { originMs } = this;
    for (let i = 0; i < count; i += 1) {
      const row = into[i]!;
      if (row === none) continue;
      const observed = Math.round((observedMs[i]! - originMs) / TIME_STEP_MS);
      if (observed <= ints[row * WORDS + HEARD]!) continue;
      ints[row * WORDS + HEARD] = observed;
      this.#touch(row);
    }
  }

  grow(rows: number): void {
    const ints = new Int32Array(rows * WORDS);
    ints.set(this.#ints);
    this.#ints = ints;
    this.#shorts = new Uint16Array(ints.buffer);
    this.#bytes = new Uint8Array(ints.buffer);
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
      for (const word of [at, at + 1])
        this.#ints[word] = Math.max(NEVER, Math.min(-NEVER - 1, this.#ints[word]! + later));
    this.#originMs = originMs;
    this.#changedIn.fill(this.generation + 1);
  }
}
