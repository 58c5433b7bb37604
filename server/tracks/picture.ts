/** The picture: a track for each real transmitter, from observations in the order they come. */
import { mmsi, type TrackId, trackId } from '../../proto/domain/ids.ts';
import type {
  IdentityObservation,
  Observation,
  PositionObservation,
} from '../../proto/domain/observation.ts';
import { type IdentityClaims, type TrackDetail, TrackStateBits } from '../../proto/domain/track.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { associate, newnessOf } from './association.ts';
import { TrackColumns } from './columns.ts';
import { countHeard, type Tally } from './contributions.ts';
import { countTracks, newTally, type PictureCounts } from './counts.ts';
import { detailOf, staticOf, type TrackStatic } from './describe.ts';
import { evictable } from './eviction.ts';
import { join, type Statement, WaitingIdentities } from './identity.ts';
import { age, stageAfter } from './life.ts';
import { ownersOf } from './ownership.ts';
import { isDistress, writePosition } from './report.ts';
import { isLocatingDevice, owedIntervalMs } from './reporting.ts';
import { findTracks, type SearchHit, searchTextOf } from './search.ts';
import { claimKey, Siblings } from './siblings.ts';
import { type Removal, SlotPool } from './slots.ts';
import { type Trail, Trails } from './trails.ts';

export const DEFAULT_CAPACITY = 200_000;

/** A clock can be wrong by a little; a report from further in the future is taken as of its reception. */
const FUTURE_TOLERANCE_MS = 5_000;

const INITIAL_SLOTS = 1024;
const NO_CLAIMS: IdentityClaims = {};

export interface PictureOptions {
  /** Of this run: the first part of every track's id. */
  readonly epoch: number;
  /** Tracks at most; the picture makes room as `eviction.ts` says. */
  readonly capacity?: number;
}

/**
 * Time comes from the observations and from `tick` alone: the same calls in the same order make the same picture,
 * byte for byte. Readers poll after a tick: `columns.changedTick[slot] > theirs` and `removedSince(theirs)`.
 */
export class Picture {
  readonly epoch: number;
  readonly capacity: number;
  readonly #columns = new TrackColumns();
  readonly #slots: SlotPool;
  readonly #siblings = new Siblings(this.#columns);
  readonly #slotByCounter = new Map<number, number>();
  readonly #waiting = new WaitingIdentities();
  readonly #trails = new Trails();
  readonly #claims: (IdentityClaims | undefined)[] = [];
  readonly #tallies: (Tally[] | undefined)[] = [];
  readonly #searchTexts: (string | undefined)[] = [];
  readonly #tally = newTally();
  #lastCounter = 0;
  #size = 0;
  #nowMs = 0;
  /** The tick being filled. */
  #tick = 1;

  constructor(options: PictureOptions) {
    this.epoch = options.epoch;
    this.capacity = options.capacity ?? DEFAULT_CAPACITY;
    this.#slots = new SlotPool(this.capacity);
  }

  // What comes in.

  apply(observation: Observation): void {
    const { observedMs, receivedMs } = observation;
    this.#nowMs = Math.max(this.#nowMs, receivedMs);
    if (observedMs > receivedMs + FUTURE_TOLERANCE_MS) {
      this.#tally.clipped++;
      this.apply({ ...observation, observedMs: receivedMs });
      return;
    }
    this.#tally.applied++;
    if (observation.type === 'position') this.#applyPosition(observation);
    else if (observation.type === 'identity') this.#applyIdentity(observation);
  }

