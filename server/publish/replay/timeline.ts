/**
 * A replay's time: where it stands, how fast and which way it goes, where it ends and begins again. No data here, and no
 * timers: whoever moves it says how much of the machine's time has passed.
 */
import { FASTEST_REPLAY, type ReplayMoved, type ReplayRange } from '../../../proto/domain/record/replay.ts';

export interface Steps {
  readonly fromMs: number;
  readonly toMs: number;
  /** The end was reached: it goes on from there. */
  readonly jumpMs?: number;
}

export class Timeline {
  atMs: number;
  rate = 1;
  isPlaying = false;
  loop: ReplayRange | undefined;
  readonly #range: () => ReplayRange;

  /** @param range what can be replayed now: it grows while something is recorded */
  constructor(atMs: number, range: () => ReplayRange) {
    this.#range = range;
    this.atMs = this.within(atMs);
  }

  get range(): ReplayRange {
    return this.#range();
  }

  within(atMs: number): number {
    const { fromMs, untilMs } = this.range;
    return Math.round(Math.max(fromMs, Math.min(untilMs, atMs)));
  }

  /** Takes what was asked; returns where it has to begin anew, undefined where it goes on from where it is. */
  move({ atMs, stepMs, rate, isPlaying, loop }: ReplayMoved): number | undefined {
    if (rate !== undefined && rate !== 0)
      this.rate = Math.sign(rate) * Math.min(FASTEST_REPLAY, Math.abs(rate));
    if (loop === null) this.loop = undefined;
    else if (loop && loop.untilMs > loop.fromMs) this.loop = loop;
    if (isPlaying !== undefined) this.isPlaying = isPlaying;
    else if (stepMs !== undefined) this.isPlaying = false;
    if (atMs === undefined && stepMs === undefined) return undefined;
    return this.within((atMs ?? this.atMs) + (stepMs ?? 0));
  }

  /** Where it goes in so much of the machine's time, not beyond the end; standing still where it has nowhere to go. */
  next(afterMs: number): Steps {
    const { fromMs, untilMs } = this.range;
    const loop = this.loop;
    const end = this.rate > 0 ? Math.min(untilMs, loop?.untilMs ?? untilMs) : untilMs;
    const start = this.rate < 0 ? Math.max(fromMs, loop?.fromMs ?? fromMs) : fromMs;
    const wantedMs = Math.round(this.atMs + this.rate * afterMs);
    const toMs = Math.max(Math.min(start, this.atMs), Math.min(Math.max(end, this.atMs), wantedMs));
    const isOver = this.rate > 0 ? toMs >= end : toMs <= start;
    const jumpMs = isOver && loop ? (this.rate > 0 ? loop.fromMs : loop.untilMs) : undefined;
    return { fromMs: this.atMs, toMs, ...(jumpMs !== undefined && { jumpMs: this.within(jumpMs) }) };
  }

  /** Nothing is left in its direction, and it does not begin again. */
  get isAtEnd(): boolean {
    const { fromMs, untilMs } = this.range;
    if (this.loop) return false;
    return this.rate > 0 ? this.atMs >= untilMs : this.atMs <= fromMs;
  }
}
