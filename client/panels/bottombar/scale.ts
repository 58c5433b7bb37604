/** The map's scale as charts write it. */
import { EARTH_RADIUS_M } from '../../../proto/domain/geo.ts';
import { toRadians } from '../../../proto/domain/units.ts';

/** A CSS pixel is 1/96 inch (CSS Values 4, § 6.1); what the glass really measures, a browser does not say. */
const CSS_PIXEL_M = 0.0254 / 96;
/** Pixels around the world at zoom 0. */
const WORLD_PX = 512;

/**
 * Metres on the ground for a metre on the screen.
 *
 * @param zoom web-mercator zoom of 512-pixel tiles
 * @param lat degrees; the scale of a mercator map changes with latitude
 */
export function scaleDenominator(zoom: number, lat: number): number {
  const metresPerPixel = (2 * Math.PI * EARTH_RADIUS_M * Math.cos(toRadians(lat))) / (WORLD_PX * 2 ** zoom);
  return metresPerPixel / CSS_PIXEL_M;
}
