/** How often the map is drawn again for motion alone: as often as it can be seen, never while nobody looks. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { metresPerPixel } from './scale.ts';

/** A fast ship: what moves faster is rare enough to step a little. */
const FAST_M_PER_S = 15;
/** Steps smaller than this cannot be seen. */
const STEP_PX = 0.35;
const SHORTEST_MS = 1000 / 15;
const LONGEST_MS = 1000;

/** Milliseconds between two drawings at a zoom and latitude. */
export function paceMs(zoom: number, lat: number): number {
  const pxPerS = FAST_M_PER_S / metresPerPixel(zoom, lat);
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (1000 * STEP_PX) / pxPerS));
}

/** Repaints at that pace until told to stop; nothing while the page or the map is hidden. */
export function keepPace(map: MapLibreMap, beforeRepaint: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const beat = (): void => {
    if (map.getContainer().clientWidth > 0) {
      beforeRepaint();
      map.triggerRepaint();
    }
    timer = setTimeout(beat, paceMs(map.getZoom(), map.getCenter().lat));
  };
  const follow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (document.visibilityState === 'visible') beat();
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    clearTimeout(timer);
  };
}
