/** An agency, under a short id that its people chose. */
import { z } from 'zod';
import { SERVICES } from '../../../proto/domain/operations/agency.ts';
import type { RecordValues } from '../../../proto/domain/operations/record.ts';
import type { KindRules } from '../kind.ts';
import { country, SLUG, words } from './fields.ts';
import { ownedBy, participants, usedBy } from './references.ts';

const schema: z.ZodType<RecordValues['agency']> = z.strictObject({
  name: words(80),
  country,
  service: z.enum(SERVICES),
  rescueCentre: z.boolean().exactOptional(),
});

export const agencyRules: KindRules<'agency'> = {
  kind: 'agency',
  schema,
  idForm: SLUG,
  inUse({ id }, others) {
    const owned = ownedBy(id);
    return usedBy(others, id, {
      person: ({ agency, room = [] }) => agency === id || room.some((one) => one === id),
      agreement: (value) => owned(value) || value.parties.some((party) => party === id),
      release: (value) => owned(value) || value.to.some((one) => one === id),
      zone: owned,
      crossingPoint: owned,
      unit: (value) => owned(value) || value.crew.some(({ agency }) => agency === id),
      sector: owned,
      patrol: (value) => [...participants(value)].some((one) => one === id),
      task: owned,
    });
  },
};
