/** The clock that a connection's sentences go by: dates from RMC and ZDA, times of day against it. */
import { type EpochMs, epochMs } from '../../../../proto/domain/units.ts';

const DAY_MS = 86_400_000;
/** A time of day is believed within these of the connection's own now; else the clock that gave it is wrong. */
const LATE_MS = 60_000;
const EARLY_MS = 10_000;
/** Dates that are this far from the time of receipt are believed; others are of an old recording or a wrong clock. */
const DATE_LATE_MS = 600_000;
const DATE_EARLY_MS = 60_000;
/** Clocks that differ by less agree: the rest is the way that a sentence takes. */
const AGREE_MS = 2_000;

/**
 * `heardMs` throughout: when the sentence was heard, in the time of its own bytes (a recording's, when one is played):
 * the station's time, else the time of receipt less the feed's time shift. Times that come out are of that same time,
 * moved by what the sentences' own dates say.
 */
export class Timeline {
  /** The sentences' own dates less the times of hearing; 0 where they agree. */
  #aheadMs = 0;
  /** An absolute time was said. */
  dated = false;

  /** An absolute time was said: it is now. */
  said(utcMs: number, heardMs: number): void {
    this.dated = true;
    const aheadMs = utcMs - heardMs;
    this.#aheadMs = Math.abs(aheadMs) < AGREE_MS ? 0 : aheadMs;
  }

  /** The connection's own now. */
  nowMs(heardMs: number): number {
    return heardMs + this.#aheadMs;
  }

  /** The time of day nearest to now, over midnight too; now, when none was said or it cannot be. */
  resolve(timeOfDayMs: number | undefined, heardMs: number): number {
    const nowMs = this.nowMs(heardMs);
    if (timeOfDayMs === undefined) return nowMs;
    const today = nowMs - (((nowMs % DAY_MS) + DAY_MS) % DAY_MS) + timeOfDayMs;
    const nearest = today + Math.round((nowMs - today) / DAY_MS) * DAY_MS;
    return nearest > nowMs + EARLY_MS || nearest < nowMs - LATE_MS ? nowMs : nearest;
  }

  /**
   * A time of this timeline as the observation's: never after the receipt. Where the sentences' dates are far from the
   * receipt, only how long ago it was is believed.
   */
  observedMs(atMs: number, receivedMs: number, timeShiftMs: number): EpochMs {
    const ahead = this.#aheadMs;
    const near = ahead <= DATE_EARLY_MS && ahead >= -DATE_LATE_MS;
    return epochMs(Math.min(receivedMs, (near ? atMs : atMs - ahead) + timeShiftMs));
  }
}
