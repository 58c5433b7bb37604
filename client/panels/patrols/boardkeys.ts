/** The board by keys: which bar an arrow goes to, and what Alt and an arrow do to one. Pure. */
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import type { Bar, Row } from './boardrows.ts';
import { movedBy, reassigned, withEnd } from './drag.ts';

/** Where the keyboard stands: a row, and a bar in it unless the row has none. */
export interface Place {
  readonly row: number;
  readonly barId?: string;
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const middleOf = ({ fromMs, untilMs }: Bar): number => (fromMs + untilMs) / 2;

/** The bar whose middle is nearest to a moment. */
function nearest(row: Row | undefined, atMs: number): Bar | undefined {
  let best: Bar | undefined;
  for (const { bar } of row?.bars ?? [])
    if (best === undefined || Math.abs(middleOf(bar) - atMs) < Math.abs(middleOf(best) - atMs)) best = bar;
  return best;
}

const placeOf = (row: number, bar: Bar | undefined): Place =>
  bar === undefined ? { row } : { row, barId: bar.id };

/**
 * The place an arrow goes to: the next bar of the row, or the bar of the row above or below that is nearest in time.
 *
 * @param atMs where the keyboard stands in time while no bar is chosen: the middle of the board
 */
export function stepped(rows: readonly Row[], place: Place | undefined, arrow: Arrow, atMs: number): Place {
  if (place === undefined || rows[place.row] === undefined) return placeOf(0, nearest(rows[0], atMs));
  const row = rows[place.row]!;
  const bars = row.bars.map(({ bar }) => bar);
  const index = bars.findIndex(({ id }) => id === place.barId);
  if (arrow === 'ArrowLeft' || arrow === 'ArrowRight') {
    if (index < 0) return placeOf(place.row, nearest(row, atMs));
    const next = bars[index + (arrow === 'ArrowRight' ? 1 : -1)];
    return placeOf(place.row, next ?? bars[index]);
  }
  const next = Math.max(0, Math.min(rows.length - 1, place.row + (arrow === 'ArrowDown' ? 1 : -1)));
  if (next === place.row) return place;
  const bar = bars[index];
  return placeOf(next, nearest(rows[next], bar === undefined ? atMs : middleOf(bar)));
}

/** Alt and an arrow move the plan: by the grid in time, by a row to another unit or sector. */
export function nudged(
  patrol: Patrol,
  arrow: Arrow,
  gridMs: number,
  rows: readonly Row[],
  row: number,
  what: 'units' | 'sectors',
): { readonly patrol: Patrol; readonly row: number } {
  if (arrow === 'ArrowLeft') return { patrol: movedBy(patrol, -gridMs), row };
  if (arrow === 'ArrowRight') return { patrol: movedBy(patrol, gridMs), row };
  const next = row + (arrow === 'ArrowDown' ? 1 : -1);
  const from = rows[row];
  const to = rows[next];
  if (from === undefined || to === undefined) return { patrol, row };
  return {
    patrol: reassigned(patrol, what === 'units' ? 'unitIds' : 'sectorIds', from.id, to.id),
    row: next,
  };
}

/** Shift, Alt and an arrow lengthen or shorten it at its end. */
export const lengthened = (patrol: Patrol, arrow: Arrow, gridMs: number): Patrol =>
  arrow === 'ArrowRight'
    ? withEnd(patrol, patrol.untilMs + gridMs)
    : arrow === 'ArrowLeft'
      ? withEnd(patrol, patrol.untilMs - gridMs)
      : patrol;
