/** What a drag or a key makes of a patrol: moved, lengthened, given to another unit or sector. Pure. */
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import { type EpochMs, epochMs } from '../../../proto/domain/units.ts';
import { NO_ROW } from './boardrows.ts';
import type { Part } from './hit.ts';
import { MINUTE_MS, snapped } from './timescale.ts';

/** No patrol is shorter. */
export const SHORTEST_MS = 15 * MINUTE_MS;

export interface Drag {
  readonly part: Part;
  /** The plan as it was when it was taken. */
  readonly was: Patrol;
  /** Where it was taken. */
  readonly atMs: number;
  readonly rowId: string;
}

const at = (ms: number): EpochMs => epochMs(ms);

/** The plan with its period moved as a whole; meeting points go with it. */
export function movedBy(patrol: Patrol, byMs: number): Patrol {
  return {
    ...patrol,
    fromMs: at(patrol.fromMs + byMs),
    untilMs: at(patrol.untilMs + byMs),
    meetingPoints: patrol.meetingPoints.map((point) => ({ ...point, atMs: at(point.atMs + byMs) })),
  };
}

/** The plan with one end elsewhere, {@link SHORTEST_MS} from the other at least. */
export const withStart = (patrol: Patrol, fromMs: number): Patrol => ({
  ...patrol,
  fromMs: at(Math.min(fromMs, patrol.untilMs - SHORTEST_MS)),
});
export const withEnd = (patrol: Patrol, untilMs: number): Patrol => ({
  ...patrol,
  untilMs: at(Math.max(untilMs, patrol.fromMs + SHORTEST_MS)),
});

/** The plan with one unit or sector in place of another; where it has the new one already, the old one just goes. */
export function reassigned(
  patrol: Patrol,
  what: 'unitIds' | 'sectorIds',
  fromId: string,
  toId: string,
): Patrol {
  if (fromId === toId) return patrol;
  const kept = patrol[what].filter((id) => id !== fromId && id !== toId);
  const index = patrol[what].indexOf(fromId);
  const ids = toId === NO_ROW ? kept : kept.toSpliced(index < 0 ? kept.length : index, 0, toId);
  return { ...patrol, [what]: ids };
}

/** The plan as the pointer has it now. A row that is left is taken out, the one that is entered put in its place. */
export function dragged(
  drag: Drag,
  nowAtMs: number,
  nowRowId: string,
  rows: 'units' | 'sectors',
  gridMs: number,
): Patrol {
  const { was, part } = drag;
  const by = nowAtMs - drag.atMs;
  if (part === 'start') return withStart(was, snapped(was.fromMs + by, gridMs));
  if (part === 'end') return withEnd(was, snapped(was.untilMs + by, gridMs));
  const moved = movedBy(was, snapped(was.fromMs + by, gridMs) - was.fromMs);
  return reassigned(moved, rows === 'units' ? 'unitIds' : 'sectorIds', drag.rowId, nowRowId);
}

/** The period of a patrol drawn over an empty span, whichever way it was drawn. */
export function drawnPeriod(
  fromMs: number,
  untilMs: number,
  gridMs: number,
): { readonly fromMs: EpochMs; readonly untilMs: EpochMs } {
  const start = snapped(Math.min(fromMs, untilMs), gridMs);
  const end = snapped(Math.max(fromMs, untilMs), gridMs);
  return { fromMs: at(start), untilMs: at(Math.max(end, start + SHORTEST_MS)) };
}
