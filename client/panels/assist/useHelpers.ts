/** Asks who can get there, again and again while it is looked at: everybody moves. */
import { useEffect, useState } from 'react';
import type { HelperRow } from '../../../proto/domain/operations/assist.ts';
import { type PlanView, usePlanView } from '../../store/planview.ts';
import { useServices } from '../services.ts';

const ASK_EVERY_MS = 4000;

export interface HelpersState {
  readonly atMs: number | undefined;
  readonly fault: string | undefined;
}

/** `/api/helpers?track=1-12&purpose=rescue`, or a place's latitude and longitude. */
export function helpersPath({ target, purpose }: NonNullable<PlanView['assist']>): string {
  const where =
    target.kind === 'track'
      ? `track=${encodeURIComponent(target.trackId)}`
      : `lat=${target.place.lat}&lon=${target.place.lon}`;
  return `/api/helpers?${where}&purpose=${purpose}`;
}

interface HelpersAnswer {
  readonly helpers: readonly HelperRow[];
  readonly atMs?: number;
}

export function useHelpers(assist: PlanView['assist']): HelpersState {
  const { exchange } = useServices();
  const [state, setState] = useState<HelpersState>({ atMs: undefined, fault: undefined });
  const path = assist === undefined ? undefined : helpersPath(assist);
  useEffect(() => {
    if (path === undefined) return undefined;
    let gone = false;
    const ask = async (): Promise<void> => {
      const answer = await exchange<HelpersAnswer>('GET', path);
      if (gone) return;
      if (answer.ok) {
        usePlanView.setState({ helpers: answer.value.helpers });
        setState({ atMs: answer.value.atMs ?? Date.now(), fault: undefined });
      } else {
        setState((before) => ({ ...before, fault: answer.what }));
      }
    };
    setState({ atMs: undefined, fault: undefined });
    void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [exchange, path]);
  return state;
}
