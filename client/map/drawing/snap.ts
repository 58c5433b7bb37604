/** What a place on the map snaps to: corners of other zones, so that neighbours share them, then their edges. */
import type { LatLon, Shape } from '../../../proto/domain/operations/area.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import type { Screen } from '../screen.ts';
import { drawnOf } from '../zones/zonefeatures.ts';

const REACH_PX = 9;

interface Near {
  readonly place: LatLon;
  readonly px: number;
}

const cornersOfShape = (shape: Shape): readonly LatLon[] => {
  switch (shape.kind) {
    case 'polygon':
      return shape.rings.flat();
    case 'circle':
      return [shape.centre];
    default:
      return shape.line;
  }
};

/** The nearest point of a straight piece on the screen, as a share of it. */
function shareAlong(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length2 = dx * dx + dy * dy;
  return length2 === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2));
}

function nearestCorner(shape: Shape, screen: Screen, x: number, y: number): Near | undefined {
  let best: Near | undefined;
  for (const place of cornersOfShape(shape)) {
    const px = Math.hypot(screen.x(place.lon) - x, screen.y(place.lat) - y);
    if (px <= (best?.px ?? REACH_PX)) best = { place, px };
  }
  return best;
}

function nearestOnEdge(
  lines: readonly (readonly GeoJSON.Position[])[],
  screen: Screen,
  x: number,
  y: number,
): Near | undefined {
  let best: Near | undefined;
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const [aLon = 0, aLat = 0] = line[i - 1]!;
      const [bLon = 0, bLat = 0] = line[i]!;
      const [ax, ay, bx, by] = [screen.x(aLon), screen.y(aLat), screen.x(bLon), screen.y(bLat)];
      const share = shareAlong(ax, ay, bx, by, x, y);
      const px = Math.hypot(ax + share * (bx - ax) - x, ay + share * (by - ay) - y);
      if (px > (best?.px ?? REACH_PX)) continue;
      best = { place: { lat: aLat + share * (bLat - aLat), lon: aLon + share * (bLon - aLon) }, px };
    }
  }
  return best;
}

/** Undefined where nothing is near. `besides`: the zone that is drawn anew. */
export function snapTo(
  zones: Iterable<Version<'zone'>>,
  besides: string | undefined,
  screen: Screen,
  x: number,
  y: number,
): LatLon | undefined {
  let corner: Near | undefined;
  let edge: Near | undefined;
  for (const zone of zones) {
    if (zone.id === besides) continue;
    const { geometry, box } = drawnOf(zone);
    if (!screen.touches(box, x, y, REACH_PX)) continue;
    const atCorner = nearestCorner(zone.value.shape, screen, x, y);
    if (atCorner !== undefined && atCorner.px <= (corner?.px ?? REACH_PX)) corner = atCorner;
    if (corner !== undefined) continue;
    const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates.flat();
    const onEdge = nearestOnEdge(lines, screen, x, y);
    if (onEdge !== undefined && onEdge.px <= (edge?.px ?? REACH_PX)) edge = onEdge;
  }
  return (corner ?? edge)?.place;
}
