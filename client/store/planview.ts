/** What the Patrols workspace shows on the map and asks of it; outside the URL, because it is a passing thing. */
import { create } from 'zustand';
import type { TrackId } from '../../proto/domain/ids.ts';
import type { Area, LatLon } from '../../proto/domain/operations/area.ts';
import type { Patrol } from '../../proto/domain/operations/patrol.ts';

/** A part of a sector, and when a unit last saw it. */
export interface CoverageCell extends LatLon {
  readonly lastSeenMs?: number;
}

/** `GET /api/sectors/:id/coverage`. Shares are 0…1 of the sector's area. */
export interface SectorCoverage {
  readonly sectorId: string;
  readonly name: string;
  readonly atMs: number;
  /** Nothing is known of the time before. */
  readonly sinceMs: number;
  readonly areaM2: number;
  readonly plannedShare: number;
  readonly achievedShare: number;
  /** A part counts as covered for so long after a unit saw it. */
  readonly coveredForMin: number;
  readonly cells: readonly CoverageCell[];
  readonly cellM: number;
  readonly unitIds: readonly string[];
  readonly samples: readonly {
    readonly atMs: number;
    readonly planned: number;
    readonly achieved: number;
  }[];
}

/** `GET /api/patrols/:id/coverage`: unit-time on station as it was planned until now, done and missed. */
export interface PatrolCoverage {
  readonly patrolId: string;
  readonly atMs: number;
  readonly plannedMs: number;
  readonly doneMs: number;
  readonly missedMs: number;
  readonly sectors: readonly SectorCoverage[];
}

export type HelpPurpose = 'rescue' | 'intercept';

/** Somebody who could get there, as `GET /api/helpers` ranks them. */
export interface HelperRow {
  readonly unitId?: string;
  readonly trackId?: string;
  readonly name: string;
  readonly agency?: string;
  /** A unit's kind, or `ship`. */
  readonly kind: string;
  readonly placed?: 'track' | 'base';
  /** Where it sets out. */
  readonly fromLat: number;
  readonly fromLon: number;
  readonly distanceM: number;
  readonly timeS?: number;
  readonly courseDeg?: number;
  readonly meetLat?: number;
  readonly meetLon?: number;
  readonly withinRange: boolean;
  readonly reasons?: readonly string[];
}

/** For whom helpers are looked for. */
export type AssistTarget =
  | { readonly kind: 'track'; readonly trackId: TrackId }
  | { readonly kind: 'place'; readonly place: LatLon };

export interface PlanView {
  /** The plan as it is being changed: drawn in place of the saved one. */
  readonly edited: Patrol | undefined;
  /** Sectors whose cells are on the map. */
  readonly coverage: readonly SectorCoverage[];
  readonly assist: { readonly target: AssistTarget; readonly purpose: HelpPurpose } | undefined;
  readonly helpers: readonly HelperRow[];
  /** Pointed at in the list: its line stands out. */
  readonly helper: number | undefined;
  /** Sectors that would be entered. */
  readonly cut: readonly Area[];
  /** What the next click on the map means; undefined: what it always does. */
  readonly asking: 'place' | 'sectors' | undefined;
  /** Of the last such click: a new object for each. */
  readonly clicked: (LatLon & { readonly sectorId?: string }) | undefined;
}

export const usePlanView = create<PlanView>()(() => ({
  edited: undefined,
  coverage: [],
  assist: undefined,
  helpers: [],
  helper: undefined,
  cut: [],
  asking: undefined,
  clicked: undefined,
}));

/** Opens the list of who can get there, or closes it. */
export const showAssist = (assist: PlanView['assist']): void =>
  usePlanView.setState({ assist, helpers: [], helper: undefined });

/** Lets the next click on the map mean something, or no longer. */
export const askMap = (asking: PlanView['asking']): void =>
  usePlanView.setState({ asking, clicked: undefined });
