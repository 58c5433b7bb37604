/** A track's record of what moves: what is where in its memory, and what readers ask of it. */
import { U16_ABSENT } from '../../proto/codec/quantise.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';

/** Below this a course over ground is the receiver's noise, knots. */
export const MAKING_WAY_KN = 0.3;
/** Under way: faster than a ship swings at anchor, knots. */
export const MOVING_FROM_KN = 0.5;

/** Milliseconds of a step of time, as on the wire. */
export const TIME_STEP_MS = 100;
export const MOTION_BYTES = 24;
/**
 * Where in a record: longitude and latitude in `DEGREE_STEPS` of the wire's codec, i32; speed, course and heading as the
 * wire has them, and in {@link TIME_STEP_MS} how long after its position it was heard last, u16; the time of the position in
 * the same steps since `originMs`, i32; the three bytes of the wire's ellipse and a spare one.
 */
export const MotionByte = { place: 0, motion: 8, observed: 16, ellipse: 20 } as const;
/** Rows that go to the graphics card together. */
export const CHUNK_ROWS = 1024;

/** Which of speed, course and heading are known, and whether it makes way: what a symbol is chosen by. */
export const gaitOf = (sog: number, cog: number, heading: number): number =>
  (sog === U16_ABSENT ? 0 : 1 | (sog >= MAKING_WAY_KN * 10 ? 2 : 0) | (sog >= MOVING_FROM_KN * 10 ? 4 : 0)) |
  (cog === U16_ABSENT ? 0 : 8) |
  (heading === U16_ABSENT ? 0 : 16);

/** The course of a row under way. At rest it is noise, and of whichever report was the last that was sent whole: NaN. */
export const courseDeg = (motion: Motion, row: number): number =>
  (motion.state(row) & TrackStateBits.atRest) === 0 ? motion.cogDeg(row) : Number.NaN;

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
  /** The records of the first `rows` rows; valid until the next change. */
  bytes(rows: number): Uint8Array;
  /** Grows with every commit. */
  readonly generation: number;
  /** The generation in which {@link CHUNK_ROWS} rows changed last. */
  changedIn(chunk: number): number;
}
