/** A watch list: what its owner wants to know of, until it expires. */
import { z } from 'zod';
import { ALERT_KINDS } from '../../../proto/domain/alert/kinds.table.ts';
import { THING_CLASSES } from '../../../proto/domain/alert/thingclass.ts';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules } from '../kind.ts';
import { area, marking, timeMs, words } from './fields.ts';
import { invalid, ownerFault } from './references.ts';
import { shapeFault } from './shapefault.ts';
import { mmsiDigits } from './zonerules.ts';

export const MAX_LISTED = 2_000;
const MAX_AREAS = 50;
const MAX_PATTERNS = 20;
const note = words(500, true).exactOptional();
const classes = z.array(z.enum(THING_CLASSES)).min(1).max(THING_CLASSES.length).exactOptional();

const schema: z.ZodType<RecordValues['watchList']> = z.strictObject({
  name: words(80),
  reason: words(500, true),
  untilMs: timeMs,
  priority: z.enum(['alarm', 'warning', 'caution']).exactOptional(),
  vessels: z
    .array(
      z
        .strictObject({
          mmsi: mmsiDigits.exactOptional(),
          imo: z.int().min(1_000_000).max(9_999_999).exactOptional(),
          callSign: words(7).exactOptional(),
          name: words(20).exactOptional(),
          note,
        })
        .refine(
          ({ mmsi, imo, callSign, name }) => [mmsi, imo, callSign, name].some((one) => one !== undefined),
          {
            message: 'expected at least one of what the vessel claims',
          },
        ),
    )
    .max(MAX_LISTED),
  areas: z.array(z.strictObject({ area, classes, note })).max(MAX_AREAS),
  patterns: z.array(z.strictObject({ kind: z.enum(ALERT_KINDS), classes, note })).max(MAX_PATTERNS),
  marking,
});

export const watchListRules: KindRules<'watchList'> = {
  kind: 'watchList',
  schema,
  check(value, others, nowMs, before) {
    const owner = ownerFault(value.marking, before?.value.marking, others);
    if (owner) return owner;
    if (value.untilMs <= nowMs && value.untilMs !== before?.value.untilMs)
      return invalid('it would have expired already', 'untilMs', 'choose a time to come');
    if (value.vessels.length + value.areas.length + value.patterns.length === 0)
      return invalid('it lists nothing', 'vessels', 'list a vessel, an area or a pattern');
    for (const [i, { area: listed }] of value.areas.entries()) {
      const fault = shapeFault(listed, `areas.${i}.area`, before?.value.areas[i]?.area);
      if (fault) return fault;
    }
    return undefined;
  },
};
