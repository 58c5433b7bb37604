/** Whether a sender's or receiver's own time of a message is believed. */

/** A clock may be ahead of ours by this much and still be believed… */
const AHEAD_MS = 60_000;
/** …or behind by this: reports through satellites come hours late, some servers keep messages for who connects later. */
const LATE_MS = 24 * 3_600_000;

/**
 * The stated time where it is near `receivedMs`, and never later; otherwise `receivedMs`. Epoch milliseconds. Of a file
 * that is decoded nobody knows when it was received (0): the stated time is all there is.
 */
export function believedTime(statedMs: number | undefined, receivedMs: number): number {
  if (statedMs === undefined) return receivedMs;
  if (receivedMs === 0) return statedMs;
  const isNear = statedMs <= receivedMs + AHEAD_MS && statedMs >= receivedMs - LATE_MS;
  return isNear ? Math.min(statedMs, receivedMs) : receivedMs;
}
