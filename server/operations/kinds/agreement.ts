/** An agreement: what joint patrols and releases rest upon. */
import { z } from 'zod';
import { RELEASABLE } from '../../../proto/domain/operations/agency.ts';
import { PATROL_FORMS, PATROL_TYPES, POWERS } from '../../../proto/domain/operations/patrol.ts';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules } from '../kind.ts';
import { agency, area, inOrder, marking, timeMs, unique, words } from './fields.ts';
import { firstMissing, invalid, isOpen, ownerFault, refused, usedBy } from './references.ts';
import { uncovered } from './releasecover.ts';
import { shapeFault } from './shapefault.ts';

/** A treaty lasts; nothing is entered for ever. */
const LONGEST_MS = 30 * 366 * 86_400_000;

const schema: z.ZodType<RecordValues['agreement']> = z
  .strictObject({
    title: words(160),
    reference: words(400).exactOptional(),
    parties: unique(z.array(agency).min(2).max(20)),
    areas: z
      .array(z.strictObject({ area, host: agency }))
      .min(1)
      .max(20),
    forms: unique(z.array(z.enum(PATROL_FORMS)).max(PATROL_FORMS.length)),
    types: unique(z.array(z.enum(PATROL_TYPES)).max(PATROL_TYPES.length)),
    powers: unique(z.array(z.enum(POWERS)).max(POWERS.length)),
    equipment: words(1000, true).exactOptional(),
    command: z.union([z.literal('host'), agency]),
    release: unique(z.array(z.enum(RELEASABLE)).max(RELEASABLE.length)),
    fromMs: timeMs,
    untilMs: timeMs,
    marking,
  })
  .refine(inOrder(LONGEST_MS), {
    message: 'expected an end after the start, within 30 years',
    path: ['untilMs'],
  });

export const agreementRules: KindRules<'agreement'> = {
  kind: 'agreement',
  schema,
  check(value, others, _nowMs, before) {
    const { parties, areas, command, marking: own } = value;
    const stranger = areas.findIndex(({ host }) => !parties.includes(host));
    if (stranger >= 0)
      return invalid('the host is not a party', `areas.${stranger}.host`, 'name one of the parties');
    if (command !== 'host' && !parties.includes(command))
      return invalid('who commands is not a party', 'command', 'name one of the parties, or the host side');
    if (!parties.includes(own.owner))
      return invalid('its owner is not a party', 'parties', 'agree for the own agency');
    const fault =
      ownerFault(own, before?.value.marking, others) ??
      firstMissing(
        others,
        parties.map((party, at) => ['agency', party, `parties.${at}`] as const),
      );
    if (fault) return fault;
    for (const [at, { area: drawn }] of areas.entries()) {
      const wrong = shapeFault(drawn, `areas.${at}.area`, before?.value.areas[at]?.area);
      if (wrong) return wrong;
    }
    if (before === undefined) return undefined;
    for (const { id, value: release } of others.list('release')) {
      if (release.agreement !== before.id || release.endedMs !== undefined) continue;
      const why = uncovered(release, value);
      if (why)
        return refused(`release "${id}" rests upon it: ${why.what}`, why.where, 'end that release first');
    }
    return undefined;
  },
  inUse: ({ id }, others) =>
    usedBy(others, id, {
      release: ({ agreement, endedMs }) => agreement === id && endedMs === undefined,
      patrol: (patrol) => isOpen(patrol) && patrol.agreement === id,
    }),
};
