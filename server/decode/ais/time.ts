/** When a report was true, from when it was received, what the receiver said, and the second that it carries. */
import { believedTime } from '../statedtime.ts';

/** The report's second moves its time back by less than this; a transmitter does not wait longer to send. */
const REFINED_WITHIN_MS = 30_000;
const MINUTE_MS = 60_000;

/**
 * The time of a report, epoch milliseconds, never after `receivedMs`.
 * `stationMs`: when the receiving station says it came (already moved by the feed's time shift), as far as it is
 * believed. `utcSecond`: the report's second; its time is the latest with that second, when that makes it
 * less than half a minute old.
 */
export function observedTime(
  receivedMs: number,
  stationMs: number | undefined,
  utcSecond: number | undefined,
): number {
  const heardMs = believedTime(stationMs, receivedMs);
  if (utcSecond === undefined || utcSecond > 59) return heardMs;
  const behindMs = ((heardMs % MINUTE_MS) - utcSecond * 1000 + MINUTE_MS) % MINUTE_MS;
  return behindMs < REFINED_WITHIN_MS ? heardMs - behindMs : heardMs;
}
