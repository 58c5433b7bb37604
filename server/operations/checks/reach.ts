/** Whether a unit gets there: in time, within its range, and sees in the dark. */
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import type { Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Finding } from '../../../proto/domain/operations/record.ts';
import { geodesicBetween } from '../../../proto/domain/shapes/geodesics.ts';
import { DARK_BELOW_DEG, sunElevationDeg } from '../../../proto/domain/sun.ts';
import { knotsToMetresPerSecond } from '../../../proto/domain/units.ts';
import { type Context, finding, othersOf, type Plan, startAt, takeUnit } from './context.ts';
import { distanceToAreaM, middleOf } from './ground.ts';

const NIGHT_STEP_MS = 15 * 60_000;
/** A unit that is late by less than this is better than another unit. */
const LITTLE_LATE_MIN = 30;

/** When a unit can leave for something that begins at `fromMs`, and where from. `id`: of the patrol that is looked at. */
export function departure(
  unitId: string,
  { base }: Unit,
  fromMs: number,
  id: string | undefined,
  context: Context,
): { readonly from: LatLon; readonly atMs: number } {
  const { nowMs, whereIs } = context;
  let before: { readonly sectorId: string | undefined; readonly untilMs: number } | undefined;
  for (const { patrol } of othersOf(context, unitId, id))
    if (patrol.untilMs > nowMs && patrol.untilMs <= fromMs && patrol.untilMs > (before?.untilMs ?? 0))
      before = { sectorId: patrol.sectorIds.at(-1), untilMs: patrol.untilMs };
  const sector = before?.sectorId === undefined ? undefined : context.sector(before.sectorId);
  if (before && sector) return { from: middleOf(sector.area), atMs: before.untilMs };
  return { from: whereIs(unitId) ?? base, atMs: nowMs };
}

/** How long a unit needs for a way, ms. */
export const travelMs = (wayM: number, { capabilities }: Unit): number =>
  (wayM / knotsToMetresPerSecond(capabilities.speedKn)) * 1000;

export function* tooSlow(
  unitId: string,
  unit: Unit,
  plan: Plan,
  context: Context,
  other: () => string | undefined,
): Generator<Finding> {
  const { patrol } = plan;
  // Whoever is on the way is not late by planning.
  if (patrol.state === 'underWay') return;
  const { from, atMs } = departure(unitId, unit, patrol.fromMs, plan.id, context);
  const sectorId = patrol.sectorIds[0];
  const sector = sectorId === undefined ? undefined : context.sector(sectorId);
  const goals = [
    ...(sector ? [{ wayM: distanceToAreaM(from, sector.area), atMs: Number(patrol.fromMs) }] : []),
    ...patrol.meetingPoints.map(({ place, atMs: meetMs }) => ({
      wayM: geodesicBetween(from, place).distanceM,
      atMs: Number(meetMs),
    })),
  ];
  let lateMs = 0;
  // What should have begun already is late by the way alone.
  for (const goal of goals)
    lateMs = Math.max(lateMs, atMs + travelMs(goal.wayM, unit) - Math.max(goal.atMs, context.nowMs));
  const lateMin = Math.ceil(lateMs / 60_000);
  if (lateMin <= 0) return;
  const later = startAt(Math.max(patrol.fromMs, context.nowMs) + lateMin * 60_000, plan);
  const remedy = lateMin <= LITTLE_LATE_MIN ? (later ?? takeUnit(other())) : (takeUnit(other()) ?? later);
  yield finding('unitTooSlow', 'warning', { unit: unitId, sector: sectorId }, remedy, { lateMin });
}

/** Whether the nearest of all of a patrol's sectors are within a unit's way out and back. */
export function* outOfRange(
  unitId: string,
  { base, capabilities: { rangeKm } }: Unit,
  { patrol }: Plan,
  context: Context,
  other: () => string | undefined,
): Generator<Finding> {
  if (rangeKm === undefined) return;
  for (const sectorId of patrol.sectorIds) {
    const sector = context.sector(sectorId);
    if (sector === undefined) continue;
    const wayKm = (2 * distanceToAreaM(base, sector.area)) / 1000;
    if (wayKm > rangeKm)
      yield finding('unitOutOfRange', 'warning', { unit: unitId, sector: sectorId }, takeUnit(other()), {
        wayKm: Math.ceil(wayKm),
        rangeKm,
      });
  }
}

/** How much of a patrol is dark in the middle of its first sector, minutes; looked at every quarter of an hour. */
export function darkMin({ patrol }: Plan, context: Context): number {
  const sector = patrol.sectorIds.map((id) => context.sector(id)).find((one) => one !== undefined);
  if (sector === undefined) return 0;
  const { lat, lon } = middleOf(sector.area);
  let dark = 0;
  for (let ms = patrol.fromMs + NIGHT_STEP_MS / 2; ms < patrol.untilMs; ms += NIGHT_STEP_MS)
    if (sunElevationDeg(lat, lon, ms) < DARK_BELOW_DEG) dark += 1;
  return (dark * NIGHT_STEP_MS) / 60_000;
}
