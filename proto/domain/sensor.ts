/** What sees: a radar, a camera, a sensor in the ground, a neighbour's system; where it stands and what it should see. */
import type { Degrees, Metres } from './units.ts';

/** Values equal `watchfloor.v1.SensorKind`. */
export const SensorKind = {
  unknown: 0,
  radar: 1,
  groundRadar: 2,
  camera: 3,
  seismic: 4,
  acoustic: 5,
  proximity: 6,
  passiveRf: 7,
  /** Another centre's system: its tracks are our plots. */
  neighbour: 8,
} as const;
export type SensorKind = (typeof SensorKind)[keyof typeof SensorKind];

/** How a sensor says it is, or how its silence says it. Values equal `watchfloor.v1.SensorHealth`. */
export const SensorHealth = { unknown: 0, working: 1, degraded: 2, faulty: 3, tampered: 4, gone: 5 } as const;
export type SensorHealth = (typeof SensorHealth)[keyof typeof SensorHealth];

/** A sector, clockwise from one direction to another, degrees true. */
export interface Sector {
  readonly fromDeg: Degrees;
  readonly toDeg: Degrees;
}

/** Where a sensor should see things, and how well. */
export interface Coverage {
  readonly minRangeM?: Metres;
  readonly rangeM: Metres;
  /** Absent: all round. */
  readonly sectors?: readonly Sector[];
  /** Where it sees nothing: masts, hills, blanked sectors. */
  readonly blindSectors?: readonly Sector[];
  /** Chance to see a thing of usual size in a scan, 0…1. */
  readonly detectionProbability?: number;
  /** The smallest length it sees. */
  readonly minSizeM?: Metres;
}

/** What a camera shows now. */
export interface SensorView {
  readonly azimuthDeg: Degrees;
  readonly widthDeg: Degrees;
  readonly rangeM: Metres;
}

/** What a site says of a sensor in its configuration. */
export interface SensorSettings {
  readonly name?: string;
  readonly kind?: SensorKind;
  readonly lat?: Degrees;
  readonly lon?: Degrees;
  readonly heightM?: Metres;
  /** Added to azimuths that the sensor measures from its own zero, degrees true. */
  readonly orientationDeg?: Degrees;
  readonly coverage?: Coverage;
  readonly sigmaRangeM?: Metres;
  readonly sigmaAzimuthDeg?: Degrees;
  /** Of sensors that give positions. */
  readonly sigmaM?: Metres;
  /** Turn of the antenna, or time between looks, ms; learned when absent. */
  readonly periodMs?: number;
  /** How far this source is believed, 0…1. */
  readonly trust?: number;
}
