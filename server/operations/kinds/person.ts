/** A person; what they sign in with is kept apart, by access. */
import { z } from 'zod';
import { ROLES } from '../../../proto/domain/operations/agency.ts';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules, RecordsView } from '../kind.ts';
import type { OperationFault } from '../outcome.ts';
import { agency, inOrder, timeMs, unique, words } from './fields.ts';
import { firstMissing, invalid, refused } from './references.ts';

const LONGEST_SHIFT_MS = 24 * 3_600_000;

const schema: z.ZodType<RecordValues['person']> = z.strictObject({
  name: words(80),
  login: z
    .string()
    .min(2)
    .max(40)
    .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'expected lower-case letters, digits, dots and hyphens'),
  agency,
  roles: unique(z.array(z.enum(ROLES)).min(1).max(ROLES.length)),
  position: words(80).exactOptional(),
  shift: z
    .strictObject({ fromMs: timeMs, untilMs: timeMs })
    .refine(inOrder(LONGEST_SHIFT_MS), { message: 'expected an end after the start, within 24 hours' })
    .exactOptional(),
  room: unique(z.array(agency).min(1).max(20)).exactOptional(),
  barred: z.boolean().exactOptional(),
});

const administers = ({ roles, barred }: RecordValues['person']): boolean =>
  roles.includes('administrator') && barred !== true;

/** Somebody must be left who can let people in. */
function lastAdministrator(id: string, others: RecordsView): OperationFault | undefined {
  if (others.list('person').some((one) => one.id !== id && administers(one.value))) return undefined;
  return refused('it is the last administrator', 'roles', 'make somebody else an administrator first');
}

export const personRules: KindRules<'person'> = {
  kind: 'person',
  schema,
  check(value, others, _nowMs, before) {
    const { roles, room, login } = value;
    if (roles.includes('wall') && roles.length > 1)
      return invalid('a wall display has no other role', 'roles', 'give the person an account of their own');
    if (roles.includes('wall') !== (room !== undefined))
      return invalid(
        'a wall display, and nothing else, has a room',
        'room',
        'say whose people are in its room',
      );
    const missing = firstMissing(others, [
      ['agency', value.agency, 'agency'],
      ...(room ?? []).map((one, at) => ['agency', one, `room.${at}`] as const),
    ]);
    if (missing) return missing;
    if (others.list('person').some((one) => one.id !== before?.id && one.value.login === login))
      return refused(`somebody signs in as "${login}" already`, 'login', 'choose another');
    return before && administers(before.value) && !administers(value)
      ? lastAdministrator(before.id, others)
      : undefined;
  },
  inUse: ({ id, value }, others) => (administers(value) ? lastAdministrator(id, others) : undefined),
};
