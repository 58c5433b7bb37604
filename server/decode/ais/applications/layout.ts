/** Layouts: fields after one another, under the names that an application gives them. */
import type { Bits } from '../bits.ts';
import type { BitWriter } from '../bitwriter.ts';
import { listed } from '../listed.ts';
import type { Field } from './fields.ts';

/** In the order of the bits. What is named `spare…` is not told. */
export type Layout = Readonly<Record<string, Field<unknown>>>;

/** What a layout says: each field absent by itself. */
export type Said<L extends Layout> = {
  readonly [K in keyof L as K extends `spare${string}` ? never : K]?:
    | (L[K] extends Field<infer T> ? T : never)
    | undefined;
};

export const bitsOf = (layout: Layout): number =>
  Object.values(layout).reduce((sum, field) => sum + field.bits, 0);

/** Reads all fields of a layout; all its bits are there. */
export function readLayout<L extends Layout>(layout: L, from: Bits, at: number): Said<L> {
  const said: Record<string, unknown> = {};
  let next = at;
  for (const name in layout) {
    const field = layout[name]!;
    const value = field.read(from, next);
    if (value !== undefined) said[name] = value;
    next += field.bits;
  }
  return said as Said<L>;
}

export function writeLayout<L extends Layout>(layout: L, to: BitWriter, said: Said<L>): void {
  const values = said as Readonly<Record<string, unknown>>;
  for (const name in layout) layout[name]!.write(to, values[name]);
}

/** Fields that belong together, as one field; undefined when none of them says anything. */
export function group<L extends Layout>(layout: L): Field<Said<L>> {
  return {
    bits: bitsOf(layout),
    read(from, at) {
      const said = readLayout(layout, from, at);
      return Object.keys(said).length === 0 ? undefined : said;
    },
    write(to, value) {
      writeLayout(layout, to, value ?? ({} as Said<L>));
    },
  };
}

/** How far a message may go on beyond its last bit: stations at sea fill up to whole bytes, some with one more. */
const PADDING_BITS = 15;

/** How many bits a layout of fixed length may be: all of it, but for spare bits at its end, and padding. */
export function lengthsOf(layout: Layout): { readonly least: number; readonly most: number } {
  const all = bitsOf(layout);
  const names = Object.keys(layout);
  const last = names[names.length - 1] ?? '';
  return { least: last.startsWith('spare') ? all - layout[last]!.bits : all, most: all + PADDING_BITS };
}

/** The same field again and again, as often as it is there, `most` at most; those that say nothing are left out. */
export interface Repeated<T> {
  readonly bits: number;
  read(from: Bits, at: number, end: number): readonly T[];
  write(to: BitWriter, said: readonly T[]): void;
}

/** @param fixed the message has room for all of them, and sends those that say nothing, too */
export function repeated<T>(field: Field<T>, most: number, fixed = false): Repeated<T> {
  const { bits } = field;
  return {
    bits,
    read(from, at, end) {
      const said: T[] = [];
      for (let i = 0, next = at; i < most && next + bits <= end; i++, next += bits) {
        const one = field.read(from, next);
        if (one !== undefined) said.push(one);
      }
      return said;
    },
    write(to, said) {
      const all = listed(said);
      const count = fixed ? most : Math.min(most, all.length);
      for (let i = 0; i < count; i++) field.write(to, all[i]);
    },
  };
}
