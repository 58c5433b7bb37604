/** A sector as it is written, checked. Pure. */
import type { Area, Shape } from '../../../proto/domain/operations/area.ts';
import type { Sector } from '../../../proto/domain/operations/patrol.ts';
import type { MessageKey } from '../../messages/words.ts';
import { checkHours, type HoursDraft, isTimeZone } from '../zones/scheduledraft.ts';

/** A sector is no line. */
export const AREA_KINDS = ['polygon', 'circle', 'corridor'] as const;
export const isArea = (shape: Shape | undefined): shape is Area =>
  shape !== undefined && shape.kind !== 'line';

export interface SectorDraft {
  readonly name: string;
  /** How long a part counts as covered after a unit saw it. */
  readonly minutes: string;
  readonly hours: readonly HoursDraft[];
  readonly zone: string;
  readonly area: Area | undefined;
}

export type CheckedSector =
  | { readonly ok: true; readonly value: Sector }
  | { readonly ok: false; readonly fault: MessageKey };

/** A week. */
const MOST_MIN = 7 * 1440;

/** @param rest what of it is not written: whose it is, and from which zone it was cut */
export function checkSector(draft: SectorDraft, rest: Pick<Sector, 'marking' | 'zoneId'>): CheckedSector {
  const { name, minutes, zone, area } = draft;
  if (name.trim() === '') return { ok: false, fault: 'sector.wrong.name' };
  if (area === undefined) return { ok: false, fault: 'sector.wrong.area' };
  const coveredForMin = /^\s*\d+\s*$/.test(minutes) ? Number(minutes) : 0;
  if (coveredForMin < 1 || coveredForMin > MOST_MIN) return { ok: false, fault: 'sector.wrong.minutes' };
  const hours = checkHours(draft.hours);
  if (!hours.ok) return hours;
  if (hours.value.length > 0 && !isTimeZone(zone)) return { ok: false, fault: 'schedule.wrong.zone' };
  return {
    ok: true,
    value: {
      name: name.trim(),
      area,
      coveredForMin,
      ...(rest.zoneId !== undefined && { zoneId: rest.zoneId }),
      ...(hours.value.length > 0 && { needed: { timeZone: zone.trim(), hours: hours.value } }),
      marking: rest.marking,
    },
  };
}
