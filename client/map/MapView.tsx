/** The map as a component: draws the store and writes to it what the operator points at and looks at. */
import 'maplibre-gl/dist/maplibre-gl.css';
import { type ReactElement, useEffect, useRef } from 'react';
import type { TrackTable } from '../store/tracks.ts';
import type { AggregateView } from './aggregates/aggregates.ts';
import { startChart } from './chart.ts';
import { ScaleBar } from './ScaleBar.tsx';
import type { TrailView } from './trails/trailview.ts';

export interface MapViewProps {
  readonly table: TrackTable;
  readonly trails?: TrailView;
  /** The counts that stand in place of tracks, or undefined while tracks are shown; asked at every drawing. */
  readonly aggregate?: () => AggregateView | undefined;
  /** Size factor of symbols and text: 1 at a desk, about 1.6 on a wall. */
  readonly scale?: number;
}

const NO_COUNTS = (): undefined => undefined;

export function MapView({ table, trails, aggregate = NO_COUNTS, scale = 1 }: MapViewProps): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (container.current === null) return undefined;
    return startChart({ container: container.current, table, trails, aggregate, scale });
  }, [table, trails, aggregate, scale]);
  return (
    <div className="map" style={{ position: 'absolute', inset: 0 }}>
      <div ref={container} style={{ position: 'absolute', inset: 0 }} />
      <ScaleBar scale={scale} />
    </div>
  );
}
