/** How a unit stands at a moment: may somebody send it. Pure. */
import { inHours } from '../../../proto/domain/operations/hours.ts';
import type { Patrol, Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';

export const STANDINGS = ['free', 'engaged', 'offDuty', 'outOfService'] as const;
export type Standing = (typeof STANDINGS)[number];

/** The settled patrols of each unit that run at the moment, the one that began last. */
export function engagedAt(
  patrols: Iterable<Version<'patrol'>>,
  atMs: number,
): ReadonlyMap<string, Version<'patrol'>> {
  const engaged = new Map<string, Version<'patrol'>>();
  for (const patrol of patrols) {
    if (!isEngaging(patrol.value, atMs)) continue;
    for (const id of patrol.value.unitIds) {
      const known = engaged.get(id);
      if (known === undefined || known.value.fromMs < patrol.value.fromMs) engaged.set(id, patrol);
    }
  }
  return engaged;
}

/** One that is under way binds its units until somebody ends it; one that is settled, in its time. */
const isEngaging = ({ state, fromMs, untilMs }: Patrol, atMs: number): boolean =>
  state === 'underWay' || ((state === 'accepted' || state === 'briefed') && fromMs <= atMs && atMs < untilMs);

export function isOutOfService({ unavailable }: Unit, atMs: number): boolean {
  return unavailable !== undefined && (unavailable.untilMs === undefined || atMs < unavailable.untilMs);
}

export function standingOf(unit: Unit, engaged: boolean, atMs: number): Standing {
  if (isOutOfService(unit, atMs)) return 'outOfService';
  if (engaged) return 'engaged';
  const { duty } = unit;
  return duty !== undefined && !inHours(duty.hours, duty.timeZone, atMs) ? 'offDuty' : 'free';
}
