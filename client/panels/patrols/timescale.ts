/** The board's time scale: where a moment stands, what a wheel or a key makes of it, and which times are written. */
import { LONGEST_BOARD_MS, SHORTEST_BOARD_MS } from '../../store/view.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A part of time on the screen. */
export interface Span {
  /** Its left edge, UTC epoch milliseconds. */
  readonly fromMs: number;
  readonly spanMs: number;
}

/** Where now stands on a board that goes with the time: this share from the left. */
const NOW_AT = 0.25;
/** A board that goes with the time steps, so that it is not drawn anew every second. */
const FOLLOW_STEP_MS = MINUTE_MS;

/** What a board shows: its own time, or around now. */
export function shownSpan(board: { fromMs: number | undefined; spanMs: number }, nowMs: number): Span {
  const fromMs =
    board.fromMs ?? Math.floor((nowMs - board.spanMs * NOW_AT) / FOLLOW_STEP_MS) * FOLLOW_STEP_MS;
  return { fromMs, spanMs: board.spanMs };
}

/** Pixels from the left edge of a moment. */
export const xOf = (span: Span, widthPx: number, atMs: number): number =>
  ((atMs - span.fromMs) / span.spanMs) * widthPx;

/** The moment at so many pixels from the left edge. */
export const msAt = (span: Span, widthPx: number, x: number): number =>
  span.fromMs + (widthPx > 0 ? x / widthPx : 0) * span.spanMs;

/** Shows `factor` times as much time; what stands at `anchorMs` stays where it is. A board: from an hour to a month. */
export function zoomed(
  span: Span,
  factor: number,
  anchorMs: number,
  { leastMs, mostMs } = { leastMs: SHORTEST_BOARD_MS, mostMs: LONGEST_BOARD_MS },
): Span {
  const spanMs = Math.max(leastMs, Math.min(mostMs, span.spanMs * factor));
  return { fromMs: anchorMs - (anchorMs - span.fromMs) * (spanMs / span.spanMs), spanMs };
}

export const moved = ({ fromMs, spanMs }: Span, byMs: number): Span => ({ fromMs: fromMs + byMs, spanMs });

/** Where a moment is looked for, it stands in the middle; where it is in sight already, nothing moves. */
export function spanAround(span: Span, fromMs: number, untilMs: number): Span {
  if (fromMs >= span.fromMs && untilMs <= span.fromMs + span.spanMs) return span;
  const spanMs = Math.min(LONGEST_BOARD_MS, Math.max(span.spanMs, (untilMs - fromMs) * 1.25));
  return { fromMs: (fromMs + untilMs - spanMs) / 2, spanMs };
}

/** What a drag or a key moves by at least: five minutes near by, a day's hours further off. */
export function gridOf(spanMs: number): number {
  if (spanMs <= 6 * HOUR_MS) return 5 * MINUTE_MS;
  if (spanMs <= 2 * DAY_MS) return 15 * MINUTE_MS;
  return spanMs <= 8 * DAY_MS ? 30 * MINUTE_MS : HOUR_MS;
}

export const snapped = (ms: number, gridMs: number): number => Math.round(ms / gridMs) * gridMs;

/** Steps of written times that people count in. */
const STEPS = [1 / 12, 1 / 6, 0.5, 1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080, 43_200].map(
  (min) => min * MINUTE_MS,
);
/** Room that a written time needs, in widths of a digit. */
const LEAST_PX = 64;

export interface Tick {
  readonly atMs: number;
  /** Begins a day: the date is written too. */
  readonly day: boolean;
}

export interface Ticks {
  readonly stepMs: number;
  readonly ticks: readonly Tick[];
}

/** Times written across `span`, no closer than fits a screen of this width and size of type. UTC days. */
export function ticksOf(span: Span, widthPx: number, typeScale: number): Ticks {
  const least = (LEAST_PX * typeScale * span.spanMs) / Math.max(1, widthPx);
  const stepMs = STEPS.find((step) => step >= least) ?? STEPS.at(-1)!;
  const ticks: Tick[] = [];
  const last = span.fromMs + span.spanMs;
  for (let atMs = Math.ceil(span.fromMs / stepMs) * stepMs; atMs <= last; atMs += stepMs)
    ticks.push({ atMs, day: atMs % DAY_MS === 0 });
  return { stepMs, ticks };
}

/** What is drawn beyond the sides of what is shown, as a share of it: a hand may drag that far before more is drawn. */
const SPARE = 1;

/** What is drawn of a board that shows `span`: kept while it still covers that, and is not much too large or small. */
export function drawnSpan(span: Span, before: Span | undefined): Span {
  if (before !== undefined) {
    const covers = before.fromMs <= span.fromMs && before.fromMs + before.spanMs >= span.fromMs + span.spanMs;
    const times = before.spanMs / span.spanMs / (1 + 2 * SPARE);
    if (covers && times < 1.6) return before;
  }
  return { fromMs: span.fromMs - span.spanMs * SPARE, spanMs: span.spanMs * (1 + 2 * SPARE) };
}
