/** Which action of the policy a change of a record is: what people do over REST, in the words of `docs/access.md`. */
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import type { Action } from '../access/decision.ts';

/** Entering, changing and removing. */
export const CHANGE_ACTION: Readonly<Record<RecordKind, Action>> = {
  agency: 'administer',
  person: 'administer',
  agreement: 'agree',
  release: 'release',
  zone: 'plan',
  crossingPoint: 'plan',
  unit: 'plan',
  sector: 'plan',
  patrol: 'plan',
  task: 'order',
  watchList: 'configureAlerts',
  detection: 'configureAlerts',
};

/** Events of the tables of states that are another action than changing the thing; those of parties are `answer`. */
const EVENT_ACTION: Readonly<Partial<Record<RecordKind, Action>>> = {
  zone: 'approve',
  crossingPoint: 'reportCrossing',
  patrol: 'approve',
};

/** Asking others is planning. */
const PLANNING: ReadonlySet<string> = new Set(['propose', 'withdraw']);

/** @param isAnswer the table of states says that a party does it */
export function eventAction(kind: RecordKind, event: string, isAnswer: boolean): Action {
  if (isAnswer) return 'answer';
  if (kind === 'patrol' && PLANNING.has(event)) return 'plan';
  return EVENT_ACTION[kind] ?? CHANGE_ACTION[kind];
}
