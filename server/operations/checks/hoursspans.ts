/** The hours of a week by the clock of a place, as stretches of time. */
import { inHours, nextChangeOfHours } from '../../../proto/domain/operations/hours.ts';
import type { Hours } from '../../../proto/domain/operations/schedule.ts';
import { common, type Span } from './spans.ts';

export interface ByTheClock {
  readonly timeZone: string;
  readonly hours: readonly Hours[];
}

/** Units of one watch have the same hours: answers are remembered by what was asked, until so many are. */
const MOST_REMEMBERED = 512;
const remembered = new Map<string, readonly Span[]>();
const DAY_MS = 86_400_000;

/** When it is that time between `fromMs` and `untilMs`, in order and apart. */
export function spansOf({ timeZone, hours }: ByTheClock, { fromMs, untilMs }: Span): readonly Span[] {
  const first = Math.floor(fromMs / DAY_MS);
  const last = Math.ceil(untilMs / DAY_MS);
  const key = JSON.stringify([timeZone, hours, first, last]);
  let spans = remembered.get(key);
  if (spans === undefined) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    spans = wholeDays(hours, timeZone, first * DAY_MS, last * DAY_MS);
    remembered.set(key, spans);
  }
  return common(spans, [{ fromMs, untilMs }]);
}

function wholeDays(hours: readonly Hours[], timeZone: string, firstMs: number, lastMs: number): Span[] {
  const spans: Span[] = [];
  for (let atMs = firstMs; atMs < lastMs; ) {
    const untilMs = Math.min(nextChangeOfHours(hours, timeZone, atMs) ?? lastMs, lastMs);
    if (inHours(hours, timeZone, atMs)) spans.push({ fromMs: atMs, untilMs });
    atMs = untilMs;
  }
  return spans;
}
