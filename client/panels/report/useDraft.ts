/** The draft on this page: kept while the form is closed or another workspace is looked at, until it is sent or cleared. */
import { create } from 'zustand';
import { toggleReporting, useView } from '../../store/view.ts';
import { type Draft, EMPTY_DRAFT } from './draft.ts';

interface DraftState {
  readonly draft: Draft;
}

export const useDraft = create<DraftState>()(() => ({ draft: EMPTY_DRAFT }));

export const changeDraft = (change: Partial<Draft>): void =>
  useDraft.setState(({ draft }) => ({ draft: { ...draft, ...change } }));

/** Opens the form with what it is to say. */
export function openReport(draft: Draft): void {
  useDraft.setState({ draft });
  useView.setState({ workspace: 'picture' });
  if (useView.getState().reporting === undefined) toggleReporting();
}

/** Puts the form away; a change of a contact is over with it, a new report waits. */
export function closeReport(): void {
  useDraft.setState(({ draft }) => ({ draft: draft.contactId === undefined ? draft : EMPTY_DRAFT }));
  useView.setState({ reporting: undefined });
}

/** Sent, or thrown away. */
export function endReport(): void {
  useDraft.setState({ draft: EMPTY_DRAFT });
  useView.setState({ reporting: undefined });
}
