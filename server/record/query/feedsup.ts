/** Which feeds were live over time, by what happened to them. */
import { type Answering, asReply } from './asks.ts';

export interface FeedsUpParams {
  readonly fromMs: number;
  readonly stepMs: number;
  readonly steps: number;
}

/** Of each feed, 1 for every step in which it was live at all, else 0. */
export interface FeedsUpReply {
  readonly feeds: readonly { readonly feed: string; readonly up: readonly number[] }[];
}

/** A feed that has been live for longer than this said so no more: runs last weeks. */
const LOOK_BACK_MS = 60 * 86_400_000;

interface HappenedRow {
  readonly ms: number;
  readonly kind: string;
  readonly about: string | null;
  readonly life: string | null;
}

export const answerFeedsUp: Answering = async ({ line, past }, params) => {
  const { fromMs, stepMs, steps } = params as FeedsUpParams;
  const untilMs = fromMs + steps * stepMs;
  const rows = await line.rows<HappenedRow>(
    `SELECT known_ms::DOUBLE AS ms, kind, about, json->>'$.to' AS life
     FROM ${past.rowsOf('happened', { fromMs: fromMs - LOOK_BACK_MS, untilMs })}
     WHERE kind IN ('start', 'stop', 'feed') ORDER BY seq`,
  );
  const up = new Map<string, number[]>();
  /** Since when each feed that is live is. */
  const live = new Map<string, number>();
  const mark = (feed: string, endMs: number): void => {
    const sinceMs = live.get(feed);
    const marks = up.get(feed);
    live.delete(feed);
    if (sinceMs === undefined || !marks) return;
    const first = Math.max(0, Math.floor((sinceMs - fromMs) / stepMs));
    const last = Math.min(steps - 1, Math.floor((endMs - fromMs) / stepMs));
    for (let step = first; step <= last; step += 1) marks[step] = 1;
  };
  for (const { ms, kind, about, life } of rows) {
    if (kind !== 'feed') {
      // A run began or ended, however the one before it did: what was live until then is not any more.
      for (const feed of [...live.keys()]) mark(feed, ms);
      continue;
    }
    if (about === null) continue;
    if (!up.has(about)) up.set(about, new Array<number>(steps).fill(0));
    if (life === 'live') {
      if (!live.has(about)) live.set(about, ms);
    } else mark(about, ms);
  }
  for (const feed of [...live.keys()]) mark(feed, untilMs);
  const feeds = [...up].map(([feed, marks]) => ({ feed, up: marks }));
  return asReply({ feeds } satisfies FeedsUpReply);
};
