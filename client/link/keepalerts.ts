/** Keeps the alerts as new as the server's: asked whole once, then what changed since. */
import { takeAlerts, useAlerts } from '../store/alerts.ts';
import { fetchAlerts } from './alerts.ts';

/** A failed question is asked again after this. */
const AGAIN_MS = 3000;
/** What is told faster is asked for together: a hundred alerts a second are a few answers. */
const PAUSE_MS = 200;

export interface AlertKeeper {
  /** The server's revision as it was last told; asks when it is another than ours. */
  told(revision: number): void;
  /** Asks in any case: the person or what they may see is another. */
  refresh(): void;
  stop(): void;
}

/** One question at a time, {@link PAUSE_MS} apart; what is told meanwhile is asked for afterwards. */
export function keepAlerts(base = ''): AlertKeeper {
  let asking = false;
  let again = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const askIn = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void ask();
    }, ms);
  };
  const ask = async (): Promise<void> => {
    if (stopped) return;
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    again = false;
    clearTimeout(timer);
    timer = undefined;
    const { revision, access } = useAlerts.getState();
    const answer = await fetchAlerts(revision, access, base);
    asking = false;
    if (stopped) return;
    if (answer.ok) takeAlerts(answer.value);
    if (!answer.ok) askIn(AGAIN_MS);
    else if (again) askIn(PAUSE_MS);
  };

  return {
    told: (revision) => {
      if (revision !== useAlerts.getState().revision && timer === undefined) void ask();
    },
    refresh: () => void ask(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
