/** What was there over time, in equal steps. Alerts are `told`, which main lets be seen. */

import { type Answering, asReply } from './asks.ts';
import { whole } from './line.ts';
import { Seen } from './seen.ts';
import type { Sights } from './sights.ts';

export interface HistogramParams {
  readonly fromMs: number;
  readonly stepMs: number;
  readonly steps: number;
  readonly sights: Sights;
}

/** Different tracks said in each step. */
export const answerHistogram: Answering = async ({ line, past }, params) => {
  const { fromMs, stepMs, steps, sights } = params as HistogramParams;
  const seen = await Seen.open(line, past, sights);
  try {
    const range = { fromMs, untilMs: fromMs + steps * stepMs };
    const rows = await line.rows<{ step: number; tracks: number }>(
      `SELECT step, count(*)::DOUBLE AS tracks FROM (
         SELECT DISTINCT ((known_ms - ${whole(fromMs)}) // ${whole(stepMs)})::INTEGER AS step, epoch, track
         FROM ${seen.points(range)} WHERE (state & 3) < 2)
       GROUP BY step`,
    );
    const tracks = new Array<number>(steps).fill(0);
    for (const row of rows) tracks[row.step] = row.tracks;
    return asReply({ tracks });
  } finally {
    await seen.close();
  }
};
