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
  const halo = css(ink.halo);
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
        left: insetPx + 14,
        insetBlockEnd: 14,
        color: css(ink.ink),
        font: `500 ${11 * scale}px "Noto Sans", sans-serif`,
        textShadow: `0 0 2px ${halo}, 0 0 3px ${halo}, 0 0 4px ${halo}`,
        pointerEvents: 'none',
      }}
    >
      {bar(nauticalMiles.px, `${nauticalMiles.length} NM`, false)}
      {bar(kilometres.px, `${kilometres.length} km`, true)}
    </div>
  );
}
