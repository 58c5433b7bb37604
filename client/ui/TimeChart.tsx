/** Several curves over one stretch of time, with a cursor that other charts share: what each says there is written. */
import type { PointerEvent, ReactNode } from 'react';
import { curvePath, type Point, roundTop } from './LineChart.tsx';
import './linechart.css';

export interface Curve {
  readonly name: string;
  /** CSS. */
  readonly colour: string;
  readonly points: readonly Point[];
}

interface TimeChartProps {
  /** What it shows, in words. */
  readonly label: string;
  readonly curves: readonly Curve[];
  readonly fromMs: number;
  readonly untilMs: number;
  readonly cursorMs: number | undefined;
  readonly write: (value: number) => string;
  /** A pause longer than this is a gap in a curve. */
  readonly gapMs: number;
  /** The top of the axis; a round one above all values where absent. */
  readonly top?: number;
  /** A step in value larger than this breaks the curve. */
  readonly gap?: number;
  readonly onSeek?: (atMs: number) => void;
}

const WIDTH = 600;
const HEIGHT = 100;

/** The sample that stands at a moment: the last before it, unless it is older than a gap. */
export function valueAt(points: readonly Point[], atMs: number, gapMs: number): number | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.atMs <= atMs) low = middle + 1;
    else high = middle;
  }
  const last = points[low - 1];
  return last !== undefined && atMs - last.atMs <= gapMs ? last.value : undefined;
}

export function TimeChart(props: TimeChartProps): ReactNode {
  const { label, curves, fromMs, untilMs, cursorMs, write, gapMs, gap, onSeek } = props;
  const most = curves.reduce(
    (max, { points }) => points.reduce((larger, { value }) => Math.max(larger, value), max),
    0,
  );
  const top = props.top ?? roundTop(most);
  const share = cursorMs === undefined ? undefined : (cursorMs - fromMs) / (untilMs - fromMs);
  const seek = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek?.(fromMs + ((event.clientX - box.left) / box.width) * (untilMs - fromMs));
  };
  return (
    <figure className="timechart">
      <figcaption className="timechart-head">
        <span className="label">{label}</span>
        {curves.map(({ name, colour, points }) => {
          const value = cursorMs === undefined ? undefined : valueAt(points, cursorMs, gapMs);
          return (
            <span key={name} className="timechart-value num" title={name}>
              <span className="timechart-swatch" style={{ background: colour }} aria-hidden="true" />
              <span className="for-screen-readers">{name}</span>
              {value === undefined ? write(Number.NaN) : write(value)}
            </span>
          );
        })}
      </figcaption>
      <div className="chart">
        <div className="chart-axis num" aria-hidden="true">
          <span>{write(top)}</span>
          <span>{write(top / 2)}</span>
          <span>{write(0)}</span>
        </div>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
          onPointerDown={seek}
        >
          <path className="chart-grid" d={`M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT}H${WIDTH}`} />
          {curves.map(({ name, colour, points }, at) => (
            <path
              key={name}
              className="chart-curve"
              style={{ stroke: colour, strokeDasharray: at === 0 ? undefined : DASHES[at % DASHES.length] }}
              d={curvePath(points, top, gapMs, WIDTH, HEIGHT, { fromMs, untilMs }, gap)}
            />
          ))}
          {share === undefined || share < 0 || share > 1 ? null : (
            <path className="timechart-cursor" d={`M${share * WIDTH} 0V${HEIGHT}`} />
          )}
        </svg>
      </div>
    </figure>
  );
}

/** Curves differ by more than colour. */
const DASHES = ['none', '6 3', '2 3', '9 3 2 3'] as const;
