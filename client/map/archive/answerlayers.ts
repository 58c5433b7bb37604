/** What the archive answered, under the tracks: ways coloured by speed or time, places, cells of a density. */
import type { Layer } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type {
  Answer,
  Corners,
  DensityCell,
  Question,
  TrackPoints,
} from '../../../proto/domain/record/questions.ts';
import { type Cell, cellsOf, type Way, waysOf } from '../../store/answershapes.ts';
import { answerOf, type FindState, useArchive, useFind } from '../../store/find.ts';
import { useView, type ViewState } from '../../store/view.ts';
import { INKS, type Rgba } from '../colours.ts';
import { FLAT } from '../tracklayer/rowlayer.ts';
import { rampColour } from './ramp.ts';

type Colour = [number, number, number, number];
const WAY_PX = 2.5;
const CHOSEN_PX = 5;
const PLACE_PX = 5;
const CELL_ALPHA = 165;
const WAY_ALPHA = 220;

const withAlpha = ([r, g, b]: Rgba, alpha: number): Colour => [r, g, b, alpha];

/** Kept as long as the answer. */
const keptWays = new WeakMap<Answer, readonly Way[]>();
const keptCells = new WeakMap<
  readonly DensityCell[],
  { readonly part: string | undefined; readonly cells: readonly Cell[] }
>();

function waysFor(answer: Answer): readonly Way[] {
  let ways = keptWays.get(answer);
  if (ways === undefined) {
    ways = waysOf(answer);
    keptWays.set(answer, ways);
  }
  return ways;
}

function cellsFor(cells: readonly DensityCell[], part: string | undefined): readonly Cell[] {
  const known = keptCells.get(cells);
  if (known !== undefined && known.part === part) return known.cells;
  const shown = cellsOf(cells, part);
  keptCells.set(cells, { part, cells: shown });
  return shown;
}

/** The tracks whose charts are shown, as ways of their own. */
function chartedWays(points: ReadonlyMap<string, TrackPoints>): readonly Way[] {
  const rows = [...points.values()].map(({ timesMs, lats, lons }) => ({
    fromMs: timesMs[0] ?? 0,
    untilMs: timesMs.at(-1) ?? 0,
    path: timesMs.map((ms, at) => [lats[at]!, lons[at]!, ms] as const),
    values: {},
  }));
  return waysOf({ rows: rows as unknown as Answer['rows'] });
}

export function answerLayers(view: ViewState, scale: number): Layer[] {
  const find = useFind.getState();
  const visible = view.workspace === 'replay' && find.onMap;
  const answer = visible ? answerOf(find) : undefined;
  const charted = visible ? chartedWays(useArchive.getState().points) : [];
  const ways = [...(answer === undefined ? [] : waysFor(answer)), ...charted];
  return [
    densityLayer(view, find, answer),
    chosenCell(view, find, answer, scale),
    askedShape(view, answer === undefined ? undefined : find.question, scale),
    ...wayLayers(view, find, ways, answer, scale),
  ];
}

function densityLayer(
  { palette }: ViewState,
  { question, part }: FindState,
  answer: Answer | undefined,
): Layer {
  const stepDeg = question?.ask === 'density' ? question.stepDeg : 0;
  const cells = answer?.cells === undefined || stepDeg === 0 ? [] : cellsFor(answer.cells, part);
  return new SolidPolygonLayer<Cell>({
    id: 'answer-density',
    data: cells,
    visible: cells.length > 0,
    getPolygon: ({ south, west }) => [
      [west, south],
      [west + stepDeg, south],
      [west + stepDeg, south + stepDeg],
      [west, south + stepDeg],
    ],
    getFillColor: ({ share }) => withAlpha(rampColour(palette, share), CELL_ALPHA),
    updateTriggers: { getFillColor: palette },
    parameters: FLAT,
  });
}

/** Where it was asked about: the answer is read against it. */
function askedShape({ palette }: ViewState, question: Question | undefined, scale: number): Layer {
  const asked = question as { readonly area?: Corners; readonly line?: Corners } | undefined;
  const corners = asked?.area ?? asked?.line ?? [];
  const path = corners.map(([lat, lon]): [number, number] => [lon, lat]);
  if (asked?.area !== undefined && path[0] !== undefined) path.push(path[0]);
  return new PathLayer<[number, number][]>({
    id: 'answer-asked',
    visible: path.length > 1,
    data: path.length > 1 ? [path] : [],
    getPath: (each) => each,
    getColor: withAlpha(INKS[palette].selection, 200),
    getWidth: 1.5 * scale,
    widthUnits: 'pixels',
    parameters: FLAT,
  });
}

