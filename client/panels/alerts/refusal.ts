/** Why the last act that a key or the strip asked for was not done: said in the strip until the next one, or for a while. */
import { create } from 'zustand';
import type { ActedMany } from '../../link/alerts.ts';
import type { Change } from '../../link/records.ts';
import { say } from '../../messages/words.ts';
import { whyNot } from '../records/whynot.ts';

const SHOWN_MS = 8000;

export const useRefusal = create<{ readonly text: string | undefined }>()(() => ({ text: undefined }));

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says in the strip why something was not done; undefined: nothing is said any more. */
export function refuse(text: string | undefined): void {
  clearTimeout(timer);
  useRefusal.setState({ text });
  if (text !== undefined) timer = setTimeout(() => useRefusal.setState({ text: undefined }), SHOWN_MS);
}

/** Why an act was not done; undefined where it was. */
export const refusalOf = <T>(answer: Change<T>): string | undefined =>
  answer.ok ? undefined : say('alerts.card.refused', { reason: whyNot(answer) });

/** The same of an act upon several: also where it was done with some of them alone. */
export function refusalOfMany(answer: Change<ActedMany>): string | undefined {
  if (!answer.ok) return refusalOf(answer);
  const { refused } = answer.value;
  const [first] = refused;
  return first && say('alerts.refused.some', { count: refused.length, reason: first.what });
}

/** Waits for what was asked, and says why where it is refused. */
export async function tellRefusal<T>(
  asked: Promise<Change<T>>,
  why: (answer: Change<T>) => string | undefined = refusalOf,
): Promise<void> {
  refuse(undefined);
  refuse(why(await asked));
}
