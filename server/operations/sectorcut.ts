/** An area cut into parts of one size, side by side along its longer axis, each for one unit to cover. */
import { intersection } from 'polyclip-ts';
import type { Area, LatLon } from '../../proto/domain/operations/area.ts';
import { areaM2 } from '../../proto/domain/shapes/measure.ts';
import { type Outline, outline } from '../../proto/domain/shapes/outline.ts';
import { toRadians } from '../../proto/domain/units.ts';
import { coveredM2, type Searcher } from './coverage/planned.ts';
import { done, notDone, type Outcome } from './outcome.ts';

/** Parts of one cut at most. */
export const MAX_PARTS = 50;
/** Slivers smaller than this share of a part are rounding, not ground. */
const SLIVER = 1e-6;
const HALVINGS = 40;

export type CutBy =
  | { readonly by: 'number'; readonly value: number }
  /** m² a part at most. */
  | { readonly by: 'area'; readonly value: number }
  /** Minutes in which `searcher` covers a part, its legs side by side. */
  | { readonly by: 'time'; readonly value: number; readonly searcher: Searcher };

type Point = [number, number];
type MultiPolygon = Point[][][];

/**
 * Parts of equal area, cut across the longer axis. Where a cut leaves a part in several pieces (a bay, an island), each
 * piece is an area of its own: there may be more of them than asked for.
 */
export function cutArea(area: Area, cut: CutBy): Outcome<readonly Area[]> {
  const whole = areaM2(area) ?? 0;
  const parts = partsOf(whole, cut);
  if (!(parts >= 1 && parts <= MAX_PARTS)) {
    const what = `that would be ${Number.isFinite(parts) ? parts : 'no'} parts`;
    return notDone('invalid', what, cut.by, `choose so that there are 1 to ${MAX_PARTS}`);
  }
  const plane = planeOf(outline(area));
  const extent = extentOf(plane.polygons);
  const total = areaOf(plane.polygons);
  const areas: Area[] = [];
  let from = extent.from;
  for (let part = 1; part <= parts; part += 1) {
    const until = part === parts ? extent.until : cutAt(plane.polygons, extent, (total * part) / parts);
    const pieces = between(plane.polygons, from, until, extent.side);
    for (const piece of pieces)
      if (areaOf([piece]) > total * SLIVER) areas.push({ kind: 'polygon', rings: piece.map(plane.back) });
    from = until;
  }
  return done(areas);
}

function partsOf(whole: number, cut: CutBy): number {
  switch (cut.by) {
    case 'number':
      return Math.round(cut.value);
    case 'area':
      return Math.ceil(whole / cut.value - 1e-9);
    case 'time':
      return Math.ceil(whole / coveredM2(cut.searcher, cut.value * 60) - 1e-9);
    default:
      return cut satisfies never;
  }
}

interface Plane {
  readonly polygons: MultiPolygon;
  back(ring: readonly Point[]): LatLon[];
}

/** Metres on a plane of equal area about the middle (sinusoidal), turned so that the longer axis lies along x. */
function planeOf(polygons: Outline): Plane {
  const outer = polygons.flatMap(([ring]) => ring ?? []);
  const lat0 = mean(outer.map(({ lat }) => lat));
  const lon0 = mean(outer.map(({ lon }) => lon));
  const flat = ({ lat, lon }: LatLon): Point => [
    (lon - lon0) * Math.cos(toRadians(lat)) * DEGREE_M,
    (lat - lat0) * DEGREE_M,
  ];
  const turn = longerAxis(outer.map(flat));
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const forth = (place: LatLon): Point => {
    const [x, y] = flat(place);
    return [x * cos + y * sin, y * cos - x * sin];
  };
  return {
    polygons: polygons.map((rings) => rings.map((ring) => ring.map(forth))),
    back: (ring) =>
      withoutClosing(ring).map(([x, y]) => {
        const lat = lat0 + (x * sin + y * cos) / DEGREE_M;
        const lon = lon0 + (x * cos - y * sin) / DEGREE_M / Math.cos(toRadians(lat));
        return { lat: rounded(lat), lon: rounded(((((lon + 180) % 360) + 360) % 360) - 180) };
      }),
  };
}

/** Of the mean sphere (WGS-84 R1). */
const DEGREE_M = (6_371_008.8 * Math.PI) / 180;
const rounded = (deg: number): number => Math.round(deg * 1e7) / 1e7;
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Clipping answers rings whose first corner is repeated. */
const withoutClosing = (ring: readonly Point[]): readonly Point[] => {
  const [first, last] = [ring[0], ring.at(-1)];
  return first && last && first[0] === last[0] && first[1] === last[1] ? ring.slice(0, -1) : ring;
};

/** The direction along which the corners lie most (their principal axis), radians. */
function longerAxis(points: readonly Point[]): number {
  const x0 = mean(points.map(([x]) => x));
  const y0 = mean(points.map(([, y]) => y));
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [x, y] of points) {
    xx += (x - x0) ** 2;
    xy += (x - x0) * (y - y0);
    yy += (y - y0) ** 2;
  }
  return Math.atan2(2 * xy, xx - yy) / 2;
}

interface Extent {
  readonly from: number;
  readonly until: number;
  /** Farther than any corner from the axis. */
  readonly side: number;
}

function extentOf(polygons: MultiPolygon): Extent {
  const points: Point[] = polygons.flatMap((rings) => rings.flat());
  const xs = points.map(([x]) => x);
  const side = Math.max(...points.map(([, y]) => Math.abs(y))) + 1;
  return { from: Math.min(...xs) - 1, until: Math.max(...xs) + 1, side };
}

const between = (polygons: MultiPolygon, from: number, until: number, side: number): MultiPolygon =>
  intersection(polygons, [
    [
      [from, -side],
      [until, -side],
      [until, side],
      [from, side],
    ],
  ]);

/** Where to cut so that this much lies before it; by bisection. */
function cutAt(polygons: MultiPolygon, extent: Extent, before: number): number {
  let low = extent.from;
  let high = extent.until;
  for (let i = 0; i < HALVINGS && high - low > 0.01; i += 1) {
    const middle = (low + high) / 2;
    if (areaOf(between(polygons, extent.from, middle, extent.side)) < before) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Holes taken off. */
const areaOf = (polygons: MultiPolygon): number =>
  polygons.reduce(
    (sum, [outer, ...holes]) =>
      sum + ringArea(outer ?? []) - holes.reduce((hollow, hole) => hollow + ringArea(hole), 0),
    0,
  );

function ringArea(ring: readonly Point[]): number {
  let twice = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}
