/** Names on the base map: seas in italics, towns by rank, crossing points, countries. */
import type {
  CircleLayerSpecification,
  ExpressionSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import type { BaseColours } from './palettes.table.ts';
import { AREA_SOURCE, WORLD_SOURCE } from './sources.ts';

/**
 * With no glyph server MapLibre draws with the page's fonts; it takes weight and slope from the first name of the
 * stack and falls through to the family that the page loads (`@fontsource/noto-sans` 400, 600, 400-italic).
 */
const REGULAR = ['Noto Sans'];
const STRONG = ['Noto Sans SemiBold', 'Noto Sans'];
const ITALIC = ['Noto Sans Italic', 'Noto Sans'];

/** On land the local name, as the road signs have it; at sea the English one, as the radio has it. */
const LOCAL_NAME: ExpressionSpecification = ['get', 'name'];
const ENGLISH_NAME: ExpressionSpecification = ['coalesce', ['get', 'nameEn'], ['get', 'name']];

/** The lowest rank that is named, by zoom: fewer names than would fit, for tracks come first. */
const RANK_SHOWN: ExpressionSpecification = ['step', ['zoom'], 0, 3.5, 1, 6, 2, 7.3, 3, 8.6, 4, 10, 5, 11, 6];
const SEA_RANK_SHOWN: ExpressionSpecification = ['step', ['zoom'], 0, 2.5, 1, 5.5, 2, 7, 3, 8.5, 4, 9.5, 5];

const kindIs = (...kinds: string[]): ExpressionSpecification => [
  'match',
  ['get', 'kind'],
  kinds,
  true,
  false,
];
const shownBy = (ranks: ExpressionSpecification): ExpressionSpecification => ['<=', ['get', 'rank'], ranks];

/** Where names compete for room the later layer has it: towns before seas before countries. */
export function labelLayers(colours: BaseColours) {
  return [WORLD_SOURCE, AREA_SOURCE].flatMap((source) => [
    dots(source, colours),
    countries(source, colours),
    features(source, colours),
    crossings(source, colours),
    seas(source, colours),
    towns(source, colours),
  ]);
}

const TOWNS = ['city', 'town', 'village', 'port'];

const dots = (source: string, colours: BaseColours): CircleLayerSpecification => ({
  id: `${source}-dot`,
  type: 'circle',
  source,
  'source-layer': 'place',
  filter: ['all', kindIs(...TOWNS), shownBy(RANK_SHOWN)],
  paint: {
    'circle-radius': ['interpolate', ['linear'], ['get', 'rank'], 1, 3, 3, 2.2, 6, 1.6],
    'circle-color': colours.landHalo,
    'circle-stroke-color': colours.dot,
    'circle-stroke-width': ['match', ['get', 'kind'], 'port', 1, 1.4],
  },
});

const towns = (source: string, colours: BaseColours): SymbolLayerSpecification => ({
  id: `${source}-town`,
  type: 'symbol',
  source,
  'source-layer': 'place',
  filter: ['all', kindIs(...TOWNS), shownBy(RANK_SHOWN)],
  layout: {
    'text-field': LOCAL_NAME,
    'text-font': ['match', ['get', 'rank'], [1, 2], ['literal', STRONG], ['literal', REGULAR]],
    'text-size': ['match', ['get', 'rank'], 1, 14, 2, 13, 3, 12, 11],
    'text-variable-anchor': [
      'left',
      'right',
      'top',
      'bottom',
      'top-left',
      'bottom-left',
      'top-right',
      'bottom-right',
    ],
    'text-radial-offset': 0.55,
    'text-justify': 'auto',
    'text-padding': 2,
    'symbol-sort-key': ['get', 'rank'],
  },
  paint: {
    'text-color': ['match', ['get', 'rank'], [1, 2], colours.placeText, colours.townText],
    'text-halo-color': colours.landHalo,
    'text-halo-width': 1.4,
  },
});

const crossings = (source: string, colours: BaseColours): SymbolLayerSpecification => ({
  id: `${source}-crossing`,
  type: 'symbol',
  source,
  'source-layer': 'place',
  minzoom: 7.5,
  filter: ['all', kindIs('crossing'), shownBy(RANK_SHOWN)],
  layout: {
    // A lozenge of the font on the border, and from close by the name of both sides.
    'text-field': [
      'step',
      ['zoom'],
      ['format', '◆', { 'font-scale': 0.8 }],
      9.2,
      ['format', '◆', { 'font-scale': 0.8 }, '\n', {}, LOCAL_NAME, {}],
    ],
    'text-font': REGULAR,
    'text-size': 11,
    'text-anchor': 'top',
    'text-offset': [0, -0.7],
    'text-line-height': 1.15,
    'text-max-width': 14,
    'text-padding': 4,
    'symbol-sort-key': ['get', 'rank'],
  },
  paint: {
    'text-color': colours.crossingText,
    'text-halo-color': colours.landHalo,
    'text-halo-width': 1.4,
  },
});

const seas = (source: string, colours: BaseColours): SymbolLayerSpecification => ({
  id: `${source}-sea-name`,
  type: 'symbol',
  source,
  'source-layer': 'place',
  filter: [
    'all',
    kindIs('ocean', 'sea', 'strait', 'bay', 'lake'),
    ['any', kindIs('ocean'), shownBy(SEA_RANK_SHOWN)],
  ],
  layout: {
    'text-field': ENGLISH_NAME,
    'text-font': ITALIC,
    'text-size': [
      'interpolate',
      ['linear'],
      ['zoom'],
      2,
      ['match', ['get', 'kind'], 'ocean', 13, 11],
      7,
      ['match', ['get', 'rank'], 1, 17, 2, 14, 12],
      11,
      ['match', ['get', 'rank'], 1, 22, 2, 18, 14],
    ],
    'text-letter-spacing': ['match', ['get', 'rank'], 1, 0.22, 2, 0.14, 0.06],
    'text-max-width': 7,
    'text-padding': 3,
    'symbol-sort-key': ['get', 'rank'],
  },
  paint: {
    'text-color': colours.seaText,
    'text-halo-color': ['match', ['get', 'kind'], 'lake', colours.lake, colours.seaHalo],
    'text-halo-width': 1.2,
  },
});

/** Islands and capes. */
const features = (source: string, colours: BaseColours): SymbolLayerSpecification => ({
  id: `${source}-feature`,
  type: 'symbol',
  source,
  'source-layer': 'place',
  filter: ['all', kindIs('island', 'cape'), shownBy(RANK_SHOWN)],
  layout: {
    'text-field': LOCAL_NAME,
    'text-font': ITALIC,
    'text-size': ['match', ['get', 'rank'], [1, 2, 3], 12, 11],
    'text-variable-anchor': ['center', 'left', 'right', 'top', 'bottom'],
    'text-radial-offset': 0.6,
    'text-justify': 'auto',
    'text-max-width': 8,
    'text-padding': 6,
    'symbol-sort-key': ['get', 'rank'],
  },
  paint: {
    'text-color': colours.townText,
    'text-halo-color': colours.landHalo,
    'text-halo-width': 1.4,
  },
});

const countries = (source: string, colours: BaseColours): SymbolLayerSpecification => ({
  id: `${source}-country`,
  type: 'symbol',
  source,
  'source-layer': 'place',
  minzoom: 2,
  maxzoom: 8,
  filter: ['all', kindIs('country'), shownBy(['step', ['zoom'], 1, 3, 2, 3.8, 3, 4.6, 4, 5.2, 5])],
  layout: {
    'text-field': ['upcase', ENGLISH_NAME],
    'text-font': STRONG,
    'text-size': ['interpolate', ['linear'], ['zoom'], 2, 9, 5, 11, 8, 14],
    'text-letter-spacing': 0.16,
    'text-max-width': 7,
    'text-padding': 8,
    'symbol-sort-key': ['get', 'rank'],
  },
  paint: {
    'text-color': colours.countryText,
    'text-halo-color': colours.landHalo,
    'text-halo-width': 1.2,
  },
});
