/** Shapes within SQL: a box that files are looked up by, and the exact shape as a function of ours. */

import type { DuckDBConnection } from '@duckdb/node-api';
import { BOOLEAN, DuckDBScalarFunction, INTEGER, UINTEGER } from '@duckdb/node-api';
import { EARTH_RADIUS_M } from '../../../proto/domain/geo.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import type { Corners } from '../../../proto/domain/record/questions.ts';
import { prepare } from '../../../proto/domain/shapes/prepared.ts';
import type { PreparedShape } from '../../../proto/domain/shapes/preparedshape.ts';
import { real, whole } from './line.ts';

const INSIDE = 'inside_shape';

/** Shapes that questions are about now, by the number that stands in the SQL. */
const shapes = new Map<number, PreparedShape>();
let made = 0;

/** Once for a database, before anything is asked of it. */
export function registerShapes(connection: DuckDBConnection): void {
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: INSIDE,
      returnType: BOOLEAN,
      parameterTypes: [UINTEGER, INTEGER, INTEGER],
      mainFunction(_info, input, output) {
        const [numbers, lats, lons] = [0, 1, 2].map((column) => input.getColumnVector(column));
        for (let i = 0; i < input.rowCount; i += 1) {
          const shape = shapes.get(numbers!.getItem(i) as number);
          const is = shape?.contains((lats!.getItem(i) as number) / 1e6, (lons!.getItem(i) as number) / 1e6);
          output.setItem(i, is === true);
        }
        output.flush();
      },
    }),
  );
}

export const asLatLons = (corners: Corners): readonly LatLon[] => corners.map(([lat, lon]) => ({ lat, lon }));

/** Degrees; `east` beyond 180 where it crosses the antimeridian. */
export interface QueryBox {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** `marginDeg` further to every side, of latitude; of longitude so much that it is as far. */
export function widened({ south, west, north, east }: QueryBox, marginDeg: number): QueryBox {
  const lat = Math.min(89, Math.max(Math.abs(south - marginDeg), Math.abs(north + marginDeg)));
  const lonDeg = marginDeg / Math.cos((lat * Math.PI) / 180);
  return { south: south - marginDeg, north: north + marginDeg, west: west - lonDeg, east: east + lonDeg };
}

export function boxOfCorners(corners: Corners, kind: 'polygon' | 'line'): QueryBox {
  const points = asLatLons(corners);
  return prepare(kind === 'polygon' ? { kind, rings: [points] } : { kind, line: points, crossing: 'both' })
    .box;
}

const e6 = (deg: number): number => Math.round(deg * 1e6);

/** Rows within a box, by columns whose ranges the files know. */
export function isWithin({ south, west, north, east }: QueryBox): string {
  const row = (lat: number): number => Math.floor(Math.max(-90, Math.min(90, lat)) * 4 + 360) * 1440;
  const lats = `cell BETWEEN ${whole(row(south))} AND ${whole(row(north) + 1439)} AND lat_e6 BETWEEN ${whole(e6(south))} AND ${whole(e6(north))}`;
  if (east - west >= 360) return lats;
  const lons = (from: number, until: number): string =>
    `lon_e6 BETWEEN ${whole(e6(from))} AND ${whole(e6(until))}`;
  const wrapped = west < -180 ? { west: west + 360, east: east + 360 } : { west, east };
  if (wrapped.east <= 180) return `${lats} AND ${lons(wrapped.west, wrapped.east)}`;
  return `${lats} AND (${lons(wrapped.west, 180)} OR ${lons(-180, wrapped.east - 360)})`;
}

/** An area that a question is about, until it is given back. */
export class QueryArea {
  readonly box: QueryBox;
  readonly #number: number;

  constructor(corners: Corners) {
    made += 1;
    this.#number = made;
    const shape = prepare({ kind: 'polygon', rings: [asLatLons(corners)] });
    shapes.set(made, shape);
    this.box = shape.box;
  }

  /** Rows whose box was looked at already. */
  get isInside(): string {
    return `${INSIDE}(${this.#number}::UINTEGER, lat_e6, lon_e6)`;
  }

  release(): void {
    shapes.delete(this.#number);
  }
}

/** Metres between two places given in 1e-6 degree: great circle on the mean sphere (haversine), as `distanceM`. */
export const metresBetween = (latA: string, lonA: string, latB: string, lonB: string): string =>
  `(${real(2 * EARTH_RADIUS_M)} * asin(least(1, sqrt(pow(sin(radians((${latB} - ${latA}) / 2e6)), 2)
    + cos(radians(${latA} / 1e6)) * cos(radians(${latB} / 1e6)) * pow(sin(radians((${lonB} - ${lonA}) / 2e6)), 2)))))`;
