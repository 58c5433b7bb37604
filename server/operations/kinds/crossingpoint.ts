/** A border crossing point: what it is, and what is said of how it is. */
import { z } from 'zod';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import { CROSSING_KINDS, CROSSING_STATUSES, LANE_USES } from '../../../proto/domain/operations/zone.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { EventGiven, KindRules } from '../kind.ts';
import type { OperationFault } from '../outcome.ts';
import { crossingStates } from './crossingpoint.table.ts';
import { country, marking, place, recordId, timeMs, timeZone, weekly, words } from './fields.ts';
import { firstMissing, invalid, ownerFault } from './references.ts';

type CrossingPoint = RecordValues['crossingPoint'];
const MAX_LANES = 60;
const MAX_CONTACTS = 20;
/** A closure is not said for longer than this: one without an end stands until somebody ends it. */
const LONGEST_STATUS_MS = 366 * 86_400_000;

const count = z.int().min(0).max(100_000);
const minutes = z
  .int()
  .min(0)
  .max(7 * 1440);
/** What a person or a feed may say in one report: something at least. */
const said = z
  .strictObject({
    waitingIn: count.exactOptional(),
    waitingOut: count.exactOptional(),
    waitInMin: minutes.exactOptional(),
    waitOutMin: minutes.exactOptional(),
    inPerHour: count.exactOptional(),
    outPerHour: count.exactOptional(),
    note: words(400, true).exactOptional(),
  })
  .refine((one) => Object.keys(one).length > 0, { message: 'expected a figure or a note' });
const statusDetails = z.strictObject({ untilMs: timeMs.exactOptional() });

const schema: z.ZodType<CrossingPoint> = z
  .strictObject({
    name: words(80),
    kind: z.enum(CROSSING_KINDS),
    place,
    country,
    neighbourCountry: country,
    status: z.enum(CROSSING_STATUSES),
    statusReason: words(1000, true).exactOptional(),
    statusUntilMs: timeMs.exactOptional(),
    timeZone,
    hours: weekly.exactOptional(),
    lanes: z
      .array(
        z.strictObject({
          name: words(40),
          direction: z.enum(['in', 'out', 'both']),
          use: z.enum(LANE_USES),
          open: z.boolean(),
        }),
      )
      .max(MAX_LANES),
    contacts: z.array(z.strictObject({ name: words(80), channel: words(120) })).max(MAX_CONTACTS),
    neighbour: z.strictObject({ name: words(80), id: recordId.exactOptional() }).exactOptional(),
    joint: z.boolean(),
    report: said.safeExtend({ atMs: timeMs, by: words(120) }).exactOptional(),
    reportEveryMin: z
      .int()
      .min(1)
      .max(7 * 1440),
    marking,
  })
  .refine(({ country: own, neighbourCountry }) => own !== neighbourCountry, {
    message: 'expected another country than the own',
    path: ['neighbourCountry'],
  });

export const crossingPointRules: KindRules<'crossingPoint'> = {
  kind: 'crossingPoint',
  schema,
  states: crossingStates,
  /** How it is, only events say; who changes its hours or lanes changes nothing of that. */
  settle(value, before) {
    const { statusReason, statusUntilMs, report } = before?.value ?? {};
    return {
      ...withoutStatus(value),
      ...(statusReason !== undefined && { statusReason }),
      ...(statusUntilMs !== undefined && { statusUntilMs }),
      ...(report !== undefined && { report }),
    };
  },
  check: (value, others, _nowMs, before) =>
    ownerFault(value.marking, before?.value.marking, others) ??
    (value.neighbour?.id === before?.value.neighbour?.id
      ? undefined
      : firstMissing(others, [['crossingPoint', value.neighbour?.id, 'neighbour.id']])),
  after(value, given) {
    switch (given.event) {
      case 'report':
        return reported(value, given);
      case 'restrict':
      case 'close':
        return limited(value, given);
      default:
        return { ...withoutStatus(value), ...(value.report !== undefined && { report: value.report }) };
    }
  },
};

function withoutStatus(value: CrossingPoint): CrossingPoint {
  const { statusReason: _reason, statusUntilMs: _until, report: _report, ...rest } = value;
  return rest;
}

function reported(value: CrossingPoint, { details, by, atMs }: EventGiven): CrossingPoint | OperationFault {
  const read = said.safeParse(details ?? {});
  if (!read.success) return detailsFault(read.error);
  return { ...value, report: { ...read.data, atMs, by: by.name } };
}

function limited(
  value: CrossingPoint,
  { details, reason, atMs }: EventGiven,
): CrossingPoint | OperationFault {
  const read = statusDetails.safeParse(details ?? {});
  if (!read.success) return detailsFault(read.error);
  const { untilMs } = read.data;
  if (untilMs !== undefined && !isAhead(untilMs, atMs))
    return invalid('it ends before it begins, or in more than a year', 'details.untilMs', 'give another end');
  const { report } = value;
  return {
    ...withoutStatus(value),
    ...(report !== undefined && { report }),
    statusReason: reason?.trim() ?? '',
    ...(untilMs !== undefined && { statusUntilMs: untilMs }),
  };
}

const isAhead = (untilMs: EpochMs, atMs: EpochMs): boolean =>
  untilMs > atMs && untilMs - atMs <= LONGEST_STATUS_MS;

function detailsFault(error: z.ZodError): OperationFault {
  const [issue] = error.issues;
  const where = ['details', ...(issue?.path ?? [])].map(String).join('.');
  return invalid(issue?.message ?? 'it cannot be read', where, 'correct it');
}
