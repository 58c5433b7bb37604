/** The real traffic that the bench runs on, read once. */
import { readFileSync } from 'node:fs';
import { continued, looped } from '../corpora/loop.ts';
import { newYork, virginiaBeach } from '../corpora/tracktable.ts';
import { corpusFile, inOrder, readTraffic, type Said } from '../corpora/traffic.ts';
import { type Ground, groundOf } from '../injections/plan.ts';

const ROUNDS = 6;
const PERIOD_MS = 300_000;

export interface Grounds {
  readonly virginia: Ground;
  readonly harbour: Ground;
  /** Denmark, carried on for half an hour. */
  readonly denmark: Ground;
  /** The same sentences again and again. */
  readonly denmarkLooped: readonly Said[];
}

/** Undefined where there are no corpora. */
export async function openGrounds(): Promise<Grounds | undefined> {
  const virginia = corpusFile('traffic/tracktable/VirginiaBeach_2020_06_04_to_06_filtered.traj');
  const harbour = corpusFile('traffic/tracktable/NYHarbor_2020_06_30_first_hour.csv');
  const denmark = corpusFile('traffic/dma/ais-sample.txt.gz');
  if (!virginia || !harbour || !denmark) return undefined;
  const sample = await readTraffic(denmark);
  return {
    virginia: groundOf('Virginia Beach', virginiaBeach(readFileSync(virginia, 'utf8'))),
    harbour: groundOf('New York', newYork(readFileSync(harbour, 'utf8'))),
    denmark: groundOf('Denmark, carried on', inOrder(continued(sample, ROUNDS, PERIOD_MS))),
    denmarkLooped: inOrder(looped(sample, ROUNDS, PERIOD_MS)),
  };
}
