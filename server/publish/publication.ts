/** What one audience is shown: its tiles at every level, encoded at most once a tick for each version held. */
import { encodeColumns } from '../../proto/codec/columns.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import {
  ALWAYS_TILE,
  ancestorTile,
  CHOSEN_TILE,
  finestTileAt,
  levelOfTile,
  type TileId,
  type TileLevel as TileLevel012,
  WORLD_LEVEL,
} from '../../proto/domain/tiles.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import type { Audience } from '../access/audience.ts';
import { encodeAggregate } from './aggregate.ts';
import { grown, TickColumns } from './published.ts';
import { RecentPlots } from './recentplots.ts';
import type { PictureSource } from './source.ts';
import { SUPPRESSION_BOUNDS } from './suppress.ts';
import { type EncodedTile, type Tick, TileLevel } from './tilelevel.ts';
import { isVisible } from './visible.ts';

const ALWAYS = TrackStateBits.distress | TrackStateBits.alarmed;
const LEVELS = [0, 1, 2] as const;
const SWEEP_TICKS = 60;
/** A level that no client watched for this many ticks is no longer kept. */
export const LEVEL_SLEEPS_AFTER_TICKS = 30;

export interface ChosenTile extends EncodedTile {
  /** Which tracks it speaks of: a patch can only follow the same. */
  readonly members: string;
}

export class Publication {
  readonly audience: Audience;
  /** Live tracks that this audience may see. */
  trackCount = 0;
  encodedTiles = 0;
  readonly #source: PictureSource;
  readonly #suppressing: boolean;
  /** z4, z7 and z10, each while somebody watches it; and `always`. */
  readonly #levels: (TileLevel | undefined)[] = [];
  readonly #watchedAt = new Float64Array(4);
  #past = { published: 0, suppressed: 0 };
  #tick: Tick = { seq: 0, baseMs: 0 };
  #length = 0;
  #counted = new Uint8Array(0);
  /** The tick of a slot's last change, and of the last change of its static data. */
  #touchedAt = new Uint32Array(0);
  #staticAt = new Uint32Array(0);
  #finest = new Uint32Array(0);
  readonly #exact = new TickColumns();
  readonly #plots: RecentPlots;
  /** By tile, then by the version held; emptied each tick, so bounded by what clients hold. */
  readonly #encoded = new Map<TileId, Map<number, EncodedTile>>();
  #aggregate: { readonly seq: number; readonly bytes: Uint8Array } | undefined;
  #aggregateSeq = 0;

  /** `suppressing` false says everything, for measurements. */
  constructor(source: PictureSource, audience: Audience, suppressing = true) {
    this.#source = source;
    this.audience = audience;
    this.#suppressing = suppressing;
    this.#plots = new RecentPlots(source.plots);
    this.#levels[WORLD_LEVEL] = new TileLevel(source, this.#exact, undefined, 0);
  }

  get tick(): Tick {
    return this.#tick;
  }

  get suppressed(): number {
    return this.#levels.reduce((sum, level) => sum + (level?.suppressed ?? 0), this.#past.suppressed);
  }

  get published(): number {
    return this.#levels.reduce((sum, level) => sum + (level?.published ?? 0), this.#past.published);
  }

