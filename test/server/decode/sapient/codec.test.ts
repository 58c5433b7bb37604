/** The schema against the standard's fields, and random messages of every kind there and back. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { checkMessage } from '../../../../server/decode/sapient/check.ts';
import { FIELD_RULES } from '../../../../server/decode/sapient/fields.table.ts';
import {
  decodeMessage,
  encodeMessage,
  messageFromJson,
  messageToJson,
} from '../../../../server/decode/sapient/message.ts';
import { corpus } from '../corpus.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const schema = new protobuf.Root();
schema.resolvePath = (_from, to) => (to.startsWith('google/') ? to : path.join(root, to));
schema.loadSync('proto/sapient/sapient_v2.proto', { keepCase: true }).resolveAll();
const envelope = schema.lookupType('sapient.v2.SapientMessage');

interface SpecField {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly mandatory?: boolean;
  readonly repeated?: boolean;
}
type Spec = Record<string, { readonly enum?: Record<string, number>; readonly fields?: SpecField[] }>;
const specFile = corpus('../specs/sapient_v2.json');

describe.skipIf(specFile === undefined)('the schema', () => {
  const spec = specFile === undefined ? {} : (JSON.parse(readFileSync(specFile, 'utf8')) as Spec);

  it('has every message, field, number and type of the standard, and no other', () => {
    for (const [name, { enum: values, fields }] of Object.entries(spec)) {
      if (values !== undefined) {
        expect(schema.lookupEnum(`sapient.v2.${name}`).values, name).toEqual(values);
        continue;
      }
      const ours = schema
        .lookupType(`sapient.v2.${name}`)
        .fieldsArray.map((field) => [field.id, field.name, field.type, field.repeated]);
      const theirs = (fields ?? []).map((field) => [
        field.id,
        field.name,
        field.type,
        field.repeated === true,
      ]);
      const byId = (a: unknown[], b: unknown[]) => Number(a[0]) - Number(b[0]);
      expect(ours.sort(byId), name).toEqual(theirs.sort(byId));
    }
  });

  it('marks mandatory what the standard marks', () => {
    for (const [name, { fields }] of Object.entries(spec)) {
      if (fields === undefined) continue;
      const ours = Object.entries(FIELD_RULES[name] ?? {})
        .filter(([, rule]) => rule.mandatory)
        .map(([field]) => field);
      const theirs = fields.filter(({ mandatory }) => mandatory).map((field) => field.name);
      expect(ours.sort(), name).toEqual(theirs.sort());
    }
  });
});

/** Any object of a type: each field there or not, choices with one field, as the reflected schema says. */
function anyOf(type: protobuf.Type, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const field of type.fieldsArray) {
    const inner = field.resolve().resolvedType;
    if (inner instanceof protobuf.Type && depth === 0) continue;
    const one = anyValue(field.type, inner, depth);
    fields[field.name] = field.repeated ? fc.array(one, { maxLength: 2 }) : one;
  }
  const choices = type.oneofsArray.filter(({ oneof }) => oneof.length > 1).map(({ oneof }) => oneof);
  return fc
    .tuple(fc.record(fields, { requiredKeys: [] }), fc.infiniteStream(fc.nat(20)))
    .map(([object, chance]) => {
      for (const choice of choices) {
        const kept = choice[(chance.next().value ?? 0) % choice.length];
        for (const name of choice) if (name !== kept) delete object[name];
      }
      return object;
    });
}

function anyValue(
  type: string,
  inner: protobuf.ReflectionObject | null,
  depth: number,
): fc.Arbitrary<unknown> {
  if (inner instanceof protobuf.Enum) return fc.constantFrom(...Object.values(inner.values));
  if (inner instanceof protobuf.Type) return anyOf(inner, depth - 1);
  switch (type) {
    case 'string':
      return fc.string({ maxLength: 12, unit: 'grapheme' });
    case 'double':
      return fc.double({ noNaN: true });
    case 'float':
      return fc.float({ noNaN: true });
    case 'bool':
      return fc.boolean();
    case 'bytes':
      return fc.uint8Array({ maxLength: 8 });
    case 'int64':
      return fc.integer({ min: -(2 ** 45), max: 2 ** 45 });
    default:
      return fc.integer();
  }
}

describe('any message', () => {
  it('is the same after encoding and decoding, by our code and by reflection, through JSON too', () => {
    fc.assert(
      fc.property(anyOf(envelope, 5), (object) => {
        const bytes = envelope.encode(envelope.fromObject(object)).finish();
        const message = decodeMessage(bytes);
        if (typeof message === 'string') throw new Error(message);
        expect(Buffer.from(encodeMessage(message))).toEqual(Buffer.from(bytes));
        // JSON has no infinities
        const json: unknown = JSON.parse(
          JSON.stringify(messageToJson(message), (_key, value: unknown) =>
            typeof value === 'number' && !Number.isFinite(value) ? 0 : value,
          ),
        );
        const again = messageFromJson(json);
        if (typeof again === 'string') throw new Error(again);
        expect(encodeMessage(again).length).toBe(bytes.length);
        checkMessage(message);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the fields that it does not know', () => {
    const known = envelope.encode(envelope.fromObject({ node_id: 'n' })).finish();
    const bytes = Buffer.concat([known, Buffer.from([0xf2, 0x3f, 0x02, 0x68, 0x69])]); // field 1022: "hi"
    const message = decodeMessage(bytes);
    if (typeof message === 'string') throw new Error(message);
    expect(Buffer.from(encodeMessage(message))).toEqual(bytes);
    expect(checkMessage(message).odd).toContain('SapientMessage: a field that v2 does not have');
  });

  it('nested without end, or of too many parts, is refused', () => {
    let deep: Record<string, unknown> = { type: 'x', level: 1 };
    for (let i = 0; i < 40; i++) deep = { type: 'x', level: 1, sub_class: [deep] };
    const nested = decodeMessage(
      encodeMessage({ detection_report: { classification: [{ type: 'x', sub_class: [deep] }] } }),
    );
    if (typeof nested === 'string') throw new Error(nested);
    expect(checkMessage(nested).refused).toContain('nested');
    expect(decodeMessage(bottomless())).toContain('depth');
    const many = decodeMessage(
      encodeMessage({ detection_report: { signal: Array.from({ length: 5000 }, () => ({})) } }),
    );
    if (typeof many === 'string') throw new Error(many);
    expect(checkMessage(many).refused).toContain('parts');
  });
});

/** Bytes nested deeper than an encoder would write: field 4 in field 4 … in a classification. */
function bottomless(): Uint8Array {
  let bytes = Buffer.alloc(0);
  const wrap = (tag: number): void => {
    const head = Buffer.from([tag, (bytes.length & 127) | 128, bytes.length >> 7]);
    bytes = Buffer.concat([head, bytes]);
  };
  for (let i = 0; i < 200; i++) wrap(0x22);
  wrap(0x1a);
  wrap(0x5a);
  wrap(0x3a);
  return bytes;
}
