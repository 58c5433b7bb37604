/** What the Patrols workspace shows on the map and asks of it; outside the URL, because it is a passing thing. */
import { create } from 'zustand';
import type { TrackId } from '../../proto/domain/ids.ts';
import type { Area, LatLon } from '../../proto/domain/operations/area.ts';
import type { HelperRow, HelpPurpose, SectorCoverage } from '../../proto/domain/operations/assist.ts';
import type { Patrol } from '../../proto/domain/operations/patrol.ts';

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
