/** Layers of the base map without words: sea, land, lakes, coasts, borders, territorial seas. */
import type { FillLayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import type { BaseColours } from './palettes.table.ts';
import { AREA_SOURCE, WORLD_SOURCE } from './sources.ts';

type Source = typeof AREA_SOURCE | typeof WORLD_SOURCE;

/**
 * From below: the world, then the area, whose `sea` wipes the world's coarser coast. No layer outlines a polygon:
 * a tile's edge would be outlined with it, so coasts are lines of their own.
 */
export function lineLayers(colours: BaseColours) {
  return [...groundLayers(WORLD_SOURCE, colours), seaFill(colours), ...groundLayers(AREA_SOURCE, colours)];
}

const seaFill = (colours: BaseColours): FillLayerSpecification => ({
  id: 'base-area-sea',
  type: 'fill',
  source: AREA_SOURCE,
  'source-layer': 'sea',
  // Not smoothed: its edge would show as a hairline on the land that goes on beyond it.
  paint: { 'fill-color': colours.sea, 'fill-antialias': false },
});

function groundLayers(
  source: Source,
  colours: BaseColours,
): (FillLayerSpecification | LineLayerSpecification)[] {
  const fill = (layer: string, colour: string): FillLayerSpecification => ({
    id: `${source}-${layer}`,
    type: 'fill',
    source,
    'source-layer': layer,
    // The area's land was cut to a box and has edges along it that must not be drawn; its coast line is edge enough.
    paint: { 'fill-color': colour, 'fill-antialias': source === WORLD_SOURCE },
  });
  return [
    fill('land', colours.land),
    fill('water', colours.lake),
    {
      id: `${source}-coast`,
      type: 'line',
      source,
      'source-layer': 'coast',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': ['match', ['get', 'kind'], 'lake', colours.shore, colours.coast],
        'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.4, 6, 0.7, 10, 1.1, 14, 1.6],
      },
    },
    {
      id: `${source}-territorial`,
      type: 'line',
      source,
      'source-layer': 'territorial',
      minzoom: 5,
      paint: {
        'line-color': colours.territorial,
        'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.7, 10, 1.2, 14, 1.6],
        'line-dasharray': [7, 4],
      },
    },
    {
      id: `${source}-border-casing`,
      type: 'line',
      source,
      'source-layer': 'border',
      minzoom: 5,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colours.borderCasing,
        'line-width': ['interpolate', ['linear'], ['zoom'], 5, 2, 10, 6, 14, 10],
      },
    },
    {
      id: `${source}-border`,
      type: 'line',
      source,
      'source-layer': 'border',
      minzoom: 2,
      filter: ['!', ['get', 'disputed']],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colours.border,
        'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.5, 6, 0.9, 10, 1.5, 14, 2],
        'line-dasharray': [6, 2, 1.5, 2],
      },
    },
    {
      id: `${source}-border-disputed`,
      type: 'line',
      source,
      'source-layer': 'border',
      minzoom: 2,
      filter: ['get', 'disputed'],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colours.disputed,
        'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.5, 6, 0.9, 10, 1.5, 14, 2],
        'line-dasharray': [1.5, 2.5],
      },
    },
  ];
}
