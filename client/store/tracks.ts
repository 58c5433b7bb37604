/** What is known: the tracks this client was sent, in typed memory outside React. Written by `client/link` alone. */
import type { RemovedRows, TrackRows } from '../../proto/codec/columns.ts';
import type { HeardRows } from '../../proto/codec/heard.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import type { TileId } from '../../proto/domain/tiles.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import { Asides } from './asides.ts';
import { ChangedRows } from './changedrows.ts';
import { MotionRecords, NO_ROW } from './motion.ts';
import type { Motion } from './motionrecord.ts';
import { SlotRows } from './slotrows.ts';
import { NO_TILE, rankOf, TileHolds } from './tileholds.ts';

/** Static data of one track, as the wire gave it. */
export type TrackStatic = watchfloor.v1.ITrackStatic;

/**
 * Rows 0…count-1 are dense and in no order; a removal moves the last row into the hole.
 * `version` grows with every change, `staticVersion` with every change of statics or of which rows exist.
 */
export interface TrackTable {
  readonly count: number;
  readonly version: number;
  readonly staticVersion: number;
  /** Where everything is and how it moves, by row. */
  readonly motion: Motion;
  /** `TrackKind` of the wire. */
  readonly kind: Uint8Array;
  /** ITU-R M.1371-5 table 53; 0 unknown. */
  readonly shipType: Uint8Array;
  /** `ContactState` of the wire: who sends and who does not. */
  readonly contact: Uint8Array;
  /** `SourceBits`: what made the track. */
  readonly sources: Uint16Array;
  readonly statics: readonly (TrackStatic | undefined)[];
  /**
   * The rows, some beyond the end by now, whose symbols may be others than at that version; undefined where it is not
   * known: all may. Valid until the next change.
   */
  restyledRows(since: number): Uint32Array | undefined;
  /** The row of a track, or undefined. */
  rowOf(id: TrackId): number | undefined;
  /** Called after each applied frame, at most once a frame; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

const FIRST_ROWS = 1024;

/**
 * The table, written tile by tile. A track stays while any held tile has it, and shows what the tile of the highest rank
 * says of it. A slot with another generation is another track. Arrays are replaced when they grow.
 */
export class TrackStore implements TrackTable {
  count = 0;
  version = 0;
  staticVersion = 0;
  readonly motion = new MotionRecords(FIRST_ROWS);
  kind = new Uint8Array(FIRST_ROWS);
  shipType = new Uint8Array(FIRST_ROWS);
  contact = new Uint8Array(FIRST_ROWS);
  sources = new Uint16Array(FIRST_ROWS);
  statics: (TrackStatic | undefined)[] = [];
  #slot = new Uint32Array(FIRST_ROWS);
  readonly #slots = new SlotRows(FIRST_ROWS);
  readonly #slotOfId = new Map<string, number>();
  readonly #holds = new TileHolds(FIRST_ROWS);
  readonly #asides = new Asides(FIRST_ROWS);
  readonly #restyled = new ChangedRows(FIRST_ROWS);
  #into = new Int32Array(512);
  /** Whether the server goes on speaking of a tile: of one that is wanted no more it does not. */
  #isFed: (tile: TileId) => boolean = () => true;
  readonly #listeners = new Set<() => void>();

  rowOf(id: TrackId): number | undefined {
    const slot = this.#slotOfId.get(id);
    const row = slot === undefined ? NO_ROW : this.#slots.rowOf(slot);
    return row === NO_ROW ? undefined : row;
  }

