/** `HeardTracks`: slot and age of tracks that reported again as dead reckoning says. */
import type { watchfloor } from '../generated/watchfloor.js';
import { SLOT_LIMIT } from './columns.ts';
import { ageFromWire, ageToWire } from './quantise.ts';
import { MAX_VARINT_BYTES, readSlots, readVarints, writeSlots, writeVarint } from './varint.ts';

/** Tracks heard again, in columns that are reused. */
export class HeardRows {
  count = 0;
  slot = new Uint32Array(64);
  /** UTC epoch milliseconds, and tenths of a second before it that each was heard. */
  baseMs = 0;
  age = new Uint32Array(64);

  /** Makes room for `count` rows; what was there is gone. */
  resize(count: number): void {
    this.count = 0;
    if (count <= this.slot.length) return;
    this.slot = new Uint32Array(count);
    this.age = new Uint32Array(count);
  }
}

/** With more, a slot's difference and an age would not fit into one number. */
const MOST_AGE_BITS = 11;

/**
 * `slots` ascend; `observed` by slot, and `base`, in tenths of a second. Where all are young, and nearly always they are,
 * the age is the lower bits of the slot's own number: a third less than a byte for each.
 */
export function encodeHeard(
  observed: Float64Array,
  slots: ArrayLike<number>,
  count: number,
  base: number,
): watchfloor.v1.IHeardTracks {
  const ageOf = (i: number): number => ageToWire(base - observed[slots[i]!]!);
  let oldest = 0;
  for (let i = 0; i < count; i += 1) oldest = Math.max(oldest, ageOf(i));
  const ageBits = Math.ceil(Math.log2(oldest + 1));
  if (ageBits > MOST_AGE_BITS) return encodeOld(slots, count, ageOf);
  const bytes = new Uint8Array(count * MAX_VARINT_BYTES);
  let end = 0;
  let before = 0;
  for (let i = 0; i < count; i += 1) {
    end = writeVarint(bytes, end, (slots[i]! - before) * 2 ** ageBits + ageOf(i));
    before = slots[i]!;
  }
  return { slot: bytes.subarray(0, end), ageBits };
}

function encodeOld(
  slots: ArrayLike<number>,
  count: number,
  ageOf: (i: number) => number,
): watchfloor.v1.IHeardTracks {
  const bytes = new Uint8Array(count * (MAX_VARINT_BYTES + 2));
  for (let i = 0; i < count; i += 1) {
    bytes[i * 2] = ageOf(i);
    bytes[i * 2 + 1] = ageOf(i) >>> 8;
  }
  const end = writeSlots(slots, count, bytes, count * 2);
  return { count, slot: bytes.subarray(count * 2, end), observed: bytes.subarray(0, count * 2) };
}

const EMPTY = new Uint8Array(0);

/** Reads tracks heard again into `rows`; false, with `rows` empty, when the columns do not fit together. */
export function decodeHeard(
  heard: watchfloor.v1.IHeardTracks | null | undefined,
  baseMs: number,
  rows: HeardRows,
): boolean {
  rows.count = 0;
  rows.baseMs = baseMs;
  if (!heard) return true;
  const slots = heard.slot ?? EMPTY;
  const observed = heard.observed ?? EMPTY;
  const count = heard.count ?? 0;
  if (observed.length === 0 && count === 0) return decodeYoung(slots, heard.ageBits ?? 0, rows);
  if (count > SLOT_LIMIT || observed.length !== count * 2) return false;
  rows.resize(count);
  if (!readSlots(slots, count, SLOT_LIMIT, rows.slot)) return false;
  for (let i = 0; i < count; i += 1)
    rows.age[i] = ageFromWire(observed[2 * i]! | (observed[2 * i + 1]! << 8));
  rows.count = count;
  return true;
}

function decodeYoung(bytes: Uint8Array, ageBits: number, rows: HeardRows): boolean {
  if (ageBits > MOST_AGE_BITS) return false;
  // None takes less than a byte.
  const most = Math.min(bytes.length, SLOT_LIMIT);
  rows.resize(most);
  const count = readVarints(bytes, most, rows.slot);
  if (count === undefined) return false;
  const mask = 2 ** ageBits - 1;
  let slot = 0;
  for (let i = 0; i < count; i += 1) {
    const value = rows.slot[i]!;
    slot += value >>> ageBits;
    if (slot >= SLOT_LIMIT) return false;
    rows.slot[i] = slot;
    rows.age[i] = value & mask;
  }
  rows.count = count;
  return true;
}
