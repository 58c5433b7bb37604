/** What is kept of a sector: which part was seen when, by whom, and how much of it over time. */
import type { CoverageSample } from '../../../proto/domain/operations/assist.ts';
import type { EpochMs } from '../../../proto/domain/units.ts';
import type { CoverageGrid } from './grid.ts';

/** A unit of a patrol under way, where it is and how far it sees. */
export interface Watcher {
  readonly unitId: string;
  readonly patrolId: string;
  readonly lat: number;
  readonly lon: number;
  readonly rangeM: number;
}

/** What is kept of one sector; another area begins anew. */
export interface SectorSight {
  readonly sectorVersion: number;
  readonly grid: CoverageGrid;
  /** Nothing is known of the time before. */
  readonly sinceMs: EpochMs;
  readonly samples: CoverageSample[];
  /** Milliseconds on station, by patrol and unit: `<patrol>/<unit>`. */
  readonly onStationMs: Map<string, number>;
  lastMs: EpochMs;
}
