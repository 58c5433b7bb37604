/** Whether a schedule holds at a moment, and when that changes. */
import { type EpochMs, epochMs } from '../units.ts';
import { instantOf, zoneOffsetMs } from './localtime.ts';
import type { Hours, Schedule } from './schedule.ts';

const DAY_MS = 86_400_000;
/** Two weeks and a day: a week whose only hours a change of clocks swallows is followed by one that has them. */
const SEARCH_DAYS = 15;

/** Minutes since midnight of `HH:MM`. */
function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

interface Span {
  readonly fromMs: number;
  /** The first moment after it. */
  readonly untilMs: number;
}

/** The hours of the day that begins at `localDayMs` (midnight as if it were UTC), as moments. */
function spansOfDay(hours: readonly Hours[], timeZone: string, localDayMs: number): Span[] {
  // 1 January 1970 was a Thursday.
  const weekday = ((((localDayMs / DAY_MS + 3) % 7) + 7) % 7) + 1;
  return hours
    .filter(({ days }) => days.some((day) => day === weekday))
    .map(({ from, until }) => {
      const [begin, end] = [minutesOf(from), minutesOf(until)];
      const whole = begin === end;
      const localFrom = localDayMs + (whole ? 0 : begin * 60_000);
      const localUntil = localDayMs + (whole ? 0 : end * 60_000) + (end <= begin ? DAY_MS : 0);
      return { fromMs: instantOf(timeZone, localFrom)!, untilMs: instantOf(timeZone, localUntil)! };
    });
}

/** Midnight of the place's day, as if it were UTC. */
const localDay = (timeZone: string, atMs: number): number =>
  Math.floor((atMs + zoneOffsetMs(timeZone, atMs)!) / DAY_MS) * DAY_MS;

/**
 * Within one of the hours, by the clock of a place. Hours over midnight belong to the day that they begin on; where
 * clocks change they begin and end when the clock first shows it. A time zone that is not known holds always: better
 * shown too often.
 */
export function inHours(hours: readonly Hours[], timeZone: string, atMs: number): boolean {
  if (zoneOffsetMs(timeZone, atMs) === undefined) return true;
  const today = localDay(timeZone, atMs);
  // The day after too: where a place skips a day, its clock says another.
  for (let day = today - DAY_MS; day <= today + DAY_MS; day += DAY_MS)
    for (const { fromMs, untilMs } of spansOfDay(hours, timeZone, day))
      if (atMs >= fromMs && atMs < untilMs) return true;
  return false;
}

export function isActive({ fromMs, untilMs, timeZone, weekly }: Schedule, atMs: number): boolean {
  if (fromMs !== undefined && atMs < fromMs) return false;
  if (untilMs !== undefined && atMs >= untilMs) return false;
  return weekly === undefined || inHours(weekly, timeZone, atMs);
}

/** The first moment after `atMs` at which the schedule begins or ends to hold; undefined: never again. */
export function nextChange(schedule: Schedule, atMs: number): EpochMs | undefined {
  const { fromMs, untilMs, timeZone, weekly } = schedule;
  const now = isActive(schedule, atMs);
  if (untilMs !== undefined && atMs >= untilMs) return undefined;
  const changes = (ms: number | undefined): ms is number =>
    ms !== undefined && ms > atMs && isActive(schedule, ms) !== now;
  if (weekly !== undefined && zoneOffsetMs(timeZone, atMs) !== undefined) {
    const start = localDay(timeZone, Math.max(atMs, fromMs ?? atMs));
    for (let day = 0; day <= SEARCH_DAYS; day += 1) {
      const localEnd = start + (day + 1) * DAY_MS;
      const endMs = instantOf(timeZone, localEnd)!;
      const moments = [localEnd - 3 * DAY_MS, localEnd - 2 * DAY_MS, localEnd - DAY_MS]
        .flatMap((one) => spansOfDay(weekly, timeZone, one))
        .flatMap((span) => [span.fromMs, span.untilMs]);
      const found = [...moments, fromMs, untilMs]
        .filter(changes)
        .filter((ms) => ms < endMs)
        .sort((a, b) => a - b)[0];
      if (found !== undefined) return epochMs(found);
      if (untilMs !== undefined && endMs > untilMs) break;
    }
  }
  const bound = changes(fromMs) ? fromMs : changes(untilMs) ? untilMs : undefined;
  return bound === undefined ? undefined : epochMs(bound);
}

/** The same of hours alone; undefined: always or never. */
export const nextChangeOfHours = (
  hours: readonly Hours[],
  timeZone: string,
  atMs: number,
): EpochMs | undefined => nextChange({ timeZone, weekly: hours }, atMs);
