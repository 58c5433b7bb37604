/** One step of a transmitter from one place to the next: how far it is from where it would be, and how fast it was. */
import { EARTH_RADIUS_M } from '../../../proto/domain/geo.ts';
import { metresPerSecondToKnots, toRadians } from '../../../proto/domain/units.ts';

const METRES_PER_DEGREE = (Math.PI / 180) * EARTH_RADIUS_M;

/** Metres north of a parallel. */
export const northM = (fromLat: number, lat: number): number => (lat - fromLat) * METRES_PER_DEGREE;

/** Metres east of a meridian on the parallel of `atLat`: flat, within 1 % up to 500 km at 45°. */
export function eastM(fromLon: number, lon: number, atLat: number): number {
  const turned = lon - fromLon;
  const by = turned > 180 ? turned - 360 : turned < -180 ? turned + 360 : turned;
  return by * METRES_PER_DEGREE * Math.cos(toRadians(atLat));
}

/** Metres between two places on the flat. */
export const apartM = (latA: number, lonA: number, latB: number, lonB: number): number =>
  Math.hypot(northM(latA, latB), eastM(lonA, lonB, (latA + latB) / 2));

/** The mean speed, knots; what happened within a second took a second. */
export const meanKn = (wayM: number, tookMs: number): number =>
  metresPerSecondToKnots(wayM / Math.max(1, tookMs / 1000));

/** Distance of (east, north) from the stretch that velocity (ve, vn) covers from `fromS` to `toS`, from the origin, metres. */
export function besideM(
  east: number,
  north: number,
  ve: number,
  vn: number,
  fromS: number,
  toS: number,
): number {
  const squared = ve * ve + vn * vn;
  const atS = squared === 0 ? 0 : Math.max(fromS, Math.min(toS, (east * ve + north * vn) / squared));
  return Math.hypot(east - ve * atS, north - vn * atS);
}
