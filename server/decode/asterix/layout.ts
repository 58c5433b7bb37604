/** The words in which the item tables are written: how the bits of a category stand, and what they are called. */

/** One category in one edition of its standard (EUROCONTROL-SPEC-0149). */
export interface CategoryTable {
  readonly category: number;
  readonly edition: string;
  /** The user application profile: item by place in the field specification; undefined: a place without an item. */
  readonly uap: readonly (string | undefined)[];
  readonly items: Readonly<Record<string, Node>>;
}

export type Node = Group | Extended | Repetitive | RepetitiveFx | Compound | Explicit;

export type Part = Element | Spare | Fx | Sub | Choice;

/** How the bits of an element become a value. */
export type Coding =
  | { readonly kind: 'code'; readonly max: number }
  | {
      readonly kind: 'quantity';
      readonly signed: boolean;
      /** What one bit is worth, in the unit that the name ends with. */
      readonly lsb: number;
      /** Whole where one bit is worth 1/n: dividing keeps 0.1 from becoming 0.1000…01. */
      readonly perUnit: number | undefined;
      /** Least and greatest value, both allowed. */
      readonly range: readonly [number, number] | undefined;
      /** A value out of range means that these bytes are something else; without it, only that the value is unusable. */
      readonly must: boolean;
    }
  | { readonly kind: 'octal' | 'ascii' | 'icao' | 'hex' };

export interface Element {
  readonly part: 'element';
  readonly name: string;
  readonly bits: number;
  readonly coding: Coding;
}
export interface Spare {
  readonly part: 'spare';
  readonly bits: number;
}
export interface Fx {
  readonly part: 'fx';
}
export interface Sub {
  readonly part: 'sub';
  readonly name: string;
  readonly node: Node;
}
/** What the bits mean depends on the value of a field before them: option 0, 1, … */
export interface Choice {
  readonly part: 'choice';
  readonly by: string;
  readonly options: readonly Element[];
}
export interface Group {
  readonly node: 'group';
  readonly parts: readonly Part[];
}
/** Goes on after an extension bit (`FX`) of 1. */
export interface Extended {
  readonly node: 'extended';
  readonly parts: readonly Part[];
}
/** An octet that counts, then so many of the same. */
export interface Repetitive {
  readonly node: 'repetitive';
  readonly of: Node | Element;
}
/** The same again after each extension bit of 1. */
export interface RepetitiveFx {
  readonly node: 'repetitiveFx';
  readonly of: Node | Element;
}
/** A field specification of its own says which subitems follow. */
export interface Compound {
  readonly node: 'compound';
  readonly parts: readonly (Element | Sub | undefined)[];
}
/** An octet with the length, itself included, then bytes that are agreed elsewhere. */
export interface Explicit {
  readonly node: 'explicit';
}

export const FX: Fx = { part: 'fx' };
export const spare = (bits: number): Spare => ({ part: 'spare', bits });

const element = (name: string, bits: number, coding: Coding): Element => ({
  part: 'element',
  name,
  bits,
  coding,
});

/** A number that stands for something: an enumeration, a flag, an address. */
export const code = (name: string, bits: number, max = 2 ** bits - 1): Element =>
  element(name, bits, { kind: 'code', max });

type Range = readonly [number, number] | readonly [number, number, 'must'];

const quantity = (name: string, bits: number, signed: boolean, lsb: number, range?: Range): Element => {
  const perUnit = Math.round(1 / lsb);
  return element(name, bits, {
    kind: 'quantity',
    signed,
    lsb,
    perUnit: 1 / perUnit === lsb ? perUnit : undefined,
    range: range && [range[0], range[1]],
    must: range?.[2] === 'must',
  });
};
export const unsigned = (name: string, bits: number, lsb: number, range?: Range): Element =>
  quantity(name, bits, false, lsb, range);
/** Two's complement. */
export const signed = (name: string, bits: number, lsb: number, range?: Range): Element =>
  quantity(name, bits, true, lsb, range);

/** Three bits a digit, first digit first. */
export const octal = (name: string, bits: number): Element => element(name, bits, { kind: 'octal' });
/** Eight bits a character. */
export const ascii = (name: string, bits: number): Element => element(name, bits, { kind: 'ascii' });
/** Six bits a character (ICAO annex 10, volume IV, table 3-9). */
export const icao = (name: string, bits: number): Element => element(name, bits, { kind: 'icao' });
/** More bits than a number holds, as hexadecimal digits. */
export const hex = (name: string, bits: number): Element => element(name, bits, { kind: 'hex' });

export const sub = (name: string, node: Node): Sub => ({ part: 'sub', name, node });
export const choice = (by: string, ...options: readonly Element[]): Choice => ({
  part: 'choice',
  by,
  options,
});
export const group = (...parts: readonly Part[]): Group => ({ node: 'group', parts });
export const extended = (...parts: readonly Part[]): Extended => ({ node: 'extended', parts });
export const repetitive = (of: Node | Element): Repetitive => ({ node: 'repetitive', of });
export const repetitiveFx = (of: Node | Element): RepetitiveFx => ({ node: 'repetitiveFx', of });
export const compound = (...parts: readonly (Element | Sub | undefined)[]): Compound => ({
  node: 'compound',
  parts,
});
export const explicit = (): Explicit => ({ node: 'explicit' });

/** What is wrong with bytes or values, in words: `I048/040: …`. */
export const itemName = (category: number, item: string): string =>
  `I${String(category).padStart(3, '0')}/${item}`;
