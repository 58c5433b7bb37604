/** A sector: an area that somebody has to cover. */
import { z } from 'zod';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules } from '../kind.ts';
import { area, marking, recordId, timeZone, weekly, words } from './fields.ts';
import { firstMissing, isOpen, ownerFault, usedBy } from './references.ts';
import { shapeFault } from './shapefault.ts';
import { isUnderWay } from './task.table.ts';

const schema: z.ZodType<RecordValues['sector']> = z.strictObject({
  name: words(80),
  area,
  zoneId: recordId.exactOptional(),
  coveredForMin: z
    .int()
    .min(1)
    .max(7 * 1440),
  needed: z.strictObject({ timeZone, hours: weekly }).exactOptional(),
  marking,
});

export const sectorRules: KindRules<'sector'> = {
  kind: 'sector',
  schema,
  check: (value, others, _nowMs, before) =>
    ownerFault(value.marking, before?.value.marking, others) ??
    shapeFault(value.area, 'area', before?.value.area) ??
    // The zone that it was cut from may have gone since.
    (value.zoneId === before?.value.zoneId
      ? undefined
      : firstMissing(others, [['zone', value.zoneId, 'zoneId']])),
  inUse: ({ id }, others) =>
    usedBy(others, id, {
      patrol: (patrol) => isOpen(patrol) && patrol.sectorIds.includes(id),
      task: (task) => task.sectorId === id && isUnderWay(task),
    }),
};
