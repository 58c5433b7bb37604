/** `TrackColumns` and `RemovedTracks`: from quantised columns to bytes, and from bytes to columns. */
import { type TileId, tileBounds } from '../domain/tiles.ts';
import type { watchfloor } from '../generated/watchfloor.js';
import { encodeEllipses } from './ellipses.ts';
import { ageFromWire, ageToWire, DEGREE_STEPS, ELLIPSE_BYTES, positionBytes } from './quantise.ts';
import { MAX_VARINT_BYTES, readSlots, writeSlots } from './varint.ts';

/** A slot is under this on every wire: what a reader allocates stays bounded. */
export const SLOT_LIMIT = 1 << 20;

/** Values as the wire has them, by slot. */
export interface WireColumns {
  readonly generation: Uint8Array;
  readonly lat: Uint32Array;
  readonly lon: Uint32Array;
  readonly sog: Uint16Array;
  readonly cog: Uint16Array;
  readonly heading: Uint16Array;
  /** Tenths of a second since 1970. */
  readonly observed: Float64Array;
  readonly state: Uint8Array;
  /** Three bytes a slot; zeros: none. */
  readonly ellipse: Uint8Array;
}

/** Bytes of one row beside its slot and its position. */
const MOTION_BYTES = 10;

/**
 * The columns of the first `count` of `slots`, which ascend. `width`: bytes of a position's step.
 * `base`: the frame's `base_ms` in tenths of a second.
 */
export function encodeColumns(
  from: WireColumns,
  slots: ArrayLike<number>,
  count: number,
  width: 3 | 4,
  base: number,
): watchfloor.v1.ITrackColumns {
  // One piece of memory for all columns: allocating is most of the work otherwise.
  const bytes = new Uint8Array(count * (MAX_VARINT_BYTES + 2 * width + MOTION_BYTES));
  const steps = (values: Uint32Array, start: number): void => {
    for (let i = 0, at = start; i < count; i += 1, at += width) {
      const value = values[slots[i]!]!;
      bytes[at] = value;
      bytes[at + 1] = value >>> 8;
      bytes[at + 2] = value >>> 16;
      if (width === 4) bytes[at + 3] = value >>> 24;
    }
  };
  const shorts = (values: Uint16Array, start: number): void => {
    for (let i = 0, at = start; i < count; i += 1, at += 2) {
      const value = values[slots[i]!]!;
      bytes[at] = value;
      bytes[at + 1] = value >>> 8;
    }
  };
  const lat = 0;
  const lon = count * width;
  const sog = lon + count * width;
  const cog = sog + count * 2;
  const heading = cog + count * 2;
  const observed = heading + count * 2;
  const state = observed + count * 2;
  const generation = state + count;
  const slot = generation + count;
  steps(from.lat, lat);
  steps(from.lon, lon);
  shorts(from.sog, sog);
  shorts(from.cog, cog);
  shorts(from.heading, heading);
  for (let i = 0; i < count; i += 1) {
    const owner = slots[i]!;
    const age = ageToWire(base - from.observed[owner]!);
    bytes[observed + i * 2] = age;
    bytes[observed + i * 2 + 1] = age >>> 8;
    bytes[state + i] = from.state[owner]!;
    bytes[generation + i] = from.generation[owner]!;
  }
  const end = writeSlots(slots, count, bytes, slot);
  const columns: watchfloor.v1.ITrackColumns = {
    count,
    slot: bytes.subarray(slot, end),
    generation: bytes.subarray(generation, slot),
    lat: bytes.subarray(lat, lon),
    lon: bytes.subarray(lon, sog),
    sog: bytes.subarray(sog, cog),
    cog: bytes.subarray(cog, heading),
    heading: bytes.subarray(heading, observed),
    observed: bytes.subarray(observed, state),
    state: bytes.subarray(state, generation),
  };
  const ellipse = encodeEllipses(from.ellipse, slots, count);
  if (ellipse) columns.ellipse = ellipse;
  return columns;
}

/** Decoded rows, in columns that are reused from tile to tile: what readers keep as it came stays in the wire's steps. */
export class TrackRows {
  count = 0;
  slot = new Uint32Array(256);
  generation = new Uint8Array(256);
  /** In `DEGREE_STEPS`. */
  lat = new Int32Array(256);
  lon = new Int32Array(256);
  /** For `fromWire`: tenths of a knot, tenths of a degree. */
  sog = new Uint16Array(256);
  cog = new Uint16Array(256);
  heading = new Uint16Array(256);
  /** UTC epoch milliseconds, and how long before it each was observed, tenths of a second. */
  baseMs = 0;
  age = new Uint32Array(256);
  state = new Uint8Array(256);
  /** For `ellipseFromWire`: three bytes a row, zeros where there is none. */
  ellipse = new Uint8Array(256 * ELLIPSE_BYTES);

