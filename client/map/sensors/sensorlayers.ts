/**
 * What the sensors should see, their blind sectors, and where cameras look, under the tracks. Not seeing and looking
 * are told apart by form: a blind sector is hatched, a view is a filled area with an edge.
 */
import type { Layer } from '@deck.gl/core';
import { PathLayer, SolidPolygonLayer } from '@deck.gl/layers';
import { SensorHealth } from '../../../proto/domain/sensor.ts';
import type { SensorInfo } from '../../store/sensors.ts';
import type { Palette } from '../../store/view.ts';
import { INKS, type Rgba } from '../colours.ts';
import { FLAT } from '../tracklayer/rowlayer.ts';
import { coverageShapes, type Point, viewShape } from './coverage.ts';

interface Edge {
  readonly path: readonly Point[];
  readonly what: 'coverage' | 'unwell' | 'blind' | 'view';
}

interface Area {
  readonly ring: readonly Point[];
}

/** Opacities, 0…255. */
const EDGE_ALPHA = { coverage: 150, unwell: 70, blind: 90, view: 230 } as const;
const VIEW_ALPHA = 40;
const EDGE_PX = 1.5;

let shapedFor: readonly SensorInfo[] | undefined;
let shaped: { readonly edges: readonly Edge[]; readonly areas: readonly Area[] } = { edges: [], areas: [] };

/** Computed once for each list of sensors. */
function shapesOf(sensors: readonly SensorInfo[]): typeof shaped {
  if (sensors === shapedFor) return shaped;
  const edges: Edge[] = [];
  const areas: Area[] = [];
  for (const sensor of sensors) {
    const { lat, lon, coverage, view, health } = sensor;
    if (lat === undefined || lon === undefined) continue;
    const well = health === SensorHealth.working || health === SensorHealth.unknown;
    if (coverage !== undefined) {
      const shapes = coverageShapes({ lat, lon }, coverage);
      edges.push(
        ...shapes.edges.map((path) => ({ path, what: well ? ('coverage' as const) : ('unwell' as const) })),
      );
      edges.push(...shapes.blind.map((path) => ({ path, what: 'blind' as const })));
    }
    if (view === undefined || !well) continue;
    const ring = viewShape({ lat, lon }, view);
    areas.push({ ring });
    edges.push({ path: ring, what: 'view' });
  }
  shapedFor = sensors;
  shaped = { edges, areas };
  return shaped;
}

export function sensorLayers(
  visible: boolean,
  palette: Palette,
  sensors: readonly SensorInfo[],
  scale: number,
): Layer[] {
  const { ink, selection } = INKS[palette];
  const { edges, areas } = visible ? shapesOf(sensors) : { edges: [], areas: [] };
  const faded = ([r, g, b]: Rgba, alpha: number): [number, number, number, number] => [r, g, b, alpha];
  return [
    new SolidPolygonLayer<Area>({
      id: 'sensor-areas',
      visible,
      data: areas,
      getPolygon: ({ ring }) => ring as [number, number][],
      getFillColor: faded(selection, VIEW_ALPHA),
      parameters: FLAT,
    }),
    new PathLayer<Edge>({
      id: 'sensor-edges',
      visible,
      data: edges,
      getPath: ({ path }) => path as [number, number][],
      getColor: ({ what }) => faded(what === 'view' ? selection : ink, EDGE_ALPHA[what]),
      updateTriggers: { getColor: palette },
      widthUnits: 'pixels',
      getWidth: EDGE_PX * scale,
      parameters: FLAT,
    }),
  ];
}
