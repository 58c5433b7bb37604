/** How zones are told of, and how near the stated time of entry comes. */
import type { Shore } from '../../../proto/domain/detecting.ts';
import { noConfig } from '../../../server/offline/config.ts';
import type { Ground } from '../injections/plan.ts';
import { zoneRun } from '../injections/zones.ts';
import { find, type Scores } from './score.ts';
import { watchTraffic } from './watching.ts';

/** A tenth of the time that is left, or half a minute. */
const WITHIN_SHARE = 0.1;
const WITHIN_MS = 30_000;

export interface EntryTimes {
  told: number;
  within: number;
}

export function runZones(
  ground: Ground,
  seed: number,
  { shore, most }: { readonly shore: Shore; readonly most: number },
  scores: Scores,
  times: EntryTimes,
): void {
  const run = zoneRun(ground, seed, shore, most);
  const { told } = watchTraffic(run.traffic, { shore, config: { ...noConfig(), records: run.records } });
  for (const { entry, approach, entryMs } of run.truths) {
    scores.add(entry, find(entry, told));
    const approaching = find(approach, told);
    scores.add(approach, approaching);
    const expected = approaching?.condition.evidence.find(({ what }) => what === 'entryExpected')?.atMs;
    if (approaching === undefined || expected === undefined) continue;
    times.told++;
    const allowedMs = Math.max(WITHIN_MS, WITHIN_SHARE * (entryMs - approaching.condition.provedMs));
    if (Math.abs(expected - entryMs) <= allowedMs) times.within++;
  }
}
