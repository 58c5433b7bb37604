/** The class by which rules and thresholds tell things apart. */
import { TrackKind } from '../observation.ts';

export const THING_CLASSES = [
  'cargo',
  'tanker',
  'passenger',
  'highSpeed',
  'fishing',
  'pleasure',
  'tug',
  'pilot',
  'rescue',
  'authority',
  'dredger',
  'military',
  'otherVessel',
  'contact',
  'person',
  'group',
  'vehicle',
  'animal',
  'drone',
  'unit',
  'aircraft',
  'fixed',
  'device',
] as const;
export type ThingClass = (typeof THING_CLASSES)[number];

/** From the kind of track and ITU-R M.1371-5 table 53's type of ship. */
export function thingClass(kind: TrackKind, shipType: number | undefined): ThingClass {
  switch (kind) {
    case TrackKind.atonPhysical:
    case TrackKind.atonVirtual:
    case TrackKind.baseStation:
      return 'fixed';
    case TrackKind.sarAircraft:
    case TrackKind.aircraft:
      return 'aircraft';
    case TrackKind.seaContact:
    case TrackKind.landContact:
      return 'contact';
    case TrackKind.person:
      return 'person';
    case TrackKind.group:
      return 'group';
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
      return 'device';
    case TrackKind.unknown:
    case TrackKind.classA:
    case TrackKind.classB:
      return ofShip(shipType ?? 0);
    default:
      return kind satisfies never;
  }
}

function ofShip(shipType: number): ThingClass {
  switch (shipType) {
    case 30:
      return 'fishing';
    case 31:
    case 32:
    case 52:
      return 'tug';
    case 33:
    case 34:
      return 'dredger';
    case 35:
      return 'military';
    case 36:
    case 37:
      return 'pleasure';
    case 50:
      return 'pilot';
    case 51:
    case 58:
      return 'rescue';
    case 55:
      return 'authority';
    default:
      break;
  }
  switch (Math.floor(shipType / 10)) {
    case 4:
      return 'highSpeed';
    case 6:
      return 'passenger';
    case 7:
      return 'cargo';
    case 8:
      return 'tanker';
    default:
      return 'otherVessel';
  }
}

/** Vessels whose work is to meet, to wait, to circle and to lie alongside others. */
export const SERVICE_CLASSES: ReadonlySet<ThingClass> = new Set([
  'tug',
  'pilot',
  'rescue',
  'authority',
  'dredger',
  'military',
  'unit',
]);

export const isVesselClass = (of: ThingClass): boolean =>
  THING_CLASSES.indexOf(of) <= THING_CLASSES.indexOf('contact');
