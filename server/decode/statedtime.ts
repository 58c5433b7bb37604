/** Whether a sender's or receiver's own time of a message is believed. */

/** A clock may be ahead of ours by this much and still be believed… */
const AHEAD_MS = 60_000;
/** …or behind by this: some servers keep messages for those who connect later. */
const LATE_MS = 24 * 3_600_000;

/** The stated time where it is near `receivedMs`, and never later; otherwise `receivedMs`. Epoch milliseconds. */
export const believedTime = (statedMs: number | undefined, receivedMs: number): number =>
  statedMs !== undefined && statedMs <= receivedMs + AHEAD_MS && statedMs >= receivedMs - LATE_MS
    ? Math.min(statedMs, receivedMs)
    : receivedMs;
