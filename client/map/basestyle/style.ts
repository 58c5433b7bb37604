/** The base map's style for MapLibre, in one of four palettes, with nothing fetched from outside the server. */
import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { Palette } from '../../store/view.ts';
import { labelLayers } from './labellayers.ts';
import { lineLayers } from './linelayers.ts';
import { BASE_COLOURS } from './palettes.table.ts';
import { grown } from './size.ts';
import { baseSources } from './sources.ts';

/**
 * The style of the base map, its names and lines `scale` times as large as at a desk. `origin` is where the server
 * stands (`location.origin` in the page), which must load `@fontsource/noto-sans` 400, 400-italic and 600: labels are
 * drawn with the page's fonts.
 */
export function baseStyle(palette: Palette, scale = 1, origin: string = location.origin): StyleSpecification {
  const colours = BASE_COLOURS[palette];
  return {
    version: 8,
    name: `watchfloor-${palette}`,
    // A palette comes at once: a slow change of every colour would look like a change of the picture.
    transition: { duration: 0, delay: 0 },
    sources: baseSources(origin),
    layers: [
      { id: 'base-sea', type: 'background', paint: { 'background-color': colours.sea } },
      ...[...lineLayers(colours), ...labelLayers(colours)].map((layer) => grown(layer, scale)),
    ],
  };
}

/** Sea, land and lake of a palette as `#rrggbb`, for overlays that must match the base map. */
export function paletteColours(palette: Palette): {
  readonly sea: string;
  readonly land: string;
  readonly lake: string;
} {
  const { sea, land, lake } = BASE_COLOURS[palette];
  return { sea, land, lake };
}

/**
 * Changes a map's palette without a flash: only colours that differ are set, so tiles, labels and layers of others
 * stay as they are. Call it when the style has been loaded; layers that the map lacks are passed over.
 */
export function applyPalette(map: MapLibreMap, palette: Palette, scale: number): void {
  for (const layer of baseStyle(palette, scale).layers) {
    if (!map.getLayer(layer.id)) continue;
    for (const [property, value] of Object.entries(layer.paint ?? {})) {
      if (JSON.stringify(map.getPaintProperty(layer.id, property as PaintProperty)) !== JSON.stringify(value))
        map.setPaintProperty(layer.id, property as PaintProperty, value);
    }
  }
}

type PaintProperty = Parameters<MapLibreMap['setPaintProperty']>[1];
