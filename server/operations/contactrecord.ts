/** A line of the contacts' file. */
import { z } from 'zod';
import type { TrackId } from '../../proto/domain/ids.ts';
import { agencyId } from '../../proto/domain/operations/agency.ts';
import { epochMs } from '../../proto/domain/units.ts';
import { manualReport } from './report.ts';

/** Grows when a line can no longer be read by what reads it now. */
export const RECORD_VERSION = 2;

/** Lines of version 1 do not say who. */
const v = z.literal([1, RECORD_VERSION]);
const id = z.string().regex(/^m[1-9]\d{0,14}$/);
const timeMs = z.number().transform(epochMs);
const trackId = z.string().transform((text) => text as TrackId);
/** Who entered it. */
const by = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    agency: z.string().transform(agencyId).exactOptional(),
  })
  .exactOptional();
/** `reported` and `updated` carry all that is known, so that each stands for itself. */
const said = { v, id, report: manualReport, observedMs: timeMs, atMs: timeMs, by, changedBy: by };

export const contactRecord = z.discriminatedUnion('what', [
  z.strictObject({ v, what: z.literal('begun'), next: z.int().positive(), atMs: timeMs }),
  z.strictObject({ what: z.literal('reported'), ...said }),
  z.strictObject({ what: z.literal('updated'), ...said }),
  z.strictObject({ v, what: z.literal('withdrawn'), id, atMs: timeMs, by }),
  z.strictObject({ v, what: z.literal('associated'), id, trackId, atMs: timeMs, by }),
]);
export type ContactRecord = z.output<typeof contactRecord>;
