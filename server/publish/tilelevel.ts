/**
 * The published picture at one level: which tile each track is in, what was last said of it and when.
 * Versions are the publisher's tick numbers, so that one number says how much of any tile a client has.
 */

import { encodeColumns, encodeRemoved } from '../../proto/codec/columns.ts';
import { encodeHeard } from '../../proto/codec/heard.ts';
import { axisToWire, ELLIPSE_BYTES, positionSteps } from '../../proto/codec/quantise.ts';
import { CHOSEN_TILE, type TileId, tileBounds } from '../../proto/domain/tiles.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { grown, PublishedColumns, type TickColumns } from './published.ts';
import { alikeEllipse, explains, KEEP_ALIVE_MS, type Motion, type SuppressionBounds } from './suppress.ts';
import { Tile } from './tile.ts';

export interface Tick {
  readonly seq: number;
  /** The picture's time, a multiple of 100. */
  readonly baseMs: number;
}

export interface EncodedTile {
  /** A `PictureFrame` that holds this tile and nothing else: to be concatenated with others. */
  readonly bytes: Uint8Array;
  readonly version: number;
  readonly snapshot: boolean;
}

export type StaticOf = (slot: number) => watchfloor.v1.ITrackStatic | undefined;

const WORLD = tileBounds(CHOSEN_TILE);
const WORLD_STEPS = positionSteps(CHOSEN_TILE);
const NO_TILE = -1;
/** What a client holds of a tile that it got as somebody else. */
export const UNKNOWN_VERSION = -1;
/** Empty tiles are forgotten after this many ticks. */
const EMPTY_TILE_TICKS = 600;
const URGENT = TrackStateBits.distress | TrackStateBits.alarmed;

const motion = (): Motion => ({ lat: 0, lon: 0, sogKn: 0, cogDeg: 0, headingDeg: 0, observedMs: 0 });

export class TileLevel {
  readonly columns = new PublishedColumns();
  /** Updates that dead reckoning explained, since the start. */
  suppressed = 0;
  published = 0;
  readonly #staticOf: StaticOf;
  readonly #exact: TickColumns;
  readonly #bounds: SuppressionBounds | undefined;
  /** An axis up to this step is a dot on the screen. */
  readonly #dotStep: number;
  readonly #tiles = new Map<TileId, Tile>();
  #tileOf = new Int32Array(0);
  #placeInTile = new Uint32Array(0);
  #changedAt = new Uint32Array(0);
  #staticAt = new Uint32Array(0);
  #staticVersion = new Uint32Array(0);
  #publishedMs = new Float64Array(0);
  /** The observation last told of a slot, tenths of a second, and the tick of one told by itself. */
  #toldObserved = new Float64Array(0);
  #heardAt = new Uint32Array(0);
  #picked = new Uint32Array(256);
  #heard = new Uint32Array(256);
  /** The tick at which tiles were last forgotten: who holds an unknown tile since before must hear it is empty. */
  #forgottenAt: number;
  readonly #before = motion();
  readonly #after = motion();

  /**
   * `staticOf`: what may be said of the track that was last shown in a slot; undefined when it is there no more.
   * `exact`: the tick's values of every changed slot, taken before {@link update}.
   * `bounds`: what may stay unsaid; undefined: everything is said.
   * `since`: the first tick that this level knows.
   */
  constructor(staticOf: StaticOf, exact: TickColumns, bounds: SuppressionBounds | undefined, since: number) {
    this.#staticOf = staticOf;
    this.#forgottenAt = since;
    this.#exact = exact;
    this.#bounds = bounds;
    this.#dotStep = axisToWire(bounds?.positionM ?? 0);
  }

  grow(length: number): void {
    this.columns.grow(length);
    this.#tileOf = grown(this.#tileOf, new Int32Array(length).fill(NO_TILE));
    this.#placeInTile = grown(this.#placeInTile, new Uint32Array(length));
    this.#changedAt = grown(this.#changedAt, new Uint32Array(length));
    this.#staticAt = grown(this.#staticAt, new Uint32Array(length));
    this.#staticVersion = grown(this.#staticVersion, new Uint32Array(length));
    this.#publishedMs = grown(this.#publishedMs, new Float64Array(length));
    this.#toldObserved = grown(this.#toldObserved, new Float64Array(length));
    this.#heardAt = grown(this.#heardAt, new Uint32Array(length));
  }

  /** Takes a changed slot; `tileId` is where it is now, undefined when it is gone or not for this level. */
  update(slot: number, tileId: TileId | undefined, tick: Tick): void {
    const from = this.#exact;
    const held = this.#tileOf[slot]!;
    const sameOwner = this.columns.generation[slot] === from.generation[slot];
    if (held !== NO_TILE && (held !== tileId || !sameOwner)) this.#leave(slot, held, tick);
    if (tileId === undefined) return;
    const tile = this.#tiles.get(tileId) ?? this.#open(tileId, tick);
    const staticVersion = from.staticVersion[slot]!;
    const entered = this.#tileOf[slot] === NO_TILE;
    if (entered) {
      this.#tileOf[slot] = tileId;
      this.#placeInTile[slot] = tile.add(slot);
    }
    if (entered || this.#staticVersion[slot] !== staticVersion) {
      this.#staticVersion[slot] = staticVersion;
      this.#staticAt[slot] = tick.seq;
    } else if (this.#bounds && this.#isExplained(slot, tile, this.#bounds, tick)) {
      this.suppressed += 1;
      this.#hear(slot, tile, tick);
      return;
    }
    this.columns.copy(slot, from, tile.bounds, tile.steps);
    this.#changedAt[slot] = tick.seq;
    this.#publishedMs[slot] = tick.baseMs;
    this.#toldObserved[slot] = from.observed[slot]!;
    tile.version = tick.seq;
    this.published += 1;
  }

