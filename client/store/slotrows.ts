/**
 * Which row a slot of the wire is here, and which tile's record the row shows. Both lie side by side: looking them up is
 * waiting for memory, and was a quarter of what an update cost while they lay apart.
 */
import type { TrackRows } from '../../proto/codec/columns.ts';
import type { HeardRows } from '../../proto/codec/heard.ts';
import type { TileId } from '../../proto/domain/tiles.ts';
import { NO_ROW } from './motion.ts';
import { NO_TILE } from './tileholds.ts';

const TILE_BITS = 22;
const TILE_MASK = 2 ** TILE_BITS - 1;
/** Slots to a line of the processor's cache. */
const LINE_SLOTS = 8;
/** Of a slot that is no row: no generation and tile make it. */
const NOBODY = -1;

/** The generation of a slot and the tile whose record it shows, {@link NO_TILE} too, in one number. */
const speakerOf = (generation: number, tile: number): number =>
  (generation << TILE_BITS) | (tile & TILE_MASK);

export class SlotRows {
  /** Of each slot its row, and {@link speakerOf}. */
  #words: Int32Array;
  /** Of no meaning: what is read for nothing a compiler leaves unread. */
  read = 0;

  constructor(slots: number) {
    this.#words = new Int32Array(slots * 2).fill(NOBODY);
  }

  rowOf(slot: number): number {
    return this.#words[slot * 2] ?? NO_ROW;
  }

  /** The row, where the slot is of that generation. */
  rowOfGeneration(slot: number, generation: number): number {
    const speaker = this.#words[slot * 2 + 1] ?? NOBODY;
    return speaker !== NOBODY && speaker >>> TILE_BITS === generation ? this.#words[slot * 2]! : NO_ROW;
  }

  /** The tile whose record the slot shows, or {@link NO_TILE} where that one let go. */
  tileOf(slot: number): number {
    const tile = this.#words[slot * 2 + 1]! & TILE_MASK;
    return tile === (NO_TILE & TILE_MASK) ? NO_TILE : tile;
  }

  /** From now on the slot is that row, of which no tile has said anything. */
  open(slot: number, row: number, generation: number): void {
    if (slot * 2 >= this.#words.length) this.#grow(slot + 1);
    this.#words[slot * 2] = row;
    this.#words[slot * 2 + 1] = speakerOf(generation, NO_TILE);
  }

  move(slot: number, row: number): void {
    this.#words[slot * 2] = row;
  }

  /** From now on the slot shows what that tile says. */
  follow(slot: number, tile: number): void {
    this.#words[slot * 2 + 1] = speakerOf(this.#words[slot * 2 + 1]! >>> TILE_BITS, tile);
  }

  close(slot: number): void {
    this.#words[slot * 2] = NO_ROW;
    this.#words[slot * 2 + 1] = NOBODY;
  }

  clear(): void {
    this.#words.fill(NOBODY);
  }

  /**
   * Where a tile's rows are here, `into[i]`: {@link NO_ROW} for those of another generation, and those that show what another
   * tile said. False where there are such.
   */
  findAll(tile: TileId, { slot, generation, count }: TrackRows, into: Int32Array): boolean {
    const words = this.#words;
    let strangers = 0;
    for (let i = 0; i < count; i += 1) {
      const at = slot[i]! * 2;
      const isKnown = words[at + 1] === speakerOf(generation[i]!, tile);
      into[i] = isKnown ? words[at]! : NO_ROW;
      if (!isKnown) strangers += 1;
    }
    return strangers === 0;
  }

  /** The same for tracks that were heard again. */
  findHeard(tile: TileId, { slot, count }: HeardRows, into: Int32Array): boolean {
    const words = this.#words;
    let strangers = 0;
    for (let i = 0; i < count; i += 1) {
      const at = slot[i]! * 2;
      const isKnown = ((words[at + 1] ?? NOBODY) & TILE_MASK) === tile;
      into[i] = isKnown ? words[at]! : NO_ROW;
      if (!isKnown) strangers += 1;
    }
    return strangers === 0;
  }

  /**
   * So many rows are about to be looked up. One after the other their slots lie far apart, and each is waited for; where they
   * are a good part of all, reading the whole in order first, which the processor does ahead, takes a third of the time.
   */
  fetchFor(rows: number): void {
    if (rows * LINE_SLOTS < this.#words.length / 2) return;
    let read = 0;
    for (let at = 0; at < this.#words.length; at += LINE_SLOTS * 2) read ^= this.#words[at]!;
    this.read = read;
  }

  #grow(atLeast: number): void {
    const words = new Int32Array(Math.max(atLeast * 2, this.#words.length * 2)).fill(NOBODY);
    words.set(this.#words);
    this.#words = words;
  }
}
