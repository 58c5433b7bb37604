/** Lets the page sound by what stands: asked four times a second, unlocked by the first press. */
import { useEffect } from 'react';
import { useAlerts } from '../../../store/alerts.ts';
import { isMine } from '../../../store/mysectors.ts';
import { useView } from '../../../store/view.ts';
import { hush, lookAgain, play, unlock, useSoundState } from './player.ts';
import { type SoundAsked, SoundPlan } from './soundplan.ts';

/** Within a quarter of a second of the alert. */
const ASK_EVERY_MS = 250;

const plan = new SoundPlan();

const asked = (): SoundAsked => ({
  alerts: useAlerts.getState().byId.values(),
  nowMs: performance.now(),
  hears: (alert) => isMine(alert),
});

/** What sounds is silent for 30 s; returns the alerts whose sound it was. */
export function silenceHere(): readonly string[] {
  hush();
  return plan.silence(asked());
}

export function useSound(): void {
  useEffect(() => {
    const timer = setInterval(() => {
      lookAgain();
      // A wall hangs in the room of those whose desks sound.
      if (useView.getState().workspace === 'wall') return;
      const pattern = plan.next(asked());
      if (pattern !== undefined) play(pattern);
    }, ASK_EVERY_MS);
    const press = (): void => {
      if (useSoundState.getState().status === 'locked') void unlock();
    };
    document.addEventListener('pointerdown', press);
    document.addEventListener('keydown', press);
    return () => {
      clearInterval(timer);
      hush();
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('keydown', press);
    };
  }, []);
}