  /** Nothing to see is new, but the age is: a screen that says it wrongly would call a ship silent that is not. */
  #hear(slot: number, tile: Tile, tick: Tick): void {
    const observed = this.#exact.observed[slot]!;
    // Earlier, too: a replay was moved back.
    if (observed === this.#toldObserved[slot]!) return;
    this.#toldObserved[slot] = observed;
    this.#heardAt[slot] = tick.seq;
    tile.version = tick.seq;
  }

  #isExplained(slot: number, tile: Tile, bounds: SuppressionBounds, tick: Tick): boolean {
    const from = this.#exact;
    const state = from.state[slot]!;
    if (state !== this.columns.state[slot] || (state & URGENT) !== 0) return false;
    const isAtRest = (state & TrackStateBits.atRest) !== 0;
    const sinceMs = tick.baseMs - this.#publishedMs[slot]!;
    // Before it was published: a replay was moved back.
    if (sinceMs < 0 || sinceMs >= KEEP_ALIVE_MS) return false;
    // It may have been old when it was published, and a page counts from its own time.
    if ((from.observed[slot]! - this.columns.observed[slot]!) * 100 >= KEEP_ALIVE_MS) return false;
    const { ellipse } = this.columns;
    if (!alikeEllipse(ellipse, from.ellipse, slot * ELLIPSE_BYTES, this.#dotStep)) return false;
    this.columns.read(slot, tile.bounds, tile.steps, this.#before);
    from.read(slot, WORLD, WORLD_STEPS, this.#after);
    return explains(this.#before, this.#after, isAtRest, bounds);
  }

  #open(id: TileId, tick: Tick): Tile {
    const tile = new Tile(id, tick.seq);
    this.#tiles.set(id, tile);
    return tile;
  }

  #leave(slot: number, tileId: TileId, tick: Tick): void {
    const place = this.#placeInTile[slot]!;
    const moved = this.#tiles.get(tileId)?.removeAt(place, this.columns.generation[slot]!, tick.seq);
    if (moved !== undefined) this.#placeInTile[moved] = place;
    this.#tileOf[slot] = NO_TILE;
  }

  /** Forgets tiles that have been empty for long. */
  sweep(tick: Tick): void {
    for (const [id, tile] of this.#tiles) {
      if (tile.count > 0 || tick.seq - tile.version < EMPTY_TILE_TICKS) continue;
      this.#tiles.delete(id);
      this.#forgottenAt = tick.seq;
    }
  }

  /**
   * What a client that holds version `held` must be told; undefined when it is up to date. 0: it holds nothing;
   * {@link UNKNOWN_VERSION}: what it holds is not this audience's, and is replaced even by an empty tile.
   */
  encode(id: TileId, held: number, tick: Tick): EncodedTile | undefined {
    const tile = this.#tiles.get(id);
    if (!tile) {
      if (held === 0 || held >= this.#forgottenAt) return undefined;
      return { bytes: frameOf({ tile: id, version: tick.seq }), version: tick.seq, snapshot: true };
    }
    if (held >= tile.version) return undefined;
    const snapshot = held < tile.floor;
    const since = snapshot ? 0 : held;
    const { picked, heard } = this.#pick(tile, since);
    const statics: watchfloor.v1.ITrackStatic[] = [];
    for (const slot of picked) {
      const one = this.#staticAt[slot]! > since ? this.#staticOf(slot) : undefined;
      if (one) statics.push(one);
    }
    const frame: watchfloor.v1.ITileFrame = { tile: id, version: tile.version, fromVersion: since, statics };
    if (picked.length > 0) {
      frame.columns = encodeColumns(this.columns, picked, picked.length, tile.width, tick.baseMs / 100);
    }
    if (heard.length > 0) {
      frame.heard = encodeHeard(this.#toldObserved, heard, heard.length, tick.baseMs / 100);
    }
    // A track that left and came back is in both: removals are applied first.
    const removed = snapshot ? [] : [...tile.removedSince(since)].sort((one, other) => one.slot - other.slot);
    if (removed.length > 0) {
      frame.removed = encodeRemoved(
        removed.map((one) => one.slot),
        removed.map((one) => one.generation),
      );
    }
    return { bytes: frameOf(frame), version: tile.version, snapshot };
  }

  /** The tile's slots that changed after `since`, and those heard since then and since they changed; ascending. */
  #pick(tile: Tile, since: number): { readonly picked: Uint32Array; readonly heard: Uint32Array } {
    if (this.#picked.length < tile.count) {
      this.#picked = new Uint32Array(tile.slots.length);
      this.#heard = new Uint32Array(tile.slots.length);
    }
    let picked = 0;
    let heard = 0;
    for (let i = 0; i < tile.count; i += 1) {
      const slot = tile.slots[i]!;
      const changedAt = this.#changedAt[slot]!;
      const heardAt = this.#heardAt[slot]!;
      if (changedAt > since) this.#picked[picked++] = slot;
      if (heardAt > since && heardAt > changedAt) this.#heard[heard++] = slot;
    }
    // Both are valid until the next call.
    return { picked: this.#picked.subarray(0, picked).sort(), heard: this.#heard.subarray(0, heard).sort() };
  }
}

const frameOf = (tile: watchfloor.v1.ITileFrame): Uint8Array =>
  watchfloor.v1.PictureFrame.encode({ tiles: [tile] }).finish();
