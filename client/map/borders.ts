/** Land borders and limits of the territorial sea on the base map, shown or not. */
import type { Map as MapLibreMap } from 'maplibre-gl';

const BORDER = /-(border|border-casing|border-disputed|territorial)$/;

export function showBorders(map: MapLibreMap, shown: boolean): void {
  for (const id of map.getLayersOrder()) {
    if (BORDER.test(id)) map.setLayoutProperty(id, 'visibility', shown ? 'visible' : 'none');
  }
}
