/** The last values of something that changes over time, from the best source that speaks. */

interface Sample<T> {
  readonly atMs: number;
  readonly value: T;
}

/** Held: at ten a second, six seconds. When full, the oldest goes. */
const LIMIT = 64;
/** A clock that went back this far was set anew: what it said before is forgotten. */
const BACK_MS = 60_000;

/** Two samples around a time, and where between them it is: 0 at `before`, 1 at `after`. */
export interface Around<T> {
  readonly before: T;
  readonly after: T;
  readonly part: number;
  /** From the nearer sample, ms. */
  readonly ageMs: number;
  /** How far past the last sample, ms; 0 within and before them. */
  readonly pastMs: number;
}

/**
 * Keeps to one source, so that two antennas do not make a ship jump: another takes over when it is better, or when
 * the first has said nothing for `silentMs`.
 */
export class Samples<T> {
  readonly #silentMs: number;
  readonly #samples: Sample<T>[] = [];
  #source: string | undefined;
  #rank = 0;

  constructor(silentMs: number) {
    this.#silentMs = silentMs;
  }

  /** Of equal times the later said counts. */
  add(atMs: number, value: T, source: string, rank = 0): void {
    const samples = this.#samples;
    const last = samples.at(-1);
    if (last !== undefined && (atMs < last.atMs - BACK_MS || atMs > last.atMs + BACK_MS)) {
      samples.length = 0;
      this.#source = undefined;
    }
    if (source !== this.#source) {
      const silent = last === undefined || atMs - last.atMs > this.#silentMs;
      if (this.#source !== undefined && rank <= this.#rank && !silent) return;
      this.#source = source;
      this.#rank = rank;
      samples.length = 0;
    }
    // what comes late is of no use any more
    const newestMs = samples.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
    if (atMs < newestMs) return;
    if (atMs === newestMs) samples.pop();
    samples.push({ atMs, value });
    if (samples.length > LIMIT) samples.shift();
  }

  /** The samples around a time, the same twice where it is outside them; undefined when the nearest is too old. */
  at(atMs: number, maxAgeMs: number): Around<T> | undefined {
    const samples = this.#samples;
    let i = samples.length - 1;
    while (i > 0 && samples[i]!.atMs > atMs) i--;
    const before = samples[i];
    if (before === undefined) return undefined;
    const after = before.atMs < atMs ? (samples[i + 1] ?? before) : before;
    const ageMs = Math.min(Math.abs(atMs - before.atMs), Math.abs(after.atMs - atMs));
    if (ageMs > maxAgeMs) return undefined;
    const span = after.atMs - before.atMs;
    return {
      before: before.value,
      after: after.value,
      part: span === 0 ? 0 : (atMs - before.atMs) / span,
      ageMs,
      pastMs: after === before ? Math.max(0, atMs - before.atMs) : 0,
    };
  }
}
