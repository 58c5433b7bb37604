/** Counts where a symbol each would be a smear: a disc a cell, larger for more, with the number in it. */
import type { AggregateCells } from '../../store/aggregates.ts';
import { formatCount } from '../../ui/format.ts';
import { css, type Ink } from '../colours.ts';
import type { Screen } from '../screen.ts';

/** The middle of a web-mercator cell, lon and lat in degrees (OGC two-dimensional tile matrix set, annex D.1). */
export function cellMiddle(z: number, x: number, y: number): readonly [number, number] {
  const cells = 2 ** z;
  const n = Math.PI * (1 - (2 * (y + 0.5)) / cells);
  return [((x + 0.5) / cells) * 360 - 180, (Math.atan(Math.sinh(n)) * 180) / Math.PI];
}

/** A disc's radius in CSS pixels: its area grows with the logarithm of the count. */
export const discRadius = (count: number, scale: number): number =>
  scale * (11 + 4.5 * Math.log10(Math.max(1, count)));

export function paintAggregates(
  context: CanvasRenderingContext2D,
  screen: Screen,
  cells: AggregateCells,
  ink: Ink,
  scale: number,
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 1.5 * scale;
  for (let i = 0; i < cells.count.length; i++) {
    const count = cells.count[i]!;
    const [lon, lat] = cellMiddle(cells.cellZ, cells.x[i]!, cells.y[i]!);
    const x = screen.x(lon);
    const y = screen.y(lat);
    const radius = discRadius(count, scale);
    if (count === 0 || !screen.shows(x, y, radius)) continue;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = css(ink.halo);
    context.fill();
    context.strokeStyle = css(ink.faint);
    context.stroke();
    // The share that is under way, as an arc from the top.
    context.beginPath();
    context.arc(x, y, radius, -Math.PI / 2, -Math.PI / 2 + (2 * Math.PI * cells.moving[i]!) / count);
    context.strokeStyle = css(ink.ink);
    context.stroke();
    context.font = `500 ${11 * scale}px "Noto Sans", sans-serif`;
    context.fillStyle = css(ink.ink);
    context.fillText(formatCount(count), x, y);
  }
}
