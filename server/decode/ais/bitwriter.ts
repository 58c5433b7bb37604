/** The bits of a message to be sent, field after field. */
import { ARMOUR, textBits } from './sixbit.ts';

export class BitWriter {
  readonly #bits: number[] = [];

  get length(): number {
    return this.#bits.length;
  }

  /** `count` (1…30) bits of a number, rounded and held to what they can say; two's complement when negative. */
  put(value: number, count: number): this {
    const whole = Math.max(-(2 ** (count - 1)), Math.min(2 ** count - 1, Math.round(value)));
    for (let shift = count - 1; shift >= 0; shift--) this.#bits.push((whole >> shift) & 1);
    return this;
  }

  flag(value: boolean | undefined, unless = false): this {
    return this.put((value ?? unless) ? 1 : 0, 1);
  }

  /** Text cut or filled with `@` to `characters`. */
  text(value: string | undefined, characters: number): this {
    // messages to be sent come from files, too
    const said = typeof value === 'string' ? value : '';
    for (let i = 0; i < characters; i++) this.put(i < said.length ? textBits(said.charCodeAt(i)) : 0, 6);
    return this;
  }

  /** The first `count` bits of bytes. */
  bytes(data: Uint8Array, count: number): this {
    for (let i = 0; i < count; i++) this.#bits.push(((data[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
    return this;
  }

  /** The bits as bytes, the last one filled with zeros. */
  toBytes(): Uint8Array {
    const bytes = new Uint8Array((this.#bits.length + 7) >> 3);
    for (let i = 0; i < this.#bits.length; i++) bytes[i >> 3]! |= this.#bits[i]! << (7 - (i & 7));
    return bytes;
  }

  /** The armoured characters, and how many bits of the last say nothing. */
  armoured(): { readonly payload: string; readonly fillBits: number } {
    const fillBits = (6 - (this.#bits.length % 6)) % 6;
    let payload = '';
    for (let at = 0; at < this.#bits.length; at += 6) {
      let value = 0;
      for (let i = 0; i < 6; i++) value = (value << 1) | (this.#bits[at + i] ?? 0);
      payload += String.fromCharCode(ARMOUR[value]!);
    }
    return { payload, fillBits };
  }
}
