/** Shapes cut at the antimeridian for formats that want it so (RFC 7946, 3.1.9), and put together again. */
import { intersection, union } from 'polyclip-ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { MAX_CORNERS } from '../../../proto/domain/shapes/fault.ts';
import {
  distanceToEdgeM,
  eastward,
  geodesicBetween,
  geodesicEnd,
} from '../../../proto/domain/shapes/geodesics.ts';
import { TOLERANCE_M } from '../../../proto/domain/shapes/path.ts';

type Rings = readonly (readonly LatLon[])[];
type Flat = [number, number][];

/** Longitudes that follow each other without a jump, the first as it is; with a corner wherever 180 is passed. */
function unrolled(corners: readonly LatLon[], closed: boolean): LatLon[] {
  const out: LatLon[] = [];
  let x = corners[0]?.lon ?? 0;
  for (const [i, corner] of corners.entries()) {
    const next = corners[i + 1] ?? (closed ? corners[0] : undefined);
    out.push({ lat: corner.lat, lon: x });
    if (next === undefined) break;
    const to = x + eastward(corner.lon, next.lon);
    const seam = Math.max(x, to) > 180 && Math.min(x, to) < 180 ? 180 : undefined;
    const other = Math.max(x, to) > -180 && Math.min(x, to) < -180 ? -180 : undefined;
    const passed = seam ?? other;
    if (passed !== undefined) out.push({ lat: latAtSeam(corner, next), lon: passed });
    x = to;
  }
  return out;
}

/** Where the geodesic between two corners on both sides passes the antimeridian, by halving. */
function latAtSeam(a: LatLon, b: LatLon): number {
  const { distanceM, azimuthDeg } = geodesicBetween(a, b);
  const side = Math.sign(eastward(180, a.lon));
  let [from, to] = [0, distanceM];
  for (let i = 0; i < 60; i += 1) {
    const middle = (from + to) / 2;
    const { lon } = geodesicEnd(a, azimuthDeg, middle);
    if (Math.sign(eastward(180, lon)) === side) from = middle;
    else to = middle;
  }
  return geodesicEnd(a, azimuthDeg, from).lat;
}

const crosses = (corners: readonly LatLon[]): boolean =>
  corners.some(({ lon }) => lon > 180) || corners.some(({ lon }) => lon < -180);
const shifted = (corners: readonly LatLon[], by: number): LatLon[] =>
  by === 0 ? [...corners] : corners.map(({ lat, lon }) => ({ lat, lon: lon + by }));
const flat = (corners: readonly LatLon[]): Flat => corners.map(({ lat, lon }) => [lon, lat]);
const places = (one: Flat): LatLon[] => one.slice(0, -1).map(([lon, lat]) => ({ lat, lon }));

/** Degrees: a corner so near to the antimeridian is on it, or a sliver of no area would be cut off beside it. */
const HAIR_DEG = 1e-9;
const snapped = (corner: LatLon): LatLon =>
  180 - Math.abs(corner.lon) < HAIR_DEG ? { lat: corner.lat, lon: Math.sign(corner.lon) * 180 } : corner;

/** Polygons on one side each, longitudes in ±180; the polygon alone where it does not cross. */
export function cutPolygon(rings: Rings): readonly Rings[] {
  const [outside, ...holes] = rings.map((ring) => unrolled(ring.map(snapped), true));
  if (outside === undefined || !crosses(outside)) return [rings];
  const west = outside.some(({ lon }) => lon < -180) ? 360 : 0;
  const moved = shifted(outside, west);
  const middle = moved.reduce((sum, { lon }) => sum + lon, 0) / moved.length;
  // Holes are brought beside the outside; those that pass the seam themselves are unrolled there.
  const all = [
    moved,
    ...holes.map((hole) => shifted(hole, 360 * Math.round((middle - (hole[0]?.lon ?? 0)) / 360))),
  ].map(flat);
  const box = (from: number, to: number): Flat[] => [
    [
      [from, -90],
      [to, -90],
      [to, 90],
      [from, 90],
    ],
  ];
  try {
    return [
      ...intersection(all, box(-180, 180)).map((one) => one.map(places)),
      ...intersection(all, box(180, 540)).map((one) => one.map((ring) => shifted(places(ring), -360))),
    ];
  } catch {
    // Edges too close for the library: whole, its longitudes on past 180, which most programs draw.
    return [all.map((ring) => ring.map(([lon, lat]) => ({ lat, lon })))];
  }
}

