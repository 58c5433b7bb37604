/** Bits of a byte array, most significant first. */
export class BitReader {
  /** In bits from the first byte. */
  at = 0;
  /** In bits: what is not to be read any more. */
  end = 0;
  /** Something was to be read beyond the end; it read as 0. */
  beyond = false;
  #bytes: Uint8Array = new Uint8Array();

  reset(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes;
    this.at = start * 8;
    this.end = end * 8;
    this.beyond = false;
  }

  /** Up to 53 bits, unsigned. */
  take(bits: number): number {
    if (this.at + bits > this.end) {
      this.beyond = true;
      this.at = this.end;
      return 0;
    }
    let value = 0;
    let left = bits;
    while (left > 0) {
      const inByte = this.at & 7;
      const taken = Math.min(8 - inByte, left);
      const byte = this.#bytes[this.at >> 3]!;
      value = value * 2 ** taken + ((byte >> (8 - inByte - taken)) & ((1 << taken) - 1));
      this.at += taken;
      left -= taken;
    }
    return value;
  }

  takeSigned(bits: number): number {
    const value = this.take(bits);
    return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
  }
}
