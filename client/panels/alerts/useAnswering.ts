/** Who answers here, what alerts are called, and acts with what became of them. */
import { useMemo, useState } from 'react';
import type { Alert, AlertAct } from '../../../proto/domain/alert/alert.ts';
import type { ActSaid } from '../../link/alerts.ts';
import type { Change } from '../../link/records.ts';
import { useWords } from '../../messages/words.ts';
import { useLink } from '../../store/link.ts';
import { useRecords } from '../../store/records.ts';
import { useSensors } from '../../store/sensors.ts';
import { may, type SessionState, useSession } from '../../store/session.ts';
import { sensorName } from '../sensors/unwell.ts';
import { useServices } from '../services.ts';
import { ACTION_OF, type Answerer } from './acts.ts';
import type { Names } from './names.ts';
import { refusalOf, refusalOfMany } from './refusal.ts';
import { alertSentence } from './sentence.ts';

/** Who sits here, and which acts the policy lets them do at all. */
export const answererOf = (session: SessionState): Answerer => ({
  id: session.me?.personId,
  may: (act) => may(session, ACTION_OF[act]),
});

export function useAnswerer(): Answerer {
  const session = useSession();
  return useMemo(() => answererOf(session), [session]);
}

/** Names as they are known now; sensors and feeds are looked up when they are asked for. */
export function useNames(): Names {
  const tables = useRecords((records) => records.tables);
  return useMemo(() => ({ tables, sensor: sensorCalled, feed: feedCalled }), [tables]);
}

function sensorCalled(id: string): string | undefined {
  const sensor = useSensors.getState().sensors.find((one) => one.id === id);
  return sensor && sensorName(sensor);
}

const feedCalled = (id: string): string | undefined =>
  useLink.getState().feeds.find((feed) => feed.id === id)?.name;

export function useSentence(): (alert: Pick<Alert, 'lead'>) => string {
  const t = useWords();
  const names = useNames();
  return (alert) => alertSentence(t, alert, names);
}

export interface Acting {
  /** Why the last act was refused. */
  readonly refused: string | undefined;
  readonly busy: boolean;
  /** True where it was done. */
  act<A extends AlertAct>(id: string, act: A, said: ActSaid[A]): Promise<boolean>;
  actMany<A extends AlertAct>(act: A, ids: readonly string[], said: ActSaid[A]): Promise<boolean>;
}

export function useActing(): Acting {
  const services = useServices();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const told = async <T>(
    asked: Promise<Change<T>>,
    why: (answer: Change<T>) => string | undefined,
  ): Promise<boolean> => {
    setBusy(true);
    setRefused(undefined);
    const reason = why(await asked);
    setBusy(false);
    setRefused(reason);
    return reason === undefined;
  };
  return {
    refused,
    busy,
    act: (id, act, said) => told(services.actOnAlert(id, act, said), refusalOf),
    actMany: (act, ids, said) => told(services.actOnAlerts(act, ids, said), refusalOfMany),
  };
}
