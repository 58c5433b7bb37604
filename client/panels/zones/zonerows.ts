/** Which zones are listed, and in which order. Pure. */
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { ZonePurpose } from '../../../proto/domain/operations/zone.ts';
import { foldText } from '../../store/text.ts';
import { ZONE_STANDINGS, type ZoneStanding, zoneStanding } from '../../store/zonestanding.ts';

/** Empty means all. */
export interface ZoneFilter {
  readonly text: string;
  readonly purpose: ZonePurpose | '';
  readonly standing: ZoneStanding | '';
  readonly owner: AgencyId | '';
}

export const ALL_ZONES: ZoneFilter = { text: '', purpose: '', standing: '', owner: '' };

export interface ZoneRow {
  readonly zone: Version<'zone'>;
  readonly standing: ZoneStanding;
}

/** What is critical now first, then what is active, then what is to come; each by name. */
export function zoneRows(
  zones: Iterable<Version<'zone'>>,
  { text, purpose, standing, owner }: ZoneFilter,
  nowMs: number,
): readonly ZoneRow[] {
  const wanted = foldText(text);
  const rows: ZoneRow[] = [];
  for (const zone of zones) {
    const { value } = zone;
    if (purpose !== '' && value.purpose !== purpose) continue;
    if (owner !== '' && value.marking.owner !== owner) continue;
    if (wanted !== '' && !foldText(`${value.name} ${value.note ?? ''}`).includes(wanted)) continue;
    const stands = zoneStanding(value, nowMs);
    if (standing !== '' && stands !== standing) continue;
    rows.push({ zone, standing: stands });
  }
  const rank = ({ standing: stands }: ZoneRow): number => ZONE_STANDINGS.indexOf(stands);
  return rows.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      a.zone.value.name.localeCompare(b.zone.value.name, undefined, { numeric: true }) ||
      (a.zone.id < b.zone.id ? -1 : 1),
  );
}

/** The row `by` places from the chosen one, held at the ends; the first where none is chosen. */
export function rowBeside(
  ids: readonly string[],
  chosen: string | undefined,
  by: 1 | -1,
): string | undefined {
  const at = chosen === undefined ? -1 : ids.indexOf(chosen);
  if (at < 0) return ids[0];
  return ids[Math.max(0, Math.min(ids.length - 1, at + by))];
}
