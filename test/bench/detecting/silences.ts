/** Silence alone: how many of its alerts are real, and what a receiver that dies brings. */
import type { Shore } from '../../../proto/domain/detecting.ts';
import type { Said } from '../corpora/traffic.ts';
import { type Ground, planRun } from '../injections/plan.ts';
import { find, type Scores } from './score.ts';
import { watchTraffic } from './watching.ts';

export interface SilenceCount {
  /** Alerts of silence, and those of vessels that were made silent. */
  alerts: number;
  real: number;
}

export function runSilences(
  ground: Ground,
  seed: number,
  { shore, most }: { readonly shore: Shore; readonly most: number },
  scores: Scores,
  count: SilenceCount,
): void {
  const { traffic, truths } = planRun(ground, seed, shore, new Map([['gap', most]]), most);
  const { told } = watchTraffic(traffic, { shore });
  count.alerts += told.filter(({ condition }) => condition.kind === 'silence').length;
  for (const truth of truths) {
    const found = find(truth, told);
    scores.add(truth, found);
    if (found) count.real++;
  }
}

const PARTS = 3;

export interface DeadReceiver {
  readonly traffic: string;
  readonly outages: number;
  readonly silences: number;
}

/** The traffic as three receivers hear it, by where each vessel was first; the middle one dies halfway. */
export function runDeadReceiver(ground: Ground, shore: Shore): DeadReceiver {
  const firstLon = new Map(ground.vessels.map(({ mmsi, reports }) => [mmsi, reports[0]!.at.lon]));
  const sorted = [...firstLon.values()].sort((a, b) => a - b);
  const edges = [1, 2].map((part) => sorted[Math.floor((sorted.length * part) / PARTS)]!);
  const feedOf = ({ message }: Said): string => {
    const lon = firstLon.get(message.mmsi) ?? Number.NEGATIVE_INFINITY;
    return `receiver-${edges.filter((edge) => lon >= edge).length}`;
  };
  const { traffic } = ground;
  const deathMs = (traffic[0]!.atMs + traffic.at(-1)!.atMs) / 2;
  const heard = traffic.filter((said) => said.atMs < deathMs || feedOf(said) !== 'receiver-1');
  const { told } = watchTraffic(heard, { shore, feedOf });
  const after = told.filter(({ condition }) => condition.provedMs >= deathMs);
  const of = (kind: string): number => after.filter(({ condition }) => condition.kind === kind).length;
  return { traffic: ground.name, outages: of('feedOutage'), silences: of('silence') };
}
