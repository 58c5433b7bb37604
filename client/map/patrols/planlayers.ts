/** Under the tracks: sectors, what of them was seen and how long ago, and the parts that an area would be cut into. */
import type { Layer } from '@deck.gl/core';
import { PathLayer, SolidPolygonLayer } from '@deck.gl/layers';
import { usePlanView } from '../../store/planview.ts';
import { useRecords } from '../../store/records.ts';
import type { ViewState } from '../../store/view.ts';
import { INKS, type Rgba } from '../colours.ts';
import { FLAT } from '../tracklayer/rowlayer.ts';
import {
  type CellShape,
  cellShapes,
  type Point,
  plannedSectors,
  ringsOf,
  sectorShapes,
} from './planshapes.ts';

interface Edge {
  readonly path: readonly Point[];
  readonly what: 'sector' | 'planned' | 'chosen' | 'cut' | 'old';
}

/** Opacities of cells by step, 0…255, the same steps as in the legend. */
const CELL_ALPHA = [115, 70, 36] as const;
const EDGE_PX = { sector: 1.25, planned: 2.5, chosen: 3.5, cut: 2, old: 1 } as const;
const EDGE_ALPHA = { sector: 130, planned: 220, chosen: 255, cut: 255, old: 90 } as const;
const PLANNED_ALPHA = 26;

type Colour = [number, number, number, number];
const faded = ([r, g, b]: Rgba, alpha: number): Colour => [r, g, b, alpha];

/** Sectors belong to the Patrols workspace; on other pictures they would cover what is watched. */
const isShown = ({ workspace }: Pick<ViewState, 'workspace'>): boolean => workspace === 'patrols';

export function planLayers(view: ViewState, scale: number): Layer[] {
  const visible = isShown(view);
  const { tables } = useRecords.getState();
  const { edited, coverage, cut } = usePlanView.getState();
  const { chosenRecord, palette } = view;
  const ink = INKS[palette];
  const chosen = chosenRecord?.kind === 'patrol' ? tables.patrol.get(chosenRecord.id)?.value : undefined;
  const planned = plannedSectors(edited, chosen);
  const shapes = visible ? sectorShapes(tables.sector.values()) : [];
  const edges: Edge[] = shapes.flatMap(({ id, rings }) => {
    const what =
      chosenRecord?.kind === 'sector' && chosenRecord.id === id
        ? ('chosen' as const)
        : planned.has(id)
          ? ('planned' as const)
          : ('sector' as const);
    return rings.map((path) => ({ path, what }));
  });
  const cells = visible ? coverage.flatMap(cellShapes) : [];
  const old = cells.filter(({ step }) => step === 'old');
  edges.push(
    ...(visible ? cut : []).flatMap((area) => ringsOf(area).map((path) => ({ path, what: 'cut' as const }))),
    ...old.map(({ ring }) => ({ path: [ring[0]!, ring[2]!], what: 'old' as const })),
  );
  return [
    new SolidPolygonLayer<{ readonly ring: readonly Point[] }>({
      id: 'plan-planned',
      visible,
      data: shapes
        .filter(({ id }) => planned.has(id))
        .flatMap(({ rings }) => rings.map((ring) => ({ ring }))),
      getPolygon: ({ ring }) => ring as [number, number][],
      getFillColor: faded(ink.selection, PLANNED_ALPHA),
      parameters: FLAT,
    }),
    new SolidPolygonLayer<CellShape>({
      id: 'plan-cells',
      visible,
      data: cells.filter(({ step }) => step !== 'old'),
      getPolygon: ({ ring }) => ring as [number, number][],
      getFillColor: ({ step }) => faded(ink.seen, CELL_ALPHA[step as 0 | 1 | 2] ?? 0),
      updateTriggers: { getFillColor: palette },
      parameters: FLAT,
    }),
    new PathLayer<Edge>({
      id: 'plan-edges',
      visible,
      data: edges,
      getPath: ({ path }) => path as [number, number][],
      getColor: ({ what }) =>
        faded(what === 'chosen' || what === 'cut' ? ink.selection : ink.ink, EDGE_ALPHA[what]),
      getWidth: ({ what }) => EDGE_PX[what] * scale,
      updateTriggers: { getColor: palette, getWidth: scale },
      widthUnits: 'pixels',
      parameters: FLAT,
    }),
  ];
}
