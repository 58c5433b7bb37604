/** A polygon made ready: its pieces sorted into bands of latitude, so that a question looks at one band alone. */
import type { LatLon } from '../operations/area.ts';
import { type Box, boxOf, type Path, pathOf } from './path.ts';
import type { PreparedShape, Share } from './preparedshape.ts';

const PIECES_A_BAND = 4;
const MAX_BANDS = 1024;

/** Rings as paths whose longitudes belong together, the outside beginning in [-180, 180). */
export function ringPaths(rings: readonly (readonly LatLon[])[], maxPieceM?: number): readonly Path[] {
  const paths = rings.map((ring) =>
    pathOf(ring, { closed: true, ...(maxPieceM !== undefined && { maxPieceM }) }),
  );
  const outside = paths[0]!;
  const { west, east } = boxOf([outside]);
  return paths.map((path, i) => {
    const near = i === 0 ? west : (west + east) / 2;
    const own = boxOf([path]);
    // The outside's western edge goes into [-180, 180); holes as near to its middle as they can be.
    const shift = i === 0 ? 0 : Math.round((near - (own.west + own.east) / 2) / 360) * 360;
    return move(path, shift + (west < -180 ? 360 : west >= 180 ? -360 : 0));
  });
}

const move = (path: Path, shift: number): Path =>
  shift === 0 ? path : { ...path, xs: path.xs.map((x) => x + shift) };

export function preparedPolygon({
  rings,
}: {
  readonly rings: readonly (readonly LatLon[])[];
}): PreparedShape {
  const paths = ringPaths(rings);
  const box = boxOf(paths);
  const bands = new Bands(paths, box);
  return {
    box,
    contains(lat, lon) {
      if (lat < box.south || lat >= box.north) return false;
      const x = lon < box.west ? lon + 360 : lon > box.east ? lon - 360 : lon;
      if (x > box.east || x < box.west) return false;
      return bands.odd(x, lat);
    },
    share(part): Share {
      if (part.west > box.east || part.east < box.west || part.south > box.north || part.north < box.south)
        return 'none';
      if (bands.touches(part)) return 'some';
      return bands.odd((part.west + part.east) / 2, (part.south + part.north) / 2) ? 'all' : 'none';
    },
  };
}

/** Pieces by the bands of latitude that they reach into. */
class Bands {
  readonly #count: number;
  readonly #south: number;
  readonly #perDegree: number;
  /** Band b has the pieces from `#from[b]` to `#from[b + 1]`, each four numbers: x and y of both ends. */
  readonly #from: Uint32Array;
  readonly #ends: Float64Array;

  constructor(paths: readonly Path[], box: Box) {
    const pieces = paths.reduce((sum, { edges }) => sum + edges.length, 0);
    this.#count = Math.min(MAX_BANDS, Math.max(1, Math.ceil(pieces / PIECES_A_BAND)));
    this.#south = box.south;
    this.#perDegree = this.#count / Math.max(box.north - box.south, 1e-12);
    this.#from = new Uint32Array(this.#count + 1);
    const each = (tell: (band: number, path: Path, i: number) => void): void => {
      for (const path of paths)
        for (let i = 0; i < path.edges.length; i += 1) {
          const [a, b] = [path.ys[i]!, path.ys[i + 1]!];
          const last = this.#band(Math.max(a, b));
          for (let band = this.#band(Math.min(a, b)); band <= last; band += 1) tell(band, path, i);
        }
    };
    each((band) => {
      this.#from[band + 1]! += 1;
    });
    for (let band = 0; band < this.#count; band += 1) this.#from[band + 1]! += this.#from[band]!;
    const at = this.#from.slice();
    this.#ends = new Float64Array(4 * this.#from[this.#count]!);
    each((band, { xs, ys }, i) => {
      const place = 4 * at[band]!;
      at[band]! += 1;
      this.#ends[place] = xs[i]!;
      this.#ends[place + 1] = ys[i]!;
      this.#ends[place + 2] = xs[i + 1]!;
      this.#ends[place + 3] = ys[i + 1]!;
    });
  }

  #band(y: number): number {
    const band = Math.floor((y - this.#south) * this.#perDegree);
    return band < 0 ? 0 : band >= this.#count ? this.#count - 1 : band;
  }

  /** Whether a line to the east leaves an odd number of times; a corner belongs to the piece above it. */
  odd(x: number, y: number): boolean {
    const band = this.#band(y);
    const ends = this.#ends;
    let odd = false;
    for (let i = 4 * this.#from[band]!; i < 4 * this.#from[band + 1]!; i += 4) {
      const y0 = ends[i + 1]!;
      const y1 = ends[i + 3]!;
      if (y0 > y === y1 > y) continue;
      const x0 = ends[i]!;
      if (x < x0 + ((y - y0) / (y1 - y0)) * (ends[i + 2]! - x0)) odd = !odd;
    }
    return odd;
  }

  /** Whether a piece comes into the box, or may. */
  touches({ west, south, east, north }: Readonly<Box>): boolean {
    const ends = this.#ends;
    const to = 4 * this.#from[this.#band(north) + 1]!;
    for (let i = 4 * this.#from[this.#band(south)]!; i < to; i += 4) {
      const [x0, y0, x1, y1] = [ends[i]!, ends[i + 1]!, ends[i + 2]!, ends[i + 3]!];
      if ((x0 < west && x1 < west) || (x0 > east && x1 > east)) continue;
      if ((y0 < south && y1 < south) || (y0 > north && y1 > north)) continue;
      // All four corners on one side of the piece: it passes by.
      const nx = y1 - y0;
      const ny = x0 - x1;
      const middle = nx * ((west + east) / 2 - x0) + ny * ((south + north) / 2 - y0);
      const reach = (Math.abs(nx) * (east - west) + Math.abs(ny) * (north - south)) / 2;
      if (Math.abs(middle) <= reach * (1 + 1e-9)) return true;
    }
    return false;
  }
}
