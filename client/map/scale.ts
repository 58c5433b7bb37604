/** Ground and screen: metres a CSS pixel on the web-mercator map, and round lengths for the scale bar. */
import { EARTH_RADIUS_M } from '../../proto/domain/geo.ts';
import { METRES_PER_NAUTICAL_MILE, toRadians } from '../../proto/domain/units.ts';

/** Side of the world at zoom 0, CSS pixels (MapLibre's tiles). */
export const WORLD_PX = 512;

/** Metres on the ground across one CSS pixel. */
export const metresPerPixel = (zoom: number, lat: number): number =>
  (2 * Math.PI * EARTH_RADIUS_M * Math.cos(toRadians(lat))) / (WORLD_PX * 2 ** zoom);

/** Web-mercator y of a latitude, 0 at the north edge and 1 at the south (EPSG:3857). */
export function mercatorY(lat: number): number {
  const sin = Math.sin(toRadians(lat));
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

/** The largest of 1, 2, 5 × 10ⁿ that is no longer than `longest`. */
export function roundLength(longest: number): number {
  const decade = 10 ** Math.floor(Math.log10(longest));
  const digit = longest / decade;
  return decade * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}

export interface ScaleBar {
  /** Length in its unit, and on the screen. */
  readonly length: number;
  readonly px: number;
}

/** Bars of round length in nautical miles and in kilometres, neither longer than `longestPx`. */
export function scaleBars(
  zoom: number,
  lat: number,
  longestPx: number,
): { readonly nauticalMiles: ScaleBar; readonly kilometres: ScaleBar } {
  const perPx = metresPerPixel(zoom, lat);
  const bar = (unitM: number): ScaleBar => {
    const length = roundLength((longestPx * perPx) / unitM);
    return { length, px: (length * unitM) / perPx };
  };
  return { nauticalMiles: bar(METRES_PER_NAUTICAL_MILE), kilometres: bar(1000) };
}
