/** A schedule as it is typed. Pure. */
import type { Hours, Schedule, Weekday } from '../../../proto/domain/operations/schedule.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { MessageKey } from '../../messages/words.ts';
import { formatFullMomentUtc } from '../../ui/format.ts';
import { parseWhen } from '../patrols/when.ts';

export interface HoursDraft {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly until: string;
}

export interface ScheduleDraft {
  /** UTC; empty: without a bound. */
  readonly from: string;
  readonly until: string;
  readonly timeZone: string;
  readonly weekly: readonly HoursDraft[];
}

export const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
export const NEW_HOURS: HoursDraft = { days: EVERY_DAY, from: '06:00', until: '18:00' };
/** Rows of hours in one week. */
export const MOST_HOURS = 28;

/** Where this screen is: zones are mostly drawn where they lie. */
export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const newSchedule = (timeZone = hereZone()): ScheduleDraft => ({
  from: '',
  until: '',
  timeZone,
  weekly: [],
});

export function scheduleDraftOf({ fromMs, untilMs, timeZone, weekly = [] }: Schedule): ScheduleDraft {
  return {
    from: fromMs === undefined ? '' : formatFullMomentUtc(fromMs),
    until: untilMs === undefined ? '' : formatFullMomentUtc(untilMs),
    timeZone,
    weekly,
  };
}

const CLOCK = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/;

/** `6:00`, `0600` and `06:00` as `06:00`; undefined where it is no time of day. */
export function clockTime(text: string): string | undefined {
  const match = CLOCK.exec(text.trim());
  return match === null ? undefined : `${match[1]!.padStart(2, '0')}:${match[2]!}`;
}

export function isTimeZone(name: string): boolean {
  try {
    return name.trim() !== '' && new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: MessageKey };

export function checkHours(weekly: readonly HoursDraft[]): Checked<readonly Hours[]> {
  const hours: Hours[] = [];
  for (const { days, from, until } of weekly) {
    const begin = clockTime(from);
    const end = clockTime(until);
    if (begin === undefined || end === undefined) return { ok: false, fault: 'schedule.wrong.clock' };
    if (days.length === 0) return { ok: false, fault: 'schedule.wrong.days' };
    hours.push({ days: days.toSorted((a, b) => a - b), from: begin, until: end });
  }
  return { ok: true, value: hours };
}

export function checkSchedule(
  { from, until, timeZone, weekly }: ScheduleDraft,
  nowMs: number,
): Checked<Schedule> {
  const fromMs = from.trim() === '' ? undefined : parseWhen(from, nowMs);
  const untilMs = until.trim() === '' ? undefined : parseWhen(until, fromMs ?? nowMs);
  if ((from.trim() !== '' && fromMs === undefined) || (until.trim() !== '' && untilMs === undefined))
    return { ok: false, fault: 'schedule.wrong.moment' };
  if (fromMs !== undefined && untilMs !== undefined && untilMs <= fromMs)
    return { ok: false, fault: 'schedule.wrong.order' };
  if (!isTimeZone(timeZone)) return { ok: false, fault: 'schedule.wrong.zone' };
  const hours = checkHours(weekly);
  if (!hours.ok) return hours;
  const schedule: Schedule = {
    timeZone: timeZone.trim(),
    ...(fromMs !== undefined && { fromMs: epochMs(fromMs) }),
    ...(untilMs !== undefined && { untilMs: epochMs(untilMs) }),
    ...(hours.value.length > 0 && { weekly: hours.value }),
  };
  return { ok: true, value: schedule };
}
