/** The range-and-bearing line: from a point to a second one, or to the pointer while there is none. */
import type { ViewState } from '../../store/view.ts';
import { formatBearing, formatRange } from '../../ui/format.ts';
import { css, type Ink } from '../colours.ts';
import type { Screen } from '../screen.ts';
import { rangeAndBearing } from './greatcircle.ts';

/** What is measured now: lon and lat of both ends, or undefined. */
export function measuredEnds(
  view: Pick<ViewState, 'measure' | 'cursor'>,
): readonly [readonly [number, number], readonly [number, number]] | undefined {
  const { measure, cursor } = view;
  if (measure?.from === undefined) return undefined;
  const to = measure.to ?? (cursor === undefined ? undefined : ([cursor.lon, cursor.lat] as const));
  return to === undefined ? undefined : [measure.from, to];
}

export function paintMeasure(
  context: CanvasRenderingContext2D,
  screen: Screen,
  view: ViewState,
  ink: Ink,
  scale: number,
): void {
  const ends = measuredEnds(view);
  if (ends === undefined) return;
  const { rangeM, bearingDeg, points } = rangeAndBearing(...ends);
  const line = new Path2D();
  for (const [lon, lat] of points) line.lineTo(screen.x(lon), screen.y(lat));
  for (const [lon, lat] of ends) {
    const radius = 4 * scale;
    line.moveTo(screen.x(lon) + radius, screen.y(lat));
    line.arc(screen.x(lon), screen.y(lat), radius, 0, 2 * Math.PI);
  }
  context.lineJoin = 'round';
  context.strokeStyle = css(ink.halo);
  context.lineWidth = 4 * scale;
  context.stroke(line);
  context.strokeStyle = css(ink.selection);
  context.lineWidth = 1.6 * scale;
  context.stroke(line);

  const text = `${formatRange(rangeM)}  ${formatBearing(bearingDeg)}`;
  context.font = `600 ${13 * scale}px "Noto Sans", sans-serif`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 14 * scale;
  const height = 24 * scale;
  const [lon, lat] = ends[1];
  // Beside the far end, within the screen.
  const left = Math.min(screen.width - screen.right - width - 4, screen.x(lon) + 14 * scale);
  const top = Math.max(4, Math.min(screen.height - height - 4, screen.y(lat) - height - 8 * scale));
  context.fillStyle = css([ink.halo[0], ink.halo[1], ink.halo[2], 235]);
  context.beginPath();
  context.roundRect(left, top, width, height, 4 * scale);
  context.fill();
  context.strokeStyle = css(ink.faint);
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = css(ink.selection);
  context.fillText(text, left + 7 * scale, top + height / 2);
}
