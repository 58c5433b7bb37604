/**
 * Rounds a coast that was simplified to straight runs of a kilometre. Every point that was given stays where it is; only
 * the run between two of them bends, by less than the source's own error. Only needles go: moles of harbours that the
 * simplification drew out to splinters.
 */

/** Runs are drawn in pieces of at most this, degrees (about 200 m), and of no more than the given number. */
const PIECE_DEG = 0.002;
const MOST_PIECES = 10;
/** A point is a needle's tip where the line turns back on itself within this angle … */
const NEEDLE_DEG = 20;
/** … and neither side of it is longer than this, degrees (2 km): capes and inlets are larger. */
const NEEDLE_SIDE_DEG = 0.02;

const EVERYWHERE = { west: -Infinity, south: -Infinity, east: Infinity, north: Infinity };

/**
 * A closed ring, smoothed: a centripetal Catmull-Rom spline through its points (Yuksel et al. 2011). Only what starts
 * within `bounds` is bent, for a continent's ring passes many a coast that nobody will look at.
 */
export function smoothRing(ring, bounds = EVERYWHERE) {
  const points = withoutNeedles(ring.slice(0, -1));
  if (points.length < 4) return ring;
  const at = (i) => points[(i + points.length) % points.length];
  const smoothed = points.flatMap((point, i) =>
    isWithin(point, bounds) ? bend(at(i - 1), point, at(i + 1), at(i + 2)) : [point],
  );
  return [...smoothed, smoothed[0]];
}

const isWithin = ([lon, lat], { west, south, east, north }) =>
  lon >= west && lon <= east && lat >= south && lat <= north;

function withoutNeedles(points) {
  const kept = points.filter((tip, i) => {
    const before = points[(i + points.length - 1) % points.length];
    const after = points[(i + 1) % points.length];
    return !isNeedle(before, tip, after);
  });
  return kept.length < 4 ? points : kept;
}

function isNeedle(before, tip, after) {
  const [ax, ay] = [before[0] - tip[0], before[1] - tip[1]];
  const [bx, by] = [after[0] - tip[0], after[1] - tip[1]];
  const [a, b] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
  if (Math.max(a, b) > NEEDLE_SIDE_DEG) return false;
  return (ax * bx + ay * by) / (a * b) > Math.cos((NEEDLE_DEG * Math.PI) / 180);
}

/** The points from `p1` up to, not including, `p2` (Barry and Goldman's form of the spline). */
function bend(p0, p1, p2, p3) {
  const pieces = Math.min(MOST_PIECES, Math.ceil(Math.hypot(p2[0] - p1[0], p2[1] - p1[1]) / PIECE_DEG));
  const knot = (from, to) => Math.sqrt(Math.hypot(to[0] - from[0], to[1] - from[1]));
  const t1 = knot(p0, p1);
  const t2 = t1 + knot(p1, p2);
  const t3 = t2 + knot(p2, p3);
  if (t1 === 0 || t2 === t1 || t3 === t2) return [p1];
  const mix = (a, b, from, to, t) => [0, 1].map((k) => (a[k] * (to - t) + b[k] * (t - from)) / (to - from));
  const points = [p1];
  for (let piece = 1; piece < pieces; piece++) {
    const t = t1 + ((t2 - t1) * piece) / pieces;
    const a = mix(p0, p1, 0, t1, t);
    const b = mix(p1, p2, t1, t2, t);
    const c = mix(p2, p3, t2, t3, t);
    points.push(mix(mix(a, b, 0, t2, t), mix(b, c, t1, t3, t), t1, t2, t));
  }
  return points;
}
