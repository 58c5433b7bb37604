/** The map as a component: draws the store and writes to it what the operator points at and looks at. */
import 'maplibre-gl/dist/maplibre-gl.css';
import { type ReactElement, useEffect, useRef } from 'react';
import type { TrackTable } from '../store/tracks.ts';
import { startChart } from './chart.ts';

export interface MapViewProps {
  readonly table: TrackTable;
  /** Size factor of symbols and text: 1 at a desk, about 1.6 on a wall. */
  readonly scale?: number;
}

export function MapView({ table, scale = 1 }: MapViewProps): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (container.current === null) return undefined;
    return startChart({ container: container.current, table, scale });
  }, [table, scale]);
  return <div ref={container} className="map" style={{ position: 'absolute', inset: 0 }} />;
}
