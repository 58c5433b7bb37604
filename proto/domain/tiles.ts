/**
 * The tiles by which a picture is sent: web-mercator cells at three levels, packed as in `TileFrame`.
 * Rows 0 and last reach the poles, so that every position is in one tile of each level.
 */
import type { Bounds } from './geo.ts';
import { toDegrees, toRadians } from './units.ts';

/** `level << 20 | x << 10 | y`. */
export type TileId = number;

/** Web-mercator zoom of levels 0, 1 and 2. */
export const TILE_ZOOMS = [4, 7, 10] as const;
export type TileLevel = 0 | 1 | 2;
/** The level that holds no area: its tiles span the world. */
export const WORLD_LEVEL = 3;

/** Tracks in distress or alarmed, sent to everyone at any zoom. */
export const ALWAYS_TILE: TileId = WORLD_LEVEL << 20;
/** What one client selected or pinned. */
export const CHOSEN_TILE: TileId = (WORLD_LEVEL << 20) | 1;

/** Columns: a millionth of a tile. */
const EDGE = 1e-6;
const MAX_TILE: TileId = (WORLD_LEVEL << 20) | 0xfffff;
const FINEST_ZOOM = 10;
const WORLD: Bounds = { west: -180, south: -90, east: 180, north: 90 };

export const packTile = (level: TileLevel, x: number, y: number): TileId => (level << 20) | (x << 10) | y;
export const levelOfTile = (tile: TileId): number => tile >>> 20;
export const xOfTile = (tile: TileId): number => (tile >>> 10) & 1023;
export const yOfTile = (tile: TileId): number => tile & 1023;

/** Whether a number names a tile of one of the levels, the two of the world level included. */
export function isTile(value: number): boolean {
  if (!Number.isInteger(value) || value < 0 || value > MAX_TILE) return false;
  if (value === ALWAYS_TILE || value === CHOSEN_TILE) return true;
  const zoom = TILE_ZOOMS[value >>> 20];
  return zoom !== undefined && xOfTile(value) < 1 << zoom && yOfTile(value) < 1 << zoom;
}

/** The level a map at `zoom` watches; undefined where counts take the place of tracks. */
export function levelForZoom(zoom: number): TileLevel | undefined {
  if (zoom < 4) return undefined;
  if (zoom < 7) return 0;
  return zoom < 10 ? 1 : 2;
}

const columnOf = (lon: number, side: number): number =>
  Math.max(0, Math.min(side - 1, Math.floor(((lon + 180) / 360) * side)));

/** Spherical web mercator (EPSG:3857): y = 1/2 - ln((1 + sin lat) / (1 - sin lat)) / 4 pi of the world's side. */
function rowOf(lat: number, side: number): number {
  const sin = Math.sin(toRadians(Math.max(-89.99, Math.min(89.99, lat))));
  const row = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * side);
  return Math.max(0, Math.min(side - 1, row));
}

/** The tile of the finest level under a position; `lon` in [-180, 180]. */
export function finestTileAt(lat: number, lon: number): TileId {
  const side = 1 << FINEST_ZOOM;
  return packTile(2, columnOf(lon, side), rowOf(lat, side));
}

/** The tile of a coarser level that holds a tile of the finest. */
export function ancestorTile(finest: TileId, level: TileLevel): TileId {
  const shift = FINEST_ZOOM - TILE_ZOOMS[level];
  return packTile(level, xOfTile(finest) >> shift, yOfTile(finest) >> shift);
}

export const tileAt = (level: TileLevel, lat: number, lon: number): TileId =>
  ancestorTile(finestTileAt(lat, lon), level);

/** Northern edge of a row, degrees: the inverse of the mercator formula; the first row reaches the pole. */
function northOfRow(y: number, side: number): number {
  if (y <= 0) return 90;
  if (y >= side) return -90;
  return toDegrees(Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / side))));
}

/** What a tile spans; the world for the tiles of the world level. */
export function tileBounds(tile: TileId): Bounds {
  const zoom = TILE_ZOOMS[levelOfTile(tile)];
  if (zoom === undefined) return WORLD;
  const side = 1 << zoom;
  const x = xOfTile(tile);
  const y = yOfTile(tile);
  return {
    west: (x / side) * 360 - 180,
    south: northOfRow(y + 1, side),
    east: ((x + 1) / side) * 360 - 180,
    north: northOfRow(y, side),
  };
}

/**
 * The tiles that a view touches, nearest to its middle first, at most `limit`.
 * `west > east` crosses the antimeridian; a view of 360 degrees or more is the whole world around.
 */
export function tilesCovering(view: Bounds, level: TileLevel, limit: number): TileId[] {
  if (![view.west, view.south, view.east, view.north].every(Number.isFinite) || limit <= 0) return [];
  const side = 1 << TILE_ZOOMS[level];
  const span = view.east >= view.west ? view.east - view.west : view.east - view.west + 360;
  // An edge between two columns belongs to both, however it is rounded.
  const from = Math.floor(((view.west + 180) / 360) * side - EDGE);
  const columns = span >= 360 ? side : Math.floor(((view.west + span + 180) / 360) * side + EDGE) - from + 1;
  const top = rowOf(Math.max(view.north, view.south), side);
  const bottom = rowOf(Math.min(view.north, view.south), side);
  const middleX = from + (columns - 1) / 2;
  const middleY = (top + bottom) / 2;
  // A view far wider than the limit is cut to the square around its middle before anything is listed.
  const reach = Math.ceil(limit / 2);
  const cells: { tile: TileId; away: number }[] = [];
  const lastColumn = from + Math.min(columns, side) - 1;
  for (
    let x = Math.max(from, Math.floor(middleX - reach));
    x <= Math.min(lastColumn, middleX + reach);
    x += 1
  ) {
    for (let y = Math.max(top, Math.floor(middleY - reach)); y <= Math.min(bottom, middleY + reach); y += 1) {
      const wrapped = ((x % side) + side) % side;
      cells.push({ tile: packTile(level, wrapped, y), away: (x - middleX) ** 2 + (y - middleY) ** 2 });
    }
  }
  cells.sort((a, b) => a.away - b.away || a.tile - b.tile);
  return cells.slice(0, limit).map((cell) => cell.tile);
}
