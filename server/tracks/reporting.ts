/** What a transmitter owes: how often it must report, and what its silence means. */
import { TrackKind } from '../../proto/domain/observation.ts';

/** What the reporting interval depends on. */
export interface Motion {
  readonly sogKn?: number | undefined;
  readonly turnDegPerMin?: number | undefined;
  readonly navStatus?: number | undefined;
  /** The newest position came by message 27. */
  readonly longRange?: boolean;
}

interface OwedRow {
  /** Up to and including this speed over ground. */
  readonly upToKn: number;
  readonly intervalMs: number;
  readonly changingCourseMs: number;
}

/** ITU-R M.1371-5 annex 1 table 1, Class A under way; 3⅓ s and 2 s while changing course. */
const CLASS_A: readonly OwedRow[] = [
  { upToKn: 14, intervalMs: 10_000, changingCourseMs: 3_333 },
  { upToKn: 23, intervalMs: 6_000, changingCourseMs: 2_000 },
  { upToKn: Number.POSITIVE_INFINITY, intervalMs: 2_000, changingCourseMs: 2_000 },
];

/** Table 1: at anchor or moored, and not moving faster than 3 kn. */
const CLASS_A_AT_ANCHOR = { upToKn: 3, intervalMs: 180_000 };

/**
 * Table 2, Class B. Self-organising (SO) units owe 15 s from 14 kn and 5 s from 23 kn, carrier-sense (CS) units
 * 30 s; an observation does not say which it is, and nobody is called late for what only the other owes.
 */
const CLASS_B = { restKn: 2, atRestMs: 180_000, movingMs: 30_000 };

/** Table 2 and, for message 27, annex 4: intervals that do not depend on motion. */
const FIXED_MS: Partial<Record<TrackKind, number>> = {
  [TrackKind.baseStation]: 10_000,
  [TrackKind.atonPhysical]: 180_000,
  [TrackKind.atonVirtual]: 180_000,
  [TrackKind.sarAircraft]: 10_000,
  // Annex 9: a burst of eight messages once a minute.
  [TrackKind.locatingDevice]: 60_000,
  [TrackKind.locatingDeviceTest]: 60_000,
};
const LONG_RANGE_MS = 180_000;

/** Annex 2 clause 4.3.1.2 calls 5° within 30 s a change of course. */
const CHANGING_COURSE_DEG_PER_MIN = 10;

const AT_ANCHOR = 1;
const MOORED = 5;

/** The interval between two reports that this transmitter owes, milliseconds. */
export function owedIntervalMs(kind: TrackKind, motion: Motion): number {
  const fixed = FIXED_MS[kind];
  if (fixed !== undefined) return fixed;
  if (motion.longRange) return LONG_RANGE_MS;
  const sogKn = motion.sogKn ?? 0;
  if (kind === TrackKind.classB) return sogKn <= CLASS_B.restKn ? CLASS_B.atRestMs : CLASS_B.movingMs;
  if (isMooredOrAnchored(motion.navStatus) && sogKn <= CLASS_A_AT_ANCHOR.upToKn) {
    return CLASS_A_AT_ANCHOR.intervalMs;
  }
  const row = CLASS_A.find((candidate) => sogKn <= candidate.upToKn)!;
  const turning = Math.abs(motion.turnDegPerMin ?? 0) >= CHANGING_COURSE_DEG_PER_MIN;
  return turning ? row.changingCourseMs : row.intervalMs;
}

/** Nothing moves slower than this by itself and is still called moving, knots. */
const REST_KN = 0.5;
/** A ship at anchor or alongside swings and surges by less than this, knots. */
const MOORED_REST_KN = 1;

/** At anchor, moored, a fixed station, or not moving. An unknown speed alone is not rest. */
export function isAtRest(kind: TrackKind, motion: Motion): boolean {
  if (isStationary(kind)) return true;
  if (isMooredOrAnchored(motion.navStatus)) return (motion.sogKn ?? 0) < MOORED_REST_KN;
  return motion.sogKn !== undefined && motion.sogKn < REST_KN;
}

const isMooredOrAnchored = (navStatus: number | undefined): boolean =>
  navStatus === AT_ANCHOR || navStatus === MOORED;

export const isStationary = (kind: TrackKind): boolean =>
  kind === TrackKind.baseStation || kind === TrackKind.atonPhysical || kind === TrackKind.atonVirtual;

export const isLocatingDevice = (kind: TrackKind): boolean =>
  kind === TrackKind.locatingDevice || kind === TrackKind.locatingDeviceTest;

/** Silence after which a position is no longer trusted: three reports missed, 30 s at least. */
export const staleAfterMs = (owedMs: number): number => Math.max(3 * owedMs, 30_000);

/**
 * Silence after which a track is lost: six reports missed, as the tables of lost targets for ships'
 * displays have it (IEC 62388); 3 min at least, because a shore station hears over headlands and a busy channel with gaps.
 */
export const lostAfterMs = (owedMs: number): number => Math.max(6 * owedMs, 180_000);

/** How long a lost track stays: 15 min; what may be a person in the water, 60 min. */
export const keptAfterLostMs = (kind: TrackKind, distress: boolean): number =>
  distress || isLocatingDevice(kind) ? 60 * 60_000 : 15 * 60_000;
