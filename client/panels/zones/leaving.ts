/** Leaving a zone that is being written: at once where nothing would be lost, else a person is asked. */
import { create } from 'zustand';
import { setDrawing, useDrawing } from '../../store/drawing.ts';
import { endZone, useZoneDraft } from './useZoneDraft.ts';
import { EMPTY_ZONE, type ZoneDraft, zoneDraftOf } from './zonedraft.ts';

export const useLeaving = create<{ readonly asking: boolean }>()(() => ({ asking: false }));

useZoneDraft.subscribe(({ draft }) => {
  if (draft === undefined) useLeaving.setState({ asking: false });
});

function isUntouched(draft: ZoneDraft): boolean {
  const before = draft.upon === undefined ? EMPTY_ZONE : zoneDraftOf(draft.upon);
  return useDrawing.getState().past.length === 0 && JSON.stringify(draft) === JSON.stringify(before);
}

/** Escape while a zone is written: the pen is put down first. */
export function escapeZone(): boolean {
  const { drawing } = useDrawing.getState();
  if (useZoneDraft.getState().draft === undefined) return false;
  if (useLeaving.getState().asking) useLeaving.setState({ asking: false });
  else if (drawing?.tool === 'add' && drawing.pen.corners.length > 0)
    setDrawing({ tool: 'edit', chosen: undefined, pointer: undefined });
  else leaveZone();
  return true;
}

export function leaveZone(): void {
  const { draft } = useZoneDraft.getState();
  if (draft === undefined || isUntouched(draft)) endZone();
  else useLeaving.setState({ asking: true });
}
