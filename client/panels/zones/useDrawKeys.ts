/** Keys while something is drawn, wherever the focus is, except in a field in which something is being typed. */
import { useEffect } from 'react';
import { draw, redo, setDrawing, undo, useDrawing } from '../../store/drawing.ts';
import { withoutCorner } from '../../store/pen.ts';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

/** A corner's field in which nothing is half typed: undoing means the shape, not the field's own past. */
const isSettled = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.dataset.settled === 'true';

export function useDrawKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { drawing } = useDrawing.getState();
      if (drawing === undefined || event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      const mod = event.ctrlKey || event.metaKey;
      const undoes = mod && (key === 'z' || key === 'y');
      if (isField(event.target) && !(undoes && isSettled(event.target))) return;
      if (mod && key === 'z') (event.shiftKey ? redo : undo)();
      else if (mod && key === 'y') redo();
      else if (mod || event.altKey) return;
      else if (key === 'enter' && drawing.tool === 'add' && !(event.target instanceof HTMLButtonElement))
        setDrawing({ tool: 'edit', chosen: undefined });
      else if ((key === 'delete' || key === 'backspace') && drawing.chosen !== undefined) {
        const at = drawing.chosen;
        draw((pen) => withoutCorner(pen, at));
        setDrawing({ chosen: undefined });
      } else return;
      event.preventDefault();
    };
    // Before the keys of the picture.
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
