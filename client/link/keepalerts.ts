/** Keeps the alerts as new as the server's. */
import { takeAlerts, useAlerts } from '../store/alerts.ts';
import { fetchAlerts } from './alerts.ts';
import { type Keeper, keep } from './keeper.ts';

export const keepAlerts = (base = ''): Keeper =>
  keep({
    revision: () => useAlerts.getState().revision,
    async ask() {
      const { revision, access } = useAlerts.getState();
      const answer = await fetchAlerts(revision, access, base);
      return answer.ok ? () => takeAlerts(answer.value) : undefined;
    },
  });
