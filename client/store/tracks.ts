/** What is known: the tracks this client was sent, as columns outside React. Written by `client/link` alone. */
import type { HeardRows, RemovedRows, TrackRows } from '../../proto/codec/columns.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import { TrackKind } from '../../proto/domain/observation.ts';
import type { TileId } from '../../proto/domain/tiles.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import { ChangedRows } from './changedrows.ts';
import { TileHolds } from './tileholds.ts';

/** Static data of one track, as the wire gave it. */
export type TrackStatic = watchfloor.v1.ITrackStatic;

/**
 * Rows 0…count-1 are dense and in no order; a removal moves the last row into the hole. Absent numbers are NaN.
 * `version` grows with every change, `staticVersion` with every change of statics or of which rows exist.
 */
export interface TrackTable {
  readonly count: number;
  readonly version: number;
  readonly staticVersion: number;
  /** lon, lat a row, degrees. */
  readonly lonLat: Float64Array;
  readonly sogKn: Float32Array;
  readonly cogDeg: Float32Array;
  readonly headingDeg: Float32Array;
  /** The time of the position that is held, UTC epoch milliseconds: what dead reckoning starts from. */
  readonly observedMs: Float64Array;
  /** The last report, never earlier: reports that say what dead reckoning says bring no new position. */
  readonly heardMs: Float64Array;
  /** `TrackColumns.state` of the wire. */
  readonly state: Uint8Array;
  /** The 95 % ellipse of the position: metres, metres, and the major axis' direction in degrees true, [0, 180). */
  readonly semiMajorM: Float32Array;
  readonly semiMinorM: Float32Array;
  readonly orientationDeg: Float32Array;
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
   * The rows, some beyond the end by now, that may hold something else than at that version; undefined where it is not
   * known: all may. Valid until the next change.
   */
  changedRows?(since: number): Uint32Array | undefined;
  /** The row of a track, or undefined. */
  rowOf(id: TrackId): number | undefined;
  /** Called after each applied frame, at most once a frame; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

const FIRST_ROWS = 1024;
const NO_ROW = -1;

/**
 * The table, written tile by tile. A track stays while any held tile has it; of two tiles that have it, the newer
 * observation stands. A slot with another generation is another track. Arrays are replaced when they grow.
 */
export class TrackStore implements TrackTable {
  count = 0;
  version = 0;
  staticVersion = 0;
  lonLat = new Float64Array(2 * FIRST_ROWS);
  sogKn = new Float32Array(FIRST_ROWS);
  cogDeg = new Float32Array(FIRST_ROWS);
  headingDeg = new Float32Array(FIRST_ROWS);
  observedMs = new Float64Array(FIRST_ROWS);
  heardMs = new Float64Array(FIRST_ROWS);
  state = new Uint8Array(FIRST_ROWS);
  semiMajorM = new Float32Array(FIRST_ROWS);
  semiMinorM = new Float32Array(FIRST_ROWS);
  orientationDeg = new Float32Array(FIRST_ROWS);
  kind = new Uint8Array(FIRST_ROWS);
  shipType = new Uint8Array(FIRST_ROWS);
  contact = new Uint8Array(FIRST_ROWS);
  sources = new Uint16Array(FIRST_ROWS);
  statics: (TrackStatic | undefined)[] = [];
  #slot = new Uint32Array(FIRST_ROWS);
  #generation = new Uint8Array(FIRST_ROWS);
  #rowOfSlot = new Int32Array(FIRST_ROWS).fill(NO_ROW);
  readonly #slotOfId = new Map<string, number>();
  readonly #holds = new TileHolds(FIRST_ROWS);
  readonly #changed = new ChangedRows(FIRST_ROWS);
  #newer = new Uint32Array(512);
  readonly #listeners = new Set<() => void>();

  rowOf(id: TrackId): number | undefined {
    const slot = this.#slotOfId.get(id);
    return slot === undefined ? undefined : this.#rowOfSlot[slot];
  }

