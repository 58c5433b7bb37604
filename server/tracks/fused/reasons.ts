/** What happened in the fusion, in the words of the track card. */
import type { Reason } from '../../../proto/domain/track.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import type { FusionEvent, ReasonKind } from '../fusion/contract.ts';

/** Of what is missing here the picture itself is the judge, or the track's life says it. */
const WHAT: Partial<Record<ReasonKind, Reason['what']>> = {
  born: 'born',
  confirmed: 'confirmed',
  bound: 'bound',
  unbound: 'unbound',
  silent: 'silent',
  resumed: 'resumed',
  unverified: 'unverified',
  verified: 'verified',
  coasting: 'coasting',
  seen: 'seenAgain',
  merged: 'merged',
};

export function reasonOf(event: FusionEvent, by: string | undefined): Reason | undefined {
  const what = WHAT[event.kind];
  if (!what) return undefined;
  const { statistic, threshold, runnerUp } = event;
  return {
    atMs: epochMs(event.atMs),
    what,
    ...(by !== undefined && { by }),
    ...(statistic !== undefined && { value: statistic }),
    ...(threshold !== undefined && { threshold }),
    ...(runnerUp !== undefined && { runnerUp }),
  };
}