/** The chosen cell has an edge: its colour alone would not tell it. */
function chosenCell(
  { palette }: ViewState,
  { question, chosen }: FindState,
  answer: Answer | undefined,
  scale: number,
): Layer {
  const step = question?.ask === 'density' ? question.stepDeg : 0;
  const cell = chosen === undefined ? undefined : answer?.cells?.[chosen];
  const rings =
    cell === undefined
      ? []
      : [
          [
            [cell.west, cell.south],
            [cell.west + step, cell.south],
            [cell.west + step, cell.south + step],
            [cell.west, cell.south + step],
            [cell.west, cell.south],
          ] as [number, number][],
        ];
  return new PathLayer<[number, number][]>({
    id: 'answer-cell',
    visible: rings.length > 0,
    data: rings,
    getPath: (ring) => ring,
    getColor: withAlpha(INKS[palette].selection, 255),
    getWidth: 2.5 * scale,
    widthUnits: 'pixels',
    parameters: FLAT,
  });
}

function wayLayers(
  { palette }: ViewState,
  { colourBy, chosen }: FindState,
  ways: readonly Way[],
  answer: Answer | undefined,
  scale: number,
): Layer[] {
  const ink = INKS[palette];
  const places =
    answer?.cells === undefined
      ? (answer?.rows ?? [])
          .map(({ lat, lon }, at) => ({ lat, lon, at }))
          .filter(
            (row): row is { lat: number; lon: number; at: number } =>
              row.lat !== undefined && row.lon !== undefined,
          )
      : [];
  const lit = ways.filter(({ at }) => at === chosen);
  return [
    new PathLayer<Way>({
      id: 'answer-chosen',
      visible: lit.length > 0,
      data: lit,
      getPath: ({ path }) => path as [number, number][],
      getColor: withAlpha(ink.selection, 255),
      getWidth: (CHOSEN_PX + 3) * scale,
      widthUnits: 'pixels',
      parameters: FLAT,
    }),
    new PathLayer<Way>({
      id: 'answer-ways',
      visible: ways.length > 0,
      data: ways,
      getPath: ({ path }) => path as [number, number][],
      getColor: (way) =>
        way[colourBy].map((share) => withAlpha(rampColour(palette, share), WAY_ALPHA)) as never,
      getWidth: ({ at }) => (at === chosen ? CHOSEN_PX : WAY_PX) * scale,
      updateTriggers: { getColor: [palette, colourBy], getWidth: [chosen, scale] },
      widthUnits: 'pixels',
      parameters: FLAT,
    }),
    new ScatterplotLayer<(typeof places)[number]>({
      id: 'answer-places',
      visible: places.length > 0,
      data: places,
      getPosition: ({ lon, lat }) => [lon, lat],
      getRadius: ({ at }) => (at === chosen ? PLACE_PX * 1.6 : PLACE_PX) * scale,
      getFillColor: withAlpha(ink.halo, 200),
      getLineColor: ({ at }) => withAlpha(at === chosen ? ink.selection : ink.ink, 255),
      getLineWidth: ({ at }) => (at === chosen ? 3 : 1.5) * scale,
      updateTriggers: {
        getRadius: [chosen, scale],
        getLineColor: [chosen, palette],
        getLineWidth: [chosen, scale],
      },
      stroked: true,
      radiusUnits: 'pixels',
      lineWidthUnits: 'pixels',
      parameters: FLAT,
    }),
  ];
}

/** Calls back when what is drawn of an answer is another; returns the way to stop. */
export function watchAnswer(changed: () => void): () => void {
  const stops = [
    useFind.subscribe((now, before) => {
      if (
        now.asked !== before.asked ||
        now.chosen !== before.chosen ||
        now.colourBy !== before.colourBy ||
        now.part !== before.part ||
        now.onMap !== before.onMap
      )
        changed();
    }),
    useArchive.subscribe((now, before) => {
      if (now.points !== before.points) changed();
    }),
    useView.subscribe((now, before) => {
      if (now.workspace !== before.workspace) changed();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
