/** What stands now, counted once for all who show it: the most urgent, counts, rate and flood. */
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Alert, Priority } from '../../../proto/domain/alert/alert.ts';
import { alertsWatched, useAlerts } from '../../store/alerts.ts';
import { liveNowMs } from '../../store/clock.ts';
import { useLink } from '../../store/link.ts';
import { isMine, useMySectors } from '../../store/mysectors.ts';
import { usePageNow, useVersion } from '../../ui/useTick.ts';
import { useNamed } from '../distress/useDistress.ts';
import { floods, toldLately, unansweredBy } from './rate.ts';
import { mostUrgent } from './standing.ts';

export interface AlertsNow {
  /** Of this seat's sectors; of all where they have none. Whom the lines of distress name is not named twice. */
  readonly first: Alert | undefined;
  readonly counts: Readonly<Record<Priority, number>>;
  /** Told to this seat in ten minutes. */
  readonly told: number;
  readonly flood: boolean;
}

export const useAlertsNow = create<AlertsNow>()(() => ({
  first: undefined,
  counts: { emergency: 0, alarm: 0, warning: 0, caution: 0 },
  told: 0,
  flood: false,
}));

/** The machine's time, by which alerts are told: the server's while live, this page's where the picture is a recording. */
export function machineNowMs(): number {
  const { clockKind, session } = useLink.getState();
  const recorded = clockKind === 'replay' && session === undefined;
  return recorded ? Date.now() : (liveNowMs(performance.now()) ?? Date.now());
}

function countNow(): void {
  const all = useAlerts.getState().byId;
  const { watched } = useMySectors.getState();
  const mine: Alert[] = [];
  for (const alert of all.values()) if (isMine(alert, watched)) mine.push(alert);
  const { named } = useNamed.getState();
  const unnamed = (alerts: Iterable<Alert>): readonly Alert[] =>
    [...alerts].filter(({ id }) => !named.has(id));
  const told = toldLately(mine, machineNowMs());
  const before = useAlertsNow.getState();
  useAlertsNow.setState({
    first: mostUrgent(unnamed(mine)) ?? mostUrgent(unnamed(all.values())),
    counts: unansweredBy(all.values()),
    told,
    flood: floods(before.flood, told),
  });
}

/** Keeps {@link useAlertsNow}: by the strip, which is always there. */
export function useCountAlerts(): void {
  const version = useVersion(alertsWatched, 250);
  const second = usePageNow(1000);
  const watched = useMySectors((mine) => mine.watched);
  const named = useNamed((state) => state.named);
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew with each of these
  useEffect(countNow, [version, second, watched, named]);
}
