/** What of the past somebody was shown, for the log: periods, told when they begin, when they end and once a minute while they grow. */

export interface Period {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A leap of the replay's time by more is another period. */
const APART_MS = 3_600_000;
const TELL_EVERY_MS = 60_000;

export class WatchedPeriods {
  readonly #tell: (period: Period) => void;
  #now: { fromMs: number; untilMs: number } | undefined;
  #isNews = false;
  #toldMs: number;

  /** @param nowMs machine milliseconds */
  constructor(tell: (period: Period) => void, nowMs: number) {
    this.#tell = tell;
    this.#toldMs = nowMs;
  }

  /** The picture of a time was shown. */
  shown(atMs: number, nowMs: number): void {
    const known = this.#now;
    if (known && atMs >= known.fromMs - APART_MS && atMs <= known.untilMs + APART_MS) {
      if (atMs < known.fromMs || atMs > known.untilMs) this.#isNews = true;
      known.fromMs = Math.min(known.fromMs, atMs);
      known.untilMs = Math.max(known.untilMs, atMs);
    } else {
      this.end();
      this.#now = { fromMs: atMs, untilMs: atMs };
      this.#toldMs = nowMs;
      this.#tell({ ...this.#now });
    }
    if (this.#isNews && nowMs - this.#toldMs >= TELL_EVERY_MS) {
      this.#toldMs = nowMs;
      this.#isNews = false;
      this.#tell({ ...this.#now! });
    }
  }

  /** Nothing more of it is shown. */
  end(): void {
    if (this.#now && this.#isNews) this.#tell({ ...this.#now });
    this.#isNews = false;
    this.#now = undefined;
  }
}
