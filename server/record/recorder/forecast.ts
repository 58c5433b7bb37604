/** When the disk will be full, by how its free space shrank: whatever else fills it or makes room counts too. */

const EVERY_MS = 60_000;
/** What is rolled and dropped each hour makes saw teeth: more of them, and they even out. */
const WINDOW_MS = 6 * 3_600_000;
/** Sooner nothing is said. */
const LEAST_MS = 10 * 60_000;

interface Sample {
  readonly atMs: number;
  readonly free: number;
}

export class Forecast {
  #samples: Sample[] = [];

  /** @param atMs of a clock that never goes back; `free` bytes then */
  saw(atMs: number, free: number): void {
    const last = this.#samples.at(-1);
    if (last && atMs - last.atMs < EVERY_MS) return;
    this.#samples.push({ atMs, free });
    if (atMs - this.#samples[0]!.atMs > WINDOW_MS) this.#samples.shift();
  }

  /** How far back it looks. */
  get overMs(): number {
    const [first] = this.#samples;
    return first ? this.#samples.at(-1)!.atMs - first.atMs : 0;
  }

  /** Hours until only `reserve` bytes are free; undefined: never at this rate, or not known yet. */
  hoursUntil(reserve: number): number | undefined {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || this.overMs < LEAST_MS) return undefined;
    const perHour = ((first.free - last.free) / this.overMs) * 3_600_000;
    return perHour > 0 ? Math.max(0, last.free - reserve) / perHour : undefined;
  }
}
