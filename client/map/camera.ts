/** The map's camera and the view in the store, each told of the other. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { useView } from '../store/view.ts';

/** While the map moves the store hears of it at most this often. */
const TELL_EVERY_MS = 120;
/** A followed ship may leave the middle by this much before the map moves after it, CSS pixels. */
const FOLLOW_SLACK_PX = 0.5;

/** Writes the viewport as the map moves, and goes where the store asks; returns the way to stop. */
export function joinCamera(map: MapLibreMap): () => void {
  let lastTold = Number.NEGATIVE_INFINITY;
  const tell = (): void => {
    lastTold = performance.now();
    const bounds = map.getBounds();
    useView.setState({
      viewport: {
        west: bounds.getWest(),
        south: bounds.getSouth(),
        east: bounds.getEast(),
        north: bounds.getNorth(),
        zoom: map.getZoom(),
      },
    });
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
  };
}

/** Keeps a place in the middle of the map; leaves a zoom or flight under way alone. */
export function keepInTheMiddle(map: MapLibreMap, place: readonly [number, number]): void {
  if (map.isMoving()) return;
  const at = map.project([place[0], place[1]]);
  const middle = map.project(map.getCenter());
  if (Math.hypot(at.x - middle.x, at.y - middle.y) < FOLLOW_SLACK_PX) return;
  map.jumpTo({ center: [place[0], place[1]] });
}
