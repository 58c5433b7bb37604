/** Records that a table can carry, for property tests. */
import fc from 'fast-check';
import type {
  CategoryTable,
  Element,
  Extended,
  Node,
  Part,
} from '../../../../server/decode/asterix/layout.ts';
import type { AsterixFields, AsterixRecord, AsterixValue } from '../../../../server/decode/asterix/record.ts';

const ICAO = [...' ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));

const text = (characters: readonly string[], length: number): fc.Arbitrary<string | undefined> =>
  fc
    .array(fc.constantFrom(...characters), { maxLength: length })
    .map((all) => all.join('').trimEnd() || undefined);

const hexOf = (bytes: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((all) => Buffer.from(all).toString('hex'));

function element({ bits, coding }: Element): fc.Arbitrary<AsterixValue | undefined> {
  switch (coding.kind) {
    case 'code':
      return fc.maxSafeNat().map((n) => n % (coding.max + 1));
    case 'quantity': {
      const low = coding.signed ? -(2 ** (bits - 1)) : 0;
      const high = low + 2 ** bits - 1;
      const [least, most] = coding.range ?? [low * coding.lsb, high * coding.lsb];
      const value = (raw: number) => (coding.perUnit === undefined ? raw * coding.lsb : raw / coding.perUnit);
      return fc
        .integer({
          min: Math.max(low, Math.ceil(least / coding.lsb)),
          max: Math.min(high, Math.floor(most / coding.lsb)),
        })
        .map(value)
        .filter((n) => coding.range === undefined || (n >= least && n <= most));
    }
    case 'octal':
      return fc.nat({ max: 2 ** bits - 1 }).map((n) => n.toString(8).padStart(bits / 3, '0'));
    case 'hex':
      return hexOf(bits / 8);
    case 'ascii':
      return text(ASCII, bits / 8);
    case 'icao':
      return text(ICAO, bits / 6);
  }
}

function fields(parts: readonly Part[]): fc.Arbitrary<AsterixFields> {
  const named: Record<string, fc.Arbitrary<AsterixValue | undefined>> = {};
  for (const part of parts)
    if (part.part === 'element') named[part.name] = element(part);
    else if (part.part === 'sub') named[part.name] = node(part.node);
  const choice = parts.find((part) => part.part === 'choice');
  const plain = fc.record(named);
  if (choice === undefined) return plain.map(withoutUndefined);
  const options = choice.options.map((option, i) =>
    fc
      .tuple(plain, element(option))
      .map(([rest, value]) => ({ ...rest, [choice.by]: i, [option.name]: value })),
  );
  return fc.oneof(...options).map(withoutUndefined);
}

/** The first octets, up to some extension bit; all of their fields. */
function extended({ parts }: Extended): fc.Arbitrary<AsterixFields> {
  const ends = parts.flatMap((part, i) => (part.part === 'fx' ? [i] : []));
  return fc.constantFrom(...ends).chain((end) => fields(parts.slice(0, end)));
}

export function node(of: Node): fc.Arbitrary<AsterixValue> {
  const entry = (one: Node | Element): fc.Arbitrary<AsterixValue> =>
    'node' in one ? node(one) : element(one).map((value) => value ?? 0);
  switch (of.node) {
    case 'group':
      return fields(of.parts);
    case 'extended':
      return extended(of);
    case 'repetitive':
      return fc.array(entry(of.of), { maxLength: 4 });
    case 'repetitiveFx':
      return fc.array(entry(of.of), { minLength: 1, maxLength: 4 });
    case 'compound': {
      const parts = of.parts.filter((part) => part !== undefined);
      return fc
        .subarray(parts)
        .chain((some) => fields(some))
        .map(withoutUndefined);
    }
    case 'explicit':
      return fc.nat({ max: 20 }).chain(hexOf);
  }
}

const withoutUndefined = (value: AsterixFields): AsterixFields =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));

/** A record with its source and any of the table's items. */
export function recordOf(table: CategoryTable): fc.Arbitrary<AsterixRecord> {
  const items = Object.entries(table.items).filter(([item]) => item !== '010');
  return fc
    .subarray(items, { maxLength: 8 })
    .chain((some) => fc.record(Object.fromEntries(some.map(([item, of]) => [item, node(of)]))))
    .chain((rest) => node(table.items['010']!).map((source) => ({ '010': source, ...rest })));
}
