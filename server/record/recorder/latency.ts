/** How long something took, of late: the last 1,024, milliseconds. */

const KEPT = 1024;

export class Latency {
  readonly #ring = new Float64Array(KEPT);
  #count = 0;
  #max = 0;

  took(ms: number): void {
    this.#ring[this.#count % KEPT] = ms;
    this.#count += 1;
    if (ms > this.#max) this.#max = ms;
  }

  /** Since the start; 0 before the first. */
  get maxMs(): number {
    return this.#max;
  }

  /** The value that `share` of the last ones did not pass; undefined before the first. */
  quantileMs(share: number): number | undefined {
    const known = Math.min(this.#count, KEPT);
    if (known === 0) return undefined;
    return this.#ring.slice(0, known).sort()[Math.min(known - 1, Math.floor(share * known))];
  }
}
