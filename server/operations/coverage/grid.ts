/** A sector as cells of nearly one size, and when each was last seen. */
import { distanceM, EARTH_RADIUS_M } from '../../../proto/domain/geo.ts';
import type { Area } from '../../../proto/domain/operations/area.ts';
import { areaM2 } from '../../../proto/domain/shapes/measure.ts';
import { boundsOf, contains } from '../../../proto/domain/shapes/prepared.ts';
import { degrees, toDegrees, toRadians } from '../../../proto/domain/units.ts';

/** Cells of one sector at most, about; a cell is never smaller than {@link SMALLEST_CELL_M}. */
export const MAX_CELLS = 1600;
export const SMALLEST_CELL_M = 25;

export class CoverageGrid {
  readonly areaM2: number;
  /** A cell's side. */
  readonly sizeM: number;
  /** Middles of the cells within the area. */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** NaN: not yet. */
  readonly lastSeenMs: Float64Array;

  constructor(area: Area) {
    this.areaM2 = areaM2(area) ?? 0;
    this.sizeM = Math.max(SMALLEST_CELL_M, Math.sqrt(this.areaM2 / MAX_CELLS));
    const { lats, lons } = middles(area, this.sizeM);
    this.lat = Float64Array.from(lats);
    this.lon = Float64Array.from(lons);
    this.lastSeenMs = new Float64Array(lats.length).fill(Number.NaN);
  }

  get count(): number {
    return this.lat.length;
  }

  /** Something at a place sees everything within `rangeM` of it. Answers whether that reaches the sector at all. */
  see(lat: number, lon: number, rangeM: number, atMs: number): boolean {
    const reachLat = toDegrees(rangeM / EARTH_RADIUS_M);
    const eye = { lat: degrees(lat), lon: degrees(lon) };
    let sees = false;
    for (let i = 0; i < this.count; i += 1) {
      // Most are too far north or south: the great circle is asked for few.
      if (Math.abs(this.lat[i]! - lat) > reachLat) continue;
      if (distanceM(eye, { lat: degrees(this.lat[i]!), lon: degrees(this.lon[i]!) }) > rangeM) continue;
      sees = true;
      if (!(this.lastSeenMs[i]! >= atMs)) this.lastSeenMs[i] = atMs;
    }
    return sees;
  }

  /** The share of the sector, 0…1, that was seen at `sinceMs` or later. */
  seenShare(sinceMs: number): number {
    if (this.count === 0) return 0;
    let seen = 0;
    for (let i = 0; i < this.count; i += 1) if (this.lastSeenMs[i]! >= sinceMs) seen += 1;
    return seen / this.count;
  }
}

/** Rows of one height, each with steps of one width: cells of one size but for the rounding of a row. */
function middles(area: Area, sizeM: number): { lats: number[]; lons: number[] } {
  const bounds = boundsOf(area);
  const lats: number[] = [];
  const lons: number[] = [];
  const stepLat = toDegrees(sizeM / EARTH_RADIUS_M);
  const widthDeg = bounds.west <= bounds.east ? bounds.east - bounds.west : bounds.east - bounds.west + 360;
  for (let lat = bounds.south + stepLat / 2; lat < bounds.north; lat += stepLat) {
    const stepLon = stepLat / Math.max(0.01, Math.cos(toRadians(lat)));
    for (let east = stepLon / 2; east < widthDeg; east += stepLon) {
      const lon = ((((bounds.west + east + 180) % 360) + 360) % 360) - 180;
      if (!contains(area, lat, lon)) continue;
      lats.push(lat);
      lons.push(lon);
    }
  }
  return { lats, lons };
}
