/** A schedule in words, with the clock it goes by. Pure. */
import type { Hours, Schedule, Weekday } from '../../../proto/domain/operations/schedule.ts';
import type { Words } from '../../messages/words.ts';
import { formatFullMomentUtc } from '../../ui/format.ts';

export const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** `Mon–Fri`, `Sat, Sun`, `daily`: three days and more in a row are a stretch. */
export function daysText(t: Words, days: readonly Weekday[]): string {
  if (days.length === WEEKDAYS.length) return t('day.all');
  const stretches: Weekday[][] = [];
  for (const day of days.toSorted((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else stretches.push([day]);
  }
  return stretches
    .flatMap((stretch) =>
      stretch.length > 2
        ? [`${t(`day.${stretch[0]!}`)}–${t(`day.${stretch.at(-1)!}`)}`]
        : stretch.map((day) => t(`day.${day}`)),
    )
    .join(', ');
}

export const hoursText = (t: Words, { days, from, until }: Hours): string =>
  from === until
    ? t('schedule.wholeDay', { days: daysText(t, days) })
    : `${daysText(t, days)} ${from}–${until}`;

/** `From 2026-11-20 06:00 UTC until …; Mon–Fri 06:00–18:00 (Europe/Tirane)`. */
export function scheduleText(t: Words, { fromMs, untilMs, timeZone, weekly }: Schedule): string {
  const from = formatFullMomentUtc(fromMs);
  const until = formatFullMomentUtc(untilMs);
  const bounds =
    fromMs !== undefined && untilMs !== undefined
      ? t('schedule.between', { from, until })
      : fromMs !== undefined
        ? t('schedule.from', { from })
        : untilMs !== undefined
          ? t('schedule.until', { until })
          : undefined;
  const hours =
    weekly === undefined
      ? undefined
      : t('schedule.hours', { hours: weekly.map((each) => hoursText(t, each)).join('; '), zone: timeZone });
  return [bounds, hours].filter((part) => part !== undefined).join('; ') || t('schedule.always');
}
