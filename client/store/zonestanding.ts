/** How a zone stands at a moment: what its life and its schedule make of it. */
import { isActive } from '../../proto/domain/operations/hours.ts';
import type { Zone } from '../../proto/domain/operations/zone.ts';

/** `outside`: active, but not at this time; `critical`: active, and it matters most now. */
export const ZONE_STANDINGS = ['critical', 'active', 'outside', 'validated', 'draft', 'expired'] as const;
export type ZoneStanding = (typeof ZONE_STANDINGS)[number];

export function zoneStanding({ life, schedule, critical }: Zone, nowMs: number): ZoneStanding {
  if (life !== 'active') return life;
  if (schedule !== undefined && !isActive(schedule, nowMs)) return 'outside';
  return critical?.some((period) => isActive(period, nowMs)) === true ? 'critical' : 'active';
}
