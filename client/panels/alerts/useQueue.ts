/** The queue as it stands on the screen: walked by keys, drawn by the list; steady while somebody looks at it. */
import { useEffect, useMemo, useRef } from 'react';
import { create } from 'zustand';
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import type { AlertKind } from '../../../proto/domain/alert/kinds.table.ts';
import { alertsWatched, useAlerts } from '../../store/alerts.ts';
import { isEmergency, passesAlert, useAlertView } from '../../store/alertview.ts';
import { sectorsOf } from '../../store/mysectors.ts';
import { useRecords } from '../../store/records.ts';
import { useSession } from '../../store/session.ts';
import { useVersion } from '../../ui/useTick.ts';
import { useAlertsNow } from './alertsnow.ts';
import { heldOrder, type QueueRow, rowsOf } from './queue.ts';

/** A hundred alerts a second are read as well twice a second. */
const LOOK_EVERY_MS = 500;

export interface QueueState {
  /** In the order on the screen, emergencies apart. */
  readonly rows: readonly QueueRow[];
  readonly emergencies: readonly QueueRow[];
  /** Kinds whose row of a flood is open. */
  readonly opened: ReadonlySet<AlertKind>;
}

export const useQueueState = create<QueueState>()(() => ({ rows: [], emergencies: [], opened: new Set() }));

export function toggleOpened(kind: AlertKind): void {
  useQueueState.setState(({ opened: before }) => {
    const opened = new Set(before);
    if (!opened.delete(kind)) opened.add(kind);
    return { opened };
  });
}

/** Those that the filter shows, and the chosen one: it does not vanish under the hand that answers it. */
export function shownAlerts(): readonly Alert[] {
  const { filter, chosen } = useAlertView.getState();
  const me = useSession.getState().me?.personId;
  const { sector } = useRecords.getState().tables;
  const shown: Alert[] = [];
  for (const alert of useAlerts.getState().byId.values())
    if (alert.id === chosen || passesAlert(filter, alert, me, (one) => sectorsOf(one, sector)))
      shown.push(alert);
  return shown;
}

/** Every row in its true order, for keys where no queue is drawn. */
export const allRows = (): readonly QueueRow[] => rowsOf(shownAlerts(), { flood: false, opened: new Set() });

/** @param held rows keep their places while true */
export function useQueue(held: boolean): QueueState {
  const version = useVersion(alertsWatched, LOOK_EVERY_MS);
  const filter = useAlertView((view) => view.filter);
  const chosen = useAlertView((view) => view.chosen);
  const me = useSession((session) => session.me?.personId);
  const sectors = useRecords((records) => records.tables.sector);
  const flood = useAlertsNow((now) => now.flood);
  const opened = useQueueState((state) => state.opened);
  const before = useRef<{
    readonly ids: readonly string[];
    readonly filter: unknown;
    readonly flood: boolean;
  }>({
    ids: [],
    filter,
    flood,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the alerts are read anew with each version of them
  const state = useMemo(() => {
    const all = rowsOf(shownAlerts(), { flood, opened });
    const urgent = all.filter((row) => isEmergency(row.alert));
    const rest = all.filter((row) => !isEmergency(row.alert));
    // Another question has another answer: only what comes by itself must not move what is looked at.
    const keeps = held && before.current.filter === filter && before.current.flood === flood;
    const rows = keeps ? heldOrder(before.current.ids, rest) : rest;
    before.current = { ids: rows.map(({ id }) => id), filter, flood };
    return { rows, emergencies: urgent, opened };
  }, [version, filter, chosen, me, sectors, flood, opened, held]);
  useEffect(() => useQueueState.setState({ rows: state.rows, emergencies: state.emergencies }), [state]);
  return state;
}
