/** Which symbol a track gets (IMO SN.1/Circ.243/Rev.2; IEC 62288 ed. 2, annex A). */
import { TrackKind } from '../../../proto/domain/observation.ts';
import { ContactState, SourceBits, TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import { MAKING_WAY_KN } from '../../store/motionrecord.ts';

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
  radarTracked: 17,
  associated: 18,
  associatedNoDirection: 19,
  landContact: 20,
  person: 21,
  group: 22,
  vehicle: 23,
  animal: 24,
  drone: 25,
  aircraft: 26,
  unitVessel: 27,
  unitVehicle: 28,
  unitAircraft: 29,
  unitFoot: 30,
  reported: 31,
  markDark: 32,
  markSilent: 33,
  markUnverified: 34,
} as const;
export type Glyph = (typeof Glyph)[keyof typeof Glyph];

export const GLYPH_COUNT = Object.keys(Glyph).length;

/** ITU-R M.1371-5 table 53: search and rescue vessels. */
const SAR_VESSEL = 51;

/**
 * Where a symbol points: its heading, else its course where it makes way, else nowhere.
 * Angles in degrees true, speed in knots; NaN is absent, in and out.
 */
export function directionDeg(headingDeg: number, cogDeg: number, sogKn: number): number {
  if (!Number.isNaN(headingDeg)) return headingDeg;
  return sogKn < MAKING_WAY_KN ? Number.NaN : cogDeg;
}

/** What a symbol is chosen by, as the wire has it. */
export interface Symbolised {
  readonly kind: number;
  readonly shipType: number;
  readonly state: number;
  readonly contact: number;
  readonly sources: number;
  /** {@link directionDeg} knows a direction. */
  readonly directed: boolean;
}

/** Sensors whose plots associate with AIS: the symbol says that both see it. */
const SENSED = SourceBits.radar | SourceBits.camera | SourceBits.neighbour;

const BY_KIND: { readonly [kind: number]: Glyph } = {
  [TrackKind.atonPhysical]: Glyph.atonPhysical,
  [TrackKind.atonVirtual]: Glyph.atonVirtual,
  [TrackKind.baseStation]: Glyph.baseStation,
  [TrackKind.sarAircraft]: Glyph.sarAircraft,
  [TrackKind.seaContact]: Glyph.radarTracked,
  [TrackKind.landContact]: Glyph.landContact,
  [TrackKind.person]: Glyph.person,
  [TrackKind.group]: Glyph.group,
  [TrackKind.vehicle]: Glyph.vehicle,
  [TrackKind.animal]: Glyph.animal,
  [TrackKind.drone]: Glyph.drone,
  [TrackKind.aircraft]: Glyph.aircraft,
  [TrackKind.unitVessel]: Glyph.unitVessel,
  [TrackKind.unitVehicle]: Glyph.unitVehicle,
  [TrackKind.unitAircraft]: Glyph.unitAircraft,
  [TrackKind.unitFoot]: Glyph.unitFoot,
};

/** The symbol of a track. */
export function glyphOf({ kind, shipType, state, contact, sources, directed }: Symbolised): Glyph {
  const lost = (state & TrackStateBits.lifeMask) === TrackLife.lost;
  if (contact === ContactState.manual) return Glyph.reported;
  switch (kind) {
    case TrackKind.locatingDevice:
      return lost ? Glyph.locatingLost : Glyph.locatingActive;
    case TrackKind.locatingDeviceTest:
      return lost ? Glyph.locatingLost : Glyph.locatingTest;
    default:
      break;
  }
  const own = BY_KIND[kind];
  if (own !== undefined) return own;
  if (state & (TrackStateBits.alarmed | TrackStateBits.distress)) {
    return directed ? Glyph.dangerous : Glyph.dangerousNoDirection;
  }
  if ((sources & SourceBits.ais) !== 0 && (sources & SENSED) !== 0) {
    return directed && !(state & TrackStateBits.atRest) ? Glyph.associated : Glyph.associatedNoDirection;
  }
  if (state & TrackStateBits.atRest) return directed ? Glyph.sleeping : Glyph.sleepingNoDirection;
  if (!directed) return Glyph.activatedNoDirection;
  return shipType === SAR_VESSEL ? Glyph.sarVessel : Glyph.activated;
}

/** What flies goes ten times as far in a minute as a ship. */
export const isAircraft = (kind: number): boolean =>
  kind === TrackKind.sarAircraft || kind === TrackKind.aircraft || kind === TrackKind.unitAircraft;

/** True where the symbol turns with its direction; the others always stand upright. */
export function turns(glyph: Glyph): boolean {
  return (
    glyph === Glyph.activated ||
    glyph === Glyph.sleeping ||
    glyph === Glyph.dangerous ||
    glyph === Glyph.sarVessel ||
    glyph === Glyph.sarAircraft ||
    glyph === Glyph.associated ||
    glyph === Glyph.aircraft
  );
}

/** The sign beside a symbol, said of who sends and who does not; undefined where the symbol says it all. */
export function signOf(state: number, contact: number): Glyph | undefined {
  if (state & TrackStateBits.conflict) return Glyph.conflict;
  if (contact === ContactState.dark) return Glyph.markDark;
  if (contact === ContactState.silent) return Glyph.markSilent;
  return contact === ContactState.unverified ? Glyph.markUnverified : undefined;
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
  return kind === TrackKind.classA || kind === TrackKind.sarAircraft || kind >= TrackKind.seaContact
    ? 15
    : 45;
}
