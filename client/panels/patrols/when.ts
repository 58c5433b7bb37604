/** Times as people type them on the board: a date and time, a time of day, or so much after the start. UTC. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from './timescale.ts';

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})[T ]+(\d{1,2}):?(\d{2})Z?$/;
const CLOCK = /^(\d{1,2}):?(\d{2})Z?$/;
const LATER = /^\+\s*(?:(\d+(?:\.\d+)?)\s*d)?\s*(?:(\d+(?:\.\d+)?)\s*h)?\s*(?:(\d+)\s*(?:m|min))?$/i;

/**
 * UTC epoch milliseconds; undefined where it is no time. A time of day alone is the first one not before `fromMs`,
 * `+8h` and `+1h 30min` are so much after it.
 *
 * @param fromMs the start of the period for its end; the start of the day meant for its start
 */
export function parseWhen(text: string, fromMs: number): number | undefined {
  const said = text.trim();
  const moment = MOMENT.exec(said);
  if (moment !== null) {
    const [, year, month, day, hour, minute] = moment.map(Number);
    const atMs = Date.UTC(year!, month! - 1, day!, hour!, minute!);
    // 2026-02-30 would be the second of March.
    return new Date(atMs).getUTCDate() === day! + (hour === 24 ? 1 : 0) && hour! <= 24 && minute! < 60
      ? atMs
      : undefined;
  }
  const clock = CLOCK.exec(said);
  if (clock !== null) {
    const hour = Number(clock[1]);
    const minute = Number(clock[2]);
    if (hour > 23 || minute > 59) return undefined;
    const day = Math.floor(fromMs / DAY_MS) * DAY_MS;
    const atMs = day + hour * HOUR_MS + minute * MINUTE_MS;
    return atMs >= fromMs ? atMs : atMs + DAY_MS;
  }
  const later = LATER.exec(said);
  if (later === null || later.slice(1).every((part) => part === undefined)) return undefined;
  const [days = 0, hours = 0, minutes = 0] = later.slice(1).map((part) => Number(part ?? 0));
  // The clock that it starts from may be between two milliseconds.
  return Math.round(fromMs + days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS);
}
