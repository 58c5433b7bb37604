/** What of the board lies under the pointer. Pure: pixels in, meaning out. */
import { type Bar, type Row, rowAt } from './boardrows.ts';
import { msAt, type Span, xOf } from './timescale.ts';

/** The board as it stands on the screen. */
export interface BoardGeometry {
  readonly span: Span;
  readonly widthPx: number;
  readonly rows: readonly Row[];
  /** Of {@link topsOf}. */
  readonly tops: Float64Array;
  readonly lanePx: number;
  /** How near to its end a bar is taken by its end. */
  readonly handlePx: number;
}

export type Part = 'start' | 'end' | 'body';

export interface Hit {
  readonly row: number;
  readonly atMs: number;
  readonly bar?: Bar;
  readonly part?: Part;
}

/** `x` from the left edge of the time axis, `y` from the top of the first row, pixels. Undefined outside the rows. */
export function hitAt(board: BoardGeometry, x: number, y: number): Hit | undefined {
  const lane = y / board.lanePx;
  const row = rowAt(board.tops, lane);
  const found = board.rows[row];
  if (found === undefined) return undefined;
  const atMs = msAt(board.span, board.widthPx, x);
  const inRow = Math.floor(lane - board.tops[row]!);
  // What is drawn last lies on top.
  const placed = found.bars.findLast(({ bar, lane: at }) => {
    if (at !== inRow) return false;
    const [left, right] = edgesOf(board, bar);
    return x >= left && x <= right;
  });
  return placed === undefined
    ? { row, atMs }
    : { row, atMs, bar: placed.bar, part: partAt(board, placed.bar, x) };
}

/** A bar is this wide at least, so that it can be seen and taken. */
export const LEAST_BAR_PX = 8;

function edgesOf({ span, widthPx }: BoardGeometry, { fromMs, untilMs }: Bar): readonly [number, number] {
  const left = xOf(span, widthPx, fromMs);
  return [left, Math.max(left + LEAST_BAR_PX, xOf(span, widthPx, untilMs))];
}

/** The ends are handles, never more than a quarter of the bar each. */
function partAt(board: BoardGeometry, bar: Bar, x: number): Part {
  const [left, right] = edgesOf(board, bar);
  const handle = Math.min(board.handlePx, (right - left) / 4);
  if (x < left + handle) return 'start';
  return x > right - handle ? 'end' : 'body';
}
