/** Cuts rings and lines to a box, and lines to where a condition holds. Points are `[lon, lat]`. */

const SIDES = [
  { axis: 0, edge: 'west', keepAbove: true },
  { axis: 0, edge: 'east', keepAbove: false },
  { axis: 1, edge: 'south', keepAbove: true },
  { axis: 1, edge: 'north', keepAbove: false },
];

const same = (a, b) => a[0] === b[0] && a[1] === b[1];

/** A closed ring cut to a box (Sutherland and Hodgman 1974), closed; undefined where nothing is left. */
export function clipRing(ring, bounds) {
  let points = ring.slice(0, -1);
  for (const { axis, edge, keepAbove } of SIDES) {
    const limit = bounds[edge];
    const inside = (point) => (keepAbove ? point[axis] >= limit : point[axis] <= limit);
    const kept = [];
    for (let i = 0; i < points.length; i++) {
      const from = points[(i + points.length - 1) % points.length];
      const to = points[i];
      if (inside(from) !== inside(to)) kept.push(crossing(from, to, axis, limit));
      if (inside(to)) kept.push(to);
    }
    points = kept;
  }
  const distinct = points.filter((point, i) => !same(point, points[(i + points.length - 1) % points.length]));
  return distinct.length < 3 ? undefined : [...distinct, distinct[0]];
}

function crossing(from, to, axis, limit) {
  const share = (limit - from[axis]) / (to[axis] - from[axis]);
  const point = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  point[axis] = limit;
  return point;
}

/** A polygon (rings, outer first) cut to a box; undefined where nothing is left. */
export function clipPolygon(polygon, bounds) {
  const [outer, ...holes] = polygon.map((ring) => clipRing(ring, bounds));
  return outer ? [outer, ...holes.filter((hole) => hole !== undefined)] : undefined;
}

/** The parts of a line inside a box. Unlike a ring's cut, no part runs along the box. */
export function clipLine(line, bounds) {
  const parts = [];
  let part = [];
  for (let i = 1; i < line.length; i++) {
    const piece = clipSegment(line[i - 1], line[i], bounds);
    if (!piece) continue;
    const last = part[part.length - 1];
    if (last && same(last, piece[0])) part.push(piece[1]);
    else {
      if (part.length > 1) parts.push(part);
      part = [...piece];
    }
  }
  if (part.length > 1) parts.push(part);
  return parts;
}

/** The part of a segment inside a box (Liang and Barsky 1984). */
function clipSegment(from, to, bounds) {
  let enter = 0;
  let leave = 1;
  for (const { axis, edge, keepAbove } of SIDES) {
    const run = to[axis] - from[axis];
    const gap = bounds[edge] - from[axis];
    if (run === 0) {
      if (keepAbove ? gap > 0 : gap < 0) return undefined;
      continue;
    }
    const share = gap / run;
    if (keepAbove === run > 0) enter = Math.max(enter, share);
    else leave = Math.min(leave, share);
  }
  if (enter >= leave) return undefined;
  const at = (share) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
  return [enter === 0 ? from : at(enter), leave === 1 ? to : at(leave)];
}

/** The parts of a line where `holds([lon, lat])`, looked at every `stepDeg` degrees at most. */
export function partsWhere(line, holds, stepDeg) {
  const parts = [];
  let part = [];
  const end = () => {
    if (part.length > 1) parts.push(part);
    part = [];
  };
  for (let i = 1; i < line.length; i++) {
    const [from, to] = [line[i - 1], line[i]];
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / stepDeg));
    for (let step = 0; step < steps; step++) {
      const at = (share) => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      if (!holds(at((step + 0.5) / steps))) {
        end();
        continue;
      }
      if (part.length === 0) part.push(step === 0 ? from : at(step / steps));
      // A straight run keeps only its ends: the last sample's end moves on.
      else if (step > 0) part.pop();
      part.push(step + 1 === steps ? to : at((step + 1) / steps));
    }
  }
  end();
  return parts;
}
