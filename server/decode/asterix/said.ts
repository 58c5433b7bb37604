/** What the observations of all categories have in common. */
import type { Frame } from '../../../proto/domain/frame.ts';
import { wrapDirection } from '../../../proto/domain/geo.ts';
import { type SensorId, sensorId } from '../../../proto/domain/ids.ts';
import type { Observation } from '../../../proto/domain/observations.ts';
import type { PlotPlace } from '../../../proto/domain/sensing.ts';
import {
  type Degrees,
  degrees,
  epochMs,
  type Knots,
  knots,
  type Metres,
  metres,
  metresPerSecondToKnots,
  nauticalMilesToMetres,
  toDegrees,
} from '../../../proto/domain/units.ts';
import { type AsterixRecord, numberAt } from './record.ts';
import { observedTime } from './timeofday.ts';

const FEET_PER_FLIGHT_LEVEL = 100;
const SECONDS_PER_HOUR = 3600;

/** Where each category's records have their time of day; the first that is there counts. */
const TIMES: Readonly<Record<number, readonly (readonly [string, string])[]>> = {
  10: [['140', 'timeOfDayS']],
  21: [
    ['071', 'timeOfApplicabilityForPositionS'],
    ['073', 'timeOfMessageReceptionForPositionS'],
    ['072', 'timeOfApplicabilityForVelocityS'],
    ['075', 'timeOfMessageReceptionForVelocityS'],
    ['077', 'timeOfAsterixReportTransmissionS'],
    ['030', 'timeOfDayS'],
  ],
  34: [['030', 'timeOfDayS']],
  48: [['140', 'timeOfDayS']],
  62: [['070', 'timeOfTrackInformationS']],
  63: [['030', 'timeOfMessageS']],
  65: [['030', 'timeOfMessageS']],
};

/** Seconds since midnight UTC; undefined where the record does not say. */
export function timeOfDay(category: number, record: AsterixRecord): number | undefined {
  for (const path of TIMES[category] ?? []) {
    const found = numberAt(record, ...path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** When and by which feed. */
export const received = (category: number, record: AsterixRecord, frame: Frame) => ({
  feedId: frame.feedId,
  nature: frame.nature,
  observedMs: epochMs(observedTime(timeOfDay(category, record), frame.receivedMs, frame.timeShiftMs)),
  receivedMs: frame.receivedMs,
});

/** `<feed>/<SAC>-<SIC>` of a data source identifier; undefined where the item is not there. */
export function sensorOf(record: AsterixRecord, frame: Frame, item = '010'): SensorId | undefined {
  const sac = numberAt(record, item, 'sac');
  const sic = numberAt(record, item, 'sic');
  return sac === undefined || sic === undefined ? undefined : sensorId(`${frame.feedId}/${sac}-${sic}`);
}

/** An international foot is 0.3048 m; in whole numbers, so that 36,000 ft are 10,972.8 m and not a hair more. */
export const feetToMetres = (ft: number): Metres => metres((ft * 3048) / 10_000);
export const flightLevelToMetres = (level: number): Metres => feetToMetres(level * FEET_PER_FLIGHT_LEVEL);
export const milesPerSecondToKnots = (speed: number): Knots => knots(speed * SECONDS_PER_HOUR);

/** From components to the east and to the north, m/s. */
export const motion = (east: number, north: number): { sogKn: Knots; cogDeg: Degrees } => ({
  sogKn: metresPerSecondToKnots(Math.hypot(east, north)),
  cogDeg: wrapDirection(toDegrees(Math.atan2(east, north))),
});

/** From components to the east and to the north of the sensor, metres. */
export const polar = (eastM: number, northM: number): PlotPlace => ({
  kind: 'polar',
  rangeM: metres(Math.hypot(eastM, northM)),
  azimuthDeg: wrapDirection(toDegrees(Math.atan2(eastM, northM))),
});

export const polarMiles = (rangeNm: number, azimuthDeg: number): PlotPlace => ({
  kind: 'polar',
  rangeM: nauticalMilesToMetres(rangeNm),
  azimuthDeg: degrees(azimuthDeg),
});

export type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The fields that are there. */
export const present = <T extends object>(fields: Loose<T>): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

/** What a record says, and what had to be remembered for it. */
export type Said = readonly Observation[];
export const NOTHING: Said = [];
