/** When something holds: within a time, and in it again and again by the clock of a place. */
import type { EpochMs } from '../units.ts';

/** Days as ISO 8601 numbers them: 1 Monday … 7 Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** By the place's clock, `HH:MM`; `until` before `from` means the next day, equal means the whole day. */
export interface Hours {
  readonly days: readonly Weekday[];
  readonly from: string;
  readonly until: string;
}

export interface Schedule {
  readonly fromMs?: EpochMs;
  readonly untilMs?: EpochMs;
  /** IANA name: `Europe/Tirane`. */
  readonly timeZone: string;
  /** Absent: always within the time. */
  readonly weekly?: readonly Hours[];
}
