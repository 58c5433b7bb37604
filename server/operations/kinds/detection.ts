/** The site's settings of the detectors: one record, what differs from the defaults. */
import { z } from 'zod';
import { ALERT_KINDS } from '../../../proto/domain/alert/kinds.table.ts';
import { THING_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules } from '../kind.ts';
import { marking, recordId } from './fields.ts';
import { ownerFault, refused } from './references.ts';

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

export const detectionRules: KindRules<'detection'> = {
  kind: 'detection',
  schema,
  check(value, others, _nowMs, before) {
    if (value.off.includes('distress') || value.priorities.distress !== undefined)
      return refused('a distress is always an emergency', 'off', 'leave distress as it is');
    if (before === undefined && others.list('detection').length > 0)
      return refused('there are settings of this site already', 'detection', 'change those');
    return ownerFault(value.marking, before?.value.marking, others);
  },
};
