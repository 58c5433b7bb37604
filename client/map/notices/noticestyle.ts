/**
 * The layers of notices: an edge of dashes and dots, as no zone has, level dashes inside, and a sign whose form says how
 * much is asked. What is only announced is dotted and faint.
 */
import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  LayerSpecification,
} from 'maplibre-gl';
import type { NoticeRank } from '../../store/surroundings.ts';
import type { Palette } from '../../store/view.ts';
import { css, INKS } from '../colours.ts';
import { noticeColour, patternName, RANKS, signName } from './noticesigns.ts';

/** From further off the signs alone; who says so and how long ago, from where there is room beside the ships' names. */
const NAMED_FROM_ZOOM = 6.5;
const SAID_FROM_ZOOM = 8.5;

export const SHAPES = 'notices';
export const SIGNS = 'notice-signs';

type Expression = ExpressionSpecification;

const isArea: Expression = ['==', ['geometry-type'], 'Polygon'];
const isInForce: Expression = ['==', ['get', 'standing'], 'inForce'];

const byRank = (value: (rank: NoticeRank) => string): Expression =>
  [
    'match',
    ['get', 'rank'],
    ...RANKS.flatMap((rank) => [rank, value(rank)]),
    value('information'),
  ] as unknown as Expression;

export function noticeLayers(palette: Palette, scale: number): LayerSpecification[] {
  const ink = INKS[palette];
  const colour = byRank((rank) =>
    css(noticeColour(palette, rank)),
  ) as DataDrivenPropertyValueSpecification<string>;
  const inForceElse = (now: number, later: number): Expression => ['case', isInForce, now, later];
  return [
    {
      id: 'notice-fill',
      type: 'fill',
      source: SHAPES,
      filter: isArea,
      paint: { 'fill-color': colour, 'fill-opacity': inForceElse(0.06, 0.02), 'fill-antialias': false },
    },
    {
      id: 'notice-pattern',
      type: 'fill',
      source: SHAPES,
      filter: ['all', isArea, isInForce],
      paint: { 'fill-pattern': byRank(patternName), 'fill-opacity': 0.45 },
    },
    {
      id: 'notice-chosen',
      type: 'line',
      source: SHAPES,
      filter: ['==', ['get', 'id'], ''],
      layout: { 'line-join': 'round' },
      paint: { 'line-color': css(ink.selection), 'line-width': 1.8 * scale, 'line-gap-width': 5 * scale },
    },
    {
      id: 'notice-edge',
      type: 'line',
      source: SHAPES,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colour,
        'line-width': 2 * scale,
        'line-opacity': inForceElse(0.95, 0.6),
        'line-dasharray': [
          'case',
          isInForce,
          ['literal', [6, 2, 1.2, 2]],
          ['literal', [1.2, 2.4]],
        ] as unknown as Expression,
      },
    },
    {
      id: 'notice-sign',
      type: 'symbol',
      source: SIGNS,
      layout: {
        'icon-image': byRank(signName),
        'icon-allow-overlap': true,
        'icon-ignore-placement': false,
        'text-font': ['Noto Sans SemiBold', 'Noto Sans'],
        'text-size': 11.5 * scale,
        'text-max-width': 12,
        'text-padding': 3 * scale,
        'text-optional': true,
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
        'text-radial-offset': 1.3,
        'text-justify': 'auto',
        'text-field': [
          'step',
          ['zoom'],
          '',
          NAMED_FROM_ZOOM,
          ['get', 'title'],
          SAID_FROM_ZOOM,
          [
            'format',
            ['get', 'title'],
            {},
            '\n',
            {},
            ['get', 'said'],
            { 'font-scale': 0.85, 'text-font': ['literal', ['Noto Sans']] },
          ],
        ] as unknown as Expression,
        'symbol-sort-key': ['match', ['get', 'rank'], 'distress', 0, 'restricted', 1, 'caution', 2, 3],
      },
      paint: {
        'text-color': colour,
        'text-halo-color': css(ink.halo),
        'text-halo-width': 1.6 * scale,
        'icon-opacity': inForceElse(1, 0.7),
      },
    } as LayerSpecification,
  ];
}
