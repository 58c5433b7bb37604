/**
 * Says what lies where in the operating area: sea, lake or land, from the 250 m coast of the base map in cells of
 * 0.001° (about 85 × 111 m). `watergrid.mjs` writes the file and states its layout.
 */
import { readFileSync } from 'node:fs';
import type { Bounds } from '../../../proto/domain/geo.ts';

export type Ground = 'sea' | 'land' | 'lake';

export interface WaterGrid {
  readonly bounds: Bounds;
  /** What lies at a position (degrees); undefined outside the bounds, where nothing is known. */
  groundAt(lat: number, lon: number): Ground | undefined;
  /** Whether a position is on the sea or a lake; undefined outside the bounds. */
  isWater(lat: number, lon: number): boolean | undefined;
}

/** Where the build of the base map leaves the grid, from the repository's root. */
export const WATER_FILE = 'build/basemap/water.bin';

const HEADER_BYTES = 36;
const GROUNDS = ['sea', 'land', 'lake'] as const;

/** Reads a grid. Throws an Error that names the remedy where the file is missing or not a grid. */
export function readWaterGrid(file: string = WATER_FILE): WaterGrid {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new Error(`${file} is missing; run \`node server/setup/basemap/build.mjs\``);
  }
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 4) !== 'WFW1')
    throw new Error(`${file} is not a water grid; remove it and run \`node server/setup/basemap/build.mjs\``);
  const west = bytes.readDoubleLE(4);
  const south = bytes.readDoubleLE(12);
  const cellDeg = bytes.readDoubleLE(20);
  const columns = bytes.readUInt32LE(28);
  const rows = bytes.readUInt32LE(32);

  const groundAt = (lat: number, lon: number): Ground | undefined => {
    const column = Math.floor((lon - west) / cellDeg);
    const row = Math.floor((lat - south) / cellDeg);
    // Written so that NaN is outside too.
    if (!(column >= 0 && column < columns && row >= 0 && row < rows)) return undefined;
    const cell = row * columns + column;
    return GROUNDS[((bytes[HEADER_BYTES + (cell >> 2)] ?? 0) >> ((cell & 3) * 2)) & 3];
  };
  return {
    bounds: { west, south, east: west + columns * cellDeg, north: south + rows * cellDeg },
    groundAt,
    isWater: (lat, lon) => {
      const ground = groundAt(lat, lon);
      return ground === undefined ? undefined : ground !== 'land';
    },
  };
}

let standing: WaterGrid | undefined;

/**
 * Whether a position (degrees) of the operating area is on the sea or a lake; undefined outside the area.
 * Reads the built base map at the first call, and throws as `readWaterGrid` where it has not been built.
 */
export function isWater(lat: number, lon: number): boolean | undefined {
  standing ??= readWaterGrid();
  return standing.isWater(lat, lon);
}
