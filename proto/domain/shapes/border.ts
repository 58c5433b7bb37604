/** The border of a shape: how far something is from it, and where a motion goes over it. */
import type { LatLon, Shape } from '../operations/area.ts';
import { eastward, geodesicBetween } from './geodesics.ts';
import { type LineCrossing, lineCrossings } from './linecrossing.ts';
import { outline } from './outline.ts';
import { type Path, pathOf } from './path.ts';

/** Metres in a degree of latitude, mean sphere. */
const DEGREE_M = 111_195;

interface Border {
  /** Closed: the first corner again at the end. Of a line itself. */
  readonly lines: readonly (readonly LatLon[])[];
  readonly paths: readonly Path[];
}

const borders = new WeakMap<Shape, Border>();

function borderOf(shape: Shape): Border {
  const known = borders.get(shape);
  if (known) return known;
  const lines = linesOf(shape);
  const made = { lines, paths: lines.map((line) => pathOf(line, { closed: false })) };
  borders.set(shape, made);
  return made;
}

function linesOf(shape: Shape): readonly (readonly LatLon[])[] {
  switch (shape.kind) {
    case 'line':
      return [shape.line];
    case 'polygon':
      return shape.rings.map(closed);
    case 'circle':
    case 'corridor':
      return outline(shape).flatMap((rings) => rings.map(closed));
  }
}

const closed = (ring: readonly LatLon[]): readonly LatLon[] => [...ring, ring[0]!];

/**
 * Metres from a place to the nearest point of the border, inside or outside. On the plane that touches the earth at the
 * place: right to 0.6 % up to some tens of kilometres. A circle's is exact, a corridor's right to 0.1 % of its width.
 */
export function borderDistanceM(shape: Shape, lat: number, lon: number): number {
  if (shape.kind === 'circle')
    return Math.abs(geodesicBetween(shape.centre, { lat, lon }).distanceM - shape.radiusM);
  const shrink = Math.cos((lat * Math.PI) / 180);
  let least = Number.POSITIVE_INFINITY;
  for (const { xs, ys } of borderOf(shape).paths) {
    let ax = eastward(lon, xs[0]!) * shrink;
    let ay = ys[0]! - lat;
    for (let i = 1; i < xs.length; i += 1) {
      const bx = ax + (xs[i]! - xs[i - 1]!) * shrink;
      const by = ys[i]! - lat;
      least = Math.min(least, squaredToOrigin(ax, ay, bx, by));
      ax = bx;
      ay = by;
    }
  }
  return Math.sqrt(least) * DEGREE_M;
}

/** Squared distance from the origin to the segment from a to b. */
function squaredToOrigin(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length));
  const [x, y] = [ax + part * dx, ay + part * dy];
  return x * x + y * y;
}

/** Where a motion (straight on the chart) goes over the border, in the order of the motion. */
export function borderCrossings(shape: Shape, from: LatLon, to: LatLon): readonly LineCrossing[] {
  const { lines } = borderOf(shape);
  if (lines.length === 1) return lineCrossings(lines[0]!, from, to);
  return lines.flatMap((line) => lineCrossings(line, from, to)).sort((a, b) => a.part - b.part);
}
