/** Which slot is whose, in a replay's picture: an id's two parts to a slot, and slots given up to be given again. */

export interface Removal {
  readonly slot: number;
  /** The tick in which it was removed. */
  readonly tick: number;
}

export class ReplaySlots {
  /** One above the highest slot ever used. */
  count = 0;
  /** Slots in use. */
  size = 0;
  readonly #byRun = new Map<number, Map<number, number>>();
  /** Given up longest ago first, from #first on: an id that comes back finds another slot for long. */
  #free: number[] = [];
  #first = 0;
  #removed: Removal[] = [];

  of(epoch: number, track: number): number | undefined {
    return this.#byRun.get(epoch)?.get(track);
  }

  take(epoch: number, track: number): number {
    let slot = this.#free[this.#first];
    if (slot === undefined) {
      slot = this.count;
      this.count += 1;
    } else this.#first += 1;
    if (this.#first > 1024 && this.#first * 2 > this.#free.length) {
      this.#free = this.#free.slice(this.#first);
      this.#first = 0;
    }
    const tracks = this.#byRun.get(epoch) ?? new Map<number, number>();
    this.#byRun.set(epoch, tracks);
    tracks.set(track, slot);
    this.size += 1;
    return slot;
  }

  release(epoch: number, track: number, removal: Removal): void {
    const tracks = this.#byRun.get(epoch);
    tracks?.delete(track);
    if (tracks?.size === 0) this.#byRun.delete(epoch);
    this.#removed.push(removal);
    this.#free.push(removal.slot);
    this.size -= 1;
  }

  /** Removals of a tick and later ones; earlier ones are forgotten: whoever reads reads after each tick. */
  forgetBefore(tick: number): void {
    this.#removed = this.#removed.filter((one) => one.tick >= tick);
  }

  removedSince(tick: number): readonly Removal[] {
    return this.#removed.filter((one) => one.tick > tick);
  }
}
