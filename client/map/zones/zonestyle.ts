/**
 * The layers of zones. What a zone is for is told by its hatching, its colour and its words; how it stands by its edge:
 * full while it is active, thick while it is critical, thin outside its hours, dashes and dots before, and faint after.
 */
import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  LayerSpecification,
} from 'maplibre-gl';
import { ZONE_PURPOSES } from '../../../proto/domain/operations/zone.ts';
import type { Palette } from '../../store/view.ts';
import type { ZoneStanding } from '../../store/zonestanding.ts';
import { css, INKS, zoneColour } from '../colours.ts';
import { HATCHES } from './hatches.ts';

export const SHAPES = 'plan-zones';
export const NAMES = 'plan-zone-names';
export const hatchName = (purpose: string): string => `plan-zone-${purpose}`;
export const arrowName = (crossing: string): string => `plan-zone-arrow-${crossing}`;

type Expression = ExpressionSpecification;

/** A value by how the zone stands. */
function byStanding<T extends number | number[]>(values: { readonly [S in ZoneStanding]: T }): Expression {
  const { expired, ...others } = values;
  const literal = (value: T) => (Array.isArray(value) ? ['literal', value] : value);
  const cases = Object.entries(others).flatMap(([standing, value]) => [standing, literal(value as T)]);
  return ['match', ['get', 'standing'], ...cases, literal(expired)] as unknown as Expression;
}

/** MapLibre grows what is in pixels for screens read from afar. */
const px = (values: { readonly [S in ZoneStanding]: number }, scale: number): Expression => [
  '*',
  scale,
  byStanding(values),
];

const isArea: Expression = ['==', ['geometry-type'], 'Polygon'];
const isLine: Expression = ['==', ['geometry-type'], 'LineString'];
const isOn: Expression = ['in', ['get', 'standing'], ['literal', ['active', 'critical']]];
const large: Expression = ['>=', ['zoom'], ['get', 'fromZoom']];

const EDGE_PX = { critical: 3.4, active: 2, outside: 1.1, validated: 1.8, draft: 1.8, expired: 1 };
const EDGE_OPACITY = { critical: 1, active: 0.95, outside: 0.6, validated: 0.9, draft: 0.9, expired: 0.45 };
const DASHES = {
  critical: [1, 0],
  active: [1, 0],
  outside: [1, 0],
  validated: [5, 2.5],
  draft: [1.2, 1.8],
  expired: [2, 6],
};

export function zoneLayers(palette: Palette, scale: number, words: Expression): LayerSpecification[] {
  const ink = INKS[palette];
  const colour = [
    'match',
    ['get', 'purpose'],
    ...ZONE_PURPOSES.flatMap((purpose) => [purpose, css(zoneColour(palette, purpose))]),
    css(ink.ink),
  ] as unknown as DataDrivenPropertyValueSpecification<string>;
  const text = {
    'text-font': ['Noto Sans SemiBold', 'Noto Sans'],
    'text-size': 11.5 * scale,
    'text-max-width': 11,
    'text-padding': 3 * scale,
    'text-field': words,
    'symbol-sort-key': byStanding({ critical: 0, active: 1, outside: 3, validated: 2, draft: 2, expired: 4 }),
  };
  const written = { 'text-color': colour, 'text-halo-color': css(ink.halo), 'text-halo-width': 1.6 * scale };
  return [
    {
      id: 'plan-zone-fill',
      type: 'fill',
      source: SHAPES,
      filter: isArea,
      paint: {
        'fill-color': colour,
        'fill-opacity': byStanding({
          critical: 0.17,
          active: 0.08,
          outside: 0.025,
          validated: 0.03,
          draft: 0.02,
          expired: 0.01,
        }),
        'fill-antialias': false,
      },
    },
    {
      id: 'plan-zone-hatch',
      type: 'fill',
      source: SHAPES,
      filter: ['all', isArea, isOn, ['in', ['get', 'purpose'], ['literal', Object.keys(HATCHES)]]],
      paint: {
        'fill-pattern': ['concat', hatchName(''), ['get', 'purpose']],
        'fill-opacity': byStanding({
          critical: 0.6,
          active: 0.34,
          outside: 0,
          validated: 0,
          draft: 0,
          expired: 0,
        }),
      },
    },
    {
      id: 'plan-zone-chosen',
      type: 'line',
      source: SHAPES,
      filter: ['==', ['get', 'id'], ''],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': css(ink.selection), 'line-width': 1.8 * scale, 'line-gap-width': 5 * scale },
    },
    {
      id: 'plan-zone-edge',
      type: 'line',
      source: SHAPES,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colour,
        'line-width': px(EDGE_PX, scale),
        'line-opacity': byStanding(EDGE_OPACITY),
        'line-dasharray': byStanding(DASHES),
      },
    },
    {
      id: 'plan-zone-arrow',
      type: 'symbol',
      source: SHAPES,
      filter: ['all', isLine, large],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 110 * scale,
        'icon-image': ['concat', arrowName(''), ['get', 'crossing']],
        'icon-keep-upright': false,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
      paint: { 'icon-opacity': byStanding(EDGE_OPACITY) },
    },
    {
      id: 'plan-line-zone-name',
      type: 'symbol',
      source: SHAPES,
      filter: ['all', isLine, large],
      layout: { ...text, 'symbol-placement': 'line-center', 'text-offset': [0, -1.1] },
      paint: written,
    } as LayerSpecification,
    {
      id: 'plan-zone-name',
      type: 'symbol',
      source: NAMES,
      filter: large,
      layout: text,
      paint: written,
    } as LayerSpecification,
  ];
}
