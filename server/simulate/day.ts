/** Times of day of the place, as epoch milliseconds. */
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';

const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

export const minutesOfDay = (hhmm: string): number =>
  Number(hhmm.slice(0, 2)) * 60 + Number(hhmm.slice(3, 5));

/** Local midnight before or at a time. */
export const midnight = (atMs: EpochMs, utcOffsetMinutes: number): EpochMs => {
  const offsetMs = utcOffsetMinutes * MINUTE_MS;
  return epochMs(Math.floor((atMs + offsetMs) / DAY_MS) * DAY_MS - offsetMs);
};

/** The first time after `atMs` when local clocks show so many minutes after midnight. */
export function nextAt(atMs: EpochMs, minutes: number, utcOffsetMinutes: number): EpochMs {
  const today = midnight(atMs, utcOffsetMinutes) + minutes * MINUTE_MS;
  return epochMs(today > atMs ? today : today + DAY_MS);
}

/** The last time at or before `atMs` when local clocks showed so many minutes after midnight. */
export const lastAt = (atMs: EpochMs, minutes: number, utcOffsetMinutes: number): EpochMs =>
  epochMs(nextAt(atMs, minutes, utcOffsetMinutes) - DAY_MS);

export const later = (atMs: EpochMs, hours: number): EpochMs => epochMs(Math.round(atMs + hours * HOUR_MS));
