/** Cuts polygons that cross the 180th meridian, so that a flat map does not draw them right across itself. */
import { clipPolygon } from './clip.mjs';

const WORLD = { west: -180, south: -90, east: 180, north: 90 };

/** The polygons (rings, outer first) that a polygon becomes on a flat map from -180 to 180. */
export function cutAtAntimeridian(polygon) {
  const [outer, ...holes] = polygon.map(unwrap);
  const within = outer.map(([lon]) => lon);
  const [west, east] = [within.reduce((a, b) => Math.min(a, b)), within.reduce((a, b) => Math.max(a, b))];
  const rings = [outer, ...holes.map((hole) => turned(hole, turnInto(hole[0][0], west, east)))];
  if (rings.every((ring) => ring.every(([lon]) => lon >= -180 && lon <= 180))) return [rings];
  return [-360, 0, 360].flatMap((turn) => {
    const cut = clipPolygon(
      rings.map((ring) => turned(ring, turn)),
      WORLD,
    );
    return cut ? [cut] : [];
  });
}

const turned = (ring, turn) => (turn === 0 ? ring : ring.map(([lon, lat]) => [lon + turn, lat]));

/** The whole turn, degrees, that brings a hole's longitude between those of its outer ring. */
const turnInto = (lon, west, east) =>
  [0, -360, 360].find((turn) => lon + turn >= west && lon + turn <= east) ?? 0;

/** A ring whose longitudes go on past 180 where it crosses; one around a pole is closed over that pole. */
function unwrap(ring) {
  let turn = 0;
  const points = ring.map(([lon, lat], i) => {
    const step = i === 0 ? 0 : lon - ring[i - 1][0];
    if (step > 180) turn -= 360;
    else if (step < -180) turn += 360;
    return [lon + turn, lat];
  });
  if (turn === 0) return points;
  const pole = ring[0][1] < 0 ? -90 : 90;
  const [first, last] = [points[0], points[points.length - 1]];
  return [...points, [last[0], pole], [first[0], pole], first];
}
