/** Every few seconds: where the units of patrols under way are, and what they see of their sectors. */
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { RecordsView } from '../kind.ts';
import type { WhereIs } from '../whereis.ts';
import type { CoverageBook } from './book.ts';
import { plannedShare, sightM } from './report.ts';
import type { Watcher } from './sight.ts';

/** A unit's position older than this says nothing of what it sees now. */
const FRESH_MS = 120_000;
const EVERY_MS = 5000;

export class Lookout {
  readonly #records: RecordsView;
  readonly #book: CoverageBook;
  readonly #whereIs: WhereIs;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(records: RecordsView, book: CoverageBook, whereIs: WhereIs) {
    this.#records = records;
    this.#book = book;
    this.#whereIs = whereIs;
  }

  /** Called about once a second; looks every five. */
  tick(nowMs: EpochMs): void {
    if (nowMs >= this.#lastMs && nowMs - this.#lastMs < EVERY_MS) return;
    this.#lastMs = nowMs;
    const bySector = new Map<string, Watcher[]>();
    for (const { id, value } of this.#records.list('patrol')) {
      if (value.state !== 'underWay') continue;
      const watchers = this.#watchersOf(id, value.unitIds, nowMs);
      for (const sectorId of value.sectorIds)
        bySector.set(sectorId, [...(bySector.get(sectorId) ?? []), ...watchers]);
    }
    const credited = new Set<string>();
    for (const [sectorId, watchers] of bySector) {
      const sector = this.#records.get('sector', sectorId);
      if (sector && !sector.removed) this.#look(sector, watchers, nowMs, credited);
    }
    this.#book.save(nowMs);
  }

  #look(
    sector: Version<'sector'>,
    watchers: readonly Watcher[],
    nowMs: EpochMs,
    credited: Set<string>,
  ): void {
    this.#book.look(sector, watchers, nowMs, credited);
    const { grid } = this.#book.of(sector, nowMs);
    const achieved = grid.seenShare(nowMs - sector.value.coveredForMin * 60_000);
    this.#book.sample(sector.id, plannedShare(this.#records, sector, grid.areaM2, nowMs), achieved, nowMs);
  }

  #watchersOf(patrolId: string, unitIds: readonly string[], nowMs: EpochMs): Watcher[] {
    return unitIds.flatMap((unitId) => {
      const unit = this.#records.get('unit', unitId);
      const place = unit && this.#whereIs(unitId);
      if (!unit || !place || nowMs - place.observedMs > FRESH_MS) return [];
      return [{ unitId, patrolId, lat: place.lat, lon: place.lon, rangeM: sightM(unit.value) }];
    });
  }
}
