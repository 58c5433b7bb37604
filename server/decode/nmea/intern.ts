/**
 * The few texts that come again with every line (station names, group numbers) as strings made once.
 * Holds at most {@link LIMIT} texts of at most {@link MAX_BYTES} bytes; when full it starts afresh.
 */
import { printable } from './ascii.ts';

const LIMIT = 1024;
const MAX_BYTES = 80;

export class Intern {
  readonly #texts = new Map<number, { readonly bytes: Uint8Array; readonly text: string }>();

  /** The bytes as printable ASCII; the same string object for the same bytes while it is remembered. */
  text(bytes: Uint8Array, start: number, end: number): string {
    const length = end - start;
    if (length > MAX_BYTES) return printable(bytes, start, end, MAX_BYTES);
    // FNV-1a
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    const known = this.#texts.get(hash);
    if (known !== undefined && known.bytes.length === length) {
      let i = 0;
      while (i < length && known.bytes[i] === bytes[start + i]) i++;
      if (i === length) return known.text;
    }
    const text = printable(bytes, start, end, MAX_BYTES);
    if (this.#texts.size >= LIMIT) this.#texts.clear();
    this.#texts.set(hash, { bytes: Buffer.from(bytes.subarray(start, end)), text });
    return text;
  }
}
