/** What sort of transmitter speaks, from the message's type and the form of its MMSI (ITU-R M.585-9). */
import { TrackKind } from '../../../proto/domain/observation.ts';

/** AIS-SART, man-overboard and EPIRB: 970, 972, 974. */
export function isLocatingDevice(mmsi: number): boolean {
  const form = Math.floor(mmsi / 1_000_000);
  return form === 970 || form === 972 || form === 974;
}

/** 99MIDxxxx. */
const isAid = (mmsi: number): boolean => mmsi >= 990_000_000;
/** 00MIDxxxx. */
const isCoastStation = (mmsi: number): boolean => mmsi > 0 && mmsi < 10_000_000;
/** 111MIDxxx; a country's MID begins with 2…7, so that 111111111 is a number never set. */
const isAircraft = (mmsi: number): boolean => mmsi >= 111_200_000 && mmsi <= 111_799_999;

/**
 * What only vessels send decides before the form of a number that was set wrong: a ship under 000000001 or 999999999
 * moves, and is no station. Message 24 is any station's.
 *
 * @param test a locating device says that this is a test (navigational status 15, or "TEST" in its text)
 * @param virtual an aid to navigation says that it is not there (type 21)
 */
export function kindOf(type: number, mmsi: number, test: boolean, virtual: boolean): TrackKind {
  if (isLocatingDevice(mmsi)) return test ? TrackKind.locatingDeviceTest : TrackKind.locatingDevice;
  if (type === 21) return virtual ? TrackKind.atonVirtual : TrackKind.atonPhysical;
  if (type === 9 || isAircraft(mmsi)) return TrackKind.sarAircraft;
  if (type === 18 || type === 19) return TrackKind.classB;
  if (type === 1 || type === 2 || type === 3 || type === 5) return TrackKind.classA;
  if (type === 4 || isCoastStation(mmsi)) return TrackKind.baseStation;
  if (isAid(mmsi)) return TrackKind.atonPhysical;
  if (type === 24) return TrackKind.classB;
  return TrackKind.unknown;
}
