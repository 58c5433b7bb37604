/** Planned against achieved: how much of a sector should have been seen by now, how much was, and what was not done. */
import type { PatrolCoverage, SectorCoverage } from '../../../proto/domain/operations/assist.ts';
import type { Patrol, PatrolState, Unit } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { RecordsView } from '../kind.ts';
import { type CoverageBook, onStationMs } from './book.ts';
import { expectedShare, type Searcher } from './planned.ts';

/** Of these a coordinator expects that somebody is there. */
const STANDING: ReadonlySet<PatrolState> = new Set<PatrolState>([
  'accepted',
  'briefed',
  'underWay',
  'handedOver',
  'completed',
  'aborted',
]);

/** How far a unit sees: its best sensor. */
export const sightM = ({ capabilities }: Unit): number =>
  Math.max(0, ...capabilities.sensors.map(({ rangeM }) => rangeM));

/** Patrols of a sector that should be there at a time. */
export function patrolsThere(
  others: RecordsView,
  sectorId: string,
  atMs: EpochMs,
): readonly Version<'patrol'>[] {
  return others
    .list('patrol')
    .filter(
      ({ value }) =>
        value.sectorIds.includes(sectorId) &&
        STANDING.has(value.state) &&
        value.fromMs <= atMs &&
        atMs < value.untilMs,
    );
}

/** What the plan promises of a sector at a time. */
export function plannedShare(
  others: RecordsView,
  sector: Version<'sector'>,
  areaM2: number,
  nowMs: EpochMs,
): number {
  const windowMs = sector.value.coveredForMin * 60_000;
  return (
    1 -
    patrolsThere(others, sector.id, nowMs).reduce((unseen, { value }) => {
      const timeS = Math.min(windowMs, nowMs - value.fromMs) / 1000 / value.sectorIds.length;
      return unseen * (1 - expectedShare(searchersOf(others, value), areaM2, timeS));
    }, 1)
  );
}

const toAMetre = (deg: number): number => Math.round(deg * 1e5) / 1e5;

const searchersOf = (others: RecordsView, { unitIds }: Patrol): Searcher[] =>
  unitIds
    .map((id) => others.get('unit', id)?.value)
    .filter((unit) => unit !== undefined)
    .map((unit) => ({ speedKn: unit.capabilities.speedKn, rangeM: sightM(unit) }));

export function sectorCoverage(
  others: RecordsView,
  book: CoverageBook,
  sector: Version<'sector'>,
  nowMs: EpochMs,
): SectorCoverage {
  const { grid, sinceMs, samples } = book.of(sector, nowMs);
  const { coveredForMin, name } = sector.value;
  return {
    sectorId: sector.id,
    name,
    atMs: nowMs,
    sinceMs,
    areaM2: grid.areaM2,
    plannedShare: plannedShare(others, sector, grid.areaM2, nowMs),
    achievedShare: grid.seenShare(nowMs - coveredForMin * 60_000),
    coveredForMin,
    cells: Array.from(grid.lat, (lat, i) => {
      const lastSeenMs = grid.lastSeenMs[i]!;
      return {
        lat: toAMetre(lat),
        lon: toAMetre(grid.lon[i]!),
        ...(!Number.isNaN(lastSeenMs) && { lastSeenMs }),
      };
    }),
    cellM: grid.sizeM,
    unitIds: patrolsThere(others, sector.id, nowMs)
      .filter(({ value }) => value.state === 'underWay')
      .flatMap(({ value }) => value.unitIds),
    samples,
  };
}

export function patrolCoverage(
  others: RecordsView,
  book: CoverageBook,
  patrol: Version<'patrol'>,
  nowMs: EpochMs,
): PatrolCoverage {
  const { sectorIds, unitIds, fromMs, untilMs } = patrol.value;
  const sectors = sectorIds.map((id) => others.get('sector', id)).filter((sector) => sector !== undefined);
  // Of the time before anybody looked nobody can say that it was missed.
  const knownMs = Math.max(fromMs, ...sectors.map((sector) => book.of(sector, nowMs).sinceMs));
  const plannedMs = Math.max(0, Math.min(nowMs, untilMs) - knownMs) * unitIds.length;
  const doneMs = sectors.reduce(
    (sum, sector) => sum + onStationMs(book.of(sector, nowMs), patrol.id, unitIds),
    0,
  );
  return {
    patrolId: patrol.id,
    atMs: nowMs,
    plannedMs,
    doneMs: Math.min(doneMs, plannedMs),
    missedMs: Math.max(0, plannedMs - doneMs),
    sectors: sectors.map((sector) => sectorCoverage(others, book, sector, nowMs)),
  };
}
