/** How alerts stand to each other: which wait for an answer, and which comes first. Pure. */
import { type Alert, rankOf } from '../../../proto/domain/alert/alert.ts';

/** Nobody has acknowledged it: silenced, or over meanwhile, it still waits. */
export const isUnanswered = ({ state }: Pick<Alert, 'state'>): boolean =>
  state === 'unacknowledged' || state === 'silenced' || state === 'rectified';

/** Wants an answer of its own: not over, not put aside, not part of another. */
export const wantsAnswer = (alert: Pick<Alert, 'state' | 'shelf' | 'partOf'>): boolean =>
  isUnanswered(alert) && alert.shelf === undefined && alert.partOf === undefined;

/** 0…8: an emergency, then what waits for an answer by priority, then the rest by priority; what is over last. */
export function levelOf(alert: Pick<Alert, 'priority' | 'state'>): number {
  const rank = rankOf(alert.priority);
  if (alert.state === 'closed') return 8;
  if (alert.priority === 'emergency') return 0;
  return isUnanswered(alert) ? rank : 4 + rank;
}

/** The order of the queue: level, unanswered emergencies before answered ones, then the newest first. */
export function compareAlerts(a: Alert, b: Alert): number {
  return (
    levelOf(a) - levelOf(b) ||
    Number(isUnanswered(b)) - Number(isUnanswered(a)) ||
    b.raisedMs - a.raisedMs ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

/** The most urgent that wants an answer. */
export function mostUrgent(alerts: Iterable<Alert>): Alert | undefined {
  let first: Alert | undefined;
  for (const alert of alerts)
    if (wantsAnswer(alert) && (first === undefined || compareAlerts(alert, first) < 0)) first = alert;
  return first;
}
