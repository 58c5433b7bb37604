/**
 * What moves, of every track: one record a row, in the memory that goes to the graphics card as it is. An update writes
 * one record and nothing else, so that a hundred thousand of them cost the page's thread next to nothing.
 */
import type { HeardRows, TrackRows } from '../../proto/codec/columns.ts';
import {
  axisFromWire,
  ELLIPSE_BYTES,
  fromWire,
  orientationFromWire,
  U16_ABSENT,
} from '../../proto/codec/quantise.ts';
import { DEG_PER_KNOT_SECOND, LEAST_COS_LAT, MAX_EXTRAPOLATION_S } from '../../proto/domain/motion.ts';
import type { TileId } from '../../proto/domain/tiles.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { toRadians } from '../../proto/domain/units.ts';
import type { ChangedRows } from './changedrows.ts';

/** Below this a course over ground is the receiver's noise, knots. */
export const MAKING_WAY_KN = 0.3;
/** Under way: faster than a ship swings at anchor, knots. */
export const MOVING_FROM_KN = 0.5;

/** Steps of a degree: 1.1 cm at most. */
export const DEGREE_STEPS = 10_000_000;
/** Milliseconds of a step of time. */
export const TIME_STEP_MS = 100;
export const MOTION_BYTES = 32;
/**
 * Where in a record: longitude and latitude in {@link DEGREE_STEPS}, i32; speed, course and heading as the wire has them,
 * u16, then state and generation, u8; times of the position and of the last report in {@link TIME_STEP_MS} since
 * `originMs`, i32; the three bytes of the wire's ellipse; {@link gaitOf}, u8; the tile that
 * spoke of it last, i32.
 */
export const MotionByte = { place: 0, motion: 8, times: 16, ellipse: 24 } as const;
/** Rows that go to the graphics card together. */
export const CHUNK_ROWS = 1024;
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
const GAIT = 27;
const NEVER = -(2 ** 31);
/** More than three years. */
const FAR_STEPS = 2 ** 30;
const NO_TILE = -1;

/** What readers ask of a row; numbers that are absent, and those of a row that is none, are NaN. */
export interface Motion {
  /** The picture's time that the records' times count from, UTC epoch milliseconds. */
  readonly originMs: number;
  /** No ellipse had a longer half axis, metres. */
  readonly widestEllipseM: number;
  lon(row: number): number;
  lat(row: number): number;
  sogKn(row: number): number;
  cogDeg(row: number): number;
  headingDeg(row: number): number;
  /** The time of the position that is held, UTC epoch milliseconds: what dead reckoning starts from. */
  observedMs(row: number): number;
  /** The last report, never earlier: reports that say what dead reckoning says bring no new position. */
  heardMs(row: number): number;
  /** `TrackColumns.state` of the wire; 0 of a row that is none. */
  state(row: number): number;
  /** The 95 % ellipse of the position: metres, metres, and the major axis' direction in degrees true, [0, 180). */
  semiMajorM(row: number): number;
  semiMinorM(row: number): number;
  orientationDeg(row: number): number;
  /** It makes way on a known course: dead reckoning moves it. At rest a ship swings and its receiver drifts. */
  isUnderway(row: number): boolean;
  /** Longitude and latitude at `nowMs`, as the vertex shader reckons them. */
  whereabouts(row: number, nowMs: number, out: [number, number]): [number, number];
  /** The records of the first `rows` rows; valid until the next change. */
  bytes(rows: number): Uint8Array;
  /** Grows with every commit. */
  readonly generation: number;
  /** The generation in which {@link CHUNK_ROWS} rows changed last. */
  changedIn(chunk: number): number;
}

/** Which of speed, course and heading are known, and whether it makes way: what a symbol is chosen by. */
const gaitOf = (sog: number, cog: number, heading: number): number =>
  (sog === U16_ABSENT ? 0 : 1 | (sog >= MAKING_WAY_KN * 10 ? 2 : 0) | (sog >= MOVING_FROM_KN * 10 ? 4 : 0)) |
  (cog === U16_ABSENT ? 0 : 8) |
  (heading === U16_ABSENT ? 0 : 16);

