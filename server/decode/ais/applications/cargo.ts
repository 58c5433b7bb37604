/** One of the dangerous cargoes of SN.1/Circ.289 FI 25: the code under which it is carried, and what that says. */
import type { Bits } from '../bits.ts';
import type { BitWriter } from '../bitwriter.ts';
import { type Field, number, spare, word } from './fields.ts';
import { bitsOf, type Layout, readLayout, type Said, writeLayout } from './layout.ts';

const CODES = [undefined, 'IMDG', 'IGC', 'BC', 'MARPOL I', 'MARPOL II', 'regional'] as const;
const code = word(4, CODES, 0);

/** Class and division in two digits: 30 is class 3, 14 is 1.4. */
const imdgClass: Field<string> = {
  bits: 7,
  read(from, at) {
    const raw = from.unsigned(at, 7);
    if (raw < 10 || raw > 99) return undefined;
    return raw % 10 === 0 ? `${raw / 10}` : `${Math.floor(raw / 10)}.${raw % 10}`;
  },
  write(to, value) {
    const [, main, division = '0'] = /^([1-9])(?:\.([0-9]))?$/.exec(value ?? '') ?? [];
    to.put(main === undefined ? 0 : Number(main) * 10 + Number(division), 7);
  },
};

const OILS = [
  undefined,
  'asphalt solutions',
  'oils',
  'distillates',
  'gas oil',
  'gasoline blending stocks',
  'gasoline',
  'jet fuels',
  'naphtha',
] as const;

const REST = {
  IMDG: { imdgClass, spare: spare(6) },
  IGC: { unNumber: number(13, { from: 1, to: 8191, none: 0 }) },
  BC: { bcClass: word(3, [undefined, 'A', 'B', 'C', 'MHB'], 0), imdgClass, spare: spare(3) },
  'MARPOL I': { oil: word(4, OILS, 0), spare: spare(9) },
  'MARPOL II': { category: word(3, [undefined, 'X', 'Y', 'Z', 'OS'], 0), spare: spare(10) },
  regional: { regional: number(13, { from: 1, to: 8191, none: 0 }) },
} as const;
type By = keyof typeof REST;

/** Told apart by `by`; without it the code is not said or reserved. */
export type Cargo =
  | { [B in By]: { readonly by: B } & Said<(typeof REST)[B]> }[By]
  | { readonly by?: undefined };

export const CARGO: Field<Cargo> = {
  bits: 17,
  read(from: Bits, at: number): Cargo {
    const by = code.read(from, at);
    if (by === undefined) return {};
    return { by, ...readLayout(REST[by] as Layout, from, at + code.bits) } as Cargo;
  },
  write(to: BitWriter, cargo: Cargo | undefined): void {
    const by = cargo?.by;
    code.write(to, by);
    const rest: Layout = by === undefined ? { spare: spare(13) } : REST[by];
    writeLayout(rest, to, (cargo ?? {}) as Said<typeof rest>);
  },
};

if (Object.values(REST).some((layout) => bitsOf(layout) !== 13)) throw new Error('a cargo has 17 bits');
