/** Whether a schedule holds at a moment, by the clock of its place. The server decides by the same rule. */
import type { Hours, Schedule, Weekday } from '../../proto/domain/operations/schedule.ts';

interface LocalTime {
  readonly weekday: Weekday;
  /** Since midnight. */
  readonly minute: number;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}

const MINUTE_MS = 60_000;
/** The last answer of each time zone: clocks are looked at far more often than they change. */
const shown = new Map<string, { readonly minute: number; readonly time: LocalTime | undefined }>();

/** What the clocks of a place show; undefined where the browser does not know its time zone (IANA name). */
export function localTime(timeZone: string, ms: number): LocalTime | undefined {
  const minute = Math.floor(ms / MINUTE_MS);
  const last = shown.get(timeZone);
  if (last?.minute === minute) return last.time;
  const time = readClock(timeZone, ms);
  shown.set(timeZone, { minute, time });
  return time;
}

function readClock(timeZone: string, ms: number): LocalTime | undefined {
  try {
    const parts = clockOf(timeZone).formatToParts(ms);
    const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
    const weekday = (WEEKDAYS.indexOf(part('weekday')) + 1) as Weekday;
    return { weekday, minute: Number(part('hour')) * 60 + Number(part('minute')) };
  } catch {
    return undefined;
  }
}

/** Minutes since midnight of `HH:MM`; `24:00` is the end of the day. */
function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

const dayBefore = (day: Weekday): Weekday => (day === 1 ? 7 : day - 1) as Weekday;

/** Within one of the hours. Where the time zone is not known it is taken to hold: better shown too often. */
export function inHours(hours: readonly Hours[], timeZone: string, ms: number): boolean {
  const now = localTime(timeZone, ms);
  if (now === undefined) return true;
  const { weekday, minute } = now;
  return hours.some(({ days, from, until }) => {
    const [begin, end] = [minutesOf(from), minutesOf(until)];
    const today = days.includes(weekday);
    if (begin === end) return today;
    if (begin < end) return today && minute >= begin && minute < end;
    return (today && minute >= begin) || (days.includes(dayBefore(weekday)) && minute < end);
  });
}

export function holds({ fromMs, untilMs, timeZone, weekly }: Schedule, ms: number): boolean {
  if (fromMs !== undefined && ms < fromMs) return false;
  if (untilMs !== undefined && ms >= untilMs) return false;
  return weekly === undefined || inHours(weekly, timeZone, ms);
}
