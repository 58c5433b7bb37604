/** Through whose eyes an asker looks. */
import type { AgencyId, Role } from '../../proto/domain/operations/agency.ts';
import type { Asker } from './asker.ts';
import { rolesThatCount } from './roles.table.ts';

export interface Viewpoints {
  /** What is seen is what all of them may see. */
  readonly agencies: readonly [AgencyId, ...AgencyId[]];
  readonly together: 'room' | 'seesAs' | undefined;
  /** Whose records of people are one's own, and which roles look. */
  readonly roles: readonly Role[];
  readonly personId?: string;
}

export function viewpoints({ agency, roles, room, seesAs, personId }: Asker): Viewpoints {
  if (seesAs !== undefined) return { agencies: [agency, seesAs], together: 'seesAs', roles: ['operator'] };
  const counting = rolesThatCount(roles);
  if (!counting.includes('wall'))
    return {
      agencies: [agency],
      together: undefined,
      roles: counting,
      ...(personId !== undefined && { personId }),
    };
  const others = [...new Set(room)].filter((one) => one !== agency);
  return { agencies: [agency, ...others], together: 'room', roles: counting };
}
