/** The picture of a replay: what was recorded, put into columns step by step. It ages nothing and works nothing out. */
import { ELLIPSE_BYTES } from '../../../proto/codec/quantise.ts';
import { type TrackId, trackId } from '../../../proto/domain/ids.ts';
import { feedsOfText } from '../../../proto/domain/record/feedset.ts';
import { type TrackDetail, TrackStateBits } from '../../../proto/domain/track.ts';
import type { watchfloor as recorded } from '../../../proto/generated/record.js';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import type { FeedSet } from '../../access/audience.ts';
import { NO_MMSI } from '../../tracks/columns.ts';
import { SearchQuery, SearchRank, searchTextOf } from '../../tracks/search.ts';
import { Trails } from '../../tracks/trails.ts';
import {
  type DistressWithoutPosition,
  NO_PLOTS,
  NO_SURROUNDINGS,
  type PictureSource,
  type SourceTrail,
} from '../source.ts';
import { cardOf, claimsOf } from './card.ts';
import { ReplayColumns } from './columns.ts';
import { PointRows } from './pointrows.ts';
import { ReplaySlots } from './slots.ts';

/** Tracks at once; what is beyond is counted and not shown. */
export const REPLAY_CAPACITY = 250_000;
/** Sets of feeds remembered at once; beyond it they are begun anew, and readers decide again. */
const MAX_SETS = 4096;

const NO_NAV_STATUS = 255;
/** What a whole picture says of a slot that was there before. */
const IS_THERE = 1;
const IS_SAID = 2;
const NOTHING_SAID: watchfloor.v1.ITrackStatic = {};

/** Who a track said that it is, as it was recorded. */
interface Said {
  readonly bytes: Uint8Array;
  readonly fields: watchfloor.v1.ITrackStatic;
}

export class ReplayPicture implements PictureSource {
  readonly columns = new ReplayColumns();
  readonly sensors = { version: 1, list: () => [] };
  /** Plots, notices and weather are not kept as such. */
  readonly plots = NO_PLOTS;
  readonly surroundings = NO_SURROUNDINGS;
  /** Tracks that found no room. */
  dropped = 0;
  readonly #slots = new ReplaySlots();
  readonly #said: (Said | undefined)[] = [];
  readonly #feeds: FeedSet[] = [];
  readonly #sets = new Map<string, FeedSet>();
  #trails = new Trails();
  #tick = 1;

  /** Tracks now. */
  get size(): number {
    return this.#slots.size;
  }

  get slotCount(): number {
    return this.#slots.count;
  }

