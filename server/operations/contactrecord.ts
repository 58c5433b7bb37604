/** A line of the contacts' file. */
import { z } from 'zod';
import type { TrackId } from '../../proto/domain/ids.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { manualReport } from './report.ts';

/** Grows when a line can no longer be read by what reads it now. */
export const RECORD_VERSION = 1;

const v = z.literal(RECORD_VERSION);
const id = z.string().regex(/^m[1-9]\d{0,14}$/);
const timeMs = z.number().transform(epochMs);
const trackId = z.string().transform((text) => text as TrackId);
/** `reported` and `updated` carry all that is known, so that each stands for itself. */
const said = { v, id, report: manualReport, observedMs: timeMs, atMs: timeMs };

export const contactRecord = z.discriminatedUnion('what', [
  z.strictObject({ v, what: z.literal('begun'), next: z.int().positive(), atMs: timeMs }),
  z.strictObject({ what: z.literal('reported'), ...said }),
  z.strictObject({ what: z.literal('updated'), ...said }),
  z.strictObject({ v, what: z.literal('withdrawn'), id, atMs: timeMs }),
  z.strictObject({ v, what: z.literal('associated'), id, trackId, atMs: timeMs }),
]);
export type ContactRecord = z.output<typeof contactRecord>;
