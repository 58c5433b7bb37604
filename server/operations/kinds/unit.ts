/** A unit: what an agency can send, and with whom aboard. */
import { z } from 'zod';
import { POWERS, UNIT_KINDS } from '../../../proto/domain/operations/patrol.ts';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules } from '../kind.ts';
import { agency, marking, place, timeMs, timeZone, unique, weekly, words } from './fields.ts';
import { firstMissing, isOpen, ownerFault, refused, usedBy } from './references.ts';
import { isUnderWay } from './task.table.ts';

const SENSOR_KINDS = ['eyes', 'radar', 'thermal', 'camera'] as const;

const schema: z.ZodType<RecordValues['unit']> = z.strictObject({
  callSign: words(30),
  name: words(80).exactOptional(),
  kind: z.enum(UNIT_KINDS),
  crew: z
    .array(
      z.strictObject({
        agency,
        people: z.int().min(1).max(500),
        function: words(80),
        powers: unique(z.array(z.enum(POWERS)).max(POWERS.length)),
      }),
    )
    .min(1)
    .max(10),
  base: place.extend({ name: words(80) }),
  capabilities: z.strictObject({
    speedKn: z.number().positive().max(1000),
    rangeKm: z.number().positive().max(20_000).exactOptional(),
    sensors: z
      .array(z.strictObject({ kind: z.enum(SENSOR_KINDS), rangeM: z.number().positive().max(500_000) }))
      .max(10),
    night: z.boolean(),
    boarding: z.boolean(),
    medical: z.boolean(),
    languages: unique(
      z.array(z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'expected a language: sq, it, en-GB')).max(20),
    ),
  }),
  unavailable: z.strictObject({ reason: words(200), untilMs: timeMs.exactOptional() }).exactOptional(),
  duty: z.strictObject({ timeZone, hours: weekly }).exactOptional(),
  maxHoursADay: z.number().positive().max(24).exactOptional(),
  contact: z
    .strictObject({ channel: words(120), whenToCall: words(400, true).exactOptional() })
    .exactOptional(),
  bound: z
    .strictObject({
      mmsi: z
        .string()
        .regex(/^\d{9}$/, 'expected nine digits')
        .exactOptional(),
      cotUid: words(128).exactOptional(),
      icao: z
        .string()
        .toLowerCase()
        .regex(/^[0-9a-f]{6}$/, 'expected six hexadecimal digits')
        .exactOptional(),
    })
    .exactOptional(),
  marking,
});

type Unit = RecordValues['unit'];

/** The member by which both say that one track is theirs. */
const sameTrack = ({ bound: a }: Unit, { bound: b }: Unit): string | undefined =>
  a && b && (['mmsi', 'cotUid', 'icao'] as const).find((by) => a[by] !== undefined && a[by] === b[by]);

export const unitRules: KindRules<'unit'> = {
  kind: 'unit',
  schema,
  check(value, others, _nowMs, before) {
    const fault =
      ownerFault(value.marking, before?.value.marking, others) ??
      firstMissing(
        others,
        value.crew.map((part, at) => ['agency', part.agency, `crew.${at}.agency`] as const),
      );
    if (fault) return fault;
    for (const { id, value: other } of others.list('unit')) {
      if (id === before?.id) continue;
      if (other.marking.owner === value.marking.owner && other.callSign === value.callSign)
        return refused(
          `"${value.callSign}" is another unit's call sign already`,
          'callSign',
          'choose another',
        );
      const by = sameTrack(value, other);
      if (by !== undefined)
        return refused(`that track is "${other.callSign}" already`, `bound.${by}`, 'unbind it there first');
    }
    return undefined;
  },
  inUse: ({ id }, others) =>
    usedBy(others, id, {
      patrol: (patrol) => isOpen(patrol) && patrol.unitIds.includes(id),
      task: (task) => task.unitId === id && isUnderWay(task),
    }),
};
