/** A small curve over time in SVG: one series from zero, with its largest value and the ends of its time written. */
import type { ReactNode } from 'react';
import './linechart.css';

export interface Point {
  /** UTC epoch milliseconds. */
  readonly atMs: number;
  readonly value: number;
}

interface LineChartProps {
  /** What it shows, in words. */
  readonly label: string;
  readonly points: readonly Point[];
  /** Writes a value; without it the curve stands alone (a sparkline). */
  readonly write?: (value: number) => string;
  readonly writeTime?: (ms: number) => string;
  /** A pause longer than this is a gap in the curve, milliseconds. */
  readonly gapMs: number;
}

const WIDTH = 600;
const HEIGHT = 120;

/**
 * The curve as SVG path data: straight lines, broken where samples are further apart than `gapMs`, or in value than
 * `gap`: a course that goes over north.
 *
 * @param over the time that the width stands for; that of the points where absent
 */
export function curvePath(
  points: readonly Point[],
  most: number,
  gapMs: number,
  width = WIDTH,
  height = HEIGHT,
  over?: { readonly fromMs: number; readonly untilMs: number },
  gap = Number.POSITIVE_INFINITY,
): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || first === last) return '';
  const fromMs = over?.fromMs ?? first.atMs;
  const span = (over?.untilMs ?? last.atMs) - fromMs;
  let before: Point | undefined;
  return points
    .map((point) => {
      const broken =
        before === undefined ||
        point.atMs - before.atMs > gapMs ||
        Math.abs(point.value - before.value) > gap;
      const pen = broken ? 'M' : 'L';
      before = point;
      const x = ((point.atMs - fromMs) / span) * width;
      const y = height - (Math.max(0, point.value) / most) * height;
      return `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

/** The next of 1, 2, 5 × 10ⁿ above a value, for the top of an axis. */
export function roundTop(value: number): number {
  if (!(value > 0)) return 1;
  const decade = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((factor) => factor * decade >= value) ?? 10;
  return step * decade;
}

export function LineChart({ label, points, write, writeTime, gapMs }: LineChartProps): ReactNode {
  const top = roundTop(points.reduce((most, point) => Math.max(most, point.value), 0));
  const path = curvePath(points, top, gapMs);
  const first = points[0];
  const last = points.at(-1);
  return (
    <div className={write === undefined ? 'spark' : 'chart'}>
      {write === undefined ? null : (
        <div className="chart-axis num" aria-hidden="true">
          <span>{write(top)}</span>
          {/* Half of one byte is none: a value that reads as the top one is left out. */}
          <span>{write(top / 2) === write(top) ? '' : write(top / 2)}</span>
          <span>{write(0)}</span>
        </div>
      )}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {write === undefined ? null : (
          <path className="chart-grid" d={`M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT}H${WIDTH}`} />
        )}
        <path className="chart-curve" d={path} />
      </svg>
      {writeTime === undefined || first === undefined || last === undefined ? null : (
        <div className="chart-times num" aria-hidden="true">
          <span>{writeTime(first.atMs)}</span>
          <span>{writeTime(last.atMs)}</span>
        </div>
      )}
    </div>
  );
}
