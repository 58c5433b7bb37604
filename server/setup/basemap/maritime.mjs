/** The outer lines of territorial seas, from country outlines that include them (`@osm_borders/maritime_1000m`). */
import { partsWhere } from './clip.mjs';
import { line } from './geojson.mjs';

/** How closely an outline is looked at for sea or land, and for another country's line, degrees (about 2 km). */
const STEP_DEG = 0.02;
/** Shorter parts are where a land border and a coast of another source disagree, not a sea line. Degrees (7 km). */
const SHORTEST_DEG = 0.07;
/** Two countries' lines nearer than this are the same line, simplified twice. Degrees (2 km). */
const SAME_LINE_DEG = 0.02;
/** A cut end lies at most so many of these from the line it was cut for. */
const JOINT_CELLS = 3;

/** Lines of the territorial seas: the parts of the outlines that lie at sea, a shared part once. */
export function territorialSeas(countries, isLand) {
  const drawn = new Map();
  return countries.features.flatMap(({ geometry }) => {
    const own = ringsOf(geometry)
      .flatMap((ring) =>
        partsWhere(ring, ([lon, lat]) => !isLand(lon, lat) && Math.abs(lon) < 179.9, STEP_DEG),
      )
      .filter((part) => lengthDeg(part) >= SHORTEST_DEG)
      .flatMap((part) => withoutShared(part, drawn));
    for (const part of own) remember(part, drawn);
    return own.map((part) => line(part, {}));
  });
}

function ringsOf(geometry) {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(ringsOf);
  if (geometry.type === 'Polygon') return geometry.coordinates;
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
}

/** A line without the parts that follow one already drawn; where it was cut off it runs up to that one. */
function withoutShared(points, drawn) {
  const isNear = (at) => nearest(at, drawn) !== undefined;
  const shared = partsWhere(points, isNear, STEP_DEG).filter((part) => lengthDeg(part) >= SHORTEST_DEG);
  if (shared.length === 0) return [points];
  const followed = new Map();
  for (const part of shared) remember(part, followed);
  return partsWhere(points, (at) => !followed.has(cellOf(at)), STEP_DEG).map((part) => [
    ...joint(part[0], points[0], drawn),
    ...part,
    ...joint(part.at(-1), points.at(-1), drawn),
  ]);
}

/** The point of a drawn line to run up to from the end of a part; none where the end is the line's own. */
function joint(end, ownEnd, drawn) {
  const at = end === ownEnd ? undefined : nearest(end, drawn, JOINT_CELLS);
  return at ? [at] : [];
}

const cell = (column, row) => column * 1e5 + row;
const columnOf = (lon) => Math.floor((lon + 180) / SAME_LINE_DEG);
const rowOf = (lat) => Math.floor((lat + 90) / SAME_LINE_DEG);
const cellOf = ([lon, lat]) => cell(columnOf(lon), rowOf(lat));

/** The nearest point of the drawn lines among the cell of `at` and `around` cells on every side. */
function nearest(at, drawn, around = 1) {
  let best;
  let least = Infinity;
  for (let column = columnOf(at[0]) - around; column <= columnOf(at[0]) + around; column++) {
    for (let row = rowOf(at[1]) - around; row <= rowOf(at[1]) + around; row++) {
      for (const point of drawn.get(cell(column, row)) ?? []) {
        const distance = Math.hypot(point[0] - at[0], point[1] - at[1]);
        if (distance < least) [best, least] = [point, distance];
      }
    }
  }
  return best;
}

/** Notes a line's points, a quarter of a cell apart, by the cell they lie in. */
function remember(points, drawn) {
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / (SAME_LINE_DEG / 4)));
    for (let step = 0; step <= steps; step++) {
      const at = [0, 1].map((k) => from[k] + ((to[k] - from[k]) * step) / steps);
      const known = drawn.get(cellOf(at));
      if (known) known.push(at);
      else drawn.set(cellOf(at), [at]);
    }
  }
}

function lengthDeg(points) {
  let length = 0;
  for (let i = 1; i < points.length; i++)
    length += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
  return length;
}
