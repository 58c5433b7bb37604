/** Where edges cross or touch that should not: a sweep from west to east over the pieces of paths. */
import type { Path } from './path.ts';

export interface EdgeOf {
  /** Which of the paths, and which edge of it: from that corner to the next. */
  readonly path: number;
  readonly edge: number;
}

export interface EdgeCrossing {
  readonly first: EdgeOf;
  readonly second: EdgeOf;
  readonly lat: number;
  readonly lon: number;
}

/**
 * Two edges of closed paths that have a point in common and do not just follow each other, or an edge that goes back
 * over the one before it. Longitudes as they are: paths on both sides of the antimeridian must be brought together
 * first. Pieces wait in the sweep only while it is over them; each meets those whose latitudes overlap.
 */
export function firstCrossing(paths: readonly Path[]): EdgeCrossing | undefined {
  const pieces = gather(paths);
  const { count, x0, x1, y0, y1, path, piece } = pieces;
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => Math.min(x0[a]!, x1[a]!) - Math.min(x0[b]!, x1[b]!),
  );
  const active = new Uint32Array(count);
  let activeCount = 0;
  for (const now of order) {
    const west = Math.min(x0[now]!, x1[now]!);
    const south = Math.min(y0[now]!, y1[now]!);
    const north = Math.max(y0[now]!, y1[now]!);
    for (let i = 0; i < activeCount; i += 1) {
      const other = active[i]!;
      if (Math.max(x0[other]!, x1[other]!) < west) {
        activeCount -= 1;
        active[i] = active[activeCount]!;
        i -= 1;
        continue;
      }
      if (Math.min(y0[other]!, y1[other]!) > north || Math.max(y0[other]!, y1[other]!) < south) continue;
      if (!meet(pieces, now, other)) continue;
      const [first, second] = now < other ? [now, other] : [other, now];
      const edge = (one: number): EdgeOf => ({
        path: path[one]!,
        edge: paths[path[one]!]!.edges[piece[one]!]!,
      });
      return { first: edge(first), second: edge(second), ...placeOf(pieces, first, second) };
    }
    active[activeCount] = now;
    activeCount += 1;
  }
  return undefined;
}

interface Pieces {
  readonly count: number;
  readonly x0: Float64Array;
  readonly x1: Float64Array;
  readonly y0: Float64Array;
  readonly y1: Float64Array;
  readonly path: Uint32Array;
  readonly piece: Uint32Array;
  /** How many pieces a path has: the last is followed by the first. */
  readonly lengths: readonly number[];
}

function gather(paths: readonly Path[]): Pieces {
  const lengths = paths.map(({ edges }) => edges.length);
  const count = lengths.reduce((sum, length) => sum + length, 0);
  const numbers = () => new Float64Array(count);
  const [x0, x1, y0, y1] = [numbers(), numbers(), numbers(), numbers()];
  const path = new Uint32Array(count);
  const piece = new Uint32Array(count);
  let at = 0;
  for (const [p, { xs, ys, edges }] of paths.entries())
    for (let i = 0; i < edges.length; i += 1, at += 1) {
      [x0[at], x1[at], y0[at], y1[at]] = [xs[i]!, xs[i + 1]!, ys[i]!, ys[i + 1]!];
      path[at] = p;
      piece[at] = i;
    }
  return { count, x0, x1, y0, y1, path, piece, lengths };
}

function meet(pieces: Pieces, a: number, b: number): boolean {
  const { x0, x1, y0, y1 } = pieces;
  const [ax, ay, bx, by] = [x0[a]!, y0[a]!, x1[a]!, y1[a]!];
  const [cx, cy, dx, dy] = [x0[b]!, y0[b]!, x1[b]!, y1[b]!];
  const neighbours = follows(pieces, a, b);
  if (neighbours !== 0) {
    // They share a corner; they also share more if the second goes back along the first.
    const [px, py, qx, qy, rx, ry] = neighbours > 0 ? [ax, ay, bx, by, dx, dy] : [cx, cy, dx, dy, bx, by];
    const back = (px - qx) * (rx - qx) + (py - qy) * (ry - qy) > 0;
    return back && side(px, py, qx, qy, rx, ry) === 0;
  }
  const c = side(ax, ay, bx, by, cx, cy);
  const d = side(ax, ay, bx, by, dx, dy);
  if (c * d > 0) return false;
  const e = side(cx, cy, dx, dy, ax, ay);
  const f = side(cx, cy, dx, dy, bx, by);
  if (e * f > 0) return false;
  // All on one line: their boxes overlap, and so do they.
  if (c === 0 && d === 0) return Math.max(ax, bx) >= Math.min(cx, dx) && Math.max(cx, dx) >= Math.min(ax, bx);
  return true;
}

/** 1: b comes after a on their path; −1: before it; 0: neither. */
function follows({ path, piece, lengths }: Pieces, a: number, b: number): -1 | 0 | 1 {
  if (path[a] !== path[b]) return 0;
  const length = lengths[path[a]!]!;
  if ((piece[a]! + 1) % length === piece[b]!) return 1;
  return (piece[b]! + 1) % length === piece[a]! ? -1 : 0;
}

/** Twice the area of the triangle; positive when c is left of a → b, seen with north up. */
export const side = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

function placeOf({ x0, x1, y0, y1 }: Pieces, a: number, b: number): { lat: number; lon: number } {
  const c = side(x0[b]!, y0[b]!, x1[b]!, y1[b]!, x0[a]!, y0[a]!);
  const d = side(x0[b]!, y0[b]!, x1[b]!, y1[b]!, x1[a]!, y1[a]!);
  const part = c === d ? 0 : c / (c - d);
  return { lat: y0[a]! + part * (y1[a]! - y0[a]!), lon: x0[a]! + part * (x1[a]! - x0[a]!) };
}
