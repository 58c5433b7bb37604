/** Counts over a sliding window of equal steps: a ring, so its size never grows. */

export const SERIES = ['bytes', 'messages', 'faults', 'unsupported'] as const;
export type Series = (typeof SERIES)[number];

export class SlidingCounts {
  readonly stepMs: number;
  readonly steps: number;
  readonly #rings: Record<Series, Float64Array>;
  /** The step that counts now. */
  #step = Number.NEGATIVE_INFINITY;
  #firstMs: number | undefined;

  /** Remembers the running step and `steps` complete ones before it. */
  constructor(stepMs: number, steps: number) {
    this.stepMs = stepMs;
    this.steps = steps;
    const ring = () => new Float64Array(steps + 1);
    this.#rings = { bytes: ring(), messages: ring(), faults: ring(), unsupported: ring() };
  }

  add(nowMs: number, series: Series, amount: number): void {
    this.#advance(nowMs);
    this.#firstMs ??= nowMs;
    this.#rings[series][this.#slot(this.#step)]! += amount;
  }

  /** The sum of the running step and as many before it as `windowMs` holds. */
  sum(nowMs: number, series: Series, windowMs = this.stepMs * this.steps): number {
    this.#advance(nowMs);
    const back = Math.min(this.steps, Math.round(windowMs / this.stepMs));
    let sum = 0;
    for (let i = 0; i <= back; i++) sum += this.#rings[series][this.#slot(this.#step - i)]!;
    return sum;
  }

  /** Amount a second over about `windowMs`, or over the time since the first count where that is shorter. */
  perSecond(nowMs: number, series: Series, windowMs: number): number {
    const sum = this.sum(nowMs, series, windowMs);
    if (this.#firstMs === undefined) return 0;
    const covered = windowMs + (nowMs - this.#step * this.stepMs);
    return (sum * 1000) / Math.max(this.stepMs, Math.min(covered, nowMs - this.#firstMs));
  }

  /** The complete steps, oldest first. */
  complete(nowMs: number, series: Series): number[] {
    this.#advance(nowMs);
    return Array.from(
      { length: this.steps },
      (_, i) => this.#rings[series][this.#slot(this.#step - this.steps + i)]!,
    );
  }

  #slot(step: number): number {
    const size = this.steps + 1;
    return ((step % size) + size) % size;
  }

  #advance(nowMs: number): void {
    const step = Math.floor(nowMs / this.stepMs);
    if (step <= this.#step) return;
    if (this.#step === Number.NEGATIVE_INFINITY) this.#step = step;
    const stale = Math.min(step - this.#step, this.steps + 1);
    for (let i = 0; i < stale; i++) {
      for (const series of SERIES) this.#rings[series][this.#slot(step - i)] = 0;
    }
    this.#step = step;
  }
}
