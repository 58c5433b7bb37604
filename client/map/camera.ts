/** The map's camera and the view in the store, each told of the other. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { useView, type Viewport } from '../store/view.ts';

/** While the map moves the store hears of it at most this often. */
const TELL_EVERY_MS = 120;
/** A followed ship may leave the middle by this much before the map moves after it, CSS pixels. */
const FOLLOW_SLACK_PX = 0.5;

/** Writes the viewport as the map moves, and goes where the store asks; returns the way to stop. */
export function joinCamera(map: MapLibreMap): () => void {
  let lastTold = Number.NEGATIVE_INFINITY;
  const tell = (): void => {
    lastTold = performance.now();
    useView.setState({ viewport: freeViewport(map) });
  };
  const tellSometimes = (): void => {
    if (performance.now() - lastTold >= TELL_EVERY_MS) tell();
  };
  const letGo = (): void => {
    if (useView.getState().following) useView.setState({ following: false });
  };
  map.on('move', tellSometimes);
  map.on('moveend', tell);
  map.on('resize', tell);
  map.on('dragstart', letGo);
  // In focus the map zooms by these keys itself: said to whoever else listens, or it would zoom twice.
  const container = map.getCanvasContainer();
  const zoomed = (event: KeyboardEvent): void => {
    if (['+', '=', '-'].includes(event.key)) event.preventDefault();
  };
  container.addEventListener('keydown', zoomed);
  const unsubscribe = useView.subscribe((view, before) => {
    if (view.cameraRequest === before.cameraRequest) return;
    const { lon, lat, zoom } = view.camera;
    // Not `essential`: whoever asked the system for less motion is taken there at once.
    map.flyTo({ center: [lon, lat], zoom, duration: 900 });
  });
  tell();
  return () => {
    unsubscribe();
    map.off('move', tellSometimes);
    map.off('moveend', tell);
    map.off('resize', tell);
    map.off('dragstart', letGo);
    container.removeEventListener('keydown', zoomed);
  };
}

/** What is seen: the part of the map that no panel covers. */
function freeViewport(map: MapLibreMap): Viewport {
  const { clientWidth, clientHeight } = map.getContainer();
  const { left = 0, right = 0 } = map.getPadding();
  const topLeft = map.unproject([left, 0]);
  const bottomRight = map.unproject([Math.max(left + 1, clientWidth - right), clientHeight]);
  return {
    west: topLeft.lng,
    south: bottomRight.lat,
    east: bottomRight.lng,
    north: topLeft.lat,
    zoom: map.getZoom(),
  };
}

/** A place that a panel would hide is brought this far out from under it, CSS pixels. */
const CLEAR_PX = 40;

/**
 * Panels cover other parts of the map now: the middle of the rest becomes its centre while everything on the screen
 * stays where it was, except that `keep`, if a panel came over it, is moved clear.
 */
export function coverSides(
  map: MapLibreMap,
  left: number,
  right: number,
  keep: readonly [number, number] | undefined,
): void {
  const { clientWidth, clientHeight } = map.getContainer();
  const padding = { left, right, top: 0, bottom: 0 };
  map.jumpTo({ center: map.unproject([(clientWidth + left - right) / 2, clientHeight / 2]), padding });
  if (keep === undefined) return;
  const { x } = map.project([keep[0], keep[1]]);
  const clear = Math.min(Math.max(x, left + CLEAR_PX), clientWidth - right - CLEAR_PX);
  const onScreen = x >= 0 && x <= clientWidth;
  if (onScreen && clear !== x) map.panBy([x - clear, 0], { duration: 250 });
}

/** Keeps a place in the middle of the map; leaves a zoom or flight under way alone. */
export function keepInTheMiddle(map: MapLibreMap, place: readonly [number, number]): void {
  if (map.isMoving()) return;
  const at = map.project([place[0], place[1]]);
  const middle = map.project(map.getCenter());
  if (Math.hypot(at.x - middle.x, at.y - middle.y) < FOLLOW_SLACK_PX) return;
  map.jumpTo({ center: [place[0], place[1]] });
}
