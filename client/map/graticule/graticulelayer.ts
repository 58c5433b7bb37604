/** Meridians and parallels under the tracks. */
import type { Layer } from '@deck.gl/core';
import { LineLayer } from '@deck.gl/layers';
import type { ViewState } from '../../store/view.ts';
import { INKS } from '../colours.ts';
import { WORLD_PX } from '../scale.ts';
import { FLAT } from '../tracklayer/rowlayer.ts';
import { graticuleStepMin, gridValues } from './steps.ts';

interface Line {
  readonly from: [number, number];
  readonly to: [number, number];
}

/** Web mercator ends here. */
const MOST_NORTH = 85;

/** Lines for the viewport and half of one around it, so that a small move shows no edge. */
export function graticuleLayer(view: ViewState): Layer {
  const [r, g, b, a] = INKS[view.palette].faint;
  return new LineLayer<Line>({
    id: 'graticule',
    visible: view.layers.graticule,
    data: view.viewport === undefined || !view.layers.graticule ? [] : gridLines(view.viewport),
    getSourcePosition: (line) => line.from,
    getTargetPosition: (line) => line.to,
    getColor: [r, g, b, a],
    getWidth: 1,
    parameters: FLAT,
  });
}

function gridLines(viewport: NonNullable<ViewState['viewport']>): Line[] {
  const marginLon = (viewport.east - viewport.west) / 2;
  const marginLat = (viewport.north - viewport.south) / 2;
  const west = viewport.west - marginLon;
  const east = viewport.east + marginLon;
  const south = Math.max(-MOST_NORTH, viewport.south - marginLat);
  const north = Math.min(MOST_NORTH, viewport.north + marginLat);
  const stepMin = graticuleStepMin((WORLD_PX * 2 ** viewport.zoom) / 360);
  return [
    ...gridValues(west, east, stepMin).map((lon): Line => ({ from: [lon, south], to: [lon, north] })),
    ...gridValues(south, north, stepMin).map((lat): Line => ({ from: [west, lat], to: [east, lat] })),
  ];
}
