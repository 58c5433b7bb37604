/** What one audience is shown: its tiles at every level, encoded at most once a tick for each version held. */
import { createHash } from 'node:crypto';
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
import { grown } from './published.ts';
import { RecentPlots } from './recentplots.ts';
import { seenStates } from './seenfeeds.ts';
import { type EncodedSensors, SensorList } from './sensorlist.ts';
import { type Alarms, ShownTracks } from './shown.ts';
import type { PictureSource } from './source.ts';
import { SUPPRESSION_BOUNDS, type SuppressionBounds } from './suppress.ts';
import { SurroundingsLists } from './surroundings/lists.ts';
import { type EncodedTile, type Tick, TileLevel } from './tilelevel.ts';
import { visibleSlot } from './visible.ts';

const ALWAYS = TrackStateBits.distress | TrackStateBits.alarmed;
const LEVELS = [0, 1, 2] as const;
const SWEEP_TICKS = 60;
/** A level that no client watched for this many ticks is no longer kept. */
export const LEVEL_SLEEPS_AFTER_TICKS = 30;
/** Slots a tick that are looked at though the picture says nothing new of them; more of them wait for the next. */
const LOOKED_AT_A_TICK = 16_384;
/** Long enough that two audiences of a day never share it. */
const MARK_BYTES = 9;

export interface ChosenTile extends EncodedTile {
  /** Which tracks it speaks of: a patch can only follow the same. */
  readonly members: string;
}

export class Publication {
  readonly audience: Audience;
  /** Names this audience, and this time of publishing to it, to its clients: versions mean nothing under another. */
  readonly mark: string;
  /** Live tracks that this audience may see. */
  trackCount = 0;
  encodedTiles = 0;
  readonly #source: PictureSource;
  readonly #suppressing: boolean | SuppressionBounds;
  /** z4, z7 and z10, each while somebody watches it; and `always`. */
  readonly #levels: (TileLevel | undefined)[] = [];
  readonly #watchedAt = new Float64Array(4);
  #past = { published: 0, suppressed: 0 };
  #tick: Tick = { seq: 0, baseMs: 0 };
  #length = 0;
  #lookedAt = 0;
  #counted = new Uint8Array(0);
  /** The tick of a slot's last change, and of the last change of its static data. */
  #touchedAt = new Uint32Array(0);
  #staticAt = new Uint32Array(0);
  #finest = new Uint32Array(0);
  readonly #shown: ShownTracks;
  readonly #plots: RecentPlots;
  readonly #sensors: SensorList;
  /** The notices and stations of the feeds that this audience sees. */
  readonly surroundings: SurroundingsLists;
  #feeds: { readonly seq: number; readonly bytes: Uint8Array } = { seq: 0, bytes: new Uint8Array(0) };
  /** By tile, then by the version held; emptied each tick, so bounded by what clients hold. */
  readonly #encoded = new Map<TileId, Map<number, EncodedTile>>();
  #aggregate: { readonly seq: number; readonly bytes: Uint8Array } | undefined;
  #aggregateSeq = 0;

