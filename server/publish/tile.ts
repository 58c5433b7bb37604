/** One tile: which slots it holds, and which it lost not long ago. */
import { positionBytes, positionSteps } from '../../proto/codec/quantise.ts';
import type { Bounds } from '../../proto/domain/geo.ts';
import { type TileId, tileBounds } from '../../proto/domain/tiles.ts';

/** Removals a tile remembers; a client that missed more gets a snapshot. */
export const REMOVALS_KEPT = 1024;

export interface TileRemoval {
  readonly slot: number;
  readonly generation: number;
  readonly version: number;
}

export class Tile {
  readonly id: TileId;
  readonly bounds: Bounds;
  readonly steps: number;
  readonly width: 3 | 4;
  /** The tick of the last change. */
  version: number;
  /** Patches can start from this version or later. */
  floor: number;
  slots = new Uint32Array(8);
  count = 0;
  /** Oldest first, at most twice {@link REMOVALS_KEPT} before it is cut back. */
  #removals: TileRemoval[] = [];

  constructor(id: TileId, version: number) {
    this.id = id;
    this.bounds = tileBounds(id);
    this.steps = positionSteps(id);
    this.width = positionBytes(id);
    this.version = version;
    this.floor = version;
  }

  /** Adds a slot; returns its place in {@link slots}. */
  add(slot: number): number {
    if (this.count === this.slots.length) {
      const longer = new Uint32Array(this.count * 2);
      longer.set(this.slots);
      this.slots = longer;
    }
    this.slots[this.count] = slot;
    this.count += 1;
    return this.count - 1;
  }

  /** Takes out the slot at `place`; returns the slot that now stands there, if another does. */
  removeAt(place: number, generation: number, version: number): number | undefined {
    const slot = this.slots[place]!;
    this.count -= 1;
    const last = this.slots[this.count]!;
    this.slots[place] = last;
    this.version = version;
    this.#removals.push({ slot, generation, version });
    if (this.#removals.length > 2 * REMOVALS_KEPT) {
      this.floor = this.#removals[REMOVALS_KEPT - 1]!.version;
      this.#removals = this.#removals.slice(REMOVALS_KEPT);
    }
    return last === slot ? undefined : last;
  }

  /** Removals after `version`, newest first. */
  *removedSince(version: number): Generator<TileRemoval> {
    for (let i = this.#removals.length - 1; i >= 0; i -= 1) {
      const removal = this.#removals[i]!;
      if (removal.version <= version) return;
      yield removal;
    }
  }
}