  /** Takes what was known until a step's time. Of a message that is cut nothing is taken. */
  apply({ atMs, whole, entries }: recorded.record.v1.IReplayStep): void {
    const before = whole ? this.slotCount : 0;
    const kept = new Uint8Array(before);
    if (whole) this.#trails = new Trails();
    for (const { epoch, points, identities, ends } of entries ?? []) {
      const run = toSigned(epoch ?? 0);
      if (points) this.#takePoints(run, points, atMs ?? 0, kept);
      for (const one of identities?.identities ?? []) this.#takeIdentity(run, one, kept);
      for (const track of ends?.tracks ?? []) this.#end(run, track);
    }
    for (let slot = 0; slot < before; slot += 1) {
      if (!this.alive(slot)) continue;
      if ((kept[slot]! & IS_THERE) === 0) this.#remove(slot);
      else if ((kept[slot]! & IS_SAID) === 0 && this.#said[slot]) this.#say(slot, undefined);
    }
  }

  #takePoints(epoch: number, points: recorded.record.v1.IPoints, atMs: number, kept: Uint8Array): void {
    const rows = new PointRows(points);
    const { columns } = this;
    for (let i = 0; i < rows.count; i += 1) {
      const slot = this.#slotFor(epoch, rows.track(i));
      if (slot === undefined) continue;
      if (slot < kept.length) kept[slot]! |= IS_THERE;
      const mmsi = rows.mmsi(i);
      const navStatus = rows.navStatus(i);
      const isOther =
        columns.mmsi[slot] !== mmsi ||
        columns.navStatus[slot] !== navStatus ||
        columns.kind[slot] !== rows.kind(i) ||
        columns.nature[slot] !== rows.nature(i) ||
        columns.contact[slot] !== rows.contact(i) ||
        columns.sources[slot] !== rows.sources(i);
      columns.lat[slot] = rows.lat(i);
      columns.lon[slot] = rows.lon(i);
      columns.sogKn[slot] = rows.sogKn(i);
      columns.cogDeg[slot] = rows.cogDeg(i);
      columns.headingDeg[slot] = rows.headingDeg(i);
      columns.observedMs[slot] = atMs - rows.ageMs(i);
      columns.state[slot] = rows.state(i);
      columns.mmsi[slot] = mmsi;
      columns.navStatus[slot] = navStatus;
      columns.kind[slot] = rows.kind(i);
      columns.nature[slot] = rows.nature(i);
      columns.contact[slot] = rows.contact(i);
      columns.sources[slot] = rows.sources(i);
      for (let k = 0; k < ELLIPSE_BYTES; k += 1)
        columns.ellipse[slot * ELLIPSE_BYTES + k] = rows.ellipse[i * ELLIPSE_BYTES + k] ?? 0;
      this.#feeds[slot] = this.#setOf(rows.feeds(i));
      if (isOther) columns.staticVersion[slot]! += 1;
      columns.changedTick[slot] = this.#tick;
      this.#trails.add(slot, {
        timeMs: columns.observedMs[slot]!,
        lat: columns.lat[slot]!,
        lon: columns.lon[slot]!,
      });
    }
  }

  #takeIdentity(epoch: number, said: recorded.record.v1.IIdentity, kept: Uint8Array): void {
    const slot = this.#slots.of(epoch, said.track ?? 0);
    const bytes = said.static;
    if (slot === undefined || !bytes) return;
    if (slot < kept.length) kept[slot]! |= IS_SAID;
    const before = this.#said[slot]?.bytes;
    if (before && Buffer.compare(before, bytes) === 0) return;
    try {
      // Its own fields alone: what was not said must stay absent.
      this.#say(slot, { bytes, fields: { ...watchfloor.v1.TrackStatic.decode(bytes) } });
    } catch {
      return;
    }
  }

  #say(slot: number, said: Said | undefined): void {
    this.#said[slot] = said;
    this.columns.staticVersion[slot]! += 1;
    this.columns.changedTick[slot] = this.#tick;
  }

  #end(epoch: number, track: number): void {
    const slot = this.#slots.of(epoch, track);
    if (slot !== undefined) this.#remove(slot);
  }

  #slotFor(epoch: number, track: number): number | undefined {
    const known = this.#slots.of(epoch, track);
    if (known !== undefined) return known;
    if (this.size >= REPLAY_CAPACITY) {
      this.dropped += 1;
      return undefined;
    }
    const slot = this.#slots.take(epoch, track);
    const { columns } = this;
    if (slot >= columns.length) columns.grow(Math.max(1024, columns.length * 2));
    columns.used[slot] = 1;
    columns.epoch[slot] = epoch;
    columns.track[slot] = track;
    columns.generation[slot]! += 1;
    columns.staticVersion[slot]! += 1;
    this.#said[slot] = undefined;
    this.#trails.clear(slot);
    return slot;
  }

  #remove(slot: number): void {
    const { columns } = this;
    this.#slots.release(columns.epoch[slot]!, columns.track[slot]!, { slot, tick: this.#tick });
    columns.used[slot] = 0;
    this.#said[slot] = undefined;
  }

  #setOf(text: string): FeedSet {
    const known = this.#sets.get(text);
    if (known) return known;
    if (this.#sets.size >= MAX_SETS) this.#sets.clear();
    const set = { feeds: feedsOfText(text) };
    this.#sets.set(text, set);
    return set;
  }

  alive(slot: number): boolean {
    return this.columns.used[slot] === 1;
  }

  id(slot: number): TrackId {
    return trackId(this.columns.epoch[slot]!, this.columns.track[slot]!);
  }

  slotOf(id: string): number | undefined {
    const at = id.lastIndexOf('-');
    if (at <= 0) return undefined;
    const slot = this.#slots.of(Number(id.slice(0, at)), Number(id.slice(at + 1)));
    return slot !== undefined && this.id(slot) === id ? slot : undefined;
  }

  static(slot: number): watchfloor.v1.ITrackStatic {
    const { columns } = this;
    const mmsi = columns.mmsi[slot]!;
    const navStatus = columns.navStatus[slot]!;
    const { mmsi: _mmsi, navStatus: _status, ...said } = this.#said[slot]?.fields ?? NOTHING_SAID;
    return {
      ...said,
      slot,
      generation: columns.generation[slot]!,
      id: this.id(slot),
      kind: columns.kind[slot]!,
      nature: columns.nature[slot]!,
      ...(mmsi !== NO_MMSI && { mmsi }),
      ...(navStatus !== NO_NAV_STATUS && { navStatus }),
      contact: columns.contact[slot]!,
      sources: columns.sources[slot]!,
    };
  }

  detail(slot: number): TrackDetail {
    return cardOf(this.columns, slot, {
      id: this.id(slot),
      said: this.static(slot),
      feeds: this.feedsOf(slot).feeds,
      conflictsWith: this.#conflicting(slot),
    });
  }

  /** Under the same number, as marked then. */
  #conflicting(slot: number): readonly TrackId[] {
    const { mmsi, state } = this.columns;
    if ((state[slot]! & TrackStateBits.conflict) === 0 || mmsi[slot] === NO_MMSI) return [];
    const others: TrackId[] = [];
    for (let other = 0; other < this.slotCount; other += 1) {
      const isSame = other !== slot && this.alive(other) && mmsi[other] === mmsi[slot];
      if (isSame && (state[other]! & TrackStateBits.conflict) !== 0) others.push(this.id(other));
    }
    return others;
  }

  /** Since the replay was last moved: as far back as it was led in, or played. */
  trail(slot: number): SourceTrail {
    return this.#trails.read(slot);
  }

  feedsOf(slot: number): FeedSet {
    return this.#feeds[slot] ?? this.#setOf('');
  }

  /** What was marked then was recorded with the state: who may see the mark is another now, and it is told anew. */
  setAlarmed(slot: number): void {
    this.columns.changedTick[slot] = this.#tick;
  }

  /** Not recorded. */
  distressWithoutPosition(): readonly DistressWithoutPosition[] {
    return [];
  }

  search(
    query: string,
    limit: number,
    isFor: (slot: number) => boolean,
  ): readonly { readonly slot: number }[] {
    const prepared = new SearchQuery(query);
    if (prepared.empty) return [];
    const byRank: { slot: number }[][] = Object.values(SearchRank).map(() => []);
    for (let slot = 0; slot < this.slotCount; slot += 1) {
      if (!this.alive(slot)) continue;
      const said = this.#said[slot]?.fields ?? NOTHING_SAID;
      const mmsi = this.columns.mmsi[slot]!;
      const text = searchTextOf(claimsOf(said, [], 0));
      const rank = prepared.rank(text, mmsi === NO_MMSI ? undefined : mmsi, said.imo ?? undefined);
      if (rank === undefined || byRank[rank]!.length >= limit || !isFor(slot)) continue;
      byRank[rank]!.push({ slot });
    }
    return byRank.flat().slice(0, limit);
  }

  tick(): number {
    const closed = this.#tick;
    this.#tick += 1;
    this.#slots.forgetBefore(closed);
    return closed;
  }

  /** Complete for the last tick. */
  removedSince(tick: number): readonly { readonly slot: number }[] {
    return this.#slots.removedSince(tick).filter(({ slot }) => !this.alive(slot));
  }
}

/** Runs of imports are below zero; the recorder's field has no sign. */
const toSigned = (epoch: number): number => epoch | 0;
