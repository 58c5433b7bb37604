/** Who owns which slot: reuse with a new generation, and not before every client has heard of the removal. */

/** A slot is not given to a new owner before this long after its removal, picture time. */
export const QUARANTINE_MS = 60_000;

/** Slots beyond the capacity, so that a full picture can turn over while removed slots wait. */
const SPARE_SHARE = 0.25;
/** Spare slots that only a distress may take. */
const DISTRESS_RESERVE = 64;

export interface Removal {
  readonly slot: number;
  readonly generation: number;
  /** The tick in which it was removed. */
  readonly tick: number;
  readonly removedMs: number;
}

export class SlotPool {
  /** Slots there can ever be: the capacity, a quarter of it to wait in quarantine, and a reserve for distress. */
  readonly limit: number;
  /** One above the highest slot ever used. */
  count = 0;
  /** Removals older than this tick may be missing from {@link removedSince}: start from a snapshot instead. */
  completeSinceTick = 0;
  /** Removed slots, oldest first, from #first on; at most `limit`. */
  #removals: Removal[] = [];
  #first = 0;

  constructor(capacity: number) {
    this.limit = capacity + Math.ceil(capacity * SPARE_SHARE) + DISTRESS_RESERVE;
  }

  /** A slot for a new owner; undefined when all are taken or in quarantine. */
  take(nowMs: number, distress: boolean): number | undefined {
    const oldest = this.#removals[this.#first];
    if (oldest && nowMs - oldest.removedMs >= QUARANTINE_MS) {
      this.#first++;
      this.completeSinceTick = oldest.tick;
      if (this.#first > 1024 && this.#first * 2 > this.#removals.length) {
        this.#removals = this.#removals.slice(this.#first);
        this.#first = 0;
      }
      return oldest.slot;
    }
    const free = this.limit - (distress ? 0 : DISTRESS_RESERVE) - this.count;
    return free > 0 ? this.count++ : undefined;
  }

  release(removal: Removal): void {
    this.#removals.push(removal);
  }

  /** Slots removed in a later tick than `tick` and not yet reused, oldest first. */
  removedSince(tick: number): readonly Removal[] {
    let from = this.#removals.length;
    while (from > this.#first && this.#removals[from - 1]!.tick > tick) from--;
    return this.#removals.slice(from);
  }
}
