/**
 * The schema against `descriptor.json`: fields are never renumbered, retyped or removed. After adding something,
 * write the new one with `WRITE_DESCRIPTOR=1 npx vitest run test/proto/descriptor.test.ts` and read the difference.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { expect, it } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const DESCRIPTOR = at('descriptor.json');

/** `Message.field` to `number type`, `Enum.VALUE` to its number. */
function describeSchema(): Record<string, string> {
  const described: Record<string, string> = {};
  const visit = (one: protobuf.ReflectionObject): void => {
    const name = one.fullName.replace(/^\.watchfloor\.v1\.?/, '');
    if (one instanceof protobuf.Enum)
      for (const [value, id] of Object.entries(one.values)) described[`${name}.${value}`] = String(id);
    if (one instanceof protobuf.Type)
      for (const field of one.fieldsArray) {
        const isOptional = field.getOption('proto3_optional') ?? field.options?.proto3_optional;
        const rule = field.repeated ? 'repeated ' : isOptional ? 'optional ' : '';
        described[`${name}.${field.name}`] = `${field.id} ${rule}${field.type}`;
      }
    if (one instanceof protobuf.Namespace) one.nestedArray.forEach(visit);
  };
  visit(protobuf.loadSync(at('../../proto/watchfloor.proto')));
  return Object.fromEntries(Object.entries(described).sort(([a], [b]) => (a < b ? -1 : 1)));
}

it('the schema is the one that clients were written for', () => {
  const now = describeSchema();
  if (process.env.WRITE_DESCRIPTOR) writeFileSync(DESCRIPTOR, `${JSON.stringify(now, null, 2)}\n`);
  const committed = JSON.parse(readFileSync(DESCRIPTOR, 'utf8')) as Record<string, string>;
  expect(Object.keys(committed).length).toBeGreaterThan(90);
  expect(now).toEqual(committed);
});