  /**
   * Moves every track's life on to a time (never back) and closes the tick; returns its number, to be kept by a
   * reader that has now read everything up to it.
   */
  tick(nowMs: EpochMs): number {
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    const { dueMs } = this.#columns;
    for (let slot = 0; slot < this.#slots.count; slot++) {
      if (dueMs[slot]! <= this.#nowMs) this.#age(slot);
    }
    return this.#tick++;
  }

  // What readers see.

  /** The columns by slot; take them anew after every tick, they are replaced when they grow. */
  get columns(): Readonly<TrackColumns> {
    return this.#columns;
  }

  /** One above the highest slot ever used. */
  get slotCount(): number {
    return this.#slots.count;
  }

  /** Tracks now. */
  get size(): number {
    return this.#size;
  }

  /** The picture's time: the latest of what was received and ticked. */
  get nowMs(): EpochMs {
    return epochMs(this.#nowMs);
  }

  alive(slot: number): boolean {
    return this.#columns.used[slot] === 1;
  }

  forEachSlot(visit: (slot: number) => void): void {
    for (let slot = 0; slot < this.#slots.count; slot++) if (this.alive(slot)) visit(slot);
  }

  id(slot: number): TrackId {
    return trackId(this.epoch, this.#columns.counter[slot]!);
  }

  slotOf(id: string): number | undefined {
    const [epoch, counter] = id.split('-');
    return epoch === String(this.epoch) ? this.#slotByCounter.get(Number(counter)) : undefined;
  }

  /** Grows whenever {@link static} would change. */
  staticVersion(slot: number): number {
    return this.#columns.staticVersion[slot]!;
  }

  static(slot: number): TrackStatic {
    return staticOf(this.#columns, slot, this.id(slot), this.#claims[slot] ?? NO_CLAIMS);
  }

  detail(slot: number): TrackDetail {
    const { conflict } = TrackStateBits;
    const others = this.#columns.has(slot, conflict)
      ? [...this.#siblings.of(this.#keyOf(slot))].filter((s) => s !== slot && this.#columns.has(s, conflict))
      : [];
    const claims = this.#claims[slot] ?? NO_CLAIMS;
    const ids = others.map((other) => this.id(other));
    return detailOf(this.#columns, slot, this.id(slot), claims, this.#tallies[slot] ?? [], ids);
  }

  trail(slot: number): Trail {
    return this.#trails.read(slot);
  }

  /** Removed in a later tick than `tick`; complete for ticks not before {@link removalsCompleteSince}. */
  removedSince(tick: number): readonly Removal[] {
    return this.#slots.removedSince(tick);
  }

  /** A reader whose last tick is before this starts over from all slots. */
  get removalsCompleteSince(): number {
    return this.#slots.completeSinceTick;
  }

  search(query: string, limit: number): SearchHit[] {
    return findTracks(query, limit, {
      columns: this.#columns,
      slotCount: this.#slots.count,
      searchTexts: this.#searchTexts,
      imoOf: (slot) => this.#claims[slot]?.imo?.value,
    });
  }

  counts(): PictureCounts {
    return countTracks(this.#columns, this.#slots.count, this.#tally, this.#waiting.size);
  }

  // How it is done.

  #applyPosition(report: PositionObservation): void {
    const key = claimKey(report.mmsi, report.nature);
    const known = associate(this.#columns, this.#siblings.of(key), report, this.#shipTypeOf);
    const slot = known ?? this.#start(key, report);
    if (slot === undefined) return;
    const newness = known === undefined ? 'newer' : newnessOf(this.#columns, slot, report);
    countHeard(this.#tallies[slot]!, report.feedId, report.observedMs);
    if (report.identity) this.#claim(slot, statementOf(report, report.identity), false);
    if (newness === 'duplicate') {
      this.#tally.duplicates++;
      return;
    }
    this.#columns.reports[slot]!++;
    this.#trails.add(slot, { timeMs: report.observedMs, lat: report.lat, lon: report.lon });
    if (newness === 'newer') {
      if (writePosition(this.#columns, slot, report)) this.#columns.staticVersion[slot]!++;
      age(this.#columns, slot, this.#nowMs);
      this.#touch(slot);
    } else this.#tally[newness]++;
    if (this.#siblings.only(key) === undefined) this.#reconcile(key);
  }

  #shipTypeOf = (slot: number): number | undefined => this.#claims[slot]?.shipType?.value;

  /** A new track; undefined when there is no room, or when the report is so old that it would be gone. */
  #start(key: number, report: PositionObservation): number | undefined {
    const distress = isDistress(report.kind, report.mmsi, report.navStatus);
    const owedMs = owedIntervalMs(report.kind, motionOf(report));
    if (!stageAfter(this.#nowMs - report.observedMs, owedMs, report.kind, distress)) {
      this.#tally.tooOld++;
      return undefined;
    }
    const surplus = this.#siblings.surplus(key);
    if (surplus !== undefined) this.#remove(surplus);
    if (this.#size >= this.capacity) this.#makeRoom();
    const slot = this.#slots.take(this.#nowMs, distress);
    if (slot === undefined) {
      this.#tally.refused++;
      return undefined;
    }
    const columns = this.#columns;
    if (slot >= columns.length) {
      columns.grow(Math.min(Math.max(columns.length * 2, INITIAL_SLOTS), this.#slots.limit));
    }
    columns.used[slot] = 1;
    columns.generation[slot]!++;
    columns.counter[slot] = ++this.#lastCounter;
    columns.mmsi[slot] = report.mmsi;
    columns.nature[slot] = report.nature;
    columns.kind[slot] = report.kind;
    columns.state[slot] = 0;
    columns.reports[slot] = 0;
    columns.firstMs[slot] = report.observedMs;
    columns.toldTurnDegPerMin[slot] = Number.NaN;
    columns.staticVersion[slot]!++;
    this.#size++;
    this.#slotByCounter.set(this.#lastCounter, slot);
    this.#siblings.add(key, slot);
    this.#tallies[slot] = [];
    this.#searchTexts[slot] = undefined;
    this.#claims[slot] = undefined;
    const claims = this.#waiting.take(key);
    if (claims && this.#siblings.only(key) === slot) this.#setClaims(slot, claims);
    return slot;
  }

  #makeRoom(): void {
    for (const slot of evictable(this.#columns, this.#slots.count, this.capacity)) {
      this.#remove(slot);
      this.#tally.evicted++;
    }
  }

  #applyIdentity(said: IdentityObservation): void {
    const key = claimKey(said.mmsi, said.nature);
    const statement = statementOf(said, said.identity);
    const owners = ownersOf(this.#columns, this.#siblings.of(key), statement, this.#claims);
    if (owners.slots.length === 0) this.#waiting.add(key, statement);
    for (const slot of owners.slots) this.#claim(slot, statement, owners.ambiguous);
  }

  #claim(slot: number, statement: Statement, ambiguous: boolean): void {
    const { claims, staticChanged } = join(this.#claims[slot] ?? NO_CLAIMS, statement, ambiguous);
    this.#claims[slot] = claims;
    if (staticChanged) this.#setClaims(slot, claims);
  }

  #setClaims(slot: number, claims: IdentityClaims): void {
    this.#claims[slot] = claims;
    this.#searchTexts[slot] = searchTextOf(claims);
    this.#columns.staticVersion[slot]!++;
    this.#touch(slot);
  }

  #age(slot: number): void {
    const isOver = !age(this.#columns, slot, this.#nowMs) || this.#isOutlier(slot);
    if (isOver) {
      this.#remove(slot);
      return;
    }
    this.#touch(slot);
    if (this.#columns.isLost(slot)) this.#reconcile(this.#keyOf(slot));
  }

  /** One report that never came again, under a number that another track uses: an error, not a second ship. */
  #isOutlier(slot: number): boolean {
    const columns = this.#columns;
    if (columns.reports[slot]! > 1 || isLocatingDevice(columns.kindOf(slot))) return false;
    for (const other of this.#siblings.of(this.#keyOf(slot))) if (columns.reports[other]! > 1) return true;
    return false;
  }

  #remove(slot: number): void {
    const columns = this.#columns;
    const key = this.#keyOf(slot);
    this.#siblings.remove(key, slot);
    this.#slotByCounter.delete(columns.counter[slot]!);
    this.#trails.clear(slot);
    this.#claims[slot] = undefined;
    this.#tallies[slot] = undefined;
    this.#searchTexts[slot] = undefined;
    columns.used[slot] = 0;
    columns.dueMs[slot] = Number.POSITIVE_INFINITY;
    this.#size--;
    this.#slots.release({
      slot,
      generation: columns.generation[slot]!,
      tick: this.#tick,
      removedMs: this.#nowMs,
    });
    this.#reconcile(key);
  }

  #reconcile(key: number): void {
    this.#siblings.reconcile(key, (slot) => this.#touch(slot));
  }

  #keyOf(slot: number): number {
    return claimKey(mmsi(this.#columns.mmsi[slot]!), this.#columns.natureOf(slot));
  }

  #touch(slot: number): void {
    this.#columns.changedTick[slot] = this.#tick;
  }
}

const motionOf = (report: PositionObservation) => ({
  sogKn: report.sogKn,
  turnDegPerMin: report.turnDegPerMin,
  navStatus: report.navStatus,
  longRange: report.longRange ?? false,
});

const statementOf = (
  said: PositionObservation | IdentityObservation,
  fields: Statement['fields'],
): Statement => ({ fields, feedId: said.feedId, observedMs: said.observedMs, kind: said.kind });
