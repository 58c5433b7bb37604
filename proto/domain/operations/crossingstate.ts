/** How a crossing point is at a moment: what was said of it, its hours, and how long ago anyone said anything. */
import type { EpochMs } from '../units.ts';
import { inHours } from './hours.ts';
import type { CrossingPoint } from './zone.ts';

/** Worst first. `silent`: nobody has said for too long how it is, so nothing of it may be relied upon. */
export const CROSSING_STATES = ['closed', 'silent', 'restricted', 'outsideHours', 'open'] as const;
export type CrossingState = (typeof CROSSING_STATES)[number];

export interface CrossingNow {
  readonly state: CrossingState;
  /** Beside whatever else it is: at work, and not heard of for longer than it should be. */
  readonly silent: boolean;
  /** A closure or restriction whose end has passed: it holds until somebody says otherwise. */
  readonly overdue: boolean;
  /** When it was last said how it is. */
  readonly saidMs: number;
}

/**
 * @param enteredMs when the point was entered or changed: what counts until its first report
 *
 * A closure whose end has passed stays a closure, marked as overdue. Nothing opens by itself: people are sent to where
 * the screen says open, and only somebody at the barrier knows whether it is.
 */
export function crossingState(point: CrossingPoint, nowMs: EpochMs, enteredMs: EpochMs): CrossingNow {
  const { status, statusUntilMs, hours, timeZone, report, reportEveryMin } = point;
  const working = hours === undefined || inHours(hours, timeZone, nowMs);
  const saidMs = report?.atMs ?? enteredMs;
  // A point that does not work now has nothing to report.
  const silent = working && nowMs - saidMs > reportEveryMin * 60_000;
  return {
    state: stateOf(point, working, silent),
    silent,
    overdue: status !== 'open' && statusUntilMs !== undefined && nowMs >= statusUntilMs,
    saidMs,
  };
}

function stateOf({ status }: CrossingPoint, working: boolean, silent: boolean): CrossingState {
  if (status === 'closed') return 'closed';
  if (!working) return 'outsideHours';
  return silent ? 'silent' : status;
}
