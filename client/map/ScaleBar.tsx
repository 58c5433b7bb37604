/** The length of a mile and of a kilometre on the map as it is now. */
import type { ReactElement } from 'react';
import { useView } from '../store/view.ts';
import { css, INKS } from './colours.ts';
import { scaleBars } from './scale.ts';

const LONGEST_PX = 130;

export interface ScaleBarProps {
  readonly scale: number;
  /** What covers the map at its left, CSS pixels. */
  readonly insetPx: number;
}

export function ScaleBar({ scale, insetPx }: ScaleBarProps): ReactElement | null {
  const viewport = useView((view) => view.viewport);
  const ink = INKS[useView((view) => view.palette)];
  if (viewport === undefined) return null;
  const lat = (viewport.south + viewport.north) / 2;
  const { nauticalMiles, kilometres } = scaleBars(viewport.zoom, lat, LONGEST_PX * scale);
  const line = `${1.5 * scale}px solid ${css(ink.ink)}`;
  const bar = (px: number, text: string, below: boolean): ReactElement => (
    <div
      style={{
        width: px,
        borderInline: line,
        [below ? 'borderBlockStart' : 'borderBlockEnd']: line,
        height: 15 * scale,
        lineHeight: `${14 * scale}px`,
        boxSizing: 'border-box',
        textAlign: 'center',
        marginBlockStart: below ? -1.5 * scale : 0,
        whiteSpace: 'nowrap',
      }}
    >
      {text}
    </div>
  );
  return (
    <div
      className="map-scale"
      style={{
        position: 'absolute',
        left: insetPx + 8,
        insetBlockEnd: 8,
        padding: `${2 * scale}px ${6 * scale}px`,
        borderRadius: 4 * scale,
        // What lies under it would be read as part of it.
        background: css([ink.halo[0], ink.halo[1], ink.halo[2], 190]),
        color: css(ink.ink),
        font: `500 ${11 * scale}px "Noto Sans", sans-serif`,
        pointerEvents: 'none',
      }}
    >
      {bar(nauticalMiles.px, `${nauticalMiles.length} NM`, false)}
      {bar(kilometres.px, `${kilometres.length} km`, true)}
    </div>
  );
}
