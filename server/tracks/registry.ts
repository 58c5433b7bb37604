/** The tracks there are: their rows, their claims and all that finds them; how one begins and ends. */
import { type Mmsi, mmsi, type TrackId, trackId } from '../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import type { IdentityClaims } from '../../proto/domain/track.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { NO_MMSI, TrackColumns } from './columns.ts';
import type { Tally } from './contributions.ts';
import { evictable } from './eviction.ts';
import { claimedBy, join, NO_CLAIMS, type Statement } from './identity.ts';
import { age, ageBy } from './life.ts';
import { Notes } from './notes.ts';
import { searchTextOf } from './search.ts';
import { claimKey, Siblings } from './siblings.ts';
import { SlotPool } from './slots.ts';
import { Trails } from './trails.ts';

const INITIAL_SLOTS = 1024;

/** What a track begins with. */
export interface Birth {
  /** Absent: nothing claims one. */
  readonly mmsi?: Mmsi | undefined;
  readonly nature: Nature;
  readonly kind: TrackKind;
  readonly observedMs: EpochMs;
  /** `SourceBits`. */
  readonly sources: number;
}

export class TrackRegistry {
  readonly epoch: number;
  readonly capacity: number;
  readonly columns = new TrackColumns();
  readonly slots: SlotPool;
  readonly siblings = new Siblings(this.columns);
  readonly trails = new Trails();
  /** By slot, for tracks only. */
  readonly claims: (IdentityClaims | undefined)[] = [];
  readonly tallies: (Tally[] | undefined)[] = [];
  readonly searchTexts: (string | undefined)[] = [];
  readonly notes: (Notes | undefined)[] = [];
  /** Told of each track that goes, before its row is emptied. */
  readonly leaving: ((slot: number) => void)[] = [];
  /** Tracks now. */
  size = 0;
  /** Tracks that made room for others. */
  evicted = 0;
  /** The tick being filled; changes are stamped with it. */
  tick = 1;
  readonly #slotByCounter = new Map<number, number>();
  #lastCounter = 0;

  constructor(epoch: number, capacity: number) {
    this.epoch = epoch;
    this.capacity = capacity;
    this.slots = new SlotPool(capacity);
  }

  id(slot: number): TrackId {
    return trackId(this.epoch, this.columns.counter[slot]!);
  }

  slotOf(id: string): number | undefined {
    const slot = this.#slotByCounter.get(Number(id.slice(id.indexOf('-') + 1)));
    // A track has one id, however a number can be written.
    return slot !== undefined && this.id(slot) === id ? slot : undefined;
  }

  /** Undefined: nothing claims an MMSI. */
  keyOf(slot: number): number | undefined {
    const claimed = this.columns.mmsiOf(slot);
    return claimed === undefined ? undefined : claimKey(mmsi(claimed), this.columns.natureOf(slot));
  }

  /** A track's notes, begun when it has none. */
  notesOf(slot: number): Notes {
    this.notes[slot] ??= new Notes();
    return this.notes[slot];
  }

  claimsOf(slot: number): IdentityClaims {
    return this.claims[slot] ?? NO_CLAIMS;
  }

  touch(slot: number): void {
    this.columns.changedTick[slot] = this.tick;
  }

