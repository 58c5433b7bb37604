/** How a crossing point stands at a moment, with who waits there, for map, list and card. */
import {
  CROSSING_STATES,
  type CrossingNow,
  crossingState,
} from '../../proto/domain/operations/crossingstate.ts';
import type { Version } from '../../proto/domain/operations/record.ts';
import { epochMs } from '../../proto/domain/units.ts';

export interface CrossingView extends CrossingNow {
  /** All that wait, in and out; undefined where nobody said. */
  readonly waiting: number | undefined;
  /** The longer of the two waits. */
  readonly waitMin: number | undefined;
}

type Point = Version<'crossingPoint'>;

/** Looked at in every frame, but nothing of it changes within a second. */
const LOOK_EVERY_MS = 1000;
const known = new WeakMap<Point, { readonly atMs: number; readonly view: CrossingView }>();

export function crossingView(point: Point, nowMs: number): CrossingView {
  const before = known.get(point);
  if (before !== undefined && Math.abs(nowMs - before.atMs) < LOOK_EVERY_MS) return before.view;
  const { report } = point.value;
  const view: CrossingView = {
    ...crossingState(point.value, epochMs(nowMs), point.atMs),
    waiting: sum(report?.waitingIn, report?.waitingOut),
    waitMin: longest(report?.waitInMin, report?.waitOutMin),
  };
  known.set(point, { atMs: nowMs, view });
  return view;
}

const sum = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined && b === undefined ? undefined : (a ?? 0) + (b ?? 0);
const longest = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined && b === undefined ? undefined : Math.max(a ?? 0, b ?? 0);

/** Worst first, then where people wait longest, then by name. */
export function worstFirst<T extends { readonly view: CrossingView; readonly name: string }>(
  points: readonly T[],
): readonly T[] {
  const rank = ({ view }: T): number => CROSSING_STATES.indexOf(view.state);
  return points.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (b.view.waitMin ?? -1) - (a.view.waitMin ?? -1) ||
      a.name.localeCompare(b.name, undefined, { numeric: true }),
  );
}
