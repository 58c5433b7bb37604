/** A hand on the board: what it took, and what the plan would be where it is now. The ghost alone is drawn by it. */
import { create } from 'zustand';
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';
import { useView } from '../../store/view.ts';
import type { Services } from '../services.ts';
import { NEW_PATROL } from './boardrows.ts';
import { newPatrol } from './drafts.ts';
import { type Drag, dragged, drawnPeriod } from './drag.ts';
import { beginEdit, editTo, useEdit } from './edit.ts';
import type { BoardGeometry, Hit } from './hit.ts';
import { gridOf } from './timescale.ts';

export interface Ghost {
  readonly value: Patrol;
  /** Where it is drawn: in the row that the pointer is in. */
  readonly row: number;
}

export const useGhost = create<{ readonly ghost: Ghost | undefined }>()(() => ({ ghost: undefined }));

/** Fewer pixels than this are a click. */
const LEAST_PX = 4;
/** The plan itself follows the hand so often; its check is asked then. */
const TELL_EVERY_MS = 300;

export interface Taken {
  readonly hit: Hit;
  readonly x: number;
  readonly y: number;
  moved: boolean;
  drag: Drag | undefined;
  toldAt: number;
}

export const taken = (hit: Hit, x: number, y: number): Taken => ({
  hit,
  x,
  y,
  moved: false,
  drag: undefined,
  toldAt: 0,
});

export interface Hand {
  readonly services: Services;
  /** Who begins patrols here, and what they are called at first. */
  readonly draft: Omit<Parameters<typeof newPatrol>[0], 'fromMs' | 'untilMs'>;
  /** The saved version of a patrol, to begin changing it. */
  begin(id: string): Patrol | undefined;
}

/** The pointer moved with something taken; `at` is what lies under it, undefined outside the rows. */
export function moveTaken(
  held: Taken,
  board: BoardGeometry,
  x: number,
  y: number,
  at: Hit | undefined,
  hand: Hand,
): void {
  if (!held.moved && Math.hypot(x - held.x, y - held.y) < LEAST_PX) return;
  held.moved = true;
  const { rows: what } = useView.getState().board;
  const gridMs = gridOf(board.span.spanMs);
  const row = at?.row ?? held.hit.row;
  const atMs = board.span.fromMs + (x / board.widthPx) * board.span.spanMs;
  const rowId = board.rows[held.hit.row]?.id ?? '';
  if (held.hit.bar === undefined) {
    const period = drawnPeriod(held.hit.atMs, atMs, gridMs);
    const ids = what === 'units' ? { unitIds: [rowId] } : { sectorIds: [rowId] };
    tell(held, newPatrol({ ...hand.draft, ...ids, ...period }), held.hit.row, hand);
    return;
  }
  if (held.drag === undefined) {
    const { id } = held.hit.bar;
    const { edited } = useEdit.getState();
    const was = edited !== undefined && (edited.id ?? NEW_PATROL) === id ? edited.value : hand.begin(id);
    if (was === undefined) return;
    held.drag = { part: held.hit.part ?? 'body', was, atMs: held.hit.atMs, rowId };
  }
  const nowRow = held.drag.part === 'body' ? row : held.hit.row;
  tell(held, dragged(held.drag, atMs, board.rows[nowRow]?.id ?? rowId, what, gridMs), nowRow, hand);
}

function tell(held: Taken, value: Patrol, row: number, { services }: Hand): void {
  useGhost.setState({ ghost: { value, row } });
  const now = performance.now();
  if (now - held.toldAt < TELL_EVERY_MS) return;
  held.toldAt = now;
  tellEdit(value, services, held);
}

function tellEdit(value: Patrol, services: Services, held: Taken): void {
  const begun = useEdit.getState().edited !== undefined;
  if (held.hit.bar === undefined && (!begun || useEdit.getState().edited?.id !== undefined))
    beginEdit(services, value);
  else editTo(services, value);
}

/** Let go: the plan is what the ghost was. */
export function dropTaken(held: Taken, { services }: Hand): void {
  const { ghost } = useGhost.getState();
  if (ghost !== undefined) tellEdit(ghost.value, services, held);
  useGhost.setState({ ghost: undefined });
}

/** Let go of without doing: the plan is what it was when it was taken. */
export function cancelTaken(held: Taken, { services }: Hand): void {
  if (held.drag !== undefined) editTo(services, held.drag.was);
  useGhost.setState({ ghost: undefined });
}
