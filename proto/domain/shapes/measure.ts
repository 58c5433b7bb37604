/** Lengths and areas on the ellipsoid of WGS-84. */
import { WGS84_A, WGS84_F } from '../geodesic.ts';
import type { LatLon, Shape } from '../operations/area.ts';
import { eastward, geodesicBetween, geodesicEnd, ringMeasures } from './geodesics.ts';
import { outline } from './outline.ts';

/** Eccentricity squared. */
const E2 = WGS84_F * (2 - WGS84_F);
const E = Math.sqrt(E2);
/** Corners of the polygons that a circle's area is taken from. */
const CIRCLE_CORNERS = 90;

/** Length by geodesics ("great circle"), metres. */
export const lengthM = (line: readonly LatLon[]): number =>
  sumOfEdges(line, (a, b) => geodesicBetween(a, b).distanceM);

/** Length by lines of constant course, metres. */
export const rhumbLengthM = (line: readonly LatLon[]): number =>
  sumOfEdges(line, (a, b) => rhumbBetween(a, b).distanceM);

function sumOfEdges(line: readonly LatLon[], edge: (a: LatLon, b: LatLon) => number): number {
  let sum = 0;
  for (let i = 1; i < line.length; i += 1) sum += edge(line[i - 1]!, line[i]!);
  return sum;
}

/**
 * The line of constant course between two places, the way that is shorter in longitude: along it the isometric
 * latitude ψ grows with the longitude, the length with the meridian (Karney, "The area of rhumb polygons", 2024,
 * equations 3 and 5). `courseDeg` in [0, 360).
 */
export function rhumbBetween(
  a: LatLon,
  b: LatLon,
): { readonly distanceM: number; readonly courseDeg: number } {
  const east = (eastward(a.lon, b.lon) * Math.PI) / 180;
  const latA = (a.lat * Math.PI) / 180;
  const latB = (b.lat * Math.PI) / 180;
  const north = isometric(latB) - isometric(latA);
  const sign = latB < latA ? -1 : 1;
  const meridianM = sign * geodesicBetween({ lat: a.lat, lon: 0 }, { lat: b.lat, lon: 0 }).distanceM;
  const middle = (latA + latB) / 2;
  // Nearly along a parallel both differences are small: their ratio is that of the radius there.
  const metresPerIsometric =
    Math.abs(latB - latA) < 1e-6
      ? (WGS84_A * Math.cos(middle)) / Math.sqrt(1 - E2 * Math.sin(middle) ** 2)
      : meridianM / north;
  const distanceM = Math.hypot(meridianM, east * metresPerIsometric);
  const course = (Math.atan2(east * metresPerIsometric, meridianM) * 180) / Math.PI;
  return { distanceM, courseDeg: (course + 360) % 360 };
}

/** Isometric latitude, radians: asinh(tan φ) − e atanh(e sin φ). */
const isometric = (lat: number): number => Math.asinh(Math.tan(lat)) - E * Math.atanh(E * Math.sin(lat));

/**
 * Area, m²; undefined for a line. Of a polygon what is left without its holes, its edges geodesics; of a corridor that
 * of its outline (its round ends and turns 0.1 % too small).
 */
export function areaM2(shape: Shape): number | undefined {
  switch (shape.kind) {
    case 'polygon':
      return shape.rings.reduce((sum, ring, i) => sum + (i === 0 ? 1 : -1) * ringMeasures(ring).areaM2, 0);
    case 'circle':
      return ofCircle(shape.centre, shape.radiusM).areaM2;
    case 'corridor':
      return outline(shape).reduce((sum, rings) => sum + (areaM2({ kind: 'polygon', rings }) ?? 0), 0);
    case 'line':
      return undefined;
  }
}

/** Length of the edge, holes' edges included, metres; of a line its length. */
export function perimeterM(shape: Shape): number {
  switch (shape.kind) {
    case 'polygon':
      return shape.rings.reduce((sum, ring) => sum + ringMeasures(ring).perimeterM, 0);
    case 'circle':
      return ofCircle(shape.centre, shape.radiusM).perimeterM;
    case 'corridor':
      return outline(shape).reduce((sum, rings) => sum + perimeterM({ kind: 'polygon', rings }), 0);
    case 'line':
      return lengthM(shape.line);
  }
}

/** From an inscribed polygon and one of twice the corners, whose error is a fourth: what both point to (Richardson). */
function ofCircle(centre: LatLon, radiusM: number): { areaM2: number; perimeterM: number } {
  const ring = (corners: number) =>
    Array.from({ length: corners }, (_, i) => geodesicEnd(centre, (360 * i) / corners, radiusM));
  const coarse = ringMeasures(ring(CIRCLE_CORNERS));
  const fine = ringMeasures(ring(2 * CIRCLE_CORNERS));
  return {
    areaM2: (4 * fine.areaM2 - coarse.areaM2) / 3,
    perimeterM: (4 * fine.perimeterM - coarse.perimeterM) / 3,
  };
}
