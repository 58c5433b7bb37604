/** Which sensors can look at a place, and why the others cannot. Pure. */
import { bearingDeg, distanceM, turnBetween, wrapDirection } from '../../../proto/domain/geo.ts';
import { type Sector, SensorHealth } from '../../../proto/domain/sensor.ts';
import { degrees } from '../../../proto/domain/units.ts';
import type { SensorInfo } from '../../store/sensors.ts';

export interface Looker {
  readonly sensor: SensorInfo;
  /** Absent where the sensor did not say where it stands. */
  readonly rangeM?: number;
  /** Why it cannot look there; absent: it can. */
  readonly why?: 'noPosition' | 'notWell' | 'tooFar' | 'tooNear' | 'blind';
}

/** Whether a direction lies in a sector, clockwise from one side to the other. */
export function inSector({ fromDeg, toDeg }: Sector, azimuthDeg: number): boolean {
  const width = wrapDirection(toDeg - fromDeg);
  // From a direction to itself is all round.
  return width === 0 || wrapDirection(azimuthDeg - fromDeg) <= width;
}

/** Working, or well enough to do what it is told. */
export const isWell = ({ health }: Pick<SensorInfo, 'health'>): boolean =>
  health === SensorHealth.working || health === SensorHealth.degraded || health === SensorHealth.unknown;

/** Sensors that take tasks to look: those that can look at the place first, each part the nearest first. */
export function lookersAt(
  sensors: readonly SensorInfo[],
  place: { readonly lat: number; readonly lon: number },
): readonly Looker[] {
  return sensors
    .filter(({ canLookAt }) => canLookAt)
    .map((sensor) => lookerAt(sensor, place))
    .toSorted(
      (a, b) =>
        Number(a.why !== undefined) - Number(b.why !== undefined) ||
        (a.rangeM ?? Number.POSITIVE_INFINITY) - (b.rangeM ?? Number.POSITIVE_INFINITY),
    );
}

function lookerAt(sensor: SensorInfo, { lat, lon }: { readonly lat: number; readonly lon: number }): Looker {
  if (sensor.lat === undefined || sensor.lon === undefined) return { sensor, why: 'noPosition' };
  const from = { lat: degrees(sensor.lat), lon: degrees(sensor.lon) };
  const to = { lat: degrees(lat), lon: degrees(lon) };
  const rangeM = distanceM(from, to);
  if (!isWell(sensor)) return { sensor, rangeM, why: 'notWell' };
  const { coverage } = sensor;
  if (coverage === undefined) return { sensor, rangeM };
  if (rangeM > coverage.rangeM) return { sensor, rangeM, why: 'tooFar' };
  if (rangeM < (coverage.minRangeM ?? 0)) return { sensor, rangeM, why: 'tooNear' };
  const azimuth = bearingDeg(from, to);
  const { sectors = [], blindSectors = [] } = coverage;
  const sees = sectors.length === 0 || sectors.some((sector) => inSector(sector, azimuth));
  const hidden = blindSectors.some(
    (sector) => turnBetween(sector.fromDeg, sector.toDeg) !== 0 && inSector(sector, azimuth),
  );
  return sees && !hidden ? { sensor, rangeM } : { sensor, rangeM, why: 'blind' };
}
