/** The door to GeographicLib: geodesics of WGS-84 that hold everywhere, antipodes included, to nanometres (C. Karney 2013). */
import geographiclib from 'geographiclib-geodesic';
import type { LatLon } from '../operations/area.ts';

const { Geodesic } = geographiclib;
const WGS84 = Geodesic.WGS84;

/** Beyond this many pieces of one edge the tolerance gives way. */
const MAX_HALVINGS = 8;
/** No piece is longer, so that a piece's chord stays close to the ground: 12 m below it at this length. */
export const MAX_PIECE_M = 25_000;
/** A degree of latitude or of longitude at the equator is not longer than this, metres. */
const DEGREE_M = 111_700;

/** Length of the shortest path and its direction at the start, degrees true in [-180, 180]. */
export function geodesicBetween(
  a: LatLon,
  b: LatLon,
): { readonly distanceM: number; readonly azimuthDeg: number } {
  const { s12, azi1 } = WGS84.Inverse(a.lat, a.lon, b.lat, b.lon);
  return { distanceM: s12 ?? 0, azimuthDeg: azi1 ?? 0 };
}

/** Where a geodesic ends; its longitude is in [-180, 180]. */
export function geodesicEnd(from: LatLon, azimuthDeg: number, distanceM: number): LatLon {
  const { lat2, lon2 } = WGS84.Direct(from.lat, from.lon, azimuthDeg, distanceM);
  return { lat: lat2 ?? from.lat, lon: lon2 ?? from.lon };
}

/** What one goes east from `fromLon` to reach `toLon` by the shorter way, in [-180, 180). */
export const eastward = (fromLon: number, toLon: number): number => {
  const turn = toLon - fromLon;
  // Most are within the half turn: nothing is lost of their digits.
  return turn >= -180 && turn < 180 ? turn : ((((turn + 180) % 360) + 360) % 360) - 180;
};

/** Area on the ellipsoid of a ring whose corners geodesics join, m², and its length, m; the side that is smaller. */
export function ringMeasures(ring: readonly LatLon[]): {
  readonly areaM2: number;
  readonly perimeterM: number;
} {
  const polygon = WGS84.Polygon(false);
  for (const { lat, lon } of ring) polygon.AddPoint(lat, lon);
  const { area, perimeter } = polygon.Compute(false, true);
  return { areaM2: Math.abs(area ?? 0), perimeterM: perimeter };
}

/**
 * Tells `each` the points that stand for the geodesic from a to b, the first left out and b the last: between two of
 * them a straight line in latitude and longitude is within `toleranceM` of it. `eastDeg`: degrees east of a.
 */
export function alongGeodesic(
  a: LatLon,
  b: LatLon,
  toleranceM: number,
  maxPieceM: number,
  each: (lat: number, eastDeg: number) => void,
): void {
  const east = eastward(a.lon, b.lon);
  if (isStraight(a.lat, b.lat, east, toleranceM, maxPieceM)) {
    each(b.lat, east);
    return;
  }
  const line = WGS84.InverseLine(a.lat, a.lon, b.lat, b.lon);
  const lengthM = line.s13;
  const pieces = Math.max(1, Math.ceil(lengthM / maxPieceM));
  const at = (s: number): readonly [lat: number, eastDeg: number] => {
    const { lat2, lon2 } = line.Position(s);
    return [lat2 ?? 0, eastward(a.lon, lon2 ?? 0)];
  };
  let from: readonly [number, number] = [a.lat, 0];
  for (let i = 1; i <= pieces; i += 1) {
    const to: readonly [number, number] = i === pieces ? [b.lat, east] : at((lengthM * i) / pieces);
    halve(at, (lengthM * (i - 1)) / pieces, from, (lengthM * i) / pieces, to, toleranceM, MAX_HALVINGS, each);
    from = to;
  }
}

/** How far a geodesic bends away from the parallel that its ends share: L² tan φ / 8 R; doubled for safety. */
function isStraight(latA: number, latB: number, east: number, toleranceM: number, maxPieceM: number) {
  const lat = Math.max(Math.abs(latA), Math.abs(latB));
  const lengthM = Math.hypot(latB - latA, east * Math.cos((lat * Math.PI) / 180)) * DEGREE_M * 1.01;
  const bendM = (lengthM * lengthM * Math.tan((Math.min(lat + 1, 89) * Math.PI) / 180)) / (4 * 6_350_000);
  return lat < 88 && bendM < toleranceM && lengthM < maxPieceM;
}

type Place = readonly [lat: number, eastDeg: number];

function halve(
  at: (s: number) => Place,
  s0: number,
  from: Place,
  s1: number,
  to: Place,
  toleranceM: number,
  left: number,
  each: (lat: number, eastDeg: number) => void,
): void {
  const middle = (s0 + s1) / 2;
  const real = at(middle);
  const north = (real[0] - (from[0] + to[0]) / 2) * DEGREE_M;
  const east = (real[1] - (from[1] + to[1]) / 2) * DEGREE_M * Math.cos((real[0] * Math.PI) / 180);
  if (left === 0 || Math.hypot(north, east) <= toleranceM) {
    each(to[0], to[1]);
    return;
  }
  halve(at, s0, from, middle, real, toleranceM, left - 1, each);
  halve(at, middle, real, s1, to, toleranceM, left - 1, each);
}

/**
 * The shortest distance from a place to the geodesic between a and b, metres. The foot is found by going along the
 * line, again and again, as far as a right-angled triangle on the sphere says.
 */
export function distanceToEdgeM(a: LatLon, b: LatLon, place: LatLon): number {
  const line = WGS84.InverseLine(a.lat, a.lon, b.lat, b.lon);
  const lengthM = line.s13;
  const radiusM = 6_371_008.8;
  let s = lengthM / 2;
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const foot = line.Position(s);
    const here = { lat: foot.lat2 ?? 0, lon: foot.lon2 ?? 0 };
    const { distanceM, azimuthDeg } = geodesicBetween(here, place);
    const turnRad = ((azimuthDeg - (foot.azi2 ?? 0)) * Math.PI) / 180;
    const arc = distanceM / radiusM;
    const ahead = radiusM * Math.atan2(Math.sin(arc) * Math.cos(turnRad), Math.cos(arc));
    const next = Math.min(lengthM, Math.max(0, s + ahead));
    const moved = Math.abs(next - s);
    s = next;
    if (moved < CLOSE_ENOUGH_M) break;
  }
  const foot = line.Position(s);
  return geodesicBetween({ lat: foot.lat2 ?? 0, lon: foot.lon2 ?? 0 }, place).distanceM;
}
const MAX_TURNS = 20;
/** Along the line; across it the error is of second order. */
const CLOSE_ENOUGH_M = 1e-3;