  /** A new track with an empty row but for what never changes; undefined when there is no room. */
  start(birth: Birth, distress: boolean, nowMs: number): number | undefined {
    if (!this.slots.canTake(nowMs, distress)) return undefined;
    const key = birth.mmsi === undefined ? undefined : claimKey(birth.mmsi, birth.nature);
    const surplus = key === undefined ? undefined : this.siblings.surplus(key);
    if (surplus !== undefined) this.#evict([surplus], nowMs);
    if (this.size >= this.capacity) {
      this.#evict(evictable(this.columns, this.slots.count, this.capacity), nowMs);
    }
    const slot = this.slots.take(nowMs);
    const { columns } = this;
    if (slot >= columns.length) {
      columns.grow(Math.min(Math.max(columns.length * 2, INITIAL_SLOTS), this.slots.limit));
    }
    columns.used[slot] = 1;
    columns.generation[slot]!++;
    columns.counter[slot] = ++this.#lastCounter;
    columns.mmsi[slot] = birth.mmsi ?? NO_MMSI;
    columns.nature[slot] = birth.nature;
    columns.kind[slot] = birth.kind;
    columns.sources[slot] = birth.sources;
    columns.firstMs[slot] = birth.observedMs;
    columns.observedMs[slot] = birth.observedMs;
    columns.receivedMs[slot] = birth.observedMs;
    columns.clear(slot);
    columns.staticVersion[slot]!++;
    this.claims[slot] = undefined;
    this.searchTexts[slot] = undefined;
    this.notes[slot] = undefined;
    this.tallies[slot] = [];
    this.#slotByCounter.set(this.#lastCounter, slot);
    if (key !== undefined) this.siblings.add(key, slot);
    this.size++;
    return slot;
  }

  remove(slot: number, nowMs: number): void {
    const { columns } = this;
    for (const told of this.leaving) told(slot);
    const key = this.keyOf(slot);
    if (key !== undefined) this.siblings.remove(key, slot);
    this.#slotByCounter.delete(columns.counter[slot]!);
    this.trails.clear(slot);
    this.claims[slot] = undefined;
    this.searchTexts[slot] = undefined;
    this.tallies[slot] = undefined;
    this.notes[slot] = undefined;
    columns.used[slot] = 0;
    columns.dueMs[slot] = Number.POSITIVE_INFINITY;
    this.size--;
    this.slots.release({
      slot,
      generation: columns.generation[slot]!,
      tick: this.tick,
      removedMs: nowMs,
    });
    this.reconcile(key);
  }

  /** Joins what was said of a track to what is known of it. */
  claim(slot: number, statement: Statement, ambiguous: boolean): void {
    const { claims, staticChanged } = join(this.claimsOf(slot), statement, ambiguous);
    if (staticChanged) this.setClaims(slot, claims);
    else this.claims[slot] = claims;
  }

  setClaims(slot: number, claims: IdentityClaims): void {
    this.claims[slot] = claims;
    this.searchTexts[slot] = searchTextOf(claims);
    this.columns.staticVersion[slot]!++;
    this.touch(slot);
  }

  /** Brings the conflict bits under a key up to date. */
  reconcile(key: number | undefined): void {
    if (key !== undefined) this.siblings.reconcile(key, (slot) => this.touch(slot));
  }

  /** Brings a track's life to a time; false when it is to be removed. */
  age(slot: number, nowMs: number): boolean {
    const ends = this.notes[slot]?.ends;
    return ends ? ageBy(this.columns, slot, ends, nowMs) : age(this.columns, slot, nowMs);
  }

  /**
   * The clock was set back to a time: nothing was heard later, so that what comes now is news. A trail that goes
   * beyond it begins again.
   */
  stepBack(nowMs: EpochMs): void {
    const { columns } = this;
    for (let slot = 0; slot < this.slots.count; slot++) {
      if (!columns.used[slot]) continue;
      if (columns.observedMs[slot]! > nowMs) this.trails.clear(slot);
      for (const column of [columns.observedMs, columns.receivedMs, columns.firstMs]) {
        column[slot] = Math.min(column[slot]!, nowMs);
      }
      const claims = this.claims[slot];
      if (claims) this.claims[slot] = claimedBy(claims, nowMs);
      for (const tally of this.tallies[slot] ?? []) tally.lastMs = epochMs(Math.min(tally.lastMs, nowMs));
      this.touch(slot);
    }
    this.slots.stepBack(nowMs);
  }

  #evict(slots: readonly number[], nowMs: number): void {
    for (const slot of slots) this.remove(slot, nowMs);
    this.evicted += slots.length;
  }
}
