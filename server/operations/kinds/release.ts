/** A release: one agency lets others see something of its own, for a time. It cannot be changed, only ended. */
import { z } from 'zod';
import { agreementId } from '../../../proto/domain/operations/agency.ts';
import { RECORD_KINDS, type RecordKind, type RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules, RecordsView, StateTable } from '../kind.ts';
import type { OperationFault } from '../outcome.ts';
import { agency, inOrder, marking, recordId, timeMs, unique, words } from './fields.ts';
import { firstMissing, invalid, ownerFault, refused, unchangeable } from './references.ts';
import { uncovered } from './releasecover.ts';

type Release = RecordValues['release'];
const LONGEST_MS = 366 * 86_400_000;

const schema: z.ZodType<Release> = z
  .strictObject({
    what: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('feed'), feedId: words(80) }),
      z.strictObject({ kind: z.literal('track'), trackId: words(80) }),
      z.strictObject({ kind: z.literal('record'), record: z.enum(RECORD_KINDS), id: recordId }),
    ]),
    to: unique(z.array(agency).min(1).max(20)),
    agreement: recordId.transform(agreementId),
    reduction: z
      .strictObject({
        withoutIdentity: z.boolean(),
        roundM: z.number().positive().max(200_000).exactOptional(),
        delayMs: z
          .int()
          .positive()
          .max(7 * 86_400_000)
          .exactOptional(),
      })
      .exactOptional(),
    reason: words(400, true),
    fromMs: timeMs,
    untilMs: timeMs,
    endedMs: timeMs.exactOptional(),
    marking,
  })
  .refine(inOrder(LONGEST_MS), {
    message: 'expected an end after the start, within a year',
    path: ['untilMs'],
  });

const states: StateTable<Release> = {
  stateOf: ({ endedMs }) => (endedMs === undefined ? 'inForce' : 'ended'),
  first: 'inForce',
  rows: [
    {
      event: 'end',
      from: ['inForce'],
      to: 'ended',
      who: 'owner',
      needsReason: true,
      text: 'Its owner ends it before its time: within a second nobody it was made to sees the thing by it.',
    },
    {
      event: 'expire',
      from: ['inForce'],
      to: 'ended',
      who: 'system',
      text: 'Its time is over. It was of no effect from that moment on, whenever this is written down.',
    },
  ],
  onChange: [
    {
      from: ['inForce', 'ended'],
      to: 'refused',
      text: 'A release cannot be changed or removed: end it, and make another.',
    },
  ],
};

/** What is released is there, belongs to who releases it, and is not for its owner's people alone. */
function recordFault({ what, marking: own }: Release, others: RecordsView): OperationFault | undefined {
  if (what.kind !== 'record') return undefined;
  const kind = what.record as RecordKind;
  const missing = firstMissing(others, [[kind, what.id, 'what.id']]);
  if (missing) return missing;
  const value = others.get(kind, what.id)?.value;
  if (value === undefined || !('marking' in value)) return undefined;
  if (value.marking.owner !== own.owner)
    return refused('it belongs to another agency', 'what.id', 'ask that agency to release it');
  if (value.marking.tlp === 'red')
    return refused('it is marked TLP:RED, for its owner alone', 'what.id', 'change its marking first');
  return undefined;
}

export const releaseRules: KindRules<'release'> = {
  kind: 'release',
  schema,
  states,
  settle(value, before) {
    const fault = unchangeable(before, 'end it, and make another');
    if (fault) return fault;
    return value.endedMs === undefined
      ? value
      : invalid('it cannot be made and ended at once', 'endedMs', 'leave it out');
  },
  check(value, others, nowMs, before) {
    // What was released rightly stays as it is told; its end is not asked about again.
    if (before !== undefined) return undefined;
    const { to, marking: own, agreement, reduction, untilMs } = value;
    const missing =
      ownerFault(own, undefined, others) ??
      firstMissing(others, [
        ['agreement', agreement, 'agreement'],
        ...to.map((one, at) => ['agency', one, `to.${at}`] as const),
      ]);
    if (missing) return missing;
    if (to.includes(own.owner))
      return invalid('it is released to its own owner', 'to', 'name the others alone');
    if (untilMs <= nowMs) return invalid('it would be over already', 'untilMs', 'choose a later end');
    const agreed = others.get('agreement', agreement);
    const fault = (agreed && uncovered(value, agreed.value)) ?? recordFault(value, others);
    if (fault) return fault;
    return own.retention === 'peopleOnLand' && reduction?.withoutIdentity !== true
      ? refused('people on land are released without identity alone', 'reduction', 'release without identity')
      : undefined;
  },
  after: (value, { event, atMs }) => ({ ...value, endedMs: event === 'expire' ? value.untilMs : atMs }),
  inUse: ({ id }) => refused('a release stays in the log', id, 'end it instead'),
  due: ({ value }, nowMs) => (value.endedMs === undefined && nowMs >= value.untilMs ? 'expire' : undefined),
};