/** Parts of a line on one side each. */
export function cutLine(line: readonly LatLon[]): readonly (readonly LatLon[])[] {
  const all = unrolled(line, false);
  if (!crosses(all)) return [line];
  const parts: LatLon[][] = [[]];
  for (const [i, corner] of all.entries()) {
    parts.at(-1)!.push(inSide(corner, all[i - 1] ?? all[i + 1] ?? corner));
    const next = all[i + 1];
    const seam = Math.abs(corner.lon) === 180 && i > 0 && next !== undefined;
    if (seam && sideOf(all[i - 1]!.lon) !== sideOf(next.lon)) parts.push([inSide(corner, next)]);
  }
  return parts;
}

const sideOf = (lon: number): number => Math.floor((lon + 180) / 360);
/** In ±180, a corner on the seam on the side of its neighbour. */
const inSide = ({ lat, lon }: LatLon, beside: LatLon): LatLon => {
  const on = Math.abs(lon) === 180 ? beside.lon : lon;
  const by = -360 * Math.floor((on + 180) / 360);
  return { lat, lon: lon + by };
};

const onSeam = ({ lon }: LatLon): boolean => Math.abs(lon) === 180;

/** Polygons that meet at the antimeridian become one; others stay as they are. */
export function joinPolygons(polygons: readonly Rings[]): readonly Rings[] {
  const touching = polygons.filter(([outside]) => outside?.some(onSeam));
  const corners = touching.flat().reduce((sum, ring) => sum + ring.length, 0);
  // Cutting adds corners. With more it is refused anyway, and joining would take long.
  if (touching.length < 2 || corners > 2 * MAX_CORNERS) return polygons;
  const others = polygons.filter((one) => !touching.includes(one));
  const moved = touching.map((rings) => {
    const west = rings[0]!.some(({ lon }) => lon < 0 && lon > -180);
    return rings.map((ring) =>
      flat(
        ring.map((corner) =>
          west
            ? { lat: corner.lat, lon: corner.lon + (corner.lon > 0 ? 0 : 360) }
            : { lat: corner.lat, lon: Math.abs(corner.lon) },
        ),
      ),
    );
  });
  const [first, ...rest] = moved;
  try {
    const joined = union(first!, ...rest).map((rings) =>
      rings.map((ring) => withoutSeam(places(ring), true)),
    );
    return [...joined, ...others];
  } catch {
    return polygons;
  }
}

/** Lines of which each goes on where the one before it ended, across the antimeridian, become one. */
export function joinLines(lines: readonly (readonly LatLon[])[]): readonly (readonly LatLon[])[] {
  const joined: LatLon[][] = [];
  for (const line of lines) {
    const before = joined.at(-1)?.at(-1);
    const [start] = line;
    if (before && start && onSeam(before) && onSeam(start) && before.lat === start.lat)
      joined.at(-1)!.push(...line.slice(1));
    else joined.push([...line]);
  }
  return joined.map((line) => withoutSeam(line, false));
}

/** Corners that only the cut made are taken out: those on the way from the one before to the one after. */
function withoutSeam(corners: readonly LatLon[], closed: boolean): LatLon[] {
  const inside = corners.map(({ lat, lon }) => ({ lat, lon: lon > 180 ? lon - 360 : lon }));
  return inside.filter((corner, i) => {
    if (!onSeam(corner) || (!closed && (i === 0 || i === inside.length - 1))) return true;
    const before = inside.at(i - 1)!;
    const after = inside[(i + 1) % inside.length]!;
    if (onSeam(before) || onSeam(after)) return true;
    return distanceToEdgeM(before, after, corner) > TOLERANCE_M;
  });
}
