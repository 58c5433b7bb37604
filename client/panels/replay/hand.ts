/** What keys and buttons do with the replay. */
import type { ReplayMoved } from '../../../proto/domain/record/replay.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { useArchive } from '../../store/find.ts';
import { cursorMs, useReplay, wishReplay } from '../../store/replay.ts';
import { HOUR_MS, MINUTE_MS } from '../patrols/timescale.ts';
import type { Services } from '../services.ts';
import { alertedStep, rateBeside } from './barscale.ts';

type Hands = Pick<Services, 'replay' | 'archive'>;

/** A time so little outside of what can be replayed means its edge. */
export const SLACK_MS = 5 * MINUTE_MS;
/** A jump stands this much before what it leads to. */
const BEFORE_JUMP_MS = 5000;
/** An alert's second is looked for in steps of a step. */
const STEPS = 240;
const FINE_MS = 1000;

export const cursorNow = (): number | undefined => cursorMs(performance.now());

/** Goes to a moment; where no replay runs that can, one is begun. */
export function seek({ replay: control }: Pick<Hands, 'replay'>, atMs: number): void {
  const { replay } = useReplay.getState();
  // What was known first speaks of a time a little earlier.
  const slackMs = replay?.mode === 'known' ? SLACK_MS : 0;
  if (replay === undefined || atMs < replay.range.fromMs - slackMs || atMs > replay.range.untilMs + slackMs)
    wishReplay({ atMs, mode: 'known', range: undefined });
  else control.move({ atMs: epochMs(Math.round(atMs)) });
}

const move = ({ replay }: Pick<Hands, 'replay'>, moved: ReplayMoved): void => replay.move(moved);

export function playOrPause(hands: Hands): void {
  const { replay } = useReplay.getState();
  if (replay === undefined) return;
  const at = cursorNow() ?? replay.atMs;
  const { fromMs, untilMs } = replay.range;
  // At the end there is nothing left to play: from the beginning of what is shown.
  const ended = replay.rate > 0 ? at >= untilMs - FINE_MS : at <= fromMs + FINE_MS;
  const again = replay.rate > 0 ? fromMs : untilMs;
  move(hands, { isPlaying: !replay.isPlaying, ...(ended && !replay.isPlaying && { atMs: epochMs(again) }) });
}

export const step = (hands: Hands, stepMs: number): void => move(hands, { stepMs });

export function reverse(hands: Hands): void {
  const { replay } = useReplay.getState();
  if (replay !== undefined) move(hands, { rate: -replay.rate, isPlaying: true });
}

export function changeRate(hands: Hands, by: 1 | -1): void {
  const { replay } = useReplay.getState();
  if (replay !== undefined) move(hands, { rate: rateBeside(replay.rate, by) });
}

/** Plays a range over and over; the same range again, or none: no longer. */
export function loop(hands: Hands, range: ReplayMoved['loop']): void {
  move(hands, range ? { loop: range, atMs: range.fromMs } : { loop: null });
}

/** A loop of five minutes around the cursor, or no loop. */
export function toggleLoop(hands: Hands): void {
  const { replay } = useReplay.getState();
  const at = cursorNow();
  if (replay === undefined || at === undefined) return;
  if (replay.loop !== undefined) {
    loop(hands, null);
    return;
  }
  const fromMs = epochMs(Math.round(Math.max(replay.range.fromMs, at - 2.5 * MINUTE_MS)));
  const untilMs = epochMs(Math.round(Math.min(replay.range.untilMs, at + 2.5 * MINUTE_MS)));
  if (untilMs > fromMs) loop(hands, { fromMs, untilMs });
}

/**
 * To the next (previous) moment at which something was alerted, found in ever finer histograms: what is still to come
 * at the cursor is in no list of what was known there. False where there is none.
 */
export async function jumpToAlert(hands: Hands, way: 1 | -1): Promise<boolean> {
  const { replay } = useReplay.getState();
  const { summary } = useArchive.getState();
  const at = cursorNow();
  const range = replay?.range ?? summary;
  if (at === undefined || range?.fromMs === undefined || range.untilMs === undefined) return false;
  // One that the cursor stands just before, or just after, was jumped to already.
  const from = at + way * (BEFORE_JUMP_MS + FINE_MS);
  let fromMs = way === 1 ? from : range.fromMs;
  let untilMs = way === 1 ? range.untilMs : at - FINE_MS;
  for (let round = 0; round < 6 && untilMs - fromMs >= 1; round += 1) {
    const answer = await hands.archive.fetchHistogram(Math.floor(fromMs), Math.ceil(untilMs), STEPS);
    if (!answer.ok) return false;
    const found = alertedStep(answer.value, way === 1 ? fromMs : untilMs, way);
    if (found === undefined) return false;
    ({ fromMs, untilMs } = found);
    if (untilMs - fromMs <= FINE_MS) break;
  }
  if (untilMs - fromMs > HOUR_MS) return false;
  seek(hands, fromMs - BEFORE_JUMP_MS);
  return true;
}
