/** Holds and corrections as they are sent, checked: also the source of the OpenAPI document. */
import { z } from 'zod';
import { ENTRY_TABLES, TRACK_TABLES } from '../../../proto/domain/record/keeping.ts';
import { RETENTION_CLASSES } from '../../../proto/domain/record/retention.table.ts';
import { time, track } from './questionbodies.ts';

const name = z.string().trim().min(1, 'give it a name').max(80);
const reason = z.string().trim().min(1, 'say why').max(400);

export const holdBody = z
  .strictObject({
    name,
    reason,
    /** Absent: all. */
    classes: z.array(z.enum(RETENTION_CLASSES)).min(1).max(RETENTION_CLASSES.length).optional(),
    /** What was known in this time. */
    fromMs: time,
    untilMs: time,
    track: track.optional(),
    mmsi: z.number().int().min(1).max(999_999_999).optional(),
    /** It ends by itself then; absent: when it is released. */
    endsMs: time.optional(),
  })
  .refine(({ fromMs, untilMs }) => fromMs < untilMs, {
    message: 'it ends before it begins',
    path: ['untilMs'],
  })
  .refine(({ track: one, mmsi }) => one === undefined || mmsi === undefined, {
    message: 'name a track or a number, not both',
    path: ['mmsi'],
  });

export const releaseBody = z.strictObject({ name, reason });

export const correctionBody = z
  .discriminatedUnion('table', [
    z.strictObject({
      table: z.enum(ENTRY_TABLES),
      seq: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
      why: reason,
    }),
    /** `track`: both tables. */
    z.strictObject({
      table: z.enum([...TRACK_TABLES, 'track']),
      track,
      fromMs: time,
      untilMs: time,
      why: reason,
    }),
  ])
  .refine((said) => 'seq' in said || said.fromMs < said.untilMs, {
    message: 'it ends before it begins',
    path: ['untilMs'],
  });
