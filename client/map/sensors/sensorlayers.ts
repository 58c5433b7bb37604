/** What the sensors should see, their blind sectors, and where cameras look: lines and faint areas under the tracks. */
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
  readonly well: boolean;
}

interface Area {
  readonly ring: readonly Point[];
  readonly what: 'blind' | 'view';
}

/** Opacities, 0…255. */
const EDGE_ALPHA = 150;
const UNWELL_ALPHA = 70;
const AREA_ALPHA = { blind: 34, view: 40 } as const;
const VIEW_EDGE_PX = 1.5;

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
      edges.push(...shapes.edges.map((path) => ({ path, well })));
      areas.push(...shapes.blind.map((ring) => ({ ring, what: 'blind' as const })));
    }
    if (view !== undefined && well) areas.push({ ring: viewShape({ lat, lon }, view), what: 'view' });
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
      getFillColor: ({ what }) => faded(what === 'view' ? selection : ink, AREA_ALPHA[what]),
      updateTriggers: { getFillColor: palette },
      parameters: FLAT,
    }),
    new PathLayer<Edge>({
      id: 'sensor-edges',
      visible,
      data: edges,
      getPath: ({ path }) => path as [number, number][],
      getColor: ({ well }) => faded(ink, well ? EDGE_ALPHA : UNWELL_ALPHA),
      updateTriggers: { getColor: palette },
      widthUnits: 'pixels',
      getWidth: VIEW_EDGE_PX * scale,
      parameters: FLAT,
    }),
  ];
}
