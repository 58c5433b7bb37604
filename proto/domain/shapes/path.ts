/** Edges as a computer can go along them: geodesics cut into pieces that are straight in latitude and longitude. */
import type { LatLon } from '../operations/area.ts';
import { alongGeodesic, eastward, MAX_PIECE_M } from './geodesics.ts';

/** Pieces stay this close to the geodesics that they stand for. */
export const TOLERANCE_M = 1;

/** Points of a line or ring one after another; piece i goes from point i to point i + 1. */
export interface Path {
  /** Degrees north. */
  readonly ys: Float64Array;
  /** Degrees east without a jump: beyond ±180 where the path crosses the antimeridian. */
  readonly xs: Float64Array;
  /** The edge that piece i is a part of: from corner `edges[i]` to the next. */
  readonly edges: Uint32Array;
  /** 0, or ±360 for a ring around a pole. */
  readonly turnDeg: number;
}

export interface PathOptions {
  /** Back to the first corner. */
  readonly closed: boolean;
  readonly toleranceM?: number;
  readonly maxPieceM?: number;
}

/** Of one corner at least. */
export function pathOf(
  corners: readonly LatLon[],
  { closed, toleranceM = TOLERANCE_M, maxPieceM = MAX_PIECE_M }: PathOptions,
): Path {
  const first = corners[0]!;
  const ys = [first.lat];
  const xs = [first.lon];
  const edges: number[] = [];
  const edgeCount = closed ? corners.length : corners.length - 1;
  let startX = first.lon;
  for (let edge = 0; edge < edgeCount; edge += 1) {
    const a = corners[edge]!;
    const b = corners[(edge + 1) % corners.length]!;
    const base = startX;
    alongGeodesic(a, b, toleranceM, maxPieceM, (lat, eastDeg) => {
      ys.push(lat);
      xs.push(base + eastDeg);
      edges.push(edge);
    });
    startX += eastward(a.lon, b.lon);
  }
  const turnDeg = closed ? Math.round((startX - first.lon) / 360) * 360 : 0;
  // Where longitudes were added up, the last digit may differ: the ring must close to the bit.
  if (closed && turnDeg === 0) xs[xs.length - 1] = first.lon;
  return {
    ys: Float64Array.from(ys),
    xs: Float64Array.from(xs),
    edges: Uint32Array.from(edges),
    turnDeg,
  };
}

/** West, south, east, north of points, longitudes as they are. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function boxOf(paths: readonly Path[]): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const { xs, ys } of paths)
    for (let i = 0; i < xs.length; i += 1) {
      box.west = Math.min(box.west, xs[i]!);
      box.east = Math.max(box.east, xs[i]!);
      box.south = Math.min(box.south, ys[i]!);
      box.north = Math.max(box.north, ys[i]!);
    }
  return box;
}
