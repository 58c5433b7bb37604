/** The units that might be sent somewhere, as `rankHelpers` wants them. */
import { isActive } from '../../../proto/domain/operations/hours.ts';
import type { Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { degrees, type EpochMs } from '../../../proto/domain/units.ts';
import type { RecordsView } from '../kind.ts';
import { isUnderWay } from '../kinds/task.table.ts';
import type { WhereIs } from '../whereis.ts';
import type { Candidate } from './rank.ts';

/** A unit's own track says where it is, unless it is older than this. */
const FRESH_MS = 15 * 60_000;

/** `units`: those that the asker may see. One without a fresh track is taken to be at its base, and marked so. */
export function unitCandidates(
  units: readonly Version<'unit'>[],
  others: RecordsView,
  whereIs: WhereIs,
  nowMs: EpochMs,
): Candidate[] {
  const engaged = engagedUnits(others);
  return units.map(({ id, value }) => {
    const { callSign, name, kind, capabilities, base, marking } = value;
    const place = whereIs(id);
    const fresh = place !== undefined && nowMs - place.observedMs <= FRESH_MS ? place : undefined;
    const { lat, lon } = fresh ?? base;
    const hindered = hindranceOf(value, nowMs);
    return {
      unitId: id,
      name: name === undefined ? callSign : `${callSign} (${name})`,
      agency: marking.owner,
      kind,
      at: { lat: degrees(lat), lon: degrees(lon) },
      placed: fresh === undefined ? 'base' : 'track',
      speedKn: capabilities.speedKn,
      ...(capabilities.rangeKm !== undefined && { rangeM: capabilities.rangeKm * 1000 }),
      ...(hindered !== undefined && { hindered }),
      engaged: engaged.has(id),
      medical: capabilities.medical,
      boarding: capabilities.boarding,
    };
  });
}

function hindranceOf({ unavailable, duty }: Unit, nowMs: EpochMs): Candidate['hindered'] {
  if (unavailable !== undefined && nowMs < (unavailable.untilMs ?? Number.POSITIVE_INFINITY))
    return 'unavailable';
  if (duty === undefined) return undefined;
  return isActive({ timeZone: duty.timeZone, weekly: duty.hours }, nowMs) ? undefined : 'offDuty';
}

/** On a patrol under way, or at a task that is not done. */
function engagedUnits(others: RecordsView): ReadonlySet<string> {
  const engaged = new Set<string>();
  for (const { value } of others.list('patrol'))
    if (value.state === 'underWay') for (const id of value.unitIds) engaged.add(id);
  for (const { value } of others.list('task')) if (isUnderWay(value)) engaged.add(value.unitId);
  return engaged;
}
