/** What was seen of each sector by the units sent there, kept over a restart. */
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { Database } from '../database.ts';
import { done } from '../outcome.ts';
import { CoverageGrid } from './grid.ts';
import { readSaved, savedOf } from './saved.ts';
import type { SectorSight, Watcher } from './sight.ts';

/** Sectors watched at once; beyond it the one that was seen longest ago is forgotten. */
export const MAX_SECTORS = 500;
/** The course of the shares: a point in this time, a day of them. */
const SAMPLE_MS = 5 * 60_000;
const MAX_SAMPLES = 288;
const SAVE_EVERY_MS = 60_000;
/** A unit that was not looked at for longer was not there meanwhile. */
const LONGEST_STEP_MS = 60_000;

const MIGRATIONS = [
  'CREATE TABLE coverage (sector TEXT PRIMARY KEY, version INTEGER NOT NULL, saved TEXT NOT NULL) STRICT',
];

export class CoverageBook {
  readonly #database: Database;
  readonly #sectors = new Map<string, SectorSight>();
  #savedMs = Number.NEGATIVE_INFINITY;
  readonly #unsaved = new Set<string>();

  constructor(database: Database) {
    this.#database = database;
    database.migrate('coverage', MIGRATIONS);
  }

  /** What is known of a sector; begun now where nothing is. */
  of(sector: Version<'sector'>, nowMs: EpochMs): SectorSight {
    const known = this.#sectors.get(sector.id);
    if (known?.sectorVersion === sector.version) return known;
    const grid = new CoverageGrid(sector.value.area);
    const row = known
      ? undefined
      : this.#database.get('SELECT version, saved FROM coverage WHERE sector = ?', sector.id);
    const saved = row?.version === sector.version ? readSaved(String(row.saved), grid) : undefined;
    const begun: SectorSight = {
      sectorVersion: sector.version,
      grid,
      sinceMs: saved?.sinceMs ?? nowMs,
      samples: saved?.samples ?? [],
      onStationMs: saved?.onStationMs ?? new Map(),
      lastMs: nowMs,
    };
    this.#makeRoom();
    this.#sectors.set(sector.id, begun);
    return begun;
  }

  /**
   * The units of patrols under way look about; called every few seconds for each sector that has any. `credited`: whose
   * time of this step is counted already, in another sector that they see as well.
   */
  look(
    sector: Version<'sector'>,
    watchers: readonly Watcher[],
    nowMs: EpochMs,
    credited: Set<string> = new Set(),
  ): void {
    const sight = this.of(sector, nowMs);
    const stepMs = Math.max(0, Math.min(LONGEST_STEP_MS, nowMs - sight.lastMs));
    sight.lastMs = nowMs;
    for (const { unitId, patrolId, lat, lon, rangeM } of watchers) {
      if (!sight.grid.see(lat, lon, rangeM, nowMs)) continue;
      const key = `${patrolId}/${unitId}`;
      if (credited.has(key)) continue;
      credited.add(key);
      sight.onStationMs.set(key, (sight.onStationMs.get(key) ?? 0) + stepMs);
    }
    this.#unsaved.add(sector.id);
  }

  /** Adds a point to the course of a sector's shares when one is due. */
  sample(sectorId: string, planned: number, achieved: number, nowMs: EpochMs): void {
    const samples = this.#sectors.get(sectorId)?.samples;
    const last = samples?.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
    if (!samples || nowMs - last < SAMPLE_MS) return;
    samples.push({ atMs: nowMs, planned, achieved });
    if (samples.length > MAX_SAMPLES) samples.shift();
    this.#unsaved.add(sectorId);
  }

  /** Writes what changed, once a minute; a disk that fails is tried again with the next. */
  save(nowMs: EpochMs, atOnce = false): void {
    if (!atOnce && nowMs - this.#savedMs < SAVE_EVERY_MS) return;
    this.#savedMs = nowMs;
    const database = this.#database;
    const kept = database.transaction(() => {
      for (const id of this.#unsaved) {
        const sight = this.#sectors.get(id);
        if (!sight) continue;
        database.run(
          'INSERT INTO coverage VALUES (?, ?, ?) ON CONFLICT (sector) DO UPDATE SET version = excluded.version, saved = excluded.saved',
          id,
          sight.sectorVersion,
          savedOf(sight),
        );
      }
      return done(undefined);
    });
    if (kept.ok) this.#unsaved.clear();
  }

  #makeRoom(): void {
    if (this.#sectors.size < MAX_SECTORS) return;
    const [oldest] = [...this.#sectors].sort(([, a], [, b]) => a.lastMs - b.lastMs);
    if (oldest) this.#sectors.delete(oldest[0]);
  }
}

/** Time on station of a patrol's units in a sector, ms. */
export const onStationMs = (
  { onStationMs: all }: SectorSight,
  patrolId: string,
  unitIds: Patrol['unitIds'],
) => unitIds.reduce((sum, unitId) => sum + (all.get(`${patrolId}/${unitId}`) ?? 0), 0);
