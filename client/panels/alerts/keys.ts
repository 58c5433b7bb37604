/** What the keys of alerts do, on every workspace. */
import { useAlerts } from '../../store/alerts.ts';
import { chooseAlert, toggleMarked, useAlertView } from '../../store/alertview.ts';
import { useSession } from '../../store/session.ts';
import { useView } from '../../store/view.ts';
import { replayAlert } from '../replay/replayalert.ts';
import { mayReplay } from '../replay/who.ts';
import type { Services } from '../services.ts';
import { actsOffered } from './acts.ts';
import { useAlertsNow } from './alertsnow.ts';
import { type QueueRow, rowBeside, unansweredBeside } from './queue.ts';
import { tellRefusal } from './refusal.ts';
import { showMoment } from './showmoment.ts';
import { silenceAll } from './sound/silenceall.ts';
import { mostUrgent } from './standing.ts';
import { answererOf } from './useAnswering.ts';
import { allRows, useQueueState } from './useQueue.ts';

export type AlertAction =
  | 'alertNext'
  | 'alertPrevious'
  | 'alertShow'
  | 'alertReplay'
  | 'acknowledge'
  | 'silence'
  | 'rowNext'
  | 'rowPrevious'
  | 'claim'
  | 'shelve'
  | 'escalate'
  | 'comment'
  | 'mark'
  | 'join';

const queueIsShown = (): boolean =>
  useView.getState().workspace === 'alerts' && useAlertView.getState().part === 'queue';

/** The one whose card is in sight: what nobody sees is not answered. */
const chosenInSight = (): string | undefined => (queueIsShown() ? useAlertView.getState().chosen : undefined);

/** As they stand on the screen; in their true order where no queue is drawn. */
function rowsNow(): readonly QueueRow[] {
  const { rows, emergencies } = useQueueState.getState();
  return queueIsShown() ? [...emergencies, ...rows] : allRows();
}

/** The chosen one in the queue, elsewhere the one that the strip names; else the most urgent of all. */
function meantAlert(): string | undefined {
  const { chosen } = useAlertView.getState();
  const named = useAlertsNow.getState().first?.id;
  const urgent = mostUrgent(useAlerts.getState().byId.values())?.id;
  return queueIsShown() ? (chosen ?? named ?? urgent) : (named ?? urgent ?? chosen);
}

export function alertActions(
  services: Pick<Services, 'table' | 'actOnAlert' | 'actOnAlerts'>,
): Readonly<Record<AlertAction, () => void>> {
  const toRow = (find: (rows: readonly QueueRow[], of: string | undefined) => QueueRow | undefined): void => {
    const row = find(rowsNow(), useAlertView.getState().chosen);
    if (row?.type !== 'alert') return;
    useAlertView.setState({ part: 'queue' });
    useView.setState({ workspace: 'alerts' });
    chooseAlert(row.id);
  };
  const ask = (asked: 'shelve' | 'escalate' | 'comment' | 'join') => (): void => {
    if (chosenInSight() !== undefined) useAlertView.setState({ asked });
  };
  const offeredNow = (id: string | undefined) => {
    const alert = id === undefined ? undefined : useAlerts.getState().byId.get(id);
    const me = answererOf(useSession.getState());
    return alert === undefined ? undefined : { id: alert.id, acts: actsOffered(alert, me, 0) };
  };
  return {
    alertNext: () => toRow((rows, of) => unansweredBeside(rows, of, 1)),
    alertPrevious: () => toRow((rows, of) => unansweredBeside(rows, of, -1)),
    rowNext: () => toRow((rows, of) => rowBeside(rows, of, 1)),
    rowPrevious: () => toRow((rows, of) => rowBeside(rows, of, -1)),
    alertShow: () => showMoment(meantAlert(), services.table),
    alertReplay: () => {
      const alert = useAlerts.getState().byId.get(meantAlert() ?? '');
      const { me, seesAs } = useSession.getState();
      if (alert !== undefined && seesAs === undefined && mayReplay(me)) replayAlert(alert);
    },
    acknowledge: () => {
      const now = offeredNow(meantAlert());
      if (now?.acts.has('acknowledge') === true)
        void tellRefusal(services.actOnAlert(now.id, 'acknowledge', {}));
    },
    silence: () => silenceAll(services, answererOf(useSession.getState()).may('silence')),
    claim: () => {
      const now = offeredNow(chosenInSight());
      if (now?.acts.has('claim') === true) void tellRefusal(services.actOnAlert(now.id, 'claim', {}));
      else if (now?.acts.has('handBack') === true)
        void tellRefusal(services.actOnAlert(now.id, 'handBack', {}));
    },
    shelve: ask('shelve'),
    escalate: ask('escalate'),
    comment: ask('comment'),
    join: ask('join'),
    mark: () => {
      const chosen = chosenInSight();
      if (chosen !== undefined) toggleMarked(chosen);
    },
  };
}