  changedRows(since: number): Uint32Array | undefined {
    return this.#changed.since(since);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets everything: another run of the server, or another picture. */
  clear(): void {
    this.count = 0;
    this.statics = [];
    this.#rowOfSlot.fill(NO_ROW);
    this.#slotOfId.clear();
    this.#changed.touchAll();
    this.staticVersion += 1;
  }

  /** Lets go of tiles; their tracks go with {@link commit} unless other tiles, or this frame, have them. */
  release(tiles: ReadonlySet<TileId>): void {
    if (tiles.size > 0) this.#holds.release(tiles, this.count);
  }

  /** Takes a track out of a tile. */
  remove(tile: TileId, removed: RemovedRows): void {
    for (let i = 0; i < removed.count; i += 1) {
      const row = this.#rowOfSlot[removed.slot[i]!] ?? NO_ROW;
      if (row !== NO_ROW && this.#generation[row] === removed.generation[i]) this.#holds.leave(row, tile);
    }
  }

  /**
   * Takes values of a tile's tracks.
   *
   * @param back the picture went back in time: what it says now stands, however old
   */
  update(tile: TileId, rows: TrackRows, back = false): void {
    if (this.#newer.length < rows.count * 2) this.#newer = new Uint32Array(rows.count * 4);
    // Pairs of a row here and one there, in which what came is no older.
    let newer = 0;
    for (let i = 0; i < rows.count; i += 1) {
      const row = this.#rowFor(rows.slot[i]!, rows.generation[i]!);
      const observedMs = rows.observedMs[i]!;
      this.#holds.enter(row, tile);
      this.#changed.touch(row);
      if (back || observedMs > this.heardMs[row]!) this.heardMs[row] = observedMs;
      if (!back && observedMs < this.observedMs[row]!) continue;
      this.#newer[newer++] = row;
      this.#newer[newer++] = i;
    }
    this.#write(rows, this.#newer, newer);
  }

  /** Takes the values of pairs of a row here and one there. */
  #write(from: TrackRows, pairs: Uint32Array, length: number): void {
    const { lonLat, sogKn, cogDeg, headingDeg, observedMs, state } = this;
    const { semiMajorM, semiMinorM, orientationDeg } = this;
    for (let k = 0; k < length; k += 2) {
      const row = pairs[k]!;
      const i = pairs[k + 1]!;
      lonLat[row * 2] = from.lon[i]!;
      lonLat[row * 2 + 1] = from.lat[i]!;
      observedMs[row] = from.observedMs[i]!;
      sogKn[row] = from.sogKn[i]!;
      cogDeg[row] = from.cogDeg[i]!;
      headingDeg[row] = from.headingDeg[i]!;
      state[row] = from.state[i]!;
      semiMajorM[row] = from.semiMajorM[i]!;
      semiMinorM[row] = from.semiMinorM[i]!;
      orientationDeg[row] = from.orientationDeg[i]!;
    }
  }

  /** Takes the last reports of tracks that {@link update} knows. */
  hear(rows: HeardRows): void {
    for (let i = 0; i < rows.count; i += 1) {
      const row = this.#rowOfSlot[rows.slot[i]!] ?? NO_ROW;
      if (row === NO_ROW || rows.observedMs[i]! <= this.heardMs[row]!) continue;
      this.heardMs[row] = rows.observedMs[i]!;
      this.#changed.touch(row);
    }
  }

  /** Takes static data of tracks that {@link update} knows. */
  describe(statics: readonly TrackStatic[]): void {
    for (const one of statics) {
      const slot = one.slot ?? 0;
      const row = this.#rowOfSlot[slot] ?? NO_ROW;
      if (row === NO_ROW || this.#generation[row] !== (one.generation ?? 0)) continue;
      const kind = one.kind ?? 0;
      const isAton = kind === TrackKind.atonPhysical || kind === TrackKind.atonVirtual;
      this.#changed.touch(row);
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
    this.#changed.commit(this.version);
    for (const listener of [...this.#listeners]) listener();
  }

  #rowFor(slot: number, generation: number): number {
    if (slot >= this.#rowOfSlot.length) this.#growSlots(slot + 1);
    const held = this.#rowOfSlot[slot]!;
    if (held !== NO_ROW && this.#generation[held] === generation) return held;
    const row = held === NO_ROW ? this.#append(slot) : held;
    this.#forgetId(row);
    this.#generation[row] = generation;
    this.observedMs[row] = Number.NEGATIVE_INFINITY;
    this.heardMs[row] = Number.NEGATIVE_INFINITY;
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
    this.#rowOfSlot[slot] = row;
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
    this.#rowOfSlot[this.#slot[row]!] = NO_ROW;
    this.count -= 1;
    const last = this.count;
    if (row !== last) {
      this.lonLat.copyWithin(row * 2, last * 2, last * 2 + 2);
      const motion = [this.sogKn, this.cogDeg, this.headingDeg, this.observedMs, this.heardMs, this.state];
      const ellipse = [this.semiMajorM, this.semiMinorM, this.orientationDeg];
      const about = [this.kind, this.shipType, this.contact, this.sources, this.#slot, this.#generation];
      for (const column of [...motion, ...ellipse, ...about]) column[row] = column[last]!;
      this.statics[row] = this.statics[last];
      this.#holds.move(last, row);
      this.#changed.touch(row);
      this.#rowOfSlot[this.#slot[row]!] = row;
    }
    this.statics.length = last;
    this.staticVersion += 1;
  }

  #growRows(): void {
    const length = this.#slot.length * 2;
    this.lonLat = extended(this.lonLat, new Float64Array(length * 2));
    this.sogKn = extended(this.sogKn, new Float32Array(length));
    this.cogDeg = extended(this.cogDeg, new Float32Array(length));
    this.headingDeg = extended(this.headingDeg, new Float32Array(length));
    this.observedMs = extended(this.observedMs, new Float64Array(length));
    this.heardMs = extended(this.heardMs, new Float64Array(length));
    this.state = extended(this.state, new Uint8Array(length));
    this.semiMajorM = extended(this.semiMajorM, new Float32Array(length));
    this.semiMinorM = extended(this.semiMinorM, new Float32Array(length));
    this.orientationDeg = extended(this.orientationDeg, new Float32Array(length));
    this.kind = extended(this.kind, new Uint8Array(length));
    this.shipType = extended(this.shipType, new Uint8Array(length));
    this.contact = extended(this.contact, new Uint8Array(length));
    this.sources = extended(this.sources, new Uint16Array(length));
    this.#slot = extended(this.#slot, new Uint32Array(length));
    this.#generation = extended(this.#generation, new Uint8Array(length));
    this.#changed.grow(length);
    this.#holds.grow(length);
  }

  #growSlots(atLeast: number): void {
    const length = Math.max(atLeast, this.#rowOfSlot.length * 2);
    this.#rowOfSlot = extended(this.#rowOfSlot, new Int32Array(length).fill(NO_ROW));
  }
}

type Column = Float64Array | Float32Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;

function extended<T extends Column>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The tracks of this page. */
export const tracks = new TrackStore();
