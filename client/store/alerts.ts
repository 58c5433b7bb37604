/** What needs a person, as far as this one may see; written by `client/link`, read by everyone. */
import { create } from 'zustand';
import type { Alert, AlertsAnswer } from '../../proto/domain/alert/alert.ts';

export interface AlertsState {
  /** By id. As many as the server tells: it bounds what is open. */
  readonly byId: ReadonlyMap<string, Alert>;
  readonly revision: number;
  /** Of the answer that it stands on; empty before the first. */
  readonly access: string;
  /** The server has answered once: an empty list is no silence. */
  readonly known: boolean;
  /** Grows whenever `byId` is another. */
  readonly changes: number;
}

const NOTHING = { byId: new Map(), revision: 0, access: '', known: false };

export const useAlerts = create<AlertsState>()(() => ({ ...NOTHING, changes: 0 }));

/** Takes what the server told. Alerts that did not change keep their identity. */
export function takeAlerts({ revision, access, whole, alerts, gone }: AlertsAnswer): void {
  const before = useAlerts.getState();
  if (!whole && alerts.length === 0 && gone.length === 0) {
    useAlerts.setState({ revision, access, known: true });
    return;
  }
  const byId = new Map(whole ? [] : before.byId);
  for (const alert of alerts) {
    // What was answered here meanwhile may be newer than what was asked for before.
    const known = byId.get(alert.id);
    if (known === undefined || known.revision <= alert.revision) byId.set(alert.id, alert);
  }
  for (const id of gone) byId.delete(id);
  useAlerts.setState({ byId, revision, access, known: true, changes: before.changes + 1 });
}

/** One's own act, before the server's news of it arrive; an older state never replaces a newer one. */
export function takeActed(acted: readonly Alert[]): void {
  useAlerts.setState(({ byId: before, changes }) => {
    const byId = new Map(before);
    for (const alert of acted) {
      const known = byId.get(alert.id);
      if (known === undefined || known.revision <= alert.revision) byId.set(alert.id, alert);
    }
    return { byId, changes: changes + 1 };
  });
}

/** Forgets everything: another person sits down. */
export const forgetAlerts = (): void =>
  useAlerts.setState(({ changes }) => ({ ...NOTHING, changes: changes + 1 }));

/** For those who look at a calm pace (`useVersion`). */
export const alertsWatched = {
  get version(): number {
    return useAlerts.getState().changes;
  },
  subscribe: (listener: () => void): (() => void) => useAlerts.subscribe(listener),
};
