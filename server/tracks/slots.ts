/** Who owns which slot: reuse with a new generation, and not before every client has heard of the removal. */

/** A slot is not given to a new owner before this long after its removal, picture time. */
export const QUARANTINE_MS = 60_000;

/** Slots beyond the capacity, so that a full picture can turn over while removed slots wait. */
const SPARE_SHARE = 0.25;
const SPARE_MIN = 16;
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
    this.limit = capacity + Math.max(SPARE_MIN, Math.ceil(capacity * SPARE_SHARE)) + DISTRESS_RESERVE;
  }

  /** Whether {@link take} has a slot: not when all are taken or in quarantine. */
  canTake(nowMs: number, distress: boolean): boolean {
    return this.#isFirstFree(nowMs) || this.count < this.limit - (distress ? 0 : DISTRESS_RESERVE);
  }

  /** A slot for a new owner; only after {@link canTake}. */
  take(nowMs: number): number {
    if (!this.#isFirstFree(nowMs)) return this.count++;
    const removal = this.#removals[this.#first++]!;
    this.completeSinceTick = removal.tick;
    if (this.#first > 1024 && this.#first * 2 > this.#removals.length) {
      this.#removals = this.#removals.slice(this.#first);
      this.#first = 0;
    }
    return removal.slot;
  }

  release(removal: Removal): void {
    this.#removals.push(removal);
  }

  /** The clock was set back: quarantines that would end later than a full one begin now. */
  stepBack(nowMs: number): void {
    this.#removals = this.#removals
      .slice(this.#first)
      .map((removal) => ({ ...removal, removedMs: Math.min(removal.removedMs, nowMs) }));
    this.#first = 0;
  }

  /** Slots removed in a later tick than `tick` and not yet reused, oldest first. */
  removedSince(tick: number): readonly Removal[] {
    let from = this.#removals.length;
    while (from > this.#first && this.#removals[from - 1]!.tick > tick) from--;
    return this.#removals.slice(from);
  }

  #isFirstFree(nowMs: number): boolean {
    const oldest = this.#removals[this.#first];
    return oldest !== undefined && nowMs - oldest.removedMs >= QUARANTINE_MS;
  }
}
