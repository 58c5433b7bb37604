/** The time bar's scale: how much time it shows, where its cursor is kept in sight, the heights of its histograms. Pure. */
import type { Histogram } from '../../../proto/domain/record/questions.ts';
import { REPLAY_RATES } from '../../../proto/domain/record/replay.ts';
import { LONGEST_BAR_MS, SHORTEST_BAR_MS, USUAL_BAR_MS } from '../../store/replayview.ts';
import { moved, type Span, zoomed } from '../patrols/timescale.ts';

/** Where the cursor stands when it is brought back in sight: there is more before it than after. */
const CURSOR_AT = 0.7;
/** While it plays towards an edge the bar turns over a page, so that the cursor is this far from the other. */
const PAGE_AT = 0.08;

/** Room at both ends of a record that is shorter than what is usually shown. */
const ROOM = 0.04;

/** All that is recorded where that is little; else some hours around the cursor. */
export function usualBar(
  cursorMs: number,
  recorded?: { readonly fromMs?: number | undefined; readonly untilMs?: number | undefined },
): Span {
  const { fromMs, untilMs } = recorded ?? {};
  if (fromMs !== undefined && untilMs !== undefined && cursorMs >= fromMs && cursorMs <= untilMs) {
    const spanMs = Math.max(10 * SHORTEST_BAR_MS, (untilMs - fromMs) * (1 + 2 * ROOM));
    if (spanMs < USUAL_BAR_MS) return { fromMs: fromMs - spanMs * ROOM, spanMs };
  }
  return { fromMs: cursorMs - USUAL_BAR_MS * CURSOR_AT, spanMs: USUAL_BAR_MS };
}

/** Shows `factor` times as much time; what stands at `anchorMs` stays where it is. */
export const zoomedBar = (span: Span, factor: number, anchorMs: number): Span =>
  zoomed(span, factor, anchorMs, { leastMs: SHORTEST_BAR_MS, mostMs: LONGEST_BAR_MS });

/** The same bar, or the page on which the cursor is. */
export function barWith(span: Span, cursorMs: number, backwards: boolean): Span {
  if (cursorMs >= span.fromMs && cursorMs <= span.fromMs + span.spanMs) return span;
  const at = backwards ? 1 - PAGE_AT : PAGE_AT;
  return moved(span, cursorMs - span.spanMs * at - span.fromMs);
}

/** A bar of a histogram: where it begins and how wide and high it is, as shares of what the bar shows. */
export interface Bin {
  readonly x: number;
  readonly width: number;
  /** From the foot: where each of its parts ends, the last is the whole height. */
  readonly tops: readonly number[];
}

/**
 * The histogram's bins within what is shown, each of `partsOf` stacked upon the last; the highest of all is 1.
 *
 * @returns nothing where all are empty
 */
export function binsOf(
  { fromMs, stepMs, tracks: { length } }: Histogram,
  span: Span,
  partsOf: (at: number) => readonly number[],
): { readonly bins: readonly Bin[]; readonly most: number } {
  let most = 0;
  const kept: { readonly at: number; readonly tops: readonly number[] }[] = [];
  for (let at = 0; at < length; at += 1) {
    const startMs = fromMs + at * stepMs;
    if (startMs + stepMs <= span.fromMs || startMs >= span.fromMs + span.spanMs) continue;
    let sum = 0;
    const tops = partsOf(at).map((part) => {
      sum += part;
      return sum;
    });
    if (sum === 0) continue;
    most = Math.max(most, sum);
    kept.push({ at, tops });
  }
  const width = stepMs / span.spanMs;
  const bins = kept.map(({ at, tops }) => ({
    x: (fromMs + at * stepMs - span.fromMs) / span.spanMs,
    width,
    tops: tops.map((top) => top / most),
  }));
  return { bins, most };
}

/** Shorter than this, a time without anything may be one in which nobody said anything. */
const LEAST_GAP_MS = 5 * 60_000;

/** Times of the histogram, UTC epoch milliseconds, in which no feed was up and nothing was observed: not recorded. */
export function gapsOf({ fromMs, stepMs, tracks, alerts, feedsUp }: Histogram): readonly Gap[] {
  const gaps: Gap[] = [];
  let sinceMs: number | undefined;
  for (let at = 0; at <= tracks.length; at += 1) {
    const startMs = fromMs + at * stepMs;
    const { urgent = 0, others = 0 } = alerts[at] ?? {};
    const empty = at < tracks.length && (tracks[at] ?? 0) + (feedsUp[at] ?? 0) + urgent + others === 0;
    if (empty) sinceMs ??= startMs;
    else if (sinceMs !== undefined) {
      if (startMs - sinceMs >= LEAST_GAP_MS) gaps.push({ fromMs: sinceMs, untilMs: startMs });
      sinceMs = undefined;
    }
  }
  return gaps;
}

export interface Gap {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The step of the histogram that a moment lies in; undefined outside. */
export function binAt({ fromMs, stepMs, tracks }: Histogram, atMs: number): number | undefined {
  const at = Math.floor((atMs - fromMs) / stepMs);
  return at >= 0 && at < tracks.length ? at : undefined;
}

/** The nearest step after (before) `atMs` in which something was alerted: its bounds; undefined where there is none. */
export function alertedStep(
  { fromMs, stepMs, alerts }: Histogram,
  atMs: number,
  way: 1 | -1,
): { readonly fromMs: number; readonly untilMs: number } | undefined {
  const steps = way === 1 ? alerts.keys() : [...alerts.keys()].reverse();
  for (const at of steps) {
    const { urgent, others } = alerts[at]!;
    const startMs = fromMs + at * stepMs;
    const beyond = way === 1 ? startMs + stepMs > atMs : startMs < atMs;
    if (beyond && urgent + others > 0) return { fromMs: startMs, untilMs: startMs + stepMs };
  }
  return undefined;
}

/** The next faster or slower of the offered rates; its sign, the direction, stays. */
export function rateBeside(rate: number, step: 1 | -1): number {
  const size = Math.abs(rate);
  const at = REPLAY_RATES.findIndex((offered) => offered >= size);
  const next = (at < 0 ? REPLAY_RATES.length - 1 : at) + step;
  const chosen = REPLAY_RATES[Math.max(0, Math.min(REPLAY_RATES.length - 1, next))] ?? 1;
  return rate < 0 ? -chosen : chosen;
}
