/** Bars in a row: which lane each takes, and where two of one row clash. */
import type { Interval } from './night.ts';

/** Lanes of a row at most; what is more lies over the last. */
export const MAX_LANES = 4;

export interface Placed<T> {
  readonly bar: T;
  readonly lane: number;
}

/** Gives each bar the first free lane, in order of time: bars that overlap lie beneath each other. */
export function inLanes<T extends Interval>(
  bars: readonly T[],
): { readonly placed: readonly Placed<T>[]; readonly lanes: number } {
  const ends: number[] = [];
  const sorted = bars.toSorted((a, b) => a.fromMs - b.fromMs || a.untilMs - b.untilMs);
  const placed = sorted.map((bar) => {
    let lane = ends.findIndex((end) => end <= bar.fromMs);
    if (lane < 0) lane = Math.min(ends.length, MAX_LANES - 1);
    ends[lane] = Math.max(ends[lane] ?? Number.NEGATIVE_INFINITY, bar.untilMs);
    return { bar, lane };
  });
  return { placed, lanes: Math.max(1, ends.length) };
}

/** Where two or more overlap: joined, in order. */
export function overlapsOf(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals.toSorted((a, b) => a.fromMs - b.fromMs);
  const found: { fromMs: number; untilMs: number }[] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const { fromMs, untilMs } of sorted) {
    const end = Math.min(until, untilMs);
    if (fromMs < end) {
      const last = found.at(-1);
      if (last !== undefined && fromMs <= last.untilMs) last.untilMs = Math.max(last.untilMs, end);
      else found.push({ fromMs, untilMs: end });
    }
    until = Math.max(until, untilMs);
  }
  return found;
}
