/** Alerts, asked of the server and answered to it. */
import type {
  Alert,
  AlertAct,
  AlertsAnswer,
  AlertVerdict,
  ShelfTime,
} from '../../proto/domain/alert/alert.ts';
import type { AlertLoad } from '../../proto/domain/alert/load.ts';
import { takeActed } from '../store/alerts.ts';
import { type Change, exchange } from './records.ts';

/** What each act says beside its name. */
export interface ActSaid {
  readonly acknowledge: object;
  readonly silence: object;
  readonly claim: object;
  readonly handBack: object;
  /** A person's id. */
  readonly assign: { readonly to: string };
  readonly comment: { readonly text: string };
  readonly escalate: { readonly reason?: string };
  readonly shelve: { readonly time: ShelfTime; readonly reason: string };
  readonly unshelve: { readonly reason?: string };
  /** The alert that it becomes part of. */
  readonly join: { readonly into: string };
  readonly leave: object;
  readonly judge: { readonly is: AlertVerdict };
  readonly sendToRescue: object;
}

/** What became of an act upon several. */
export interface ActedMany {
  readonly alerts: readonly Alert[];
  readonly refused: readonly { readonly id: string; readonly what: string }[];
}

/** As many ids as one request takes. */
const IDS_A_REQUEST = 500;

export const fetchAlerts = (since: number, access: string, base = ''): Promise<Change<AlertsAnswer>> =>
  exchange('GET', `/api/alerts?since=${since}&access=${encodeURIComponent(access)}`, undefined, base);

export const fetchAlertLoad = (base = ''): Promise<Change<AlertLoad>> =>
  exchange('GET', '/api/alerts/load', undefined, base);

/** What it answers is in the store when it resolves. */
export async function actOn<A extends AlertAct>(
  id: string,
  act: A,
  said: ActSaid[A],
  base = '',
): Promise<Change<{ readonly alert: Alert }>> {
  const answer = await exchange<{ readonly alert: Alert }>(
    'POST',
    `/api/alerts/${encodeURIComponent(id)}/${act}`,
    said,
    base,
  );
  if (answer.ok) takeActed([answer.value.alert]);
  return answer;
}

/** The same act upon several, {@link IDS_A_REQUEST} a request; ends with the first request that fails. */
export async function actOnMany<A extends AlertAct>(
  act: A,
  ids: readonly string[],
  said: ActSaid[A],
  base = '',
): Promise<Change<ActedMany>> {
  const alerts: Alert[] = [];
  const refused: ActedMany['refused'][number][] = [];
  for (let at = 0; at < ids.length; at += IDS_A_REQUEST) {
    const part = ids.slice(at, at + IDS_A_REQUEST);
    const answer = await exchange<ActedMany>('POST', '/api/alerts/acts', { act, ids: part, ...said }, base);
    if (!answer.ok) return answer;
    takeActed(answer.value.alerts);
    alerts.push(...answer.value.alerts);
    refused.push(...answer.value.refused);
  }
  return { ok: true, value: { alerts, refused } };
}
