/** The map as a component: draws the store and writes to it what the operator points at and looks at. */
import 'maplibre-gl/dist/maplibre-gl.css';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useWords } from '../messages/words.ts';
import type { TrackTable } from '../store/tracks.ts';
import { Chart } from './chart.ts';
import { ScaleBar } from './ScaleBar.tsx';
import type { TrailView } from './trails/trailview.ts';

export interface MapViewProps {
  readonly table: TrackTable;
  readonly trails?: TrailView;
  /** Size factor of symbols and text: 1 at a desk, about 1.6 on a wall. */
  readonly scale?: number;
  /** CSS pixels that panels cover at the left and the right: places are brought to the middle of the rest. */
  readonly coveredLeft?: number;
  readonly coveredRight?: number;
}

export function MapView(props: MapViewProps): ReactElement {
  const { table, trails, scale = 1, coveredLeft = 0, coveredRight = 0 } = props;
  const title = useWords()('workspace.picture');
  const container = useRef<HTMLDivElement>(null);
  const covered = useRef({ coveredLeft, coveredRight });
  covered.current = { coveredLeft, coveredRight };
  const [chart, setChart] = useState<Chart>();
  const [losses, setLosses] = useState(0);
  useEffect(() => {
    if (container.current === null) return undefined;
    const started = new Chart({
      container: container.current,
      table,
      trails,
      scale,
      title,
      ...covered.current,
      onLost: () => setLosses(losses + 1),
    });
    setChart(started);
    return () => {
      setChart(undefined);
      started.stop();
    };
  }, [table, trails, scale, title, losses]);
  useEffect(() => chart?.cover(coveredLeft, coveredRight), [chart, coveredLeft, coveredRight]);
  return (
    <div className="map" style={{ position: 'absolute', inset: 0 }}>
      <div ref={container} style={{ position: 'absolute', inset: 0 }} />
      <ScaleBar scale={scale} insetPx={coveredLeft} />
    </div>
  );
}
