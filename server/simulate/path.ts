/** A line over the water: points joined by straight legs, each with its speed limit. */

import { bearingDeg, EARTH_RADIUS_M, type Position } from '../../proto/domain/geo.ts';
import { degrees, knotsToMetresPerSecond, toRadians } from '../../proto/domain/units.ts';

/** Metres in a degree of latitude on the mean sphere. */
export const METRES_PER_DEGREE = toRadians(1) * EARTH_RADIUS_M;

export interface PathPoint {
  readonly lat: number;
  readonly lon: number;
  /** Of the leg that begins here. */
  readonly maxKn?: number | undefined;
}

export interface Path {
  readonly lats: Float64Array;
  readonly lons: Float64Array;
  /** Distance from the path's start to each point, metres. */
  readonly fromStartM: Float64Array;
  /** Speed limit of the leg that begins at each point, metres a second; infinite where there is none. */
  readonly maxMps: Float64Array;
  readonly lengthM: number;
}

/** Metres north and east from one point to another on the local tangent plane. */
export function offsetM(fromLat: number, fromLon: number, toLat: number, toLon: number): [number, number] {
  const north = (toLat - fromLat) * METRES_PER_DEGREE;
  const east = (toLon - fromLon) * METRES_PER_DEGREE * Math.cos(toRadians((fromLat + toLat) / 2));
  return [north, east];
}

/** A position moved by metres north and east on the local tangent plane. */
export function moved(lat: number, lon: number, northM: number, eastM: number): Position {
  const newLat = lat + northM / METRES_PER_DEGREE;
  const cos = Math.cos(toRadians((lat + newLat) / 2));
  return { lat: degrees(newLat), lon: degrees(lon + eastM / (METRES_PER_DEGREE * cos)) };
}

/** Joins at least two points; points closer than a metre to the one before are left out. */
export function pathThrough(points: readonly PathPoint[]): Path {
  const kept: PathPoint[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last !== undefined && Math.hypot(...offsetM(last.lat, last.lon, point.lat, point.lon)) < 1) continue;
    kept.push(point);
  }
  const first = kept[0];
  if (first === undefined) throw new RangeError('pathThrough: no points');
  if (kept.length === 1) kept.push({ ...moved(first.lat, first.lon, 1, 0) });
  const path = {
    lats: Float64Array.from(kept, (p) => p.lat),
    lons: Float64Array.from(kept, (p) => p.lon),
    fromStartM: new Float64Array(kept.length),
    maxMps: Float64Array.from(kept, (p) =>
      p.maxKn === undefined ? Number.POSITIVE_INFINITY : knotsToMetresPerSecond(p.maxKn),
    ),
    lengthM: 0,
  };
  for (let i = 1; i < kept.length; i++) {
    const [north, east] = offsetM(path.lats[i - 1]!, path.lons[i - 1]!, path.lats[i]!, path.lons[i]!);
    path.fromStartM[i] = path.fromStartM[i - 1]! + Math.hypot(north, east);
  }
  path.lengthM = path.fromStartM[kept.length - 1]!;
  return path;
}

/** The leg on which a distance from the start lies, and the point and course there. */
export function pointAt(path: Path, alongM: number): { leg: number; at: Position; courseDeg: number } {
  const last = path.lats.length - 2;
  let leg = 0;
  while (leg < last && path.fromStartM[leg + 1]! <= alongM) leg++;
  const legM = path.fromStartM[leg + 1]! - path.fromStartM[leg]!;
  const share = Math.max(0, Math.min(1, (alongM - path.fromStartM[leg]!) / legM));
  const [latA, lonA, latB, lonB] = [
    path.lats[leg]!,
    path.lons[leg]!,
    path.lats[leg + 1]!,
    path.lons[leg + 1]!,
  ];
  return {
    leg,
    at: { lat: degrees(latA + (latB - latA) * share), lon: degrees(lonA + (lonB - lonA) * share) },
    courseDeg: bearingDeg(
      { lat: degrees(latA), lon: degrees(lonA) },
      { lat: degrees(latB), lon: degrees(lonB) },
    ),
  };
}

/** Seconds to sail from `fromM` to the end at a cruising speed, slower where a leg asks for it. */
export function sailingTimeS(path: Path, cruiseMps: number, fromM = 0): number {
  let seconds = 0;
  for (let leg = 0; leg < path.lats.length - 1; leg++) {
    const begin = Math.max(fromM, path.fromStartM[leg]!);
    const end = path.fromStartM[leg + 1]!;
    if (end > begin) seconds += (end - begin) / Math.min(cruiseMps, path.maxMps[leg]!);
  }
  return seconds;
}

/** How far from the start one is after so many seconds at a cruising speed. */
export function sailedM(path: Path, cruiseMps: number, seconds: number): number {
  let left = seconds;
  for (let leg = 0; leg < path.lats.length - 1; leg++) {
    const speed = Math.min(cruiseMps, path.maxMps[leg]!);
    const legM = path.fromStartM[leg + 1]! - path.fromStartM[leg]!;
    if (legM / speed >= left) return path.fromStartM[leg]! + left * speed;
    left -= legM / speed;
  }
  return path.lengthM;
}
