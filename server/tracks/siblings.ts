/** The tracks under one MMSI, and when two of them are two ships. */
import type { Mmsi } from '../../proto/domain/ids.ts';
import type { Nature } from '../../proto/domain/observation.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import type { TrackColumns } from './columns.ts';

/** Tracks under one MMSI at most (some numbers are left at the maker's default); the longest silent makes room. */
export const SIBLING_LIMIT = 64;

/** What is simulated is never the sibling of what is real: the nature is part of the key. */
export const claimKey = (mmsi: Mmsi, nature: Nature): number => mmsi * 4 + nature;

export class Siblings {
  readonly #columns: TrackColumns;
  /** Claim key → first slot; the chain goes on in the columns. */
  readonly #first = new Map<number, number>();

  constructor(columns: TrackColumns) {
    this.#columns = columns;
  }

  /** Slots under a key, in no meaningful but a repeatable order. */
  *of(key: number): Generator<number> {
    let slot = this.#first.get(key) ?? -1;
    while (slot >= 0) {
      const next = this.#columns.sibling[slot]!;
      yield slot;
      slot = next;
    }
  }

  /** The only slot under a key; undefined when there are none or several. */
  only(key: number): number | undefined {
    const slot = this.#first.get(key);
    return slot !== undefined && this.#columns.sibling[slot] === -1 ? slot : undefined;
  }

  add(key: number, slot: number): void {
    this.#columns.sibling[slot] = this.#first.get(key) ?? -1;
    this.#first.set(key, slot);
  }

  remove(key: number, slot: number): void {
    const after = this.#columns.sibling[slot]!;
    for (const other of this.of(key)) {
      if (this.#columns.sibling[other] === slot) this.#columns.sibling[other] = after;
    }
    if (this.#first.get(key) === slot) {
      if (after === -1) this.#first.delete(key);
      else this.#first.set(key, after);
    }
  }

  /** The one to give up when there are too many: the longest silent, one in distress only where all are. */
  surplus(key: number): number | undefined {
    const slots = [...this.of(key)];
    if (slots.length < SIBLING_LIMIT) return undefined;
    const calm = slots.filter((slot) => !this.#columns.has(slot, TrackStateBits.distress));
    const { observedMs } = this.#columns;
    return (calm.length > 0 ? calm : slots).reduce((a, b) => (observedMs[b]! < observedMs[a]! ? b : a));
  }

  /** Sets the conflict bit where it belongs, under this key; tells of each track where it changed. */
  reconcile(key: number, changed: (slot: number) => void): void {
    const slots = [...this.of(key)];
    for (const slot of slots) {
      const conflict = slots.some((other) => other !== slot && this.#areTwo(slot, other));
      if (conflict === this.#columns.has(slot, TrackStateBits.conflict)) continue;
      this.#columns.state[slot]! ^= TrackStateBits.conflict;
      changed(slot);
    }
  }

  /** Two transmitters: each heard at least twice, over times that overlap, and neither lost. */
  #areTwo(a: number, b: number): boolean {
    const c = this.#columns;
    if (c.reports[a]! < 2 || c.reports[b]! < 2 || c.isLost(a) || c.isLost(b)) return false;
    return c.observedMs[a]! >= c.firstMs[b]! && c.observedMs[b]! >= c.firstMs[a]!;
  }
}
