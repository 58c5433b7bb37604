/** How much is asked of a seat: alerts told to it in ten minutes, and whether that is a flood (EEMUA 191). Pure. */
import { type Alert, PRIORITIES, type Priority } from '../../../proto/domain/alert/alert.ts';
import { FLOOD } from '../../../proto/domain/alert/load.ts';
import { wantsAnswer } from './standing.ts';

/** About one in ten minutes is what a person can answer well (EEMUA 191, IEC 62682). */
export const GOOD_RATE = 1;

/** Alarms and warnings told within the window before now. Whoever is in distress is no load. */
export function toldLately(alerts: Iterable<Alert>, nowMs: number): number {
  let count = 0;
  for (const { priority, toldMs, partOf } of alerts)
    if (
      (priority === 'alarm' || priority === 'warning') &&
      partOf === undefined &&
      toldMs > nowMs - FLOOD.windowMs
    )
      count += 1;
  return count;
}

/** Begins with ten, ends below five. */
export const floods = (before: boolean, told: number): boolean =>
  before ? told >= FLOOD.ends : told >= FLOOD.begins;

export type RateIs = 'good' | 'high' | 'flood';

export const rateIs = (told: number, flood: boolean): RateIs =>
  flood ? 'flood' : told <= GOOD_RATE ? 'good' : 'high';

/** Those that want an answer, by priority. */
export function unansweredBy(alerts: Iterable<Alert>): Readonly<Record<Priority, number>> {
  const counts = Object.fromEntries(PRIORITIES.map((priority) => [priority, 0])) as Record<Priority, number>;
  for (const alert of alerts) if (wantsAnswer(alert)) counts[alert.priority] += 1;
  return counts;
}
