/** The site's settings of the detectors: one record, what differs from the defaults. */
import { z } from 'zod';
import { ALERT_KINDS } from '../../../proto/domain/alert/kinds.table.ts';
import { THING_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import { thresholdAt } from '../../../proto/domain/alert/thresholds/alltables.ts';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules } from '../kind.ts';
import type { OperationFault } from '../outcome.ts';
import { marking, recordId } from './fields.ts';
import { invalid, ownerFault, refused } from './references.ts';

const values = z.record(
  z.string().regex(/^\w{1,40}\.\w{1,40}$/, 'expected the path of a threshold'),
  z.number(),
);

const schema: z.ZodType<RecordValues['detection']> = z.strictObject({
  off: z.array(z.enum(ALERT_KINDS)).max(ALERT_KINDS.length),
  priorities: z.partialRecord(z.enum(ALERT_KINDS), z.enum(['alarm', 'warning', 'caution'])),
  thresholds: values,
  ofClass: z.partialRecord(z.enum(THING_CLASSES), values),
  inZone: z.record(recordId, values),
  marking,
});

/** A zone's own settings; beyond it no zone more. */
const MAX_ZONES = 500;

/** Every path is one that is there, every value within what may be set; wherever it is said. */
function thresholdFault({
  thresholds,
  ofClass,
  inZone,
}: RecordValues['detection']): OperationFault | undefined {
  if (Object.keys(inZone).length > MAX_ZONES)
    return invalid(`more than ${MAX_ZONES} zones have values of their own`, 'inZone', 'take some away');
  const groups: readonly (readonly [where: string, said: Readonly<Record<string, number>> | undefined])[] = [
    ['thresholds', thresholds],
    ...Object.entries(ofClass).map(([of, said]) => [`ofClass.${of}`, said] as const),
    ...Object.entries(inZone).map(([zone, said]) => [`inZone.${zone}`, said] as const),
  ];
  for (const [where, said] of groups)
    for (const [path, value] of Object.entries(said ?? {})) {
      const row = thresholdAt(path);
      if (row === undefined)
        return invalid(
          `there is no threshold "${path}"`,
          `${where}.${path}`,
          'name one of those that docs/alerts.md lists',
        );
      if (value < row.from || value > row.to)
        return invalid(
          `${path} is ${value}, and may be ${row.from} to ${row.to} (${row.unit})`,
          `${where}.${path}`,
          'choose a value within these bounds',
        );
    }
  return undefined;
}

export const detectionRules: KindRules<'detection'> = {
  kind: 'detection',
  schema,
  check(value, others, _nowMs, before) {
    const wrong = thresholdFault(value);
    if (wrong) return wrong;
    if (value.off.includes('distress') || value.priorities.distress !== undefined)
      return refused('a distress is always an emergency', 'off', 'leave distress as it is');
    if (before === undefined && others.list('detection').length > 0)
      return refused('there are settings of this site already', 'detection', 'change those');
    return ownerFault(value.marking, before?.value.marking, others);
  },
};
