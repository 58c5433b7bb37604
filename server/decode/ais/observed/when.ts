/** Times that leave out the year, or year and month, made whole by when they were heard. Epoch milliseconds. */
import type { EpochMs } from '../../../../proto/domain/units.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import { believedTime } from '../../statedtime.ts';
import type { AisEta } from '../message-head.ts';

/** The date nearest to `heardMs` among the years around it; undefined unless all of it is said and there is such a day. */
export function nearestDate(date: AisEta | undefined, heardMs: number): EpochMs | undefined {
  const { month, day, hour, minute } = date ?? {};
  if (month === undefined || day === undefined || hour === undefined || minute === undefined)
    return undefined;
  const year = new Date(heardMs).getUTCFullYear();
  return nearest(
    [year - 1, year, year + 1].map((one) => dateMs(one, month - 1, day, hour, minute)),
    heardMs,
  );
}

interface DayTime {
  readonly day?: number | undefined;
  readonly hour?: number | undefined;
  readonly minute?: number | undefined;
}

/** When something was measured that was heard at `heardMs`: what is stated where it is believed, else when it was heard. */
export function measuredMs(stated: DayTime | undefined, heardMs: EpochMs): EpochMs {
  const { day, hour, minute } = stated ?? {};
  if (day === undefined || hour === undefined || minute === undefined) return heardMs;
  const now = new Date(heardMs);
  const month = now.getUTCMonth();
  const statedMs = nearest(
    [month - 1, month, month + 1].map((one) => dateMs(now.getUTCFullYear(), one, day, hour, minute)),
    heardMs,
  );
  return epochMs(believedTime(statedMs, heardMs));
}

/** Undefined for a day that its month does not have; months from 0, one before or after the year is of the next. */
export function dateMs(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
): number | undefined {
  const atMs = Date.UTC(year, month, day, hour, minute);
  return new Date(atMs).getUTCDate() === day ? atMs : undefined;
}

function nearest(times: readonly (number | undefined)[], toMs: number): EpochMs | undefined {
  let best: number | undefined;
  for (const time of times)
    if (time !== undefined && (best === undefined || Math.abs(time - toMs) < Math.abs(best - toMs)))
      best = time;
  return best === undefined ? undefined : epochMs(best);
}