  /** Begins a tick; the changed slots follow by {@link update}. */
  begin(tick: Tick): void {
    this.#tick = tick;
    this.#encoded.clear();
    if (this.#source.slotCount > this.#length) this.#grow();
    if (tick.seq % SWEEP_TICKS === 0) for (const level of this.#levels) level?.sweep(tick);
    for (const level of LEVELS) this.#letSleep(level);
  }

  #letSleep(level: TileLevel012): void {
    const kept = this.#levels[level];
    if (!kept || this.#tick.seq - this.#watchedAt[level]! < LEVEL_SLEEPS_AFTER_TICKS) return;
    this.#past.published += kept.published;
    this.#past.suppressed += kept.suppressed;
    this.#levels[level] = undefined;
  }

  /** The level of a tile, filled from the last tick when nobody watched it before. */
  #levelOf(tile: TileId): TileLevel {
    const at = levelOfTile(tile) as TileLevel012;
    this.#watchedAt[at] = this.#tick.seq;
    const kept = this.#levels[at];
    if (kept) return kept;
    const bounds = this.#suppressing ? SUPPRESSION_BOUNDS[at] : undefined;
    const level = new TileLevel(this.#source, this.#exact, bounds, this.#tick.seq);
    level.grow(this.#length);
    for (const slot of this.#seenSlots())
      level.update(slot, ancestorTile(this.#finest[slot]!, at), this.#tick);
    this.#levels[at] = level;
    return level;
  }

  *#seenSlots(): Generator<number> {
    for (let slot = 0; slot < this.#length; slot += 1) if (this.#counted[slot] === 1) yield slot;
  }

  #grow(): void {
    this.#length = Math.max(1024, this.#source.slotCount, Math.ceil(this.#length * 1.5));
    for (const level of this.#levels) level?.grow(this.#length);
    this.#exact.grow(this.#length);
    this.#counted = grown(this.#counted, new Uint8Array(this.#length));
    this.#touchedAt = grown(this.#touchedAt, new Uint32Array(this.#length));
    this.#staticAt = grown(this.#staticAt, new Uint32Array(this.#length));
    this.#finest = grown(this.#finest, new Uint32Array(this.#length));
  }

  #sees(slot: number): boolean {
    return isVisible(this.#source, slot, this.audience);
  }

  /** A slot's track appeared, changed or was removed. */
  update(slot: number): void {
    const from = this.#source.columns;
    const exact = this.#exact;
    const seen = this.#sees(slot);
    const { seq, baseMs } = this.#tick;
    this.trackCount += (seen ? 1 : 0) - this.#counted[slot]!;
    this.#counted[slot] = seen ? 1 : 0;
    this.#touchedAt[slot] = seq;
    if (seen) {
      if (exact.staticVersion[slot] !== from.staticVersion[slot]) this.#staticAt[slot] = seq;
      exact.take(slot, from, baseMs);
      this.#finest[slot] = finestTileAt(exact.latDeg[slot]!, exact.lonDeg[slot]!);
    }
    for (const level of LEVELS) {
      const tile = seen ? ancestorTile(this.#finest[slot]!, level) : undefined;
      this.#levels[level]?.update(slot, tile, this.#tick);
    }
    const isUrgent = seen && (exact.state[slot]! & ALWAYS) !== 0;
    this.#levels[WORLD_LEVEL]?.update(slot, isUrgent ? ALWAYS_TILE : undefined, this.#tick);
  }

  /** What a client that holds version `held` of a tile must be told; undefined when it is up to date. */
  tile(id: TileId, held: number): EncodedTile | undefined {
    const byVersion = this.#encoded.get(id);
    const cached = byVersion?.get(held);
    if (cached) return cached;
    const encoded = this.#levelOf(id).encode(id, held, this.#tick);
    if (!encoded) return undefined;
    this.encodedTiles += 1;
    if (byVersion) byVersion.set(held, encoded);
    else this.#encoded.set(id, new Map([[held, encoded]]));
    return encoded;
  }

  /**
   * The tick's exact values of the tracks that a client chose: a patch upon `held` when it holds the same `members`,
   * otherwise a snapshot. Tracks that the last tick does not know yet come with the next.
   */
  chosen(ids: readonly TrackId[], held: number, members: string | undefined): ChosenTile | undefined {
    const { generation } = this.#source.columns;
    const slots = ids
      .map((id) => this.#source.slotOf(id))
      .filter((slot) => slot !== undefined)
      .filter((slot) => this.#counted[slot] === 1 && this.#exact.generation[slot] === generation[slot]);
    const sorted = [...new Set(slots)].sort((a, b) => a - b);
    const now = sorted.map((slot) => `${slot}.${generation[slot]}`).join();
    const since = now === members ? held : 0;
    const changed = sorted.filter((slot) => this.#touchedAt[slot]! > since);
    if (since > 0 && changed.length === 0) return undefined;
    const statics = changed
      .filter((slot) => since === 0 || this.#staticAt[slot]! > since)
      .map((slot) => this.#source.static(slot));
    const frame: watchfloor.v1.ITileFrame = {
      tile: CHOSEN_TILE,
      version: this.#tick.seq,
      fromVersion: since,
      columns: encodeColumns(this.#exact, changed, changed.length, 4, this.#tick.baseMs / 100),
      statics,
    };
    const bytes = watchfloor.v1.PictureFrame.encode({ tiles: [frame] }).finish();
    return { bytes, version: this.#tick.seq, snapshot: since === 0, members: now };
  }

  /** What sensors saw lately within `tiles`, as a part of a frame. */
  plots(tiles: ReadonlyMap<TileId, unknown>): Uint8Array {
    return this.#plots.encode(tiles, this.#tick.baseMs);
  }

  /** Counts by cell and the tick since when they are so; undefined when `held` is that tick or later. */
  aggregate(held: number): { readonly seq: number; readonly bytes: Uint8Array } | undefined {
    if (this.#aggregateSeq !== this.#tick.seq || !this.#aggregate) {
      this.#aggregateSeq = this.#tick.seq;
      const bytes = encodeAggregate(this.#seenSlots(), this.#finest, this.#exact.state);
      if (!this.#aggregate || !Buffer.from(bytes).equals(this.#aggregate.bytes)) {
        this.#aggregate = { seq: this.#tick.seq, bytes };
      }
    }
    return held >= this.#aggregate.seq ? undefined : this.#aggregate;
  }
}
