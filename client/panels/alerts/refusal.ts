/** Why the last act that a key or the strip asked for was not done: said in the strip until the next one, or for a while. */
import { create } from 'zustand';
import type { Change } from '../../link/records.ts';
import { say } from '../../messages/words.ts';
import { whyNot } from '../records/whynot.ts';

const SHOWN_MS = 8000;

export const useRefusal = create<{ readonly text: string | undefined }>()(() => ({ text: undefined }));

let timer: ReturnType<typeof setTimeout> | undefined;

/** Waits for what was asked, and says why where it is refused. */
export async function tellRefusal<T>(asked: Promise<Change<T>>): Promise<void> {
  clearTimeout(timer);
  useRefusal.setState({ text: undefined });
  const answer = await asked;
  if (answer.ok) return;
  useRefusal.setState({ text: say('alerts.card.refused', { reason: whyNot(answer) }) });
  timer = setTimeout(() => useRefusal.setState({ text: undefined }), SHOWN_MS);
}
