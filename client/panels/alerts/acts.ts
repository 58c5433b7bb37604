/** What may be done with an alert, by whom it is asked. Pure: the server decides again. */
import type { Alert, AlertAct, AlertState } from '../../../proto/domain/alert/alert.ts';
import { isUnanswered } from './standing.ts';

/** Who asks. */
export interface Answerer {
  readonly id: string | undefined;
  /** What the policy lets them do at all; never anything while they look as another agency. */
  may(act: AlertAct): boolean;
}

/** `Action` of server/access for each act: as `server/publish/alertacts.table.ts` has it. */
export const ACTION_OF: Readonly<Record<AlertAct, string>> = {
  acknowledge: 'answerAlert',
  silence: 'answerAlert',
  claim: 'answerAlert',
  handBack: 'answerAlert',
  assign: 'assignAlert',
  comment: 'answerAlert',
  escalate: 'answerAlert',
  shelve: 'shelveAlert',
  unshelve: 'shelveAlert',
  join: 'answerAlert',
  leave: 'answerAlert',
  judge: 'judgeAlert',
  sendToRescue: 'answerAlert',
};

/** Somebody calls for help: nothing puts it aside. */
export const isDistress = ({ lead, parts, priority }: Pick<Alert, 'lead' | 'parts' | 'priority'>): boolean =>
  priority === 'emergency' || lead.kind === 'distress' || parts.some(({ kind }) => kind === 'distress');

/** What is over waits to be acknowledged: there is nothing to put aside. */
const SHELVABLE: readonly AlertState[] = ['unacknowledged', 'silenced', 'acknowledged'];

/**
 * The acts that make sense now; what may not be done is not offered.
 *
 * @param marked others that are marked: what would be grouped
 */
export function actsOffered(alert: Alert, who: Answerer, marked: number): ReadonlySet<AlertAct> {
  const offered = new Set<AlertAct>();
  const over = alert.state === 'closed';
  const mine = who.id !== undefined && alert.owner?.id === who.id;
  const when = (act: AlertAct, so: boolean): void => {
    if (so && who.may(act)) offered.add(act);
  };
  when('acknowledge', isUnanswered(alert));
  when('silence', alert.state === 'unacknowledged' && alert.priority !== 'caution');
  // Whoever answers hands it back, or a supervisor assigns it: nobody takes it from them.
  when('claim', !over && alert.owner === undefined);
  when('handBack', !over && mine);
  when('assign', !over);
  when('comment', true);
  when('escalate', !over && alert.escalatedMs === undefined);
  when('shelve', SHELVABLE.includes(alert.state) && alert.shelf === undefined && !isDistress(alert));
  when('unshelve', alert.shelf !== undefined);
  when('join', marked > 0 && alert.partOf === undefined);
  when('leave', alert.partOf !== undefined);
  when('judge', true);
  when('sendToRescue', alert.priority === 'emergency');
  return offered;
}
