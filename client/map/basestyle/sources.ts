/** The two tile sources of the base map, as `server/setup/basemap` builds them. */
import type { VectorSourceSpecification } from 'maplibre-gl';

export const WORLD_SOURCE = 'base-world';
export const AREA_SOURCE = 'base-area';

/** The operating area, west, south, east, north: outside it the area has no tiles. */
export const AREA_BOUNDS: [number, number, number, number] = [15.5, 38.8, 21.5, 43.2];

/** Sources for a server at `origin` (`https://host:port`): the worker that fetches tiles needs whole addresses. */
export function baseSources(origin: string): { readonly [id: string]: VectorSourceSpecification } {
  return {
    [WORLD_SOURCE]: {
      type: 'vector',
      tiles: [`${origin}/basemap/tiles/world/{z}/{x}/{y}.pbf`],
      minzoom: 0,
      maxzoom: 5,
    },
    [AREA_SOURCE]: {
      type: 'vector',
      tiles: [`${origin}/basemap/tiles/area/{z}/{x}/{y}.pbf`],
      bounds: AREA_BOUNDS,
      minzoom: 5,
      maxzoom: 11,
    },
  };
}
