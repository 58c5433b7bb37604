/** Asks the archive, looks how the question stands, cancels it; the answer is in the store. One at a time. */
import { useEffect } from 'react';
import type { Question } from '../../../../proto/domain/record/questions.ts';
import { forgetAnswer, useArchive, useFind } from '../../../store/find.ts';
import { type Services, useServices } from '../../services.ts';
import { draftOf, newDraft, useDraft } from './draft.ts';

const LOOK_EVERY_MS = 250;
/** A question that takes long is looked at less often. */
const SLOWEST_LOOK_MS = 2000;

/** Of the latest question: what an earlier one still answers is nobody's. */
let turn = 0;

export async function askArchive(
  { archive }: Pick<Services, 'archive'>,
  question: Question,
  purpose: string,
): Promise<void> {
  const { id: before } = useFind.getState();
  turn += 1;
  const mine = turn;
  if (before !== undefined) void archive.cancelQuestion(before);
  forgetAnswer();
  const sinceMs = performance.now();
  useFind.setState({ question, purpose, asked: { state: 'asking', progress: undefined, sinceMs } });
  const asked = await archive.askQuestion(question, purpose);
  if (mine !== turn) {
    if (asked.ok) void archive.cancelQuestion(asked.value.id);
    return;
  }
  if (!asked.ok) {
    useFind.setState({ asked: { state: 'failed', what: asked.what, remedy: asked.remedy } });
    return;
  }
  const { id } = asked.value;
  useFind.setState({ id });
  let waitMs = LOOK_EVERY_MS;
  for (;;) {
    const state = await archive.fetchQuestion(id);
    if (mine !== turn) return;
    if (!state.ok) {
      useFind.setState({ asked: { state: 'failed', what: state.what, remedy: state.remedy } });
      return;
    }
    const { value } = state;
    if (value.state === 'done') {
      useFind.setState({ asked: { state: 'done', answer: value.answer } });
      return;
    }
    if (value.state === 'failed') {
      useFind.setState({ asked: { state: 'failed', what: value.what, remedy: value.remedy } });
      return;
    }
    useFind.setState({ asked: { state: 'asking', progress: value.progress, sinceMs } });
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    waitMs = Math.min(SLOWEST_LOOK_MS, waitMs * 1.3);
  }
}

/** The question is given up, at the server too. */
export function cancelAsking({ archive }: Pick<Services, 'archive'>): void {
  turn += 1;
  const { id } = useFind.getState();
  if (id !== undefined) void archive.cancelQuestion(id);
  forgetAnswer();
}

/** A question that came with the URL stands in the form; its purpose is this person's own to say. */
export function useAskUrl(): void {
  const { archive } = useServices();
  const untilMs = useArchive(({ summary }) => summary?.untilMs);
  useEffect(() => {
    if (useDraft.getState().draft !== undefined) return;
    const { question, purpose } = useFind.getState();
    if (question !== undefined) useDraft.setState({ draft: draftOf(question, purpose) });
    else if (untilMs !== undefined) useDraft.setState({ draft: newDraft(untilMs) });
  }, [untilMs]);
  useEffect(() => () => cancelRunning({ archive }), [archive]);
}

/** Who leaves the workspace waits no longer; an answer that is there stays. */
function cancelRunning(services: Pick<Services, 'archive'>): void {
  if (useFind.getState().asked.state === 'asking') cancelAsking(services);
}
