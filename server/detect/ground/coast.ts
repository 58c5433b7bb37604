/** The world's coast, Natural Earth 1:10m: how far it is from a place, and on which side the place lies. */

import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { EARTH_RADIUS_M } from '../../../proto/domain/geo.ts';
import { toRadians } from '../../../proto/domain/units.ts';

/** Beyond it nothing is said. */
export const COAST_RANGE_M = 50_000;
const METRES_PER_DEGREE = toRadians(EARTH_RADIUS_M);
/** Pieces of coast are found by cells of this size, degrees, and the side by bands of latitude. */
const CELL_DEG = 0.25;
const BAND_DEG = 0.1;
const COLUMNS = 360 / CELL_DEG;
const ROWS = 180 / CELL_DEG;
const BANDS = 180 / BAND_DEG;
/** An edge along the antimeridian, or below this latitude, is a cut of the map and no coast. */
const CUT_LON = 179.999;
const CUT_LAT = -85;

export type LandTopology = Topology<{ readonly land: GeometryCollection }>;

/** The outlines of land as one run of points, NaN between two rings. */
function ringPoints(land: LandTopology): { readonly lat: Float32Array; readonly lon: Float32Array } {
  const rings = feature(land, land.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon'
      ? geometry.coordinates.flat()
      : geometry.type === 'Polygon'
        ? geometry.coordinates
        : [],
  );
  const size = rings.reduce((sum, ring) => sum + ring.length + 1, 0);
  const lat = new Float32Array(size).fill(Number.NaN);
  const lon = new Float32Array(size).fill(Number.NaN);
  let at = 0;
  for (const ring of rings) {
    for (const [x, y] of ring) {
      lon[at] = x!;
      lat[at] = y!;
      at++;
    }
    at++;
  }
  return { lat, lon };
}

/** Lists of numbers by a small key, in two arrays: `of` key k from `from[k]` to `from[k + 1]`. */
interface Index {
  readonly from: Uint32Array;
  readonly of: Uint32Array;
}

function indexed(keys: number, each: (put: (key: number, value: number) => void) => void): Index {
  const from = new Uint32Array(keys + 1);
  each((key) => {
    from[key + 1]!++;
  });
  for (let key = 0; key < keys; key++) from[key + 1]! += from[key]!;
  const of = new Uint32Array(from[keys]!);
  const next = from.slice(0, keys);
  each((key, value) => {
    of[next[key]!++] = value;
  });
  return { from, of };
}

const rowOf = (lat: number): number => clamp(Math.floor((lat + 90) / CELL_DEG), ROWS);
const columnOf = (lon: number): number => clamp(Math.floor((lon + 180) / CELL_DEG), COLUMNS);
const bandOf = (lat: number): number => clamp(Math.floor((lat + 90) / BAND_DEG), BANDS);
const clamp = (value: number, end: number): number => Math.max(0, Math.min(end - 1, value));

export class Coast {
  readonly #lat: Float32Array;
  readonly #lon: Float32Array;
  readonly #cells: Index;
  readonly #bands: Index;

  /** @param land the topology of `world-atlas/land-10m.json` */
  constructor(land: LandTopology) {
    const { lat, lon } = ringPoints(land);
    this.#lat = lat;
    this.#lon = lon;
    this.#cells = indexed(ROWS * COLUMNS, (put) => {
      for (let i = 0; i + 1 < lat.length; i++) {
        if (!this.#isEdge(i) || this.#isCut(i)) continue;
        const [south, north] = sorted(lat[i]!, lat[i + 1]!);
        const [west, east] = sorted(lon[i]!, lon[i + 1]!);
        for (let row = rowOf(south); row <= rowOf(north); row++)
          for (let column = columnOf(west); column <= columnOf(east); column++)
            put(row * COLUMNS + column, i);
      }
    });
    this.#bands = indexed(BANDS, (put) => {
      for (let i = 0; i + 1 < lat.length; i++) {
        if (!this.#isEdge(i)) continue;
        const [south, north] = sorted(lat[i]!, lat[i + 1]!);
        for (let band = bandOf(south); band <= bandOf(north); band++) put(band, i);
      }
    });
  }

  /** Metres to the nearest coast; undefined: none within {@link COAST_RANGE_M}. On the tangent plane there: error under 0.5 %. */
  distanceM(lat: number, lon: number): number | undefined {
    const shrink = Math.max(0.01, Math.cos(toRadians(lat)));
    const near = this.#nearest(lat, lon, shrink, CELL_DEG / 2, COAST_RANGE_M / METRES_PER_DEGREE);
    const reach = COAST_RANGE_M / METRES_PER_DEGREE;
    const found = near <= CELL_DEG / 2 ? near : this.#nearest(lat, lon, shrink, Math.min(near, reach), reach);
    return found < reach ? found * METRES_PER_DEGREE : undefined;
  }

  /** By the even-odd rule: edges to the west are counted. */
  isLand(lat: number, lon: number): boolean {
    const { from, of } = this.#bands;
    const band = bandOf(lat);
    let inside = false;
    for (let k = from[band]!; k < from[band + 1]!; k++) {
      const i = of[k]!;
      const [y1, y2] = [this.#lat[i]!, this.#lat[i + 1]!];
      if (y1 > lat === y2 > lat) continue;
      const [x1, x2] = [this.#lon[i]!, this.#lon[i + 1]!];
      if (x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1) < lon) inside = !inside;
    }
    return inside;
  }

  /** The nearest edge of all cells within `withinDeg`, degrees of latitude; `most` where there is none nearer. */
  #nearest(lat: number, lon: number, shrink: number, withinDeg: number, most: number): number {
    const { from, of } = this.#cells;
    const columns = Math.min(COLUMNS / 2 - 1, Math.ceil(withinDeg / shrink / CELL_DEG));
    const column = columnOf(lon);
    let best = most * most;
    for (let row = rowOf(lat - withinDeg); row <= rowOf(lat + withinDeg); row++)
      for (let x = column - columns; x <= column + columns; x++) {
        const cell = row * COLUMNS + ((x + COLUMNS) % COLUMNS);
        for (let k = from[cell]!; k < from[cell + 1]!; k++) {
          const squared = this.#squaredTo(of[k]!, lat, lon, shrink);
          if (squared < best) best = squared;
        }
      }
    return Math.sqrt(best);
  }

  /** Square of the distance to an edge, degrees of latitude. */
  #squaredTo(i: number, lat: number, lon: number, shrink: number): number {
    let west = this.#lon[i]! - lon;
    if (west > 180) west -= 360;
    else if (west < -180) west += 360;
    const [x, y] = [west * shrink, this.#lat[i]! - lat];
    const [dx, dy] = [(this.#lon[i + 1]! - this.#lon[i]!) * shrink, this.#lat[i + 1]! - this.#lat[i]!];
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(x * dx + y * dy) / length));
    const [fx, fy] = [x + along * dx, y + along * dy];
    return fx * fx + fy * fy;
  }

  #isEdge(i: number): boolean {
    return !Number.isNaN(this.#lat[i]!) && !Number.isNaN(this.#lat[i + 1]!);
  }

  #isCut(i: number): boolean {
    const [x1, x2] = [Math.abs(this.#lon[i]!), Math.abs(this.#lon[i + 1]!)];
    return (x1 > CUT_LON && x2 > CUT_LON) || Math.max(this.#lat[i]!, this.#lat[i + 1]!) < CUT_LAT;
  }
}

const sorted = (a: number, b: number): readonly [number, number] => (a < b ? [a, b] : [b, a]);
