/** The coarse class by which people filter and colours are given. */
import { TrackKind } from '../../proto/domain/observation.ts';
import type { VesselClass } from './view.ts';

/** From the kind of track and ITU-R M.1371-5 table 53's type of ship. */
export function vesselClass(kind: number, shipType: number): VesselClass {
  switch (kind) {
    case TrackKind.atonPhysical:
    case TrackKind.atonVirtual:
      return 'aton';
    case TrackKind.baseStation:
      return 'base';
    case TrackKind.sarAircraft:
    case TrackKind.aircraft:
      return 'aircraft';
    case TrackKind.seaContact:
    case TrackKind.landContact:
      return 'contact';
    case TrackKind.person:
    case TrackKind.group:
      return 'person';
    case TrackKind.vehicle:
      return 'vehicle';
    case TrackKind.animal:
      return 'animal';
    case TrackKind.drone:
      return 'drone';
    case TrackKind.unitVessel:
    case TrackKind.unitVehicle:
    case TrackKind.unitAircraft:
    case TrackKind.unitFoot:
      return 'unit';
    case TrackKind.locatingDevice:
    case TrackKind.locatingDeviceTest:
      return 'distress';
    default:
      break;
  }
  if (shipType === 30) return 'fishing';
  if (shipType === 35 || shipType === 51 || shipType === 55) return 'authority';
  if (shipType === 36 || shipType === 37) return 'pleasure';
  if ((shipType >= 31 && shipType <= 34) || (shipType >= 50 && shipType <= 59)) return 'service';
  const decade = Math.floor(shipType / 10);
  if (decade === 4) return 'highSpeed';
  if (decade === 6) return 'passenger';
  if (decade === 7) return 'cargo';
  if (decade === 8) return 'tanker';
  return 'other';
}
