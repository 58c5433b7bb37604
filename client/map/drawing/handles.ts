/** What of a drawn shape the pointer can take hold of. Pure. */
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { geodesicEnd } from '../../../proto/domain/shapes/geodesics.ts';
import { pathOf } from '../../../proto/domain/shapes/path.ts';
import { cornersOf, type Pen } from '../../store/pen.ts';
import type { Screen } from '../screen.ts';

export type Handle =
  | { readonly what: 'corner'; readonly at: number; readonly place: LatLon }
  /** Half way along an edge: takes a new corner before place `at`. */
  | { readonly what: 'middle'; readonly at: number; readonly place: LatLon }
  | { readonly what: 'radius'; readonly place: LatLon };

const EAST_DEG = 90;

/** In the middle of a geodesic: where it is drawn, not where a straight line of the map would be. */
function middle(a: LatLon, b: LatLon): LatLon {
  const { xs, ys } = pathOf([a, b], { closed: false });
  const last = xs.length - 1;
  const at = last / 2;
  const [low, high] = [Math.floor(at), Math.ceil(at)];
  return { lat: (ys[low]! + ys[high]!) / 2, lon: (xs[low]! + xs[high]!) / 2 };
}

export function handlesOf(pen: Pen): readonly Handle[] {
  const corners = cornersOf(pen);
  const handles: Handle[] = corners.map((place, at) => ({ what: 'corner', at, place }));
  if (pen.kind === 'circle') {
    const [centre] = corners;
    if (centre !== undefined && pen.radiusM !== undefined)
      handles.push({ what: 'radius', place: geodesicEnd(centre, EAST_DEG, pen.radiusM) });
    return handles;
  }
  const edges = pen.kind === 'polygon' && corners.length > 2 ? corners.length : corners.length - 1;
  for (let edge = 0; edge < edges; edge++) {
    const place = middle(corners[edge]!, corners[(edge + 1) % corners.length]!);
    handles.push({ what: 'middle', at: edge + 1, place });
  }
  return handles;
}

/** The handle meant by a place on the screen, CSS pixels: the nearest, corners before what lies between. */
export function handleAt(
  handles: readonly Handle[],
  screen: Screen,
  x: number,
  y: number,
  reachPx: number,
): Handle | undefined {
  let best: Handle | undefined;
  let bestPx = reachPx;
  for (const handle of handles) {
    const away = Math.hypot(screen.x(handle.place.lon) - x, screen.y(handle.place.lat) - y);
    const px = handle.what === 'middle' ? away + reachPx / 3 : away;
    if (px > bestPx) continue;
    best = handle;
    bestPx = px;
  }
  return best;
}
