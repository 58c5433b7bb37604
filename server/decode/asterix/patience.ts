/** How many bytes of a stream may be read in vain while it is searched for the next block. */

/** So many times what came, so that nobody can make us read the same bytes over and over… */
const FACTOR = 8;
/** …and no more than this at once, however much good came before. */
const MOST_BYTES = 262_144;

/** What comes adds to it, what turns out to be no block takes from it. Blocks in step are read without it. */
export class Patience {
  #bytes = MOST_BYTES;

  get isOver(): boolean {
    return this.#bytes <= 0;
  }

  came(bytes: number): void {
    this.#bytes = Math.min(MOST_BYTES, this.#bytes + FACTOR * bytes);
  }

  readInVain(bytes: number): void {
    this.#bytes -= bytes;
  }
}
