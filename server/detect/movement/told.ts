/** What was said of whom, and when: a vessel that goes on as it does is one caution a day, not ten. */

/** Beyond it the one said longest ago is forgotten. */
const MOST = 20_000;
const AGAIN_MS = 24 * 3_600_000;

export class Told {
  readonly #said = new Map<string, number>();

  /** True once a day of a name. */
  first(name: string, ms: number): boolean {
    const before = this.#said.get(name);
    if (before !== undefined && Math.abs(ms - before) < AGAIN_MS) return false;
    this.#said.delete(name);
    this.#said.set(name, ms);
    if (this.#said.size > MOST) this.#said.delete(this.#said.keys().next().value!);
    return true;
  }
}
