/** Sectors and crossing points that need somebody and have nobody, and when. */
import { distanceM } from '../../../proto/domain/geo.ts';
import type { AgencyId } from '../../../proto/domain/operations/agency.ts';
import type { Sector, Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Finding } from '../../../proto/domain/operations/record.ts';
import type { CrossingPoint } from '../../../proto/domain/operations/zone.ts';
import { degrees } from '../../../proto/domain/units.ts';
import { readySpans } from './availability.ts';
import { bestUnit, sameMedium, serves } from './candidates.ts';
import { type Context, finding, type Plan, takeUnit } from './context.ts';
import { CROSSING_REACH_MIN } from './finding.table.ts';
import { distanceToAreaM, middleOf } from './ground.ts';
import { spansOf } from './hoursspans.ts';
import { isSettled, type Planned } from './planindex.ts';
import { travelMs } from './reach.ts';
import { common, merged, type Span, without } from './spans.ts';

const REACH_MS = CROSSING_REACH_MIN * 60_000;

/** A stretch without a suitable unit. */
export interface Gap extends Span {
  readonly kind: 'sector' | 'crossingPoint';
  readonly id: string;
}

/** Patrols that can be relied upon; the one under check as it would be, taken as settled. */
function settledOf(planned: readonly Planned[], plan: Plan | undefined): Planned[] {
  return planned.filter(({ id, patrol }) => id !== plan?.id && isSettled(patrol));
}

/** When a sector needs a unit and none of its patrols has one that is in service and on duty. */
export function sectorGaps(
  id: string,
  sector: Sector,
  span: Span,
  context: Context,
  plan?: Plan,
): readonly Gap[] {
  if (sector.needed === undefined) return [];
  let open: readonly Span[] = spansOf(sector.needed, span);
  if (open.length === 0) return [];
  const there = settledOf(context.index.ofSector(id), plan).map(({ patrol }) => patrol);
  if (plan?.patrol.sectorIds.includes(id)) there.push(plan.patrol);
  for (const patrol of there) {
    const during = common([patrol], [span])[0];
    if (during === undefined) continue;
    const units = patrol.unitIds.flatMap((unitId) => context.unit(unitId) ?? []);
    open = without(open, merged(units.flatMap((unit) => readySpans(unit, during))));
    if (open.length === 0) return [];
  }
  return open.map((gap) => ({ ...gap, kind: 'sector', id }));
}

/** When a crossing point is taken to be open: within its hours, after a closure's stated end. */
function openSpans({ status, statusUntilMs, hours, timeZone }: CrossingPoint, span: Span): readonly Span[] {
  const within = hours ? spansOf({ timeZone, hours }, span) : [span];
  if (status !== 'closed') return within;
  return statusUntilMs === undefined
    ? []
    : common(within, [{ fromMs: statusUntilMs, untilMs: span.untilMs }]);
}

const agenciesOf = (country: string, context: Context): ReadonlySet<AgencyId> =>
  new Set(
    context.others
      .list('agency')
      .filter(({ value }) => value.country === country)
      .map(({ id }) => id as AgencyId),
  );

/** When a crossing point is open and no unit of its country can be there soon enough; see `FINDINGS`. */
export function crossingGaps(id: string, point: CrossingPoint, span: Span, context: Context): readonly Gap[] {
  let open = openSpans(point, span);
  if (open.length === 0) return [];
  const own = agenciesOf(point.country, context);
  const place = { lat: degrees(point.place.lat), lon: degrees(point.place.lon) };
  const ways = new Map<string, number>();
  const wayTo = (sectorId: string): number => {
    const area = context.sector(sectorId)?.area;
    const known =
      ways.get(sectorId) ?? (area ? distanceToAreaM(point.place, area) : Number.POSITIVE_INFINITY);
    ways.set(sectorId, known);
    return known;
  };
  const isSoon = (unit: Unit, wayM: number): boolean => travelMs(wayM, unit) <= REACH_MS;
  for (const { id: unitId } of context.others.list('unit')) {
    const unit = context.unit(unitId);
    if (unit === undefined || !own.has(unit.marking.owner) || !serves(unit, point)) continue;
    const patrols = context.index.ofUnit(unitId);
    const base = { lat: degrees(unit.base.lat), lon: degrees(unit.base.lon) };
    const reached = patrols
      .filter(
        ({ patrol }) => isSettled(patrol) && patrol.sectorIds.some((sector) => isSoon(unit, wayTo(sector))),
      )
      .map(({ patrol }) => patrol);
    const free = isSoon(unit, distanceM(base, place))
      ? without([span], merged(patrols.map((one) => one.patrol)))
      : [];
    if (reached.length + free.length === 0) continue;
    open = without(open, common(readySpans(unit, span), merged([...reached, ...free])));
    if (open.length === 0) return [];
  }
  return open.map((gap) => ({ ...gap, kind: 'crossingPoint', id }));
}

/** @param remedied looks for a unit that could fill it, which costs most */
export function voidFinding(gap: Gap, context: Context, remedied = true): Finding {
  const { id, fromMs, untilMs } = gap;
  const values = { voidMin: Math.round((untilMs - fromMs) / 60_000), fromMs, untilMs };
  if (gap.kind === 'sector') {
    const sector = context.sector(id);
    const remedy = remedied && sector ? takeUnit(sectorUnit(id, sector, gap, context)) : undefined;
    return finding('sectorVoid', 'warning', { sector: id }, remedy, values);
  }
  const point = context.others.get('crossingPoint', id)?.value;
  const remedy =
    remedied && point
      ? takeUnit(
          bestUnit(
            {
              goal: point.place,
              span: gap,
              unitIds: [],
              agencies: agenciesOf(point.country, context),
              fits: (unit) => serves(unit, point),
            },
            context,
          ),
        )
      : undefined;
  return finding('crossingVoid', 'warning', { crossingPoint: id }, remedy, values);
}

/** Of the sector's owner, and of a kind that has been planned there, where any has. */
function sectorUnit(id: string, sector: Sector, span: Span, context: Context): string | undefined {
  const kinds = new Set([...context.index.everIn(id)].flatMap((unitId) => context.unit(unitId)?.kind ?? []));
  const agencies = new Set([sector.marking.owner]);
  const fits = ({ kind }: Unit): boolean =>
    kinds.size === 0 || [...kinds].some((one) => sameMedium(one, kind));
  return bestUnit({ goal: middleOf(sector.area), span, unitIds: [], agencies, fits }, context);
}
