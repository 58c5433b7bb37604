/** The crossing point that is being written on this page; it waits while other things are looked at. */
import { create } from 'zustand';
import type { Version } from '../../../proto/domain/operations/record.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { chooseRecord, select, useView } from '../../store/view.ts';
import { type CrossingDraft, crossingDraftOf, newCrossing } from './crossingdraft.ts';

interface CrossingDraftState {
  readonly draft: CrossingDraft | undefined;
  readonly conflict: Version<'crossingPoint'> | undefined;
  /** What was written would be lost: a person is asked. */
  readonly leaving: boolean;
}

export const useCrossingDraft = create<CrossingDraftState>()(() => ({
  draft: undefined,
  conflict: undefined,
  leaving: false,
}));

export const changeCrossing = (change: Partial<CrossingDraft>): void =>
  useCrossingDraft.setState(({ draft }) => (draft === undefined ? {} : { draft: { ...draft, ...change } }));

/** A new one, in the country of whoever enters it; one that is being written already is gone on with. */
export function beginCrossing(): void {
  useView.setState({ workspace: 'picture' });
  select(undefined);
  chooseRecord(undefined);
  if (useCrossingDraft.getState().draft !== undefined) return;
  const { me } = useSession.getState();
  const agency = me && useRecords.getState().tables.agency.get(me.agency)?.value;
  useCrossingDraft.setState({ draft: newCrossing(agency?.country ?? ''), conflict: undefined });
}

export function editCrossing(point: Version<'crossingPoint'>): void {
  useView.setState({ workspace: 'picture' });
  select(undefined);
  chooseRecord(undefined);
  useCrossingDraft.setState({ draft: crossingDraftOf(point), conflict: undefined });
}

export const endCrossing = (): void =>
  useCrossingDraft.setState({ draft: undefined, conflict: undefined, leaving: false });

function isUntouched(draft: CrossingDraft): boolean {
  const before = draft.upon === undefined ? newCrossing(draft.country) : crossingDraftOf(draft.upon);
  return JSON.stringify(draft) === JSON.stringify(before);
}

/** At once where nothing would be lost. */
export function leaveCrossing(): void {
  const { draft } = useCrossingDraft.getState();
  if (draft === undefined || isUntouched(draft)) endCrossing();
  else useCrossingDraft.setState({ leaving: true });
}

/** Escape while one is written. */
export function escapeCrossing(): boolean {
  const { draft, leaving } = useCrossingDraft.getState();
  if (draft === undefined) return false;
  if (leaving) useCrossingDraft.setState({ leaving: false });
  else leaveCrossing();
  return true;
}
