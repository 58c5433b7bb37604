/** Records that come twice, from two networks that carry the same. */
import { createHash } from 'node:crypto';

/** Redundant networks differ by less. */
const WINDOW_MS = 3000;
/** A record without a time of day may be sent again when nothing has changed. */
const UNTIMED_WINDOW_MS = 500;
/** Longer records are remembered by their hash. */
const KEPT_BYTES = 256;
/** The oldest beyond these are forgotten: their doubles would be taken for new. */
const MAX_RECORDS = 16_384;

/** Remembers the bytes of what came lately, of all connections of a feed. */
export class Duplicates {
  /** In the order of coming. */
  readonly #seen = new Map<string, number>();

  /** Whether these bytes came within the window before `receivedMs`; remembers them. */
  isDouble(category: number, bytes: Uint8Array, timed: boolean, receivedMs: number): boolean {
    const kept = bytes.length > KEPT_BYTES ? createHash('sha256').update(bytes).digest() : Buffer.from(bytes);
    const key = String.fromCharCode(category) + kept.toString('latin1');
    const before = this.#seen.get(key);
    const windowMs = timed ? WINDOW_MS : UNTIMED_WINDOW_MS;
    if (before !== undefined && Math.abs(receivedMs - before) <= windowMs) return true;
    this.#seen.delete(key);
    this.#seen.set(key, receivedMs);
    for (const [oldest, atMs] of this.#seen) {
      if (this.#seen.size <= MAX_RECORDS && receivedMs - atMs <= WINDOW_MS) break;
      this.#seen.delete(oldest);
    }
    return false;
  }
}