  /** `since`: the first tick that it knows. `suppressing` false says everything, bounds hold at every level: for measurements. */
  constructor(
    source: PictureSource,
    audience: Audience,
    suppressing: boolean | SuppressionBounds = true,
    since = 0,
    alarms?: Alarms,
  ) {
    this.#source = source;
    this.audience = audience;
    this.#suppressing = suppressing;
    this.mark = createHash('sha256')
      .update(`${since} ${audience.key}`)
      .digest('base64url')
      .slice(0, (MARK_BYTES / 3) * 4);
    this.#shown = new ShownTracks(source, audience, alarms);
    this.#sensors = new SensorList(
      source.sensors,
      audience,
      (id) => visibleSlot(source, id, audience) !== undefined,
    );
    this.surroundings = new SurroundingsLists(source.surroundings, audience);
    this.#plots = new RecentPlots(source.plots, (sensor) => this.#sensors.sees(sensor));
    this.#levels[WORLD_LEVEL] = this.#newLevel(undefined, since);
  }

  #newLevel(bounds: SuppressionBounds | undefined, since: number): TileLevel {
    return new TileLevel((slot) => this.#shown.static(slot), this.#shown.columns, bounds, since);
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
    const suppressing = this.#suppressing;
    const bounds = suppressing === true ? SUPPRESSION_BOUNDS[at] : suppressing || undefined;
    const level = this.#newLevel(bounds, this.#tick.seq);
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
    this.#shown.grow(this.#length);
    this.#counted = grown(this.#counted, new Uint8Array(this.#length));
    this.#touchedAt = grown(this.#touchedAt, new Uint32Array(this.#length));
    this.#staticAt = grown(this.#staticAt, new Uint32Array(this.#length));
    this.#finest = grown(this.#finest, new Uint32Array(this.#length));
  }

  /** A slot's track appeared, changed or was removed. */
  update(slot: number): void {
    const exact = this.#shown.columns;
    const staticBefore = exact.staticVersion[slot];
    const seen = this.#shown.take(slot, this.#tick);
    const { seq } = this.#tick;
    this.trackCount += (seen ? 1 : 0) - this.#counted[slot]!;
    this.#counted[slot] = seen ? 1 : 0;
    this.#touchedAt[slot] = seq;
    if (seen) {
      if (exact.staticVersion[slot] !== staticBefore) this.#staticAt[slot] = seq;
      this.#finest[slot] = finestTileAt(exact.latDeg[slot]!, exact.lonDeg[slot]!);
    }
    for (const level of LEVELS) {
      const tile = seen ? ancestorTile(this.#finest[slot]!, level) : undefined;
      this.#levels[level]?.update(slot, tile, this.#tick);
    }
    const isUrgent = seen && (exact.state[slot]! & ALWAYS) !== 0;
    this.#levels[WORLD_LEVEL]?.update(slot, isUrgent ? ALWAYS_TILE : undefined, this.#tick);
  }

  /**
   * Ends a tick: what this audience may see can be another though the picture says nothing new of a track, and what is
   * shown late is due whenever it is old enough.
   */
  settle(): void {
    const { slotCount } = this.#source;
    const { seq } = this.#tick;
    for (let i = Math.min(LOOKED_AT_A_TICK, slotCount); i > 0; i -= 1) {
      this.#lookedAt = this.#lookedAt + 1 < slotCount ? this.#lookedAt + 1 : 0;
      const slot = this.#lookedAt;
      if (this.#touchedAt[slot] !== seq && this.#shown.isOtherwise(slot, this.#tick)) this.update(slot);
    }
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
    const { columns } = this.#shown;
    const { generation } = columns;
    const slots = ids
      .map((id) => this.#source.slotOf(id))
      .filter((slot) => slot !== undefined)
      .filter((slot) => this.#counted[slot] === 1 && this.#shown.isStill(slot));
    const sorted = [...new Set(slots)].sort((a, b) => a - b);
    const now = sorted.map((slot) => `${slot}.${generation[slot]}`).join();
    const since = now === members ? held : 0;
    const changed = sorted.filter((slot) => this.#touchedAt[slot]! > since);
    if (since > 0 && changed.length === 0) return undefined;
    const statics = changed
      .filter((slot) => since === 0 || this.#staticAt[slot]! > since)
      .map((slot) => this.#shown.static(slot))
      .filter((one) => one !== undefined);
    const frame: watchfloor.v1.ITileFrame = {
      tile: CHOSEN_TILE,
      version: this.#tick.seq,
      fromVersion: since,
      columns: encodeColumns(columns, changed, changed.length, 4, this.#tick.baseMs / 100),
      statics,
    };
    const bytes = watchfloor.v1.PictureFrame.encode({ tiles: [frame] }).finish();
    return { bytes, version: this.#tick.seq, snapshot: since === 0, members: now };
  }

  /** What sensors saw lately within `tiles`, as a part of a frame. */
  plots(tiles: ReadonlyMap<TileId, unknown>): Uint8Array {
    return this.#plots.encode(tiles, this.#tick.baseMs);
  }

  /** The sensors of the feeds that this audience sees. */
  sensors(): EncodedSensors {
    return this.#sensors.encoded();
  }

  /** The state of those feeds, of `all` there are; the same bytes for a tick. */
  feeds(all: () => readonly watchfloor.v1.IFeedState[]): Uint8Array {
    if (this.#feeds.seq !== this.#tick.seq) {
      const feeds = seenStates(all(), this.audience);
      const bytes = watchfloor.v1.PictureFrame.encode({ feeds: { feeds } }).finish();
      this.#feeds = { seq: this.#tick.seq, bytes };
    }
    return this.#feeds.bytes;
  }

  /** Counts by cell and the tick since when they are so; undefined when `held` is that tick or later. */
  aggregate(held: number): { readonly seq: number; readonly bytes: Uint8Array } | undefined {
    if (this.#aggregateSeq !== this.#tick.seq || !this.#aggregate) {
      this.#aggregateSeq = this.#tick.seq;
      const bytes = encodeAggregate(this.#seenSlots(), this.#finest, this.#shown.columns.state);
      if (!this.#aggregate || !Buffer.from(bytes).equals(this.#aggregate.bytes)) {
        this.#aggregate = { seq: this.#tick.seq, bytes };
      }
    }
    return held >= this.#aggregate.seq ? undefined : this.#aggregate;
  }
}
