/** What is being drawn on the map, by pointer and by typing alike: one truth, with every step of it to go back to. */
import { create } from 'zustand';
import type { LatLon, Shape } from '../../proto/domain/operations/area.ts';
import { newPen, type Pen, penOf, type ShapeKind } from './pen.ts';
import { useView } from './view.ts';

/** `add`: a click sets the next corner; `edit`: corners are dragged, put in between and taken away. */
export type DrawingTool = 'add' | 'edit';

export interface Drawing {
  /** For whom: the panel that opened it takes the shape. */
  readonly owner: 'zone' | 'sector' | 'crossing' | 'question';
  /** The record whose shape it is; the map shows what is drawn in its place. */
  readonly recordId: string | undefined;
  readonly tool: DrawingTool;
  readonly pen: Pen;
  /** Clicks near a corner or edge of another shape mean that. */
  readonly snaps: boolean;
  /** The corner that table and map both show as chosen. */
  readonly chosen: number | undefined;
  /** Where the next corner would be: the pointer, or what it snaps to. */
  readonly pointer: (LatLon & { readonly snapped: boolean }) | undefined;
}

interface DrawingState {
  readonly drawing: Drawing | undefined;
  readonly past: readonly Pen[];
  readonly future: readonly Pen[];
}

/** Steps that can be taken back. */
const MOST_STEPS = 200;

export const useDrawing = create<DrawingState>()(() => ({ drawing: undefined, past: [], future: [] }));

/** Begins to draw, or to change a shape; the other tools that clicks mean something to go. */
export function beginDrawing(
  owner: Drawing['owner'],
  from: Shape | ShapeKind = 'polygon',
  recordId?: string,
): void {
  const fresh = typeof from === 'string';
  useView.setState({ measure: undefined, reporting: undefined });
  useDrawing.setState({
    drawing: {
      owner,
      recordId,
      tool: fresh ? 'add' : 'edit',
      pen: fresh ? newPen(from) : penOf(from),
      snaps: true,
      chosen: undefined,
      pointer: undefined,
    },
    past: [],
    future: [],
  });
}

/** Clicks on the map draw: unless another tool is out, or something else is looked at meanwhile. */
export function drawingHasPointer(): boolean {
  const { drawing } = useDrawing.getState();
  const { measure, reporting, selected, chosenRecord, chosenSaid, workspace } = useView.getState();
  if (drawing === undefined) return false;
  // What is asked about is drawn beside whatever is looked at.
  if (drawing.owner === 'question') return workspace === 'replay' && measure === undefined;
  // What is drawn may itself be what is chosen.
  const other = chosenRecord?.id === drawing.recordId ? undefined : chosenRecord;
  return (
    workspace === (drawing.owner === 'sector' ? 'patrols' : 'picture') &&
    [measure, reporting, selected, other, chosenSaid].every((each) => each === undefined)
  );
}

export const endDrawing = (): void => useDrawing.setState({ drawing: undefined, past: [], future: [] });

export function setDrawing(change: Partial<Omit<Drawing, 'pen' | 'owner'>>): void {
  useDrawing.setState(({ drawing }) => (drawing === undefined ? {} : { drawing: { ...drawing, ...change } }));
}

/** One step, which can be taken back. */
export function draw(change: (pen: Pen) => Pen): void {
  useDrawing.setState(({ drawing, past }) => {
    if (drawing === undefined) return {};
    const pen = change(drawing.pen);
    if (pen === drawing.pen) return {};
    return {
      drawing: { ...drawing, pen },
      past: [...past, drawing.pen].slice(-MOST_STEPS),
      future: [],
    };
  });
}

/** Of a drag: what was before it began is one step back, however many places it goes over. */
export function drawOver(before: Pen, pen: Pen): void {
  useDrawing.setState(({ drawing, past }) => {
    if (drawing === undefined) return {};
    const known = past.at(-1) === before ? past : [...past, before].slice(-MOST_STEPS);
    return { drawing: { ...drawing, pen }, past: known, future: [] };
  });
}

export function undo(): void {
  useDrawing.setState(({ drawing, past, future }) => {
    const pen = past.at(-1);
    if (drawing === undefined || pen === undefined) return {};
    return {
      drawing: { ...drawing, pen, chosen: undefined },
      past: past.slice(0, -1),
      future: [drawing.pen, ...future],
    };
  });
}

export function redo(): void {
  useDrawing.setState(({ drawing, past, future }) => {
    const [pen, ...rest] = future;
    if (drawing === undefined || pen === undefined) return {};
    return { drawing: { ...drawing, pen, chosen: undefined }, past: [...past, drawing.pen], future: rest };
  });
}
