/** What the roller is told; it travels as JSON on its command line. */
import { z } from 'zod';
import { RETENTION_CLASSES } from '../../../proto/domain/record/retention.table.ts';

const days = z.number().positive().max(36_500);

export const rollerSettings = z.strictObject({
  /** The record's folder, absolute. */
  record: z.string().min(1),
  /** Days by class; absent: RETENTION's. */
  keepDays: z.partialRecord(z.enum(RETENTION_CLASSES), days).optional(),
  /** Of the disk that the record is on; where less is free, the oldest go, within the rules. */
  leastFreeBytes: z.number().nonnegative().optional(),
  /** That the archive has; of more the oldest go, within the rules. */
  mostBytes: z.number().positive().optional(),
  /** That the scrubber reads in a second. */
  scrubBytesPerS: z.number().positive().optional(),
  /** That the scrubber reads in a run at most. */
  scrubBytes: z.number().nonnegative().optional(),
});

export type RollerSettings = z.infer<typeof rollerSettings>;
