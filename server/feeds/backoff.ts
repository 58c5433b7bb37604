/** Growing, jittered, bounded delays between attempts. */

const FIRST_MS = 1000;
export const LONGEST_DELAY_MS = 60_000;

export class Backoff {
  readonly #random: () => number;
  readonly #longestMs: number;
  #ceilingMs = FIRST_MS;

  constructor(random: () => number, longestMs = LONGEST_DELAY_MS) {
    this.#random = random;
    this.#longestMs = longestMs;
  }

  /** Between half and the whole of 1, 2, 4 … 60 s: never shorter than the one before, never in step with others. */
  nextMs(): number {
    const delayMs = this.#ceilingMs * (0.5 + 0.5 * this.#random());
    this.#ceilingMs = Math.min(this.#longestMs, this.#ceilingMs * 2);
    return Math.round(delayMs);
  }

  /** It worked: begin again with the shortest. */
  reset(): void {
    this.#ceilingMs = FIRST_MS;
  }
}
