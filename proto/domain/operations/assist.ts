/** What the server works out of plans and picture together: coverage, and who can get somewhere. */
import type { EpochMs } from '../units.ts';
import type { AgencyId } from './agency.ts';
import type { LatLon } from './area.ts';
import type { UnitKind } from './patrol.ts';

/** A part of a sector, and when a unit last saw it. */
export interface CoverageCell extends LatLon {
  readonly lastSeenMs?: number;
}

/** Shares 0…1 at a time. */
export interface CoverageSample {
  readonly atMs: EpochMs;
  readonly planned: number;
  readonly achieved: number;
}

/** `GET /api/sectors/:id/coverage`. */
export interface SectorCoverage {
  readonly sectorId: string;
  readonly name: string;
  readonly atMs: EpochMs;
  /** Nothing is known of the time before. */
  readonly sinceMs: EpochMs;
  readonly areaM2: number;
  /** 0…1: what the plan's units could have seen by now, and what was seen, within `coveredForMin`. */
  readonly plannedShare: number;
  readonly achievedShare: number;
  /** A part counts as covered for so long after a unit saw it. */
  readonly coveredForMin: number;
  readonly cells: readonly CoverageCell[];
  readonly cellM: number;
  /** Of patrols under way. */
  readonly unitIds: readonly string[];
  readonly samples: readonly CoverageSample[];
}

/** `GET /api/patrols/:id/coverage`. */
export interface PatrolCoverage {
  readonly patrolId: string;
  readonly atMs: EpochMs;
  /** Unit-time that should have been on station by now, since it is looked at; that was; and what is missing, ms. */
  readonly plannedMs: number;
  readonly doneMs: number;
  readonly missedMs: number;
  readonly sectors: readonly SectorCoverage[];
}

export type HelpPurpose = 'rescue' | 'intercept';

export type HelperReason =
  /** It cannot be sent. */
  | 'unavailable'
  | 'offDuty'
  | 'cannotReach'
  /** It may go, but knows this. */
  | 'beyondRange'
  | 'engaged'
  | 'seesOnly'
  | 'cannotBoard';

/** Somebody who could get there, as `GET /api/helpers` ranks them. */
export interface HelperRow {
  readonly unitId?: string;
  readonly trackId?: string;
  readonly name: string;
  readonly agency?: AgencyId;
  readonly kind: UnitKind | 'ship';
  /** Where it sets out from: its own track, or only its base. */
  readonly placed: 'track' | 'base';
  readonly fromLat: number;
  readonly fromLon: number;
  /** To the target now. */
  readonly distanceM: number;
  readonly timeS?: number;
  readonly courseDeg?: number;
  readonly meetLat?: number;
  readonly meetLon?: number;
  readonly withinRange: boolean;
  readonly reasons: readonly HelperReason[];
}