  /** Makes room for `count` rows; what was there is gone. */
  resize(count: number): void {
    this.count = count;
    if (count <= this.slot.length) return;
    const size = 1 << Math.ceil(Math.log2(count));
    this.slot = new Uint32Array(size);
    this.generation = new Uint8Array(size);
    this.lat = new Int32Array(size);
    this.lon = new Int32Array(size);
    this.sog = new Uint16Array(size);
    this.cog = new Uint16Array(size);
    this.heading = new Uint16Array(size);
    this.age = new Uint32Array(size);
    this.state = new Uint8Array(size);
    this.ellipse = new Uint8Array(size * ELLIPSE_BYTES);
  }
}

const EMPTY = new Uint8Array(0);

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** At once where the machine has numbers as the wire has: a page reads a hundred thousand rows in some milliseconds. */
function readShorts(bytes: Uint8Array, count: number, into: Uint16Array): void {
  if (isLittleEndian) new Uint8Array(into.buffer, into.byteOffset).set(bytes);
  else for (let i = 0; i < count; i += 1) into[i] = bytes[2 * i]! | (bytes[2 * i + 1]! << 8);
}

/** Steps of a tile's span to `DEGREE_STEPS`: the middle of each, as `fromStep` has it. */
function readDegrees(
  bytes: Uint8Array,
  count: number,
  width: 3 | 4,
  low: number,
  high: number,
  into: Int32Array,
): void {
  const step = ((high - low) / 2 ** (8 * width)) * DEGREE_STEPS;
  const first = low * DEGREE_STEPS + step / 2;
  if (width === 4) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < count; i += 1) into[i] = Math.round(first + view.getUint32(4 * i, true) * step);
    return;
  }
  // From a whole number below, what is added is positive, and rounded by leaving its fraction out.
  const whole = Math.floor(first);
  const rest = first - whole + 0.5;
  for (let i = 0, at = 0; i < count; i += 1, at += 3) {
    const steps = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
    into[i] = whole + ((rest + steps * step) | 0);
  }
}

/** Reads a tile's columns into `rows`; false, with `rows` empty, when the columns do not fit together. */
export function decodeColumns(
  columns: watchfloor.v1.ITrackColumns | null | undefined,
  tile: TileId,
  baseMs: number,
  rows: TrackRows,
): boolean {
  rows.count = 0;
  const count = columns?.count ?? 0;
  if (!columns || count === 0) return true;
  const width = positionBytes(tile);
  const { slot, generation, lat, lon, sog, cog, heading, observed, state } = columns;
  const ellipse = columns.ellipse ?? EMPTY;
  const fits =
    count <= SLOT_LIMIT &&
    generation?.length === count &&
    lat?.length === count * width &&
    lon?.length === count * width &&
    sog?.length === count * 2 &&
    cog?.length === count * 2 &&
    heading?.length === count * 2 &&
    observed?.length === count * 2 &&
    state?.length === count &&
    (ellipse.length === 0 || ellipse.length === count * ELLIPSE_BYTES);
  if (!fits) return false;
  rows.resize(count);
  if (!readSlots(slot ?? EMPTY, count, SLOT_LIMIT, rows.slot)) {
    rows.count = 0;
    return false;
  }
  const { west, south, east, north } = tileBounds(tile);
  readDegrees(lat, count, width, south, north, rows.lat);
  readDegrees(lon, count, width, west, east, rows.lon);
  readShorts(sog, count, rows.sog);
  readShorts(cog, count, rows.cog);
  readShorts(heading, count, rows.heading);
  for (let i = 0; i < count; i += 1)
    rows.age[i] = ageFromWire(observed[2 * i]! | (observed[2 * i + 1]! << 8));
  rows.baseMs = baseMs;
  rows.generation.set(generation);
  rows.state.set(state);
  rows.ellipse.fill(0, 0, count * ELLIPSE_BYTES);
  rows.ellipse.set(ellipse);
  return true;
}

/** Removed tracks, in columns that are reused. */
export class RemovedRows {
  count = 0;
  slot = new Uint32Array(64);
  generation = new Uint8Array(64);
}

/** `slots` ascend; the generations are in the same order. */
export function encodeRemoved(
  slots: ArrayLike<number>,
  generations: ArrayLike<number>,
): watchfloor.v1.IRemovedTracks {
  const bytes = new Uint8Array(slots.length * MAX_VARINT_BYTES);
  const end = writeSlots(slots, slots.length, bytes, 0);
  return { count: slots.length, slot: bytes.subarray(0, end), generation: Uint8Array.from(generations) };
}

/** Reads removed tracks into `rows`; false, with `rows` empty, when the columns do not fit together. */
export function decodeRemoved(
  removed: watchfloor.v1.IRemovedTracks | null | undefined,
  rows: RemovedRows,
): boolean {
  rows.count = 0;
  const count = removed?.count ?? 0;
  if (!removed || count === 0) return true;
  if (count > SLOT_LIMIT || removed.generation?.length !== count) return false;
  if (count > rows.slot.length) {
    rows.slot = new Uint32Array(count);
    rows.generation = new Uint8Array(count);
  }
  if (!readSlots(removed.slot ?? EMPTY, count, SLOT_LIMIT, rows.slot)) return false;
  rows.generation.set(removed.generation);
  rows.count = count;
  return true;
}
