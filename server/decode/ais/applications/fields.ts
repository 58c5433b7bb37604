/**
 * The fields of application messages, each a pair of reading and writing. Reading gives undefined for "not available",
 * for what is reserved or out of range; the caller knows that the field's bits are there. Writing sends undefined as
 * "not available" and holds numbers within their range.
 */
import type { Bits } from '../bits.ts';
import type { BitWriter } from '../bitwriter.ts';
import type { AisEta } from '../message-head.ts';
import { clamp, readEta, readLat, readLon, writeEta } from '../quantities.ts';
import { textCode } from '../sixbit.ts';

export interface Field<T> {
  readonly bits: number;
  read(from: Bits, at: number): T | undefined;
  write(to: BitWriter, value: T | undefined): void;
}

export interface Scale {
  /** The raw values that say something. */
  readonly from?: number;
  readonly to: number;
  /** The raw value of "not available". */
  readonly none: number;
  /** The value is (raw + add) · step / per, so that it is the nearest number to its decimal. */
  readonly add?: number;
  readonly step?: number;
  readonly per?: number;
}

export const number = (bits: number, scale: Scale): Field<number> => numeric(bits, false, scale);
/** Two's complement. */
export const signed = (bits: number, scale: Scale): Field<number> => numeric(bits, true, scale);

function numeric(bits: number, negative: boolean, scale: Scale): Field<number> {
  const { from = 0, to: last, none, add = 0, step = 1, per = 1 } = scale;
  return {
    bits,
    read(source, at) {
      const raw = negative ? source.signed(at, bits) : source.unsigned(at, bits);
      return raw < from || raw > last || raw === none ? undefined : ((raw + add) * step) / per;
    },
    write(to, value) {
      to.put(value === undefined ? none : clamp(Math.round((value * per) / step) - add, from, last), bits);
    },
  };
}

/** A code of a table, or a number in which every value says something. */
export const code = (bits: number): Field<number> => ({
  bits,
  read: (source, at) => source.unsigned(at, bits),
  write: (to, value) => {
    to.put(clamp(value ?? 0, 0, 2 ** bits - 1), bits);
  },
});

/** A code of which `none` says nothing, and those after `last` are reserved. */
export const codeUnless = (bits: number, none: number, last = 2 ** bits - 1, first = 0): Field<number> =>
  number(bits, { from: first, to: last, none });

export const flag: Field<boolean> = {
  bits: 1,
  read: (source, at) => source.unsigned(at, 1) === 1,
  write: (to, value) => {
    to.flag(value);
  },
};

/** A code as a word: its place in `said`; every other code says nothing. */
export const word = <T extends string>(
  bits: number,
  said: readonly (T | undefined)[],
  none: number,
): Field<T> => ({
  bits,
  read: (source, at) => said[source.unsigned(at, bits)],
  write: (to, value) => {
    const place = value === undefined ? -1 : said.indexOf(value);
    to.put(place < 0 ? none : place, bits);
  },
});

/** Text that ends at the first `@`, trimmed on the right; undefined when empty. */
export const text = (characters: number): Field<string> => ({
  bits: characters * 6,
  read: (source, at) => source.freeText(at, characters),
  write: (to, value) => {
    to.text(value, characters);
  },
});

/** Bits that say nothing. A layout's name for them begins with `spare`. */
export const spare = (bits: number): Field<never> => ({
  bits,
  read: () => undefined,
  write: (to) => {
    for (let left = bits; left > 0; left -= 30) to.put(0, Math.min(30, left));
  },
});

/** Units a degree of 1/1,000 min. */
const PER_DEGREE = 60_000;
const angle = (bits: number, limitDeg: number): Field<number> => ({
  bits,
  read(source, at) {
    const raw = source.signed(at, bits);
    return Math.abs(raw) <= limitDeg * PER_DEGREE ? raw / PER_DEGREE : undefined;
  },
  write(to, value) {
    to.put((value === undefined ? limitDeg + 1 : clamp(value, -limitDeg, limitDeg)) * PER_DEGREE, bits);
  },
});
/** 25 and 24 bits, 1/1,000 min; 181° and 91° are none. */
export const lon = angle(25, 180);
export const lat = angle(24, 90);

/** 28 and 27 bits, 1/10,000 min, as in position reports. */
export const fineLon: Field<number> = {
  bits: 28,
  read: readLon,
  write: (to, value) => {
    to.put((value === undefined ? 181 : clamp(value, -180, 180)) * 600_000, 28);
  },
};
export const fineLat: Field<number> = {
  bits: 27,
  read: readLat,
  write: (to, value) => {
    to.put((value === undefined ? 91 : clamp(value, -90, 90)) * 600_000, 27);
  },
};

/** A square: the value is raw² · step (weather reports of ships). */
export const square = (bits: number, step: number, to: number, none: number): Field<number> => ({
  bits,
  read(source, at) {
    const raw = source.unsigned(at, bits);
    return raw > to ? undefined : raw * raw * step;
  },
  write(target, value) {
    target.put(value === undefined ? none : clamp(Math.sqrt(value / step), 0, to), bits);
  },
});

/** Sign in the last bit (the standard's bit 0), magnitude before it; `negative` is the sign's bit of a negative number. */
export function signedLast(bits: number, negative: 0 | 1, per: number, none: number): Field<number> {
  const last = 2 ** (bits - 1) - 1;
  return {
    bits,
    read(source, at) {
      const raw = source.unsigned(at, bits);
      const size = raw >> 1;
      if (size === none) return undefined;
      return (raw & 1) === negative && size !== 0 ? -size / per : size / per;
    },
    write(to, value) {
      const said = value ?? 0;
      const size = value === undefined ? none : clamp(Math.round(Math.abs(said) * per), 0, last);
      const sign = value === undefined || said < 0 ? negative : 1 - negative;
      to.put(size * 2 + sign, bits);
    },
  };
}

/** Bits that are always the same. */
export const constant = (bits: number, value: number): Field<never> => ({
  bits,
  read: () => undefined,
  write: (to) => {
    to.put(value, bits);
  },
});

/** A direction in whole degrees, true; 360 (and what is above) is none. */
export const direction = (none = 360): Field<number> => number(9, { to: 359, none });

export const month = number(4, { from: 1, to: 12, none: 0 });
export const day = number(5, { from: 1, to: 31, none: 0 });
export const hour = number(5, { to: 23, none: 24 });
export const minute = number(6, { to: 59, none: 60 });

/** Names a message among those of its sender. */
export const linkage = code(10);
/** Minutes; 0 takes the message back. */
export const durationMin = number(18, { to: 262_142, none: 262_143 });

/** Month, day, hour, minute, UTC. */
export const date: Field<AisEta> = {
  bits: 20,
  read: readEta,
  write: (to, value) => {
    writeEta(to, value);
  },
};

/** Text to the end of the message. */
export function openText(source: Bits, at: number, end: number): string | undefined {
  const characters = Math.floor((end - at) / 6);
  return characters < 1 ? undefined : source.freeText(at, characters);
}

/** Text of exactly these characters, its spaces at the end kept; it ends at the first `@`. */
export function untrimmed(source: Bits, at: number, characters: number): string {
  let said = '';
  for (let i = 0; i < characters; i++) {
    const value = source.unsigned(at + i * 6, 6);
    if (value === 0) break;
    said += String.fromCharCode(textCode(value));
  }
  return said;
}
