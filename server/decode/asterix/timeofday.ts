/** Seconds since midnight to a moment: the day is the one that brings it nearest to when it was received. */

const DAY_MS = 86_400_000;
/** A sensor's clock may be ahead of ours by this much and still be believed. */
const AHEAD_MS = 60_000;
/** Reports of sensors and neighbours are not later than this. */
const LATE_MS = 600_000;

/**
 * The time of a report, whole epoch milliseconds, never after `receivedMs`. A time of day that makes the report over ten
 * minutes old or over a minute early is of a clock that is wrong: then it is `receivedMs`, as without a time of day.
 * @param timeShiftMs what a recording played as if now adds to its times; its day is that of when it was recorded.
 */
export function observedTime(
  timeOfDayS: number | undefined,
  receivedMs: number,
  timeShiftMs: number,
): number {
  if (timeOfDayS === undefined) return receivedMs;
  const recordedMs = receivedMs - timeShiftMs;
  const ms = nearestDay(timeOfDayS, recordedMs);
  return ms > recordedMs + AHEAD_MS || ms < recordedMs - LATE_MS
    ? receivedMs
    : Math.min(ms + timeShiftMs, receivedMs);
}

/** The moment with this time of day (UTC) that is nearest to `nearMs`, whole epoch milliseconds. */
export function nearestDay(timeOfDayS: number, nearMs: number): number {
  const ofDayMs = Math.round(timeOfDayS * 1000);
  return Math.round((nearMs - ofDayMs) / DAY_MS) * DAY_MS + ofDayMs;
}
