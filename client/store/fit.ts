/** The camera that shows an area in the part of the map that no panel covers. */
import { type Bounds, wrapLongitude } from '../../proto/domain/geo.ts';
import { degrees, toRadians } from '../../proto/domain/units.ts';
import type { Camera, Viewport } from './view.ts';

/** Room round the area: it takes this share of the view. */
const SHARE = 0.85;
/** A single ship, or a few in a harbour, are shown with their surroundings. */
const NEAREST_ZOOM = 12;
const FURTHEST_ZOOM = 2;

/** Web-mercator northing of a latitude, radians; the map's edge beyond 85.05°. */
const northing = (lat: number): number => {
  const phi = toRadians(Math.max(-85.05, Math.min(85.05, lat)));
  return Math.log(Math.tan(Math.PI / 4 + phi / 2));
};

/** From what the view shows now: a zoom step halves it. Areas may cross the antimeridian (west > east). */
export function cameraAround(area: Bounds, view: Viewport): Camera {
  const width = (area.east - area.west + 360) % 360;
  const height = northing(area.north) - northing(area.south);
  const room = Math.min(
    ((view.east - view.west) * SHARE) / Math.max(width, 1e-9),
    ((northing(view.north) - northing(view.south)) * SHARE) / Math.max(height, 1e-9),
  );
  const middle = (northing(area.north) + northing(area.south)) / 2;
  return {
    lon: wrapLongitude(area.west + width / 2),
    lat: degrees((Math.atan(Math.sinh(middle)) * 180) / Math.PI),
    zoom: Math.max(FURTHEST_ZOOM, Math.min(NEAREST_ZOOM, view.zoom + Math.log2(room))),
  };
}
