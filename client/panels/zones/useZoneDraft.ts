/** The zone that is being written on this page: it waits while other things are looked at, until it is saved or cleared. */
import { create } from 'zustand';
import type { Shape } from '../../../proto/domain/operations/area.ts';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { beginDrawing, endDrawing, useDrawing } from '../../store/drawing.ts';
import type { ShapeKind } from '../../store/pen.ts';
import { chooseRecord, select, useView } from '../../store/view.ts';
import { EMPTY_ZONE, isLocked, type ZoneDraft, zoneDraftOf } from './zonedraft.ts';

interface ZoneDraftState {
  /** Undefined: no zone is being written. */
  readonly draft: ZoneDraft | undefined;
  /** Somebody else's version, which stands since this draft was begun. */
  readonly conflict: Version<'zone'> | undefined;
}

export const useZoneDraft = create<ZoneDraftState>()(() => ({ draft: undefined, conflict: undefined }));

export const changeZoneDraft = (change: Partial<ZoneDraft>): void =>
  useZoneDraft.setState(({ draft }) => (draft === undefined ? {} : { draft: { ...draft, ...change } }));

export function withoutSchedule({ schedule: _, ...draft }: ZoneDraft): ZoneDraft {
  return draft;
}

/** Begins a new zone; one that is being written already is gone on with. */
export function beginZone(kind: ShapeKind = 'polygon'): void {
  useView.setState({ workspace: 'picture' });
  select(undefined);
  chooseRecord(undefined);
  if (useZoneDraft.getState().draft !== undefined) return;
  useZoneDraft.setState({ draft: EMPTY_ZONE, conflict: undefined });
  beginDrawing('zone', kind);
}

/** Changes a zone. */
export function editZone(zone: Version<'zone'>, shape: Shape = zone.value.shape): void {
  useView.setState({ workspace: 'picture' });
  select(undefined);
  chooseRecord(undefined);
  useZoneDraft.setState({ draft: zoneDraftOf(zone), conflict: undefined });
  if (isLocked(zone.value.life)) endDrawing();
  else beginDrawing('zone', shape, zone.id);
}

/** Saved, or thrown away. */
export function endZone(): void {
  useZoneDraft.setState({ draft: undefined, conflict: undefined });
  if (useDrawing.getState().drawing?.owner === 'zone') endDrawing();
}