  restyledRows(since: number): Uint32Array | undefined {
    return this.#restyled.since(since);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets everything: another run of the server, or another picture. */
  clear(): void {
    this.count = 0;
    this.statics = [];
    this.#slots.clear();
    this.#slotOfId.clear();
    this.motion.clear();
    this.#asides.clear();
    this.#restyled.touchAll();
    this.staticVersion += 1;
  }

  /** From now on the server speaks of these tiles alone: of a track that they have, no other tile's record is shown. */
  want(tiles: ReadonlySet<TileId>): void {
    this.#isFed = (tile) => tiles.has(tile);
  }

  /** Lets go of tiles; their tracks go with {@link commit} unless other tiles, or this frame, have them. */
  release(tiles: ReadonlySet<TileId>): void {
    if (tiles.size === 0) return;
    this.#holds.release(tiles, this.count);
    for (let row = 0; row < this.count; row += 1)
      if (tiles.has(this.#slots.tileOf(this.#slot[row]!))) this.#showNext(row);
  }

  /** Takes a track out of a tile. */
  remove(tile: TileId, removed: RemovedRows): void {
    for (let i = 0; i < removed.count; i += 1) {
      const row = this.#slots.rowOfGeneration(removed.slot[i]!, removed.generation[i]!);
      if (row === NO_ROW) continue;
      this.#holds.leave(row, tile);
      if (this.#slots.tileOf(removed.slot[i]!) === tile) this.#showNext(row);
    }
  }

  /** A frame begins, of so many rows. */
  begin = (rows: number): void => this.#slots.fetchFor(rows);

  /** Takes values of a tile's tracks. */
  update(tile: TileId, rows: TrackRows): void {
    if (rows.count === 0) return;
    const into = this.#roomFor(rows.count);
    if (!this.#slots.findAll(tile, rows, into)) this.#meet(tile, rows, into);
    this.motion.take(rows, into, this.#restyled);
  }

  /** Takes the last reports of tracks that {@link update} knows of that tile. */
  hear(tile: TileId, rows: HeardRows): void {
    if (rows.count === 0) return;
    const into = this.#roomFor(rows.count);
    if (!this.#slots.findHeard(tile, rows, into)) this.#hearAside(tile, rows);
    this.motion.hear(rows, into);
  }

  /** What a tile says of tracks that show another tile's record. */
  #hearAside(tile: TileId, rows: HeardRows): void {
    const aside = new Int32Array(rows.count).fill(NO_ROW);
    for (let i = 0; i < rows.count; i += 1) {
      const slot = rows.slot[i]!;
      const row = this.#slots.rowOf(slot);
      if (row !== NO_ROW && this.#slots.tileOf(slot) !== tile && this.#holds.has(row, tile)) aside[i] = row;
    }
    this.#asides.hear(tile, rows, aside);
  }

  /** Rows that are new in the tile are entered; where a tile of a higher rank has them they are kept aside. */
  #meet(tile: TileId, rows: TrackRows, into: Int32Array): void {
    let aside: Int32Array | undefined;
    for (let i = 0; i < rows.count; i += 1) {
      if (into[i] !== NO_ROW) continue;
      const slot = rows.slot[i]!;
      const row = this.#rowFor(slot, rows.generation[i]!);
      const shown = this.#slots.tileOf(slot);
      this.#holds.enter(row, tile);
      if (shown === NO_TILE || this.#outranks(tile, shown)) {
        if (shown !== NO_TILE && rankOf(tile) !== rankOf(shown)) this.#asides.keep(this.motion, row, shown);
        this.#slots.follow(slot, tile);
        into[i] = row;
      } else {
        aside ??= new Int32Array(rows.count).fill(NO_ROW);
        aside[i] = row;
      }
    }
    if (aside) this.#asides.take(tile, rows, aside);
  }

  #outranks(tile: TileId, shown: TileId): boolean {
    return this.#isFed(tile) === this.#isFed(shown) ? rankOf(tile) >= rankOf(shown) : this.#isFed(tile);
  }

  /** The tile that it showed has let go of the row: what the next says is shown. */
  #showNext(row: number): void {
    const tile = this.#holds.highestOf(row, this.#isFed);
    if (tile !== NO_TILE) {
      this.motion.adopt(row, this.#asides.of(tile));
      this.#restyled.touch(row);
    }
    this.#slots.follow(this.#slot[row]!, tile);
  }

  /** For rows here of rows that came; valid until the next call. */
  #roomFor(count: number): Int32Array {
    if (this.#into.length < count) this.#into = new Int32Array(count * 2);
    return this.#into;
  }

  /** Takes static data of tracks that {@link update} knows. */
  describe(statics: readonly TrackStatic[]): void {
    for (const one of statics) {
      const slot = one.slot ?? 0;
      const row = this.#slots.rowOfGeneration(slot, one.generation ?? 0);
      if (row === NO_ROW) continue;
      const kind = one.kind ?? 0;
      const isAton = kind === TrackKind.atonPhysical || kind === TrackKind.atonVirtual;
      this.#restyled.touch(row);
      if (this.statics[row]?.id !== one.id) this.#forgetId(row);
      this.statics[row] = one;
      this.kind[row] = kind;
      this.shipType[row] = isAton ? 0 : (one.shipType ?? 0);
      this.contact[row] = one.contact ?? 0;
      this.sources[row] = one.sources ?? 0;
      if (one.id) this.#slotOfId.set(one.id, slot);
      this.staticVersion += 1;
    }
  }

  /** Ends a frame: drops what no tile holds any more and tells the listeners. */
  commit(): void {
    for (const row of this.#holds.takeLoose(this.count)) this.#drop(row);
    this.version += 1;
    this.motion.commit();
    this.#restyled.commit(this.version);
    for (const listener of [...this.#listeners]) listener();
  }

  #rowFor(slot: number, generation: number): number {
    const known = this.#slots.rowOfGeneration(slot, generation);
    if (known !== NO_ROW) return known;
    const held = this.#slots.rowOf(slot);
    const row = held === NO_ROW ? this.#append(slot) : held;
    this.#forgetId(row);
    this.#slots.open(slot, row, generation);
    this.motion.open(row);
    this.#restyled.touch(row);
    this.kind[row] = 0;
    this.shipType[row] = 0;
    this.contact[row] = 0;
    this.sources[row] = 0;
    this.#holds.open(row);
    this.staticVersion += 1;
    return row;
  }

  #append(slot: number): number {
    if (this.count === this.#slot.length) this.#growRows();
    const row = this.count;
    this.count += 1;
    this.#slot[row] = slot;
    return row;
  }

  #forgetId(row: number): void {
    const id = this.statics[row]?.id;
    // The id may already speak of another slot: a track that came back under the same id.
    if (id && this.#slotOfId.get(id) === this.#slot[row]) this.#slotOfId.delete(id);
    this.statics[row] = undefined;
  }

  #drop(row: number): void {
    this.#forgetId(row);
    this.#slots.close(this.#slot[row]!);
    this.count -= 1;
    const last = this.count;
    if (row !== last) {
      this.motion.move(last, row);
      this.#asides.move(last, row);
      for (const column of [this.kind, this.shipType, this.contact, this.sources, this.#slot])
        column[row] = column[last]!;
      this.statics[row] = this.statics[last];
      this.#holds.move(last, row);
      this.#restyled.touch(row);
      this.#slots.move(this.#slot[row]!, row);
    }
    this.statics.length = last;
    this.staticVersion += 1;
  }

  #growRows(): void {
    const length = this.#slot.length * 2;
    this.motion.grow(length);
    this.#asides.grow(length);
    this.kind = extended(this.kind, new Uint8Array(length));
    this.shipType = extended(this.shipType, new Uint8Array(length));
    this.contact = extended(this.contact, new Uint8Array(length));
    this.sources = extended(this.sources, new Uint16Array(length));
    this.#slot = extended(this.#slot, new Uint32Array(length));
    this.#restyled.grow(length);
    this.#holds.grow(length);
  }
}

type Column = Uint32Array | Uint16Array | Uint8Array;

function extended<T extends Column>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The tracks of this page. */
export const tracks = new TrackStore();
