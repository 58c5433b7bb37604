/** The shortest way between two places, as points along it. */
import { bearingDeg, destination, distanceM, type Position } from '../../../proto/domain/geo.ts';
import { degrees } from '../../../proto/domain/units.ts';

/** Points so close on the screen that the line looks bent, not broken. */
const LEGS = 48;

export interface RangeAndBearing {
  /** Great-circle range, and the bearing true at which it starts and the one back. */
  readonly rangeM: number;
  readonly bearingDeg: number;
  readonly backDeg: number;
  /** lon, lat of points from one end to the other; longitudes run on across the antimeridian. */
  readonly points: readonly (readonly [number, number])[];
}

/** Range and bearing from one place to another, both lon and lat in degrees. */
export function rangeAndBearing(
  from: readonly [number, number],
  to: readonly [number, number],
): RangeAndBearing {
  const a: Position = { lon: degrees(from[0]), lat: degrees(from[1]) };
  const b: Position = { lon: degrees(to[0]), lat: degrees(to[1]) };
  const rangeM = distanceM(a, b);
  const bearing = bearingDeg(a, b);
  const points: (readonly [number, number])[] = [from];
  let lastLon = from[0];
  for (let leg = 1; leg <= LEGS; leg++) {
    const at = destination(a, bearing, (rangeM * leg) / LEGS);
    lastLon = at.lon - 360 * Math.round((at.lon - lastLon) / 360);
    points.push([lastLon, at.lat]);
  }
  return { rangeM, bearingDeg: bearing, backDeg: bearingDeg(b, a), points };
}
