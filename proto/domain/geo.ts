/** Positions on the earth, on the mean sphere of WGS-84 (error under 0.6 % against the ellipsoid). */
import type { Degrees, Metres } from './units.ts';
import { degrees, metres, toDegrees, toRadians } from './units.ts';

/** Mean radius R1 of WGS-84 (NIMA TR8350.2, table 3.1), metres. */
export const EARTH_RADIUS_M = 6_371_008.8;

export interface Position {
  readonly lat: Degrees;
  readonly lon: Degrees;
}

/** West, south, east, north in degrees; west > east means it crosses the antimeridian. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A longitude brought to [-180, 180). */
export const wrapLongitude = (lon: number): Degrees => degrees(((((lon + 180) % 360) + 360) % 360) - 180);

/** A direction brought to [0, 360). */
export const wrapDirection = (deg: number): Degrees => degrees(((deg % 360) + 360) % 360);

/** The smallest turn from one direction to another, in (-180, 180]; positive is clockwise. */
export function turnBetween(fromDeg: number, toDeg: number): Degrees {
  const turn = wrapDirection(toDeg - fromDeg);
  return degrees(turn > 180 ? turn - 360 : turn);
}

/** Great-circle distance (haversine formula), metres. */
export function distanceM(a: Position, b: Position): Metres {
  const latA = toRadians(a.lat);
  const latB = toRadians(b.lat);
  const sinLat = Math.sin((latB - latA) / 2);
  const sinLon = Math.sin(toRadians(b.lon - a.lon) / 2);
  const h = sinLat * sinLat + Math.cos(latA) * Math.cos(latB) * sinLon * sinLon;
  return metres(2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** Initial great-circle bearing from a to b, degrees true in [0, 360). */
export function bearingDeg(a: Position, b: Position): Degrees {
  const latA = toRadians(a.lat);
  const latB = toRadians(b.lat);
  const dLon = toRadians(b.lon - a.lon);
  const y = Math.sin(dLon) * Math.cos(latB);
  const x = Math.cos(latA) * Math.sin(latB) - Math.sin(latA) * Math.cos(latB) * Math.cos(dLon);
  return wrapDirection(toDegrees(Math.atan2(y, x)));
}

/** Where a great circle from `from` at `bearing` ends after `rangeM` metres. */
export function destination(from: Position, bearing: number, rangeM: number): Position {
  const angle = rangeM / EARTH_RADIUS_M;
  const lat = toRadians(from.lat);
  const course = toRadians(bearing);
  const sinLat = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(course);
  const y = Math.sin(course) * Math.sin(angle) * Math.cos(lat);
  const x = Math.cos(angle) - Math.sin(lat) * sinLat;
  return {
    lat: degrees(toDegrees(Math.asin(sinLat))),
    lon: wrapLongitude(from.lon + toDegrees(Math.atan2(y, x))),
  };
}

export function contains(bounds: Bounds, lat: number, lon: number): boolean {
  if (lat < bounds.south || lat > bounds.north) return false;
  return bounds.west <= bounds.east
    ? lon >= bounds.west && lon <= bounds.east
    : lon >= bounds.west || lon <= bounds.east;
}
