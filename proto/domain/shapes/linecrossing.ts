/** Whether something that moved went over a line, and to which side. */
import type { Crossing, LatLon } from '../operations/area.ts';
import { eastward } from './geodesics.ts';
import { side } from './intersections.ts';
import { type Path, pathOf } from './path.ts';

export interface LineCrossing {
  readonly direction: 'leftToRight' | 'rightToLeft';
  /** The edge of the line, from its corner of this number (from 0) to the next. */
  readonly edge: number;
  readonly lat: number;
  readonly lon: number;
  /** How much of the motion was done, 0 to 1. */
  readonly part: number;
}

const lines = new WeakMap<readonly LatLon[], Path>();

/**
 * Where a motion from one place to another (straight on the chart: reports follow each other closely) goes over a line,
 * in the order of the motion. A place on the line is on its right: a motion that ends there and goes on is counted once.
 */
export function lineCrossings(line: readonly LatLon[], from: LatLon, to: LatLon): readonly LineCrossing[] {
  const path = lines.get(line) ?? pathOf(line, { closed: false });
  lines.set(line, path);
  const found: LineCrossing[] = [];
  const { xs, ys, edges } = path;
  const east = eastward(from.lon, to.lon);
  for (let i = 0; i < edges.length; i += 1) {
    const [px, py, qx, qy] = [xs[i]!, ys[i]!, xs[i + 1]!, ys[i + 1]!];
    const ax = px + eastward(px, from.lon);
    const bx = ax + east;
    if (Math.max(ax, bx) < Math.min(px, qx) || Math.min(ax, bx) > Math.max(px, qx)) continue;
    const a = side(px, py, qx, qy, ax, from.lat);
    const b = side(px, py, qx, qy, bx, to.lat);
    if (a > 0 === b > 0) continue;
    const p = side(ax, from.lat, bx, to.lat, px, py);
    const q = side(ax, from.lat, bx, to.lat, qx, qy);
    if (p > 0 === q > 0) continue;
    const part = a / (a - b);
    found.push({
      direction: a > 0 ? 'leftToRight' : 'rightToLeft',
      edge: edges[i]!,
      lat: from.lat + part * (to.lat - from.lat),
      lon: eastward(0, ax + part * east),
      part,
    });
  }
  return found.sort((one, other) => one.part - other.part);
}

/** Whether a crossing counts for a line that says which do. */
export const counts = (crossing: Crossing, direction: LineCrossing['direction']): boolean =>
  crossing === 'both' || crossing === direction;
