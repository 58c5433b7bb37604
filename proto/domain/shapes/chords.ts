/** Straight through the earth: positions as earth-centred coordinates, and what a chord says of the way on the ground. */
import { WGS84_A, WGS84_F } from '../geodesic.ts';

const E2 = WGS84_F * (2 - WGS84_F);
/** The smallest radius of curvature of the ellipsoid: along the meridian at the equator, a (1 − e²). */
const MIN_RADIUS_M = WGS84_A * (1 - E2);

/** Writes x, y, z (metres) of a position on the ellipsoid at `at`. */
export function toChordSpace(lat: number, lon: number, out: Float64Array, at = 0): void {
  const phi = (lat * Math.PI) / 180;
  const lambda = (lon * Math.PI) / 180;
  const sin = Math.sin(phi);
  const radius = WGS84_A / Math.sqrt(1 - E2 * sin * sin);
  const axis = radius * Math.cos(phi);
  out[at] = axis * Math.cos(lambda);
  out[at + 1] = axis * Math.sin(lambda);
  out[at + 2] = radius * (1 - E2) * sin;
}

/** No geodesic is longer than this over a chord; none is shorter than the chord itself. */
export const longestOverChord = (chordM: number): number =>
  2 * MIN_RADIUS_M * Math.asin(Math.min(1, chordM / (2 * MIN_RADIUS_M)));

export const chordBetween = (a: Float64Array, i: number, b: Float64Array, j: number): number =>
  length(a[i]! - b[j]!, a[i + 1]! - b[j + 1]!, a[i + 2]! - b[j + 2]!);

/** `Math.hypot` guards against overflow that metres on earth do not know, and takes ten times as long. */
const length = (x: number, y: number, z: number): number => Math.sqrt(x * x + y * y + z * z);

/** Distance from the point at `p[0..2]` to the straight piece from `ends[i..i+2]` to `ends[j..j+2]`, metres. */
export function distanceToChord(p: Float64Array, ends: Float64Array, i: number, j: number): number {
  const ax = ends[i]!;
  const ay = ends[i + 1]!;
  const az = ends[i + 2]!;
  const dx = ends[j]! - ax;
  const dy = ends[j + 1]! - ay;
  const dz = ends[j + 2]! - az;
  const px = p[0]! - ax;
  const py = p[1]! - ay;
  const pz = p[2]! - az;
  const square = dx * dx + dy * dy + dz * dz;
  const part = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy + pz * dz) / square));
  return length(px - part * dx, py - part * dy, pz - part * dz);
}
