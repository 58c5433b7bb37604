/** Dead reckoning: where a thing is if it kept course and speed. The GPU draws with the same formula. */
import { EARTH_RADIUS_M, type Position, wrapLongitude } from './geo.ts';
import { degrees, knotsToMetresPerSecond, toDegrees, toRadians } from './units.ts';

/** Beyond this a straight line says nothing about a ship; positions are no longer moved on, seconds. */
export const MAX_EXTRAPOLATION_S = 180;

/** At the poles every way leads around the world in no time. */
export const LEAST_COS_LAT = 1e-3;

/** Degrees of latitude that a knot makes in a second. */
export const DEG_PER_KNOT_SECOND = toDegrees(knotsToMetresPerSecond(1) / EARTH_RADIUS_M);

/**
 * Degrees of latitude and longitude a second for a course and speed at a latitude (local tangent plane).
 * Unknown course or speed is no movement.
 */
export function velocityDegPerS(
  lat: number,
  sogKn: number | undefined,
  cogDeg: number | undefined,
): { lat: number; lon: number } {
  if (sogKn === undefined || cogDeg === undefined) return { lat: 0, lon: 0 };
  const degPerS = sogKn * DEG_PER_KNOT_SECOND;
  const course = toRadians(cogDeg);
  const cosLat = Math.max(Math.cos(toRadians(lat)), LEAST_COS_LAT);
  return { lat: degPerS * Math.cos(course), lon: (degPerS * Math.sin(course)) / cosLat };
}

/** The position after `seconds`, never moved on by more than {@link MAX_EXTRAPOLATION_S}. */
export function deadReckon(
  from: Position,
  sogKn: number | undefined,
  cogDeg: number | undefined,
  seconds: number,
): Position {
  const t = Math.max(0, Math.min(seconds, MAX_EXTRAPOLATION_S));
  const v = velocityDegPerS(from.lat, sogKn, cogDeg);
  return {
    lat: degrees(Math.max(-90, Math.min(90, from.lat + v.lat * t))),
    lon: wrapLongitude(from.lon + v.lon * t),
  };
}
