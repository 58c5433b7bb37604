/** Which parts of the card make sense for a kind of track: nobody on land has an MMSI, and a radar contact no draught. */
import { TrackKind } from '../../../proto/domain/observation.ts';

export interface CardShape {
  /** It sends AIS, or may: identity as AIS has it. */
  readonly ais: boolean;
  /** A vessel of AIS: with IMO number, voyage and hull. */
  readonly vessel: boolean;
  /** It stays where it is. */
  readonly fixed: boolean;
  /** People, vehicles and animals on land: counted and classed, never named. */
  readonly land: boolean;
}

const AIS: ReadonlySet<number> = new Set([
  TrackKind.unknown,
  TrackKind.classA,
  TrackKind.classB,
  TrackKind.baseStation,
  TrackKind.atonPhysical,
  TrackKind.atonVirtual,
  TrackKind.sarAircraft,
  TrackKind.locatingDevice,
  TrackKind.locatingDeviceTest,
]);
const VESSELS: ReadonlySet<number> = new Set([TrackKind.unknown, TrackKind.classA, TrackKind.classB]);
const FIXED: ReadonlySet<number> = new Set([
  TrackKind.atonPhysical,
  TrackKind.atonVirtual,
  TrackKind.baseStation,
]);
const LAND: ReadonlySet<number> = new Set([
  TrackKind.landContact,
  TrackKind.person,
  TrackKind.group,
  TrackKind.vehicle,
  TrackKind.animal,
]);

/** @param claimed an MMSI is claimed for it; what is on land has none whatever is claimed */
export function cardShape(kind: number, claimed: boolean): CardShape {
  const land = LAND.has(kind);
  // A person's report of something nobody knows is `unknown` as well, and claims nothing.
  const known = kind !== TrackKind.unknown || claimed;
  return {
    ais: !land && known && (claimed || AIS.has(kind)),
    vessel: known && VESSELS.has(kind),
    fixed: FIXED.has(kind),
    land,
  };
}