/** Of tenths of a degree; the cosine lies a quarter turn on. */
const SINE = Float64Array.from({ length: 3600 + 900 }, (_, tenths) => Math.sin(toRadians(tenths / 10)));

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

  whereabouts(row: number, nowMs: number, out: [number, number]): [number, number] {
    const lon = this.lon(row);
    const lat = this.lat(row);
    out[0] = lon;
    out[1] = lat;
    const t = Math.min((nowMs - this.observedMs(row)) / 1000, MAX_EXTRAPOLATION_S);
    if (!(t > 0) || !this.isUnderway(row)) return out;
    const at = row * SHORTS + 4;
    const way = (this.#shorts[at]! / 10) * DEG_PER_KNOT_SECOND * t;
    const course = this.#shorts[at + 1]! % 3600;
    out[0] = lon + (way * SINE[course]!) / Math.max(Math.cos(toRadians(lat)), LEAST_COS_LAT);
    out[1] = lat + way * SINE[course + 900]!;
    return out;
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
    const bytes = this.#bytes;
    const ints = this.#ints;
    const { generation, count } = from;
    let strangers = 0;
    for (let i = 0; i < count; i += 1) {
      const row = into[i]!;
      const isKnown =
        row !== none &&
        bytes[row * MOTION_BYTES + GENERATION] === generation[i] &&
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
    const { lon, lat, sog, cog, heading, state, ellipse, observedMs } = from;
    const ints = this.#ints;
    const shorts = this.#shorts;
    const bytes = this.#bytes;
    const originMs = this.#originFor(from);
    const changedIn = this.#changedIn;
    const changing = this.generation + 1;
    for (let i = 0; i < from.count; i += 1) {
      const row = into[i]!;
      const word = row * WORDS;
      const observed = Math.round((observedMs[i]! - originMs) / TIME_STEP_MS);
      changedIn[row >>> CHUNK_SHIFT] = changing;
      if (back || observed > ints[word + HEARD]!) ints[word + HEARD] = observed;
      if (!back && observed < ints[word + OBSERVED]!) continue;
      const short = word * 2;
      const byte = word * 4;
      const gait = gaitOf(sog[i]!, cog[i]!, heading[i]!);
      if (bytes[byte + GAIT] !== gait || bytes[byte + STATE] !== state[i]) {
        restyled.touch(row);
        bytes[byte + GAIT] = gait;
        bytes[byte + STATE] = state[i]!;
      }
      ints[word] = Math.round(lon[i]! * DEGREE_STEPS);
      ints[word + 1] = Math.round(lat[i]! * DEGREE_STEPS);
      shorts[short + 4] = sog[i]!;
      shorts[short + COG] = cog[i]!;
      shorts[short + HEADING] = heading[i]!;
      ints[word + OBSERVED] = observed;
      const minor = ellipse[i * ELLIPSE_BYTES + 1]!;
      // Half an ellipse is none.
      const major = minor === 0 ? 0 : ellipse[i * ELLIPSE_BYTES]!;
      if (major > this.#widest) this.#widest = major;
      bytes[byte + MotionByte.ellipse] = major;
      bytes[byte + MotionByte.ellipse + 1] = minor;
      bytes[byte + MotionByte.ellipse + 2] = ellipse[i * ELLIPSE_BYTES + 2]!;
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

  /** Whole steps, so that the wire's times, which are steps, are kept as they are; another where words end. */
  #originFor({ observedMs, count }: TrackRows): number {
    if (count === 0) return this.originMs;
    const newMs = Math.floor(observedMs[0]! / TIME_STEP_MS) * TIME_STEP_MS;
    const isFar = this.#originMs !== undefined && Math.abs(newMs - this.#originMs) / TIME_STEP_MS > FAR_STEPS;
    if (isFar) this.#countFrom(newMs);
    this.#originMs ??= newMs;
    return this.#originMs;
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
