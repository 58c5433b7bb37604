/** How often a feed speaks, learned from it: the limit beyond which quiet means silence. */

/** Bytes closer together than this are one arrival: a burst says nothing about the interval. */
const BURST_MS = 100;
/** The first gaps, of which the longest is taken. */
const SEED_GAPS = 16;
/** A longer gap raises the estimate by this share of the (logarithmic) difference… */
const UP = 0.7;
/** …and every shorter one lowers it by this: together about the 99th percentile of a random feed's gaps. */
const DOWN = 0.002;
/** A gap counts as no more than this many estimates, so that an outage is not learned as normal. */
const OUTAGE = 2;
const LONGEST_MS = 3_600_000;
/** No shorter interval is learned: a dense feed's hiccups are not silence. A set one is taken at its word. */
export const LEARNED_FLOOR_MS = 2000;

export class ExpectedInterval {
  readonly #setMs: number | undefined;
  #learnedMs: number | undefined;
  #gaps = 0;
  #lastMs: number | undefined;

  /** @param setMs fixed by the configuration; otherwise learned. */
  constructor(setMs: number | undefined) {
    this.#setMs = setMs;
  }

  /** The longest usual time between two arrivals, ms; absent until set or learned. */
  get ms(): number | undefined {
    if (this.#setMs !== undefined) return this.#setMs;
    if (this.#gaps < SEED_GAPS || this.#learnedMs === undefined) return undefined;
    return Math.max(LEARNED_FLOOR_MS, this.#learnedMs);
  }

  arrived(nowMs: number): void {
    const lastMs = this.#lastMs;
    if (lastMs !== undefined && nowMs - lastMs < BURST_MS) return;
    this.#lastMs = nowMs;
    if (lastMs !== undefined) this.#learn(Math.min(nowMs - lastMs, LONGEST_MS));
  }

  /** The link was cut: the time until the next arrival is not the feed's own. */
  interrupted(): void {
    this.#lastMs = undefined;
  }

  #learn(gapMs: number): void {
    const learned = this.#learnedMs ?? gapMs;
    if (this.#gaps < SEED_GAPS) {
      this.#gaps++;
      this.#learnedMs = Math.max(learned, gapMs);
    } else if (gapMs > learned) {
      this.#learnedMs = learned * Math.min(gapMs / learned, OUTAGE) ** UP;
    } else {
      this.#learnedMs = Math.max(BURST_MS, learned * (1 - DOWN));
    }
  }
}
