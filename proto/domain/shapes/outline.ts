/** Every area as polygons, for drawing. */
import { union } from 'polyclip-ts';
import type { Area, LatLon } from '../operations/area.ts';
import { eastward, geodesicBetween, geodesicEnd } from './geodesics.ts';
import { firstCrossing } from './intersections.ts';
import { boxOf, type Path, pathOf } from './path.ts';

/** Polygons of rings, the outside first. Longitudes have no jump: they go on beyond ±180 at the antimeridian. */
export type Outline = readonly (readonly (readonly LatLon[])[])[];

/** An arc's corners stand so many degrees apart: inside the true arc by less than 0.1 % of its radius. */
const ARC_STEP_DEG = 5;
const DEGREE_M = 111_320;
/** Parts of a corridor over itself that are put together; more take seconds, and its edge is drawn as it runs. */
const MAX_PARTS = 40;
/** Legs whose courses differ by less go straight on. */
const STRAIGHT_DEG = 0.01;

const known = new WeakMap<Area, Outline>();

/**
 * The area's edge. Polygons' geodesic edges get points so that straight lines between them stay within `toleranceM`
 * (by default 1/4000 of the shape's extent, at least a metre); circles and a corridor's ends and turns are inside the
 * true arcs by less than 0.1 % of the radius. A corridor over itself is one area, unless it has more than 40 legs.
 */
export function outline(area: Area, toleranceM?: number): Outline {
  if (toleranceM !== undefined) return madeOutline(area, toleranceM);
  const outlined = known.get(area) ?? madeOutline(area);
  known.set(area, outlined);
  return outlined;
}

function madeOutline(area: Area, toleranceM?: number): Outline {
  switch (area.kind) {
    case 'polygon': {
      const corners = boxOf(
        area.rings.slice(0, 1).map((ring) => pathOf(ring, { closed: true, toleranceM: 1e9, maxPieceM: 1e9 })),
      );
      const extentM = Math.max(corners.east - corners.west, corners.north - corners.south) * DEGREE_M;
      const tolerance = toleranceM ?? Math.max(1, extentM / 4000);
      const paths = area.rings.map((ring) =>
        pathOf(ring, { closed: true, toleranceM: tolerance, maxPieceM: 250_000 }),
      );
      return [paths.map((path) => pointsOf(path, paths[0]!.xs[0]!))];
    }
    case 'circle': {
      const ring = Array.from({ length: 360 / ARC_STEP_DEG }, (_, i) =>
        geodesicEnd(area.centre, 360 - i * ARC_STEP_DEG, area.radiusM),
      );
      return [[unrolled(ring, area.centre.lon)]];
    }
    case 'corridor':
      return corridorOutline(area.line, area.widthM / 2, toleranceM ?? Math.max(1, area.widthM / 1000));
  }
}

/** A closed path's points without the last, which is the first again; holes are brought beside the outside. */
function pointsOf({ xs, ys }: Path, beside: number): LatLon[] {
  const shift = Math.round((beside - xs[0]!) / 360) * 360;
  return Array.from(ys.subarray(0, -1), (lat, i) => ({ lat, lon: xs[i]! + shift }));
}

/** Longitudes that follow each other without a jump, from one beside `lon` on. */
function unrolled(ring: readonly LatLon[], lon: number): LatLon[] {
  let last = lon;
  return ring.map((point) => {
    last += eastward(last, point.lon);
    return { lat: point.lat, lon: last };
  });
}

/** There on the left, back on the right: one ring, unless it crosses itself; then what it covers. */
function corridorOutline(line: readonly LatLon[], halfM: number, toleranceM: number): Outline {
  const path = pathOf(line, { closed: false, toleranceM, maxPieceM: 250_000 });
  const points = Array.from(path.ys, (lat, i) => ({ lat, lon: path.xs[i]! }));
  const there = side(points, halfM);
  const back = side([...points].reverse(), halfM);
  const ring = unrolled([...there, ...back], points[0]!.lon);
  const closed = pathOf(ring, { closed: true, toleranceM: 1e9, maxPieceM: 1e9 });
  if (points.length > MAX_PARTS || firstCrossing([closed]) === undefined) return [[ring]];
  return covered(
    points.slice(1).map((to, i) => {
      const from = points[i]!;
      return unrolled([...side([from, to], halfM), ...side([to, from], halfM)], from.lon);
    }),
    ring,
  );
}

/** What polygons cover together; `otherwise` where the library gives up on edges that nearly coincide. */
function covered(parts: readonly (readonly LatLon[])[], otherwise: readonly LatLon[]): Outline {
  const [first, ...rest] = parts.map((part): [number, number][][] => [
    part.map(({ lat, lon }) => [fixed(lon), fixed(lat)]),
  ]);
  if (first === undefined) return [[otherwise]];
  try {
    return union(first, ...rest).map((rings) =>
      rings.map((one) => one.slice(0, -1).map(([lon, lat]) => ({ lat, lon }))),
    );
  } catch {
    return [[otherwise]];
  }
}

/** A millimetre: what is nearer than that is the same. */
const fixed = (deg: number): number => Math.round(deg * 1e8) / 1e8;

/** The left side of a line and half of the round end at its last point. */
function side(points: readonly LatLon[], halfM: number): LatLon[] {
  const out: LatLon[] = [];
  for (let i = 1; i < points.length; i += 1) {
    const from = points[i - 1]!;
    const to = points[i]!;
    const start = geodesicBetween(from, to);
    const end = geodesicBetween(to, from).azimuthDeg + 180;
    if (i === 1) out.push(geodesicEnd(from, start.azimuthDeg - 90, halfM));
    const next = points[i + 1];
    const nextAzimuth = next === undefined ? end + 180 : geodesicBetween(to, next).azimuthDeg;
    const turn = next === undefined ? 180 : eastward(end, nextAzimuth);
    if (Math.abs(turn) < STRAIGHT_DEG) {
      out.push(geodesicEnd(to, end - 90, halfM));
      continue;
    }
    if (turn < 0) out.push(...innerCorner(to, end, turn, halfM, start.distanceM, next));
    else {
      const steps = Math.max(1, Math.ceil(turn / ARC_STEP_DEG));
      for (let k = 0; k <= steps; k += 1) {
        if (next === undefined && k === steps) break;
        out.push(geodesicEnd(to, end - 90 + (turn * k) / steps, halfM));
      }
    }
  }
  return out;
}

/** Where both left sides meet before a turn to the left; past a short leg or a hairpin they do not, and both are told. */
function innerCorner(
  corner: LatLon,
  azimuthDeg: number,
  turnDeg: number,
  halfM: number,
  legM: number,
  next: LatLon | undefined,
): LatLon[] {
  const half = (turnDeg * Math.PI) / 360;
  const backM = halfM * Math.tan(-half);
  const nextM = next === undefined ? 0 : geodesicBetween(corner, next).distanceM;
  if (backM < Math.min(legM, nextM))
    return [geodesicEnd(corner, azimuthDeg + turnDeg / 2 - 90, halfM / Math.cos(half))];
  return [geodesicEnd(corner, azimuthDeg - 90, halfM), geodesicEnd(corner, azimuthDeg + turnDeg - 90, halfM)];
}
