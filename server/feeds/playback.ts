/** When each line of a recording is due, and by how much its times are shifted to look like now. */
import type { Clock } from '../../proto/domain/clock.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Times that jump further are another recording's: it follows without the gap. */
const LONGEST_GAP_MS = DAY_MS;
const LONGEST_STEP_BACK_MS = 3_600_000;
/** A file without any time is played at this many lines a second, times its rate. */
export const UNTIMED_LINES_PER_S = 20;

/** At another rate than the clock's, times may be off by this before the shift follows. */
const FOLLOW_MS = 1000;

/**
 * On a recording's clock, a file that begins within a day of it keeps its own times: due when the clock says so, shift 0.
 * Otherwise it is played as if now, shifted by whole minutes, because AIS says only the UTC second. It joins as if it had
 * been playing since that second came round: what is due already, under a minute, comes at once, and from then on
 * everything when it is due.
 */
export class Playback {
  readonly #clock: Clock;
  readonly #rate: number | 'max';
  readonly #firstMs: EpochMs | undefined;
  readonly #startMs: EpochMs;
  readonly #startMonotonicMs: number;
  /** File time plus this is the time on the axis at which a line is due. */
  #offsetMs = 0;
  #shiftMs = 0;
  #loopOffsetMs = 0;
  #loopShiftMs = 0;
  #lastMs: number | undefined;
  #untimedLines = 0;
  #dueMs: EpochMs | undefined;

  /** @param firstMs the file's first time; absent when it has none. */
  constructor(clock: Clock, rate: number | 'max', firstMs: EpochMs | undefined) {
    this.#clock = clock;
    this.#rate = rate;
    this.#firstMs = firstMs;
    this.#startMs = clock.nowMs();
    this.#startMonotonicMs = clock.monotonicMs();
    if (firstMs === undefined) return;
    const behindMs = this.#startMs - firstMs;
    if (clock.kind === 'replay' && Math.abs(behindMs) <= DAY_MS) return;
    const shiftMs = Math.floor(behindMs / MINUTE_MS) * MINUTE_MS;
    this.#shiftMs = this.#loopShiftMs = shiftMs;
    // At another rate no second comes round in time: it begins with its first line.
    this.#offsetMs = this.#loopOffsetMs = this.#keepsSeconds ? shiftMs : behindMs;
  }

  /** To add to the times inside the bytes; whole minutes unless played at another rate than the clock's. */
  get shiftMs(): number {
    return this.#shiftMs;
  }

  /**
   * On a recording's clock, the picture's time at which the last line was due: what it was received at, however late this
   * machine came to it, so that the same file gives the same tracks. Absent on the machine's clock and without times.
   */
  get dueMs(): EpochMs | undefined {
    return this.#dueMs;
  }

  /** Machine milliseconds until the next line is due, ≤ 0 when it is; a line without a time is due with the one before. */
  waitMs(stampMs: EpochMs | undefined): number {
    if (this.#firstMs === undefined) return this.#untimedWaitMs();
    const ms = stampMs ?? this.#lastMs ?? this.#firstMs;
    const last = this.#lastMs ?? ms;
    if (ms - last > LONGEST_GAP_MS || last - ms > LONGEST_STEP_BACK_MS) {
      const jumpMs = Math.ceil((last - ms) / MINUTE_MS) * MINUTE_MS;
      this.#offsetMs += jumpMs;
      this.#shiftMs += jumpMs;
    }
    this.#lastMs = ms;
    const waitMs = this.#rate === 'max' ? 0 : (ms + this.#offsetMs - this.#axisMs()) / this.#pace;
    if (this.#clock.kind === 'replay') {
      this.#dueMs = epochMs(Math.max(this.#dueMs ?? 0, ms + this.#offsetMs));
    }
    if (!this.#keepsSeconds) this.#follow(ms, this.#clock.nowMs() + Math.max(0, waitMs));
    return waitMs;
  }

  /** Begins again where the time goes on: a whole number of minutes after the beginning before. */
  loop(): void {
    if (this.#firstMs === undefined || this.#lastMs === undefined) return;
    const playedMs = this.#lastMs + this.#offsetMs - (this.#firstMs + this.#loopOffsetMs);
    const periodMs = Math.max(1, Math.ceil(playedMs / MINUTE_MS)) * MINUTE_MS;
    this.#offsetMs = this.#loopOffsetMs += periodMs;
    this.#shiftMs = this.#loopShiftMs += periodMs;
    this.#lastMs = undefined;
  }

  /** Played faster or slower than the machine's clock runs, times would leave it: the shift follows. */
  #follow(ms: number, dueMs: number): void {
    const awayMs = dueMs - (ms + this.#shiftMs);
    if (Math.abs(awayMs) > FOLLOW_MS) this.#shiftMs = Math.round(this.#shiftMs + awayMs);
  }

  /** The machine's clock and the file's go at one pace. */
  get #keepsSeconds(): boolean {
    return this.#clock.kind === 'replay' || this.#rate === 1;
  }

  #untimedWaitMs(): number {
    if (this.#rate === 'max') return 0;
    const dueMs = this.#startMs + (this.#untimedLines++ * 1000) / UNTIMED_LINES_PER_S;
    return (dueMs - this.#axisMs()) / this.#pace;
  }

  /** Axis milliseconds a machine millisecond. */
  get #pace(): number {
    if (this.#clock.kind === 'replay') return this.#clock.rate;
    return this.#rate === 'max' ? 1 : this.#rate;
  }

  /** A recording's clock is the axis for all of its files; on the machine's, each file has its own. */
  #axisMs(): number {
    if (this.#clock.kind === 'replay') return this.#clock.nowMs();
    return this.#startMs + (this.#clock.monotonicMs() - this.#startMonotonicMs) * this.#pace;
  }
}
