/** Collects bits, most significant first. */
export class BitWriter {
  readonly #bytes: number[] = [];
  #open = 0;
  #inOpen = 0;

  /** The lowest `bits` bits of a whole number, up to 53. */
  put(value: number, bits: number): void {
    for (let left = bits; left > 0; ) {
      const taken = Math.min(8 - this.#inOpen, left);
      const piece = Math.floor(value / 2 ** (left - taken)) % 2 ** taken;
      this.#open = (this.#open << taken) | piece;
      this.#inOpen += taken;
      left -= taken;
      if (this.#inOpen === 8) {
        this.#bytes.push(this.#open);
        this.#open = 0;
        this.#inOpen = 0;
      }
    }
  }

  /** Whole bytes so far. */
  get length(): number {
    return this.#bytes.length;
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}
