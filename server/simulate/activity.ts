/** What a vessel is doing, until it is done and its role says what comes next. */
import type { EpochMs } from '../../proto/domain/units.ts';
import type { Path } from './path.ts';

/** ITU-R M.1371-5 table 45. */
export const NavStatus = { underWay: 0, atAnchor: 1, moored: 5, fishing: 7, sailing: 8 } as const;

interface Sailing {
  readonly kind: 'passage';
  readonly path: Path;
  /** Metres a second through the water. */
  readonly cruiseMps: number;
  /** Comes to a stop at the end; otherwise the next activity goes on at speed. */
  readonly stop: boolean;
  readonly navStatus: number;
  /** When it means to arrive: it adjusts its speed, up to `maxMps`. */
  readonly arriveMs?: EpochMs;
  readonly maxMps?: number;
}

/** Lying somewhere until a time. */
interface Lying {
  /** `holding`: under way, stopped, and drifting a little. `away`: beyond the horizon, not transmitting. */
  readonly kind: 'moored' | 'anchored' | 'holding' | 'away';
  readonly untilMs: EpochMs;
  /** Along the quay. */
  readonly headingDeg?: number;
  /** When it means to leave again, said as nothing but known. */
  readonly navStatus?: number;
}

export type Activity = Sailing | Lying;

/** Where a vessel is when the world begins. */
export interface Beginning {
  readonly activity: Activity;
  /** Of a passage: how far along it already is, metres. */
  readonly sailedM?: number;
  /** Otherwise where it lies. */
  readonly at?: { readonly lat: number; readonly lon: number; readonly headingDeg: number };
}

/** The voyage as the vessel's crew has typed it in. */
export interface Voyage {
  readonly destination?: string;
  readonly etaMs?: EpochMs;
  readonly draughtM?: number;
  /** Of an aircraft. */
  readonly altM?: number;
}

/** Decides what a vessel does: one for each vessel, with that vessel's habits. */
export interface Role {
  begin(nowMs: EpochMs): Beginning;
  /** The activity before has ended at this place. */
  next(nowMs: EpochMs, at: { readonly lat: number; readonly lon: number }): Activity;
  /** What the voyage fields say now. */
  voyage(): Voyage;
}
