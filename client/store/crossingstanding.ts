/** How a crossing point stands at a moment, worst first. */
import type { Version } from '../../proto/domain/operations/record.ts';
import type { CrossingPoint } from '../../proto/domain/operations/zone.ts';
import { inHours } from './hours.ts';

/** Worst first. `silent`: nobody has said for too long how it is, so nothing of it may be relied upon. */
export const CROSSING_STANDINGS = ['closed', 'silent', 'restricted', 'outsideHours', 'open'] as const;
export type CrossingStanding = (typeof CROSSING_STANDINGS)[number];

export interface CrossingView {
  readonly standing: CrossingStanding;
  /** Nobody has reported for longer than it should be; beside whatever else it is. */
  readonly silent: boolean;
  /** A restriction or closure that should have ended by now. */
  readonly overdue: boolean;
  /** When it was last said how it is. */
  readonly saidMs: number;
  /** All that wait, in and out; undefined where nobody said. */
  readonly waiting: number | undefined;
  /** The longer of the two waits. */
  readonly waitMin: number | undefined;
}

const MINUTE_MS = 60_000;

export function crossingView(
  { value, atMs }: Pick<Version<'crossingPoint'>, 'value' | 'atMs'>,
  nowMs: number,
): CrossingView {
  const { status, statusUntilMs, hours, timeZone, report, reportEveryMin } = value;
  const working = hours === undefined || inHours(hours, timeZone, nowMs);
  const saidMs = report?.atMs ?? atMs;
  // A point that does not work now has nothing to report.
  const silent = working && nowMs - saidMs > reportEveryMin * MINUTE_MS;
  return {
    standing: standingOf(value, working, silent),
    silent,
    overdue: status !== 'open' && statusUntilMs !== undefined && nowMs >= statusUntilMs,
    saidMs,
    waiting: sum(report?.waitingIn, report?.waitingOut),
    waitMin: longest(report?.waitInMin, report?.waitOutMin),
  };
}

function standingOf({ status }: CrossingPoint, working: boolean, silent: boolean): CrossingStanding {
  if (status === 'closed') return 'closed';
  if (!working) return 'outsideHours';
  if (silent) return 'silent';
  return status;
}

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
const longest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined && b === undefined ? undefined : Math.max(a ?? 0, b ?? 0);

/** Worst first, then where people wait longest, then by name. */
export function worstFirst<T extends { readonly view: CrossingView; readonly name: string }>(
  points: readonly T[],
): readonly T[] {
  const rank = ({ view }: T): number => CROSSING_STANDINGS.indexOf(view.standing);
  return points.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (b.view.waitMin ?? -1) - (a.view.waitMin ?? -1) ||
      a.name.localeCompare(b.name, undefined, { numeric: true }),
  );
}
