/** Alerts that belong together: what a person groups, and what is done with the whole. */
import type { Alert, AlertAct } from '../../../proto/domain/alert/alert.ts';
import { isFault, type OperationFault } from '../outcome.ts';
import { type Acting, acted, type GivenAct } from './acted.ts';
import type { Draft } from './draft.ts';
import { isMoreUrgent } from './states.table.ts';

/** Acts that go for what is grouped under the alert too. */
const TOGETHER: ReadonlySet<AlertAct> = new Set(['acknowledge', 'silence', 'join']);

/**
 * Does the same with what is grouped under an alert, and answers with which; what cannot be, or is not the person's to
 * answer, is left as it is.
 */
export function actOnParts(
  draft: Draft,
  id: string,
  given: GivenAct,
  acting: Acting,
  may: (part: Alert) => boolean,
): readonly string[] {
  if (!TOGETHER.has(given.act)) return [];
  return draft.partsOf(id).flatMap((part) => {
    const next = may(part) ? acted(part, given, acting) : part;
    if (next === part || isFault(next)) return [];
    draft.put(next);
    return [part.id];
  });
}

/** Why an alert cannot belong to the one that is named; undefined: it can, or nothing of the kind is asked for. */
export function whyNotTogether(
  draft: Draft,
  { id, priority }: Alert,
  given: GivenAct,
): OperationFault | undefined {
  if (given.act !== 'join') return undefined;
  const whole = draft.get(given.into);
  const refused = (what: string): OperationFault => ({
    ...{ kind: 'refused', what, where: `alert/${id}`, remedy: 'choose another alert to put it under' },
  });
  if (given.into === id) return refused('it cannot belong to itself');
  if (whole === undefined || whole.state === 'closed') return refused('what it is to belong to is not open');
  // Nothing becomes quieter by being grouped: putting aside needs a reason.
  if (priority !== 'emergency' && isMoreUrgent(priority, whole.priority))
    return refused('what it is to belong to is less urgent');
  if (whole.shelf) return refused('what it is to belong to is on the shelf');
  return whole.partOf === undefined
    ? undefined
    : refused('what it is to belong to belongs to another itself');
}
