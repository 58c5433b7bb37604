/** A task to a unit. It cannot be changed: what the unit was told stays what it was told. */
import { z } from 'zod';
import { TASK_KINDS, TASK_STATES } from '../../../proto/domain/operations/patrol.ts';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules } from '../kind.ts';
import { marking, place, recordId, words } from './fields.ts';
import { firstMissing, invalid, isOpen, ownerFault, refused, unchangeable } from './references.ts';
import { taskStates } from './task.table.ts';

type Task = RecordValues['task'];

const schema: z.ZodType<Task> = z.strictObject({
  unitId: recordId,
  patrolId: recordId.exactOptional(),
  kind: z.enum(TASK_KINDS),
  place: place.exactOptional(),
  sectorId: recordId.exactOptional(),
  trackId: words(80).exactOptional(),
  text: words(1000, true),
  state: z.enum(TASK_STATES),
  answer: words(1000, true).exactOptional(),
  marking,
});

/** A task says where to, unless the patrol or the base says it. */
const saysWhere = ({ kind, place: at, sectorId, trackId, patrolId }: Task): boolean =>
  kind === 'return' ||
  at !== undefined ||
  sectorId !== undefined ||
  trackId !== undefined ||
  (kind === 'patrol' && patrolId !== undefined);

export const taskRules: KindRules<'task'> = {
  kind: 'task',
  schema,
  states: taskStates,
  settle(value, before) {
    const { answer: _nobodyAnswersForTheUnit, ...told } = value;
    return unchangeable(before, 'cancel it, and send another') ?? { ...told, state: 'sent' };
  },
  check(value, others, _nowMs, before) {
    // An answer is taken even when the patrol or the unit has gone since.
    if (before !== undefined) return undefined;
    const fault =
      ownerFault(value.marking, undefined, others) ??
      firstMissing(others, [
        ['unit', value.unitId, 'unitId'],
        ['patrol', value.patrolId, 'patrolId'],
        ['sector', value.sectorId, 'sectorId'],
      ]);
    if (fault) return fault;
    if (!saysWhere(value))
      return invalid('it does not say where to', 'place', 'give a place, a sector or a track');
    const patrol = value.patrolId === undefined ? undefined : others.get('patrol', value.patrolId)?.value;
    if (patrol && !isOpen(patrol))
      return refused('that patrol has ended', 'patrolId', 'leave the patrol out');
    return undefined;
  },
  after: (value, { event, reason }) =>
    (event === 'cannot' || event === 'fail') && reason !== undefined ? { ...value, answer: reason } : value,
  inUse: ({ id }) => refused('a task stays in the log', id, 'cancel it instead'),
};
