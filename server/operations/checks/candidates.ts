/** Which unit could go instead, or at all: the soonest there of those against whom nothing stands. */

import { distanceM } from '../../../proto/domain/geo.ts';
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import type { Unit, UnitKind } from '../../../proto/domain/operations/patrol.ts';
import type { CrossingPoint } from '../../../proto/domain/operations/zone.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { readySpans } from './availability.ts';
import { type Context, othersOf } from './context.ts';
import { overlaps } from './planindex.ts';
import { departure, travelMs } from './reach.ts';
import { lengthMs, type Span } from './spans.ts';

/** Whoever is near enough to be asked for their hours; beyond it nobody is found. */
const MOST_LOOKED_AT = 30;

export interface Wanted {
  readonly goal: LatLon;
  readonly span: Span;
  /** Not these. */
  readonly unitIds: readonly string[];
  /** Units of these, the first first. */
  readonly agencies: ReadonlySet<AgencyId>;
  /** The patrol that is changed does not engage anybody. */
  readonly id?: string | undefined;
  fits?(unit: Unit): boolean;
}

/** The id of the best unit; undefined: none could. Ways are taken as straight, to the middle of where it is wanted. */
export function bestUnit(wanted: Wanted, context: Context): string | undefined {
  const { goal, span, unitIds, agencies, id, fits } = wanted;
  const end = { lat: degrees(goal.lat), lon: degrees(goal.lon) };
  const near: { unitId: string; unit: Unit; arrivalMs: number; wayM: number }[] = [];
  for (const { id: unitId, value: unit } of context.others.list('unit')) {
    if (!agencies.has(unit.marking.owner) || unitIds.includes(unitId) || fits?.(unit) === false) continue;
    if (othersOf(context, unitId, id).some(({ patrol }) => overlaps(patrol, span))) continue;
    const { from, atMs } = departure(unitId, unit, span.fromMs, id, context);
    const wayM = distanceM({ lat: degrees(from.lat), lon: degrees(from.lon) }, end);
    const { rangeKm } = unit.capabilities;
    if (rangeKm !== undefined && 2 * wayM > rangeKm * 1000) continue;
    near.push({ unitId, unit, arrivalMs: Math.max(span.fromMs, atMs + travelMs(wayM, unit)), wayM });
  }
  near.sort((a, b) => a.arrivalMs - b.arrivalMs || a.wayM - b.wayM);
  const wholeMs = span.untilMs - span.fromMs;
  return near
    .slice(0, MOST_LOOKED_AT)
    .find(
      ({ unit, arrivalMs }) =>
        arrivalMs < span.untilMs &&
        lengthMs(readySpans(unit, span)) === wholeMs &&
        (unit.maxHoursADay === undefined || wholeMs <= unit.maxHoursADay * 3_600_000),
    )?.unitId;
}

/** Aircraft and drones go over both. */
const MEDIA: Readonly<Record<UnitKind, 'sea' | 'land' | 'both'>> = {
  patrolVessel: 'sea',
  vehicle: 'land',
  dogTeam: 'land',
  footTeam: 'land',
  aircraft: 'both',
  drone: 'both',
};

/** Whether one could do where the other was meant to go. */
export const sameMedium = (a: UnitKind, b: UnitKind): boolean =>
  MEDIA[a] === MEDIA[b] || MEDIA[a] === 'both' || MEDIA[b] === 'both';

/** Whether a unit's people can do anything at a crossing point. */
export const serves = ({ kind }: Unit, point: CrossingPoint): boolean =>
  kind !== 'drone' && (kind !== 'patrolVessel' || point.kind === 'sea');
