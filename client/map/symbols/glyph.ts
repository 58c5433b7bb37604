/** Which symbol a track gets (IMO SN.1/Circ.243/Rev.2; IEC 62288 ed. 2, annex A). */
import { TrackKind } from '../../../proto/domain/observation.ts';
import { TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';

export const Glyph = {
  activated: 0,
  activatedNoDirection: 1,
  sleeping: 2,
  sleepingNoDirection: 3,
  dangerous: 4,
  dangerousNoDirection: 5,
  atonPhysical: 6,
  atonVirtual: 7,
  sarAircraft: 8,
  sarVessel: 9,
  locatingActive: 10,
  locatingTest: 11,
  locatingLost: 12,
  baseStation: 13,
  selected: 14,
  lostCross: 15,
  conflict: 16,
} as const;
export type Glyph = (typeof Glyph)[keyof typeof Glyph];

export const GLYPH_COUNT = Object.keys(Glyph).length;

/** Below this a course over ground is the receiver's noise, knots. */
const COURSE_MEANS_SOMETHING_KN = 0.3;
/** ITU-R M.1371-5 table 53: search and rescue vessels. */
const SAR_VESSEL = 51;

/**
 * Where a symbol points: its heading, else its course where it makes way, else nowhere.
 * Angles in degrees true, speed in knots; NaN is absent, in and out.
 */
export function directionDeg(headingDeg: number, cogDeg: number, sogKn: number): number {
  if (!Number.isNaN(headingDeg)) return headingDeg;
  return sogKn < COURSE_MEANS_SOMETHING_KN ? Number.NaN : cogDeg;
}

/** The symbol of a track; `directed` says that {@link directionDeg} knows a direction. */
export function glyphOf(kind: number, shipType: number, state: number, directed: boolean): Glyph {
  const lost = (state & TrackStateBits.lifeMask) === TrackLife.lost;
  switch (kind) {
    case TrackKind.atonPhysical:
      return Glyph.atonPhysical;
    case TrackKind.atonVirtual:
      return Glyph.atonVirtual;
    case TrackKind.baseStation:
      return Glyph.baseStation;
    case TrackKind.locatingDevice:
      return lost ? Glyph.locatingLost : Glyph.locatingActive;
    case TrackKind.locatingDeviceTest:
      return lost ? Glyph.locatingLost : Glyph.locatingTest;
    case TrackKind.sarAircraft:
      return Glyph.sarAircraft;
    default:
      break;
  }
  if (state & (TrackStateBits.alarmed | TrackStateBits.distress)) {
    return directed ? Glyph.dangerous : Glyph.dangerousNoDirection;
  }
  if (state & TrackStateBits.atRest) return directed ? Glyph.sleeping : Glyph.sleepingNoDirection;
  if (!directed) return Glyph.activatedNoDirection;
  return shipType === SAR_VESSEL ? Glyph.sarVessel : Glyph.activated;
}

/** True where the symbol turns with its direction; the others always stand upright. */
export function turns(glyph: Glyph): boolean {
  return (
    glyph === Glyph.activated ||
    glyph === Glyph.sleeping ||
    glyph === Glyph.dangerous ||
    glyph === Glyph.sarVessel ||
    glyph === Glyph.sarAircraft
  );
}

/**
 * The time without a report, seconds, beyond which a moving track's place is our reckoning more than its report: half as
 * long again as its transmitter owes under way (ITU-R M.1371-5 annex 1: class A 10 s at most, the others 30 s). 0 for
 * what does not move.
 */
export function reckonedAfterS(kind: number, state: number): number {
  if (state & TrackStateBits.atRest) return 0;
  if (kind === TrackKind.atonPhysical || kind === TrackKind.atonVirtual || kind === TrackKind.baseStation)
    return 0;
  return kind === TrackKind.classA || kind === TrackKind.sarAircraft ? 15 : 45;
}
