/** Growing, jittered, bounded delays between attempts. */

const FIRST_MS = 1000;
export const LONGEST_DELAY_MS = 60_000;

export class Backoff {
  readonly #random: () => number;
  #ceilingMs = FIRST_MS;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Between half and the whole of 1, 2, 4 … 60 s: never shorter than the one before, never in step with others. */
  nextMs(): number {
    const delayMs = this.#ceilingMs * (0.5 + 0.5 * this.#random());
    this.#ceilingMs = Math.min(LONGEST_DELAY_MS, this.#ceilingMs * 2);
    return Math.round(delayMs);
  }

  /** It worked: begin again with the shortest. */
  reset(): void {
    this.#ceilingMs = FIRST_MS;
  }
}
