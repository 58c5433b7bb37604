/** What is known of the shore and of ports, from the packages that the base map is made of: no network. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Shore } from '../../../proto/domain/detecting.ts';
import { distanceM, EARTH_RADIUS_M } from '../../../proto/domain/geo.ts';
import { degrees, toRadians } from '../../../proto/domain/units.ts';
import { COAST_RANGE_M, Coast, type LandTopology } from './coast.ts';

const PORT_RANGE_M = 50_000;
const METRES_PER_DEGREE = toRadians(EARTH_RADIUS_M);
/** Distances are worked out at the corners of a grid so fine, once asked there, and between them by their four corners. */
const STEP_DEG = 0.005;
/** Corners along the side of a tile; the tiles asked last are kept: about 10 KB each. */
const SIDE = 50;
const MAX_TILES = 512;
/** Corner not yet asked; beyond the coast's range. */
const NOT_YET = Number.NaN;
const FAR = Number.POSITIVE_INFINITY;

const packageFile = createRequire(import.meta.url).resolve;
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

interface Port {
  readonly lat: number;
  readonly lon: number;
}

class KnownShore implements Shore {
  #coast: Coast | undefined;
  #ports: Map<number, Port[]> | undefined;
  readonly #tiles = new Map<number, Float32Array>();
  #lastKey = -1;
  #lastTile: Float32Array = new Float32Array(0);

  distanceM(lat: number, lon: number): number | undefined {
    const y = (Math.max(-90, Math.min(90, lat)) + 90) / STEP_DEG;
    const x = (lon + 180) / STEP_DEG;
    const [row, column] = [Math.floor(y), Math.floor(x)];
    const [up, right] = [y - row, x - column];
    const sw = this.#corner(row, column);
    const se = this.#corner(row, column + 1);
    const nw = this.#corner(row + 1, column);
    const ne = this.#corner(row + 1, column + 1);
    const found = (sw * (1 - right) + se * right) * (1 - up) + (nw * (1 - right) + ne * right) * up;
    return Number.isFinite(found) ? found : undefined;
  }

  portM(lat: number, lon: number): number | undefined {
    this.#ports ??= readPorts();
    const reach = Math.ceil(PORT_RANGE_M / METRES_PER_DEGREE / Math.max(0.05, Math.cos(toRadians(lat))));
    const place = { lat: degrees(lat), lon: degrees(lon) };
    let nearest = PORT_RANGE_M;
    for (let row = Math.floor(lat) - 1; row <= Math.floor(lat) + 1; row++)
      for (let column = Math.floor(lon) - reach; column <= Math.floor(lon) + reach; column++)
        for (const port of this.#ports.get(cellOf(row, column)) ?? [])
          nearest = Math.min(nearest, distanceM(place, { lat: degrees(port.lat), lon: degrees(port.lon) }));
    return nearest < PORT_RANGE_M ? nearest : undefined;
  }

  #corner(row: number, column: number): number {
    const [tileRow, tileColumn] = [Math.floor(row / SIDE), Math.floor(column / SIDE)];
    const tile = this.#tile(tileRow * 100_000 + tileColumn);
    const at = (row - tileRow * SIDE) * SIDE + (column - tileColumn * SIDE);
    const known = tile[at]!;
    if (!Number.isNaN(known)) return known;
    const asked = this.#measured(row * STEP_DEG - 90, column * STEP_DEG - 180);
    tile[at] = asked;
    return asked;
  }

  #measured(lat: number, lon: number): number {
    this.#coast ??= new Coast(readJson(packageFile('world-atlas/land-10m.json')) as LandTopology);
    const metres = this.#coast.distanceM(lat, lon);
    if (metres === undefined) return this.#coast.isLand(lat, lon) ? -COAST_RANGE_M : FAR;
    return this.#coast.isLand(lat, lon) ? -metres : metres;
  }

  #tile(key: number): Float32Array {
    if (key === this.#lastKey) return this.#lastTile;
    const known = this.#tiles.get(key) ?? new Float32Array(SIDE * SIDE).fill(NOT_YET);
    this.#tiles.delete(key);
    this.#tiles.set(key, known);
    if (this.#tiles.size > MAX_TILES) this.#tiles.delete(this.#tiles.keys().next().value!);
    this.#lastKey = key;
    this.#lastTile = known;
    return known;
  }
}

const cellOf = (row: number, column: number): number => row * 360 + ((((column + 180) % 360) + 360) % 360);

/** The world's ports by cells of a degree (`sea-ports`); those without a position are left out. */
function readPorts(): Map<number, Port[]> {
  const said = readJson(packageFile('sea-ports/lib/ports.json')) as Readonly<
    Record<string, { readonly coordinates?: readonly number[] }>
  >;
  const byCell = new Map<number, Port[]>();
  for (const { coordinates } of Object.values(said)) {
    const [lon, lat] = coordinates ?? [];
    if (lon === undefined || lat === undefined) continue;
    const cell = cellOf(Math.floor(lat), Math.floor(lon));
    const there = byCell.get(cell);
    if (there) there.push({ lat, lon });
    else byCell.set(cell, [{ lat, lon }]);
  }
  return byCell;
}

/**
 * Coast of Natural Earth 1:10m (`world-atlas`, public domain), good to about half a kilometre, at capes to two, and
 * small harbours are not in it; ports of `sea-ports`. Both are read when they are first asked for: about 200 ms and 20 MB, once.
 */
export const openShore = (): Shore => new KnownShore();
