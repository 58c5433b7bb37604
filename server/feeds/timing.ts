/** How the times that a feed says stand to when they come: late, or by a clock that is wrong. */

/** `behind`: a clock that went back, or one that is a day behind; `late`: what it brings is that old. */
export type FeedTiming = 'late' | 'behind' | 'ahead';

export interface FeedTimes {
  /** Half of what came lately was later, half less; below zero: ahead. Absent: too little was said. */
  readonly lagMs?: number;
  readonly timing?: FeedTiming;
}

/** What comes older is late; what is farther ahead than clocks are usually out by is ahead. */
export const LATE_MS = 60_000;
export const AHEAD_MS = 30_000;
/** Nothing is under way for longer: its clock is wrong. Such times are not believed (server/decode/statedtime.ts). */
export const TOO_LATE_MS = 24 * 3_600_000;
/** Judged by the median of so many, again and again. */
const TOGETHER = 10;
/** A feed grows late no quicker than time goes by; beyond this, its clock went back. */
const BACK_MS = 30_000;

/** Of one feed; times in epoch ms. */
export class FeedTimings {
  /** Since the last judgement, and when each was received. */
  readonly #lags: number[] = [];
  #judgedMs: number | undefined;
  #lagMs: number | undefined;
  #timing: FeedTiming | undefined;

  get times(): FeedTimes {
    return {
      ...(this.#lagMs !== undefined && { lagMs: this.#lagMs }),
      ...(this.#timing !== undefined && { timing: this.#timing }),
    };
  }

  /** A message says when it was; `receivedMs` is when it came here, or should have on a recording's clock. */
  said(statedMs: number, receivedMs: number): void {
    this.#lags.push(receivedMs - statedMs);
    if (this.#lags.length < TOGETHER) return;
    const sorted = this.#lags.splice(0).sort((a, b) => a - b);
    this.#judge(sorted[TOGETHER >> 1]!, receivedMs);
  }

  /** Another connection: nothing is known of its times. */
  forget(): void {
    this.#lags.length = 0;
    this.#judgedMs = this.#lagMs = this.#timing = undefined;
  }

  #judge(lagMs: number, atMs: number): void {
    const grewMs = lagMs - (this.#lagMs ?? lagMs);
    const went = this.#timing !== 'ahead' && grewMs > Math.max(0, atMs - (this.#judgedMs ?? atMs)) + BACK_MS;
    this.#lagMs = lagMs;
    this.#judgedMs = atMs;
    if (lagMs < -AHEAD_MS) this.#timing = 'ahead';
    else if (lagMs <= LATE_MS) this.#timing = undefined;
    else if (went || lagMs > TOO_LATE_MS || this.#timing === 'behind') this.#timing = 'behind';
    else this.#timing = 'late';
  }
}
