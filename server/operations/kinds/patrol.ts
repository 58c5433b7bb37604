/** A patrol: sectors × a period × units, with everybody's answer. */
import { z } from 'zod';
import { agreementId } from '../../../proto/domain/operations/agency.ts';
import {
  PATROL_FORMS,
  PATROL_STATES,
  PATROL_TYPES,
  type PatrolParty,
  POWERS,
} from '../../../proto/domain/operations/patrol.ts';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import type { EventGiven, KindRules, RecordsView } from '../kind.ts';
import type { OperationFault } from '../outcome.ts';
import { agency, inOrder, marking, place, recordId, timeMs, unique, words } from './fields.ts';
import { patrolStates } from './patrol.table.ts';
import { asked, settlePatrol } from './patrolchange.ts';
import { firstMissing, invalid, isOpen, ownerFault, refused, usedBy } from './references.ts';
import { isUnderWay } from './task.table.ts';

type Patrol = RecordValues['patrol'];
const LONGEST_MS = 31 * 86_400_000;

const schema: z.ZodType<Patrol> = z
  .strictObject({
    title: words(120),
    sectorIds: unique(z.array(recordId).max(50)),
    unitIds: unique(z.array(recordId).max(50)),
    fromMs: timeMs,
    untilMs: timeMs,
    form: z.enum(PATROL_FORMS),
    type: z.enum(PATROL_TYPES),
    lead: agency,
    parties: z
      .array(
        z.strictObject({
          agency,
          answer: z.enum(['asked', 'accepted', 'declined']),
          by: words(80).exactOptional(),
          atMs: timeMs.exactOptional(),
          reason: words(400, true).exactOptional(),
        }),
      )
      .max(20)
      .refine((all) => new Set(all.map((one) => one.agency)).size === all.length, {
        message: 'expected each agency only once',
      }),
    agreement: recordId.transform(agreementId).exactOptional(),
    powersNeeded: unique(z.array(z.enum(POWERS)).max(POWERS.length)),
    meetingPoints: z.array(z.strictObject({ place, atMs: timeMs, note: z.string().trim().max(200) })).max(20),
    liaison: z.array(z.strictObject({ agency, name: words(80), channel: words(120) })).max(20),
    state: z.enum(PATROL_STATES),
    handedTo: recordId.exactOptional(),
    outcome: words(4000, true).exactOptional(),
    note: words(4000, true).exactOptional(),
    marking,
  })
  .refine(inOrder(LONGEST_MS), {
    message: 'expected an end after the start, within 31 days',
    path: ['untilMs'],
  });

/** What a plan must say before anybody is asked. */
function unsaid({ sectorIds, unitIds, form, parties }: Patrol): OperationFault | undefined {
  if (sectorIds.length === 0) return invalid('it has no sector', 'sectorIds', 'say where it goes');
  if (unitIds.length === 0) return invalid('it has no unit', 'unitIds', 'say who goes');
  if (form === 'own' && parties.length > 0)
    return invalid('others take part in an own patrol', 'form', 'choose another form, or leave them out');
  if (form !== 'own' && parties.length === 0)
    return invalid('nobody else takes part in a joint patrol', 'parties', 'name who takes part');
  return undefined;
}

const handOver = z.strictObject({ to: recordId, outcome: words(4000, true).exactOptional() });
const completion = z.strictObject({ outcome: words(4000, true).exactOptional() });

/** An agency's answer, for itself alone. */
function answered(value: Patrol, { event, by, atMs, reason }: EventGiven): Patrol | OperationFault {
  const own = value.parties.find((party) => party.agency === by.agency);
  if (own === undefined)
    return refused('that agency is not asked', 'parties', 'only those who are asked answer');
  const answer = event === 'accept' ? 'accepted' : 'declined';
  if (own.answer === answer)
    return refused(`that agency has ${answer} already`, `parties.${own.agency}`, 'nothing is left to do');
  const said: PatrolParty = { agency: own.agency, answer, by: by.name, atMs, ...(reason && { reason }) };
  return { ...value, parties: value.parties.map((party) => (party === own ? said : party)) };
}

function handedOver(value: Patrol, details: unknown, others: RecordsView): Patrol | OperationFault {
  const { success, data } = handOver.safeParse(details);
  const remedy = 'name a patrol that is accepted, briefed or under way';
  if (!success) return invalid('it does not say which patrol takes over', 'details.to', remedy);
  const next = others.get('patrol', data.to);
  if (next === undefined || next.removed || next.value === value)
    return invalid(`there is no other patrol "${data.to}"`, 'details.to', remedy);
  if (!['accepted', 'briefed', 'underWay'].includes(next.value.state))
    return refused('that patrol is not settled yet', 'details.to', remedy);
  return { ...value, handedTo: data.to, ...(data.outcome !== undefined && { outcome: data.outcome }) };
}

export const patrolRules: KindRules<'patrol'> = {
  kind: 'patrol',
  schema,
  states: patrolStates,
  settle: settlePatrol,
  check(value, others, _nowMs, before) {
    const ended = before !== undefined && !isOpen(value);
    // An end is written down whatever has gone since.
    if (ended) return undefined;
    const known = <T extends string>(ids: readonly T[], was: readonly T[] = []): readonly T[] =>
      ids.filter((id) => !was.includes(id));
    const was = before?.value;
    const fault =
      ownerFault(value.marking, was?.marking, others) ??
      firstMissing(others, [
        ['agency', value.lead, 'lead'],
        ['agreement', value.agreement, 'agreement'],
        ...known(value.sectorIds, was?.sectorIds).map((id) => ['sector', id, 'sectorIds'] as const),
        ...known(value.unitIds, was?.unitIds).map((id) => ['unit', id, 'unitIds'] as const),
        ...value.parties.map((party) => ['agency', party.agency, 'parties'] as const),
        ...value.liaison.map((officer) => ['agency', officer.agency, 'liaison'] as const),
      ]);
    return fault ?? (value.state === 'draft' ? undefined : unsaid(value));
  },
  after(value, given, others) {
    const { event, details, reason } = given;
    switch (event) {
      case 'propose':
        return unsaid(value) ?? { ...value, parties: value.parties.map(asked) };
      case 'withdraw':
        return { ...value, parties: value.parties.map(asked) };
      case 'accept':
      case 'decline':
        return answered(value, given);
      case 'handOver':
        return handedOver(value, details, others);
      case 'complete': {
        const { success, data } = completion.safeParse(details ?? {});
        if (!success)
          return invalid('what was done cannot be read', 'details.outcome', 'say it in up to 4000 letters');
        const outcome = data.outcome ?? reason;
        return outcome === undefined ? value : { ...value, outcome };
      }
      case 'abort':
        return reason === undefined ? value : { ...value, outcome: reason };
      default:
        return value;
    }
  },
  inUse: ({ id, value }, others) =>
    value.state === 'draft'
      ? usedBy(others, id, {
          patrol: ({ handedTo }) => handedTo === id,
          task: (task) => task.patrolId === id && isUnderWay(task),
        })
      : refused(
          'others may rely on it: only a draft can be removed',
          id,
          'withdraw it first, or break it off',
        ),
  due: ({ value }, nowMs) =>
    ['proposed', 'accepted', 'declined', 'briefed'].includes(value.state) && nowMs >= value.untilMs
      ? 'lapse'
      : undefined,
};
