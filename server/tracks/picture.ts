/** The picture: a track for each real transmitter, from observations in the order they come. */
import type { TrackId } from '../../proto/domain/ids.ts';
import type {
  IdentityObservation,
  Observation,
  PositionObservation,
} from '../../proto/domain/observation.ts';
import { type TrackDetail, TrackStateBits } from '../../proto/domain/track.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { associate, newnessOf } from './association.ts';
import type { TrackColumns } from './columns.ts';
import { countHeard } from './contributions.ts';
import { countTracks, newTally, type PictureCounts } from './counts.ts';
import { detailOf, staticOf, type TrackStatic } from './describe.ts';
import { type Statement, WaitingIdentities } from './identity.ts';
import { age, stageAfter } from './life.ts';
import { ownersOf } from './ownership.ts';
import { TrackRegistry } from './registry.ts';
import { isDistress, writePosition } from './report.ts';
import { isLocatingDevice, owedIntervalMs } from './reporting.ts';
import { findTracks, type SearchHit } from './search.ts';
import { PlotRing } from './sensors/plots.ts';
import { SensorRegistry } from './sensors/registry.ts';
import { claimKey } from './siblings.ts';
import type { Removal } from './slots.ts';
import type { Trail } from './trails.ts';

export const DEFAULT_CAPACITY = 200_000;

/** A clock can be wrong by a little; a report from further in the future is taken as of its reception. */
const FUTURE_TOLERANCE_MS = 5_000;

/** A clock that is behind by less is waited for; one that is behind by more was set back. */
const CLOCK_STEP_MS = 5_000;

export interface PictureOptions {
  /** Of this run: the first part of every track's id. */
  readonly epoch: number;
  /** Tracks at most; the picture makes room as `eviction.ts` says. */
  readonly capacity?: number;
  /** Whether a radar's bias is taken out before an operator said so for that radar; no, when absent. */
  readonly registrationAllowed?: boolean;
}

/**
 * Time comes from the observations and from `tick` alone: the same calls in the same order make the same picture,
 * byte for byte. Readers poll after a tick: `columns.changedTick[slot] > theirs` and `removedSince(theirs)`.
 */
export class Picture {
  readonly #tracks: TrackRegistry;
  readonly #waiting = new WaitingIdentities();
  readonly #heard = newTally();
  readonly sensors: SensorRegistry;
  readonly plots = new PlotRing();
  #nowMs = 0;

  constructor(options: PictureOptions) {
    this.sensors = new SensorRegistry(options.registrationAllowed ?? false);
    this.#tracks = new TrackRegistry(options.epoch, options.capacity ?? DEFAULT_CAPACITY);
  }

  apply(observation: Observation): void {
    const { observedMs, receivedMs } = observation;
    this.#nowMs = Math.max(this.#nowMs, receivedMs);
    if (observedMs > receivedMs + FUTURE_TOLERANCE_MS) {
      this.#heard.clipped++;
      this.apply({ ...observation, observedMs: receivedMs });
      return;
    }
    this.#heard.applied++;
    if (observation.type === 'position') this.#applyPosition(observation);
    else if (observation.type === 'identity') this.#applyIdentity(observation);
  }

  /**
   * Brings every track's life to a time and closes the tick; returns its number, for a reader to keep that has now
   * read everything up to it. A time well before the last is a clock that was set right: the picture follows it.
   */
  tick(nowMs: EpochMs): number {
    if (nowMs < this.#nowMs - CLOCK_STEP_MS) this.#stepBack(nowMs);
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    const { dueMs } = this.#tracks.columns;
    for (let slot = 0; slot < this.slotCount; slot++) {
      if (dueMs[slot]! <= this.#nowMs) this.#age(slot);
    }
    return this.#tracks.tick++;
  }

  /** Of this run: the first part of every id. */
  get epoch(): number {
    return this.#tracks.epoch;
  }

  get capacity(): number {
    return this.#tracks.capacity;
  }

  /** The columns by slot; take them anew after every tick, they are replaced when they grow. */
  get columns(): Readonly<TrackColumns> {
    return this.#tracks.columns;
  }

  /** One above the highest slot ever used. */
  get slotCount(): number {
    return this.#tracks.slots.count;
  }

  /** Tracks now. */
  get size(): number {
    return this.#tracks.size;
  }

  /** The picture's time: the latest of what was received and ticked since the clock was last set back. */
  get nowMs(): EpochMs {
    return epochMs(this.#nowMs);
  }

  alive(slot: number): boolean {
    return this.#tracks.columns.used[slot] === 1;
  }

  forEachSlot(visit: (slot: number) => void): void {
    for (let slot = 0; slot < this.slotCount; slot++) if (this.alive(slot)) visit(slot);
  }

  id(slot: number): TrackId {
    return this.#tracks.id(slot);
  }

  /** The slot of a track that is in the picture; undefined for any other id, of another epoch too. */
  slotOf(id: string): number | undefined {
    return this.#tracks.slotOf(id);
  }

  /** Grows whenever {@link static} would change. */
  staticVersion(slot: number): number {
    return this.#tracks.columns.staticVersion[slot]!;
  }

  static(slot: number): TrackStatic {
    return staticOf(this.#tracks.columns, slot, this.id(slot), this.#tracks.claimsOf(slot));
  }

  detail(slot: number): TrackDetail {
    const { columns, siblings, tallies } = this.#tracks;
    const others = columns.has(slot, TrackStateBits.conflict)
      ? [...siblings.of(this.#tracks.keyOf(slot))].filter(
          (other) => other !== slot && columns.has(other, TrackStateBits.conflict),
        )
      : [];
    return detailOf(columns, slot, {
      id: this.id(slot),
      claims: this.#tracks.claimsOf(slot),
      contributions: tallies[slot] ?? [],
      conflictsWith: others.map((other) => this.id(other)),
    });
  }

  /** Where a track was in the last hour, at most 120 points. */
  trail(slot: number): Trail {
    return this.#tracks.trails.read(slot);
  }

  /** Removed in a later tick than `tick`; complete for ticks not before {@link removalsCompleteSince}. */
  removedSince(tick: number): readonly Removal[] {
    return this.#tracks.slots.removedSince(tick);
  }

  /** A reader whose last tick is before this starts over from all slots. */
  get removalsCompleteSince(): number {
    return this.#tracks.slots.completeSinceTick;
  }

  /** Tracks by name, MMSI, IMO number, call sign or destination; the best first, at most 100. */
  search(query: string, limit: number): SearchHit[] {
    const { columns, searchTexts } = this.#tracks;
    const imoOf = (slot: number) => this.#tracks.claims[slot]?.imo?.value;
    return findTracks(query, limit, { columns, slotCount: this.slotCount, searchTexts, imoOf });
  }

  counts(): PictureCounts {
    const heard = { ...this.#heard, evicted: this.#tracks.evicted };
    return countTracks(this.#tracks.columns, this.slotCount, heard, this.#waiting.size);
  }

  #applyPosition(report: PositionObservation): void {
    const { columns, siblings, tallies, trails } = this.#tracks;
    const key = claimKey(report.mmsi, report.nature);
    const known = associate(columns, siblings.of(key), report, this.#shipTypeOf);
    const slot = known ?? this.#start(key, report);
    if (slot === undefined) return;
    const newness = known === undefined ? 'newer' : newnessOf(columns, slot, report);
    countHeard(tallies[slot]!, report.feedId, report.observedMs);
    if (report.identity) this.#tracks.claim(slot, statementOf(report, report.identity), false);
    if (newness === 'duplicate') {
      this.#heard.duplicates++;
      return;
    }
    columns.reports[slot]!++;
    columns.firstMs[slot] = Math.min(columns.firstMs[slot]!, report.observedMs);
    trails.add(slot, { timeMs: report.observedMs, lat: report.lat, lon: report.lon });
    if (newness === 'newer') {
      if (writePosition(columns, slot, report)) columns.staticVersion[slot]!++;
      age(columns, slot, this.#nowMs);
      this.#tracks.touch(slot);
    } else this.#heard[newness]++;
    if (siblings.only(key) === undefined) this.#tracks.reconcile(key);
  }

  #shipTypeOf = (slot: number): number | undefined => this.#tracks.claims[slot]?.shipType?.value;

  /** A new track; undefined when there is no room, or when the report is so old that it would be gone. */
  #start(key: number, report: PositionObservation): number | undefined {
    const distress = isDistress(report.kind, report.mmsi, report.navStatus);
    const owedMs = owedIntervalMs(report.kind, report);
    if (!stageAfter(this.#nowMs - report.observedMs, owedMs, report.kind, distress)) {
      this.#heard.tooOld++;
      return undefined;
    }
    const slot = this.#tracks.start(report, distress, this.#nowMs);
    if (slot === undefined) {
      this.#heard.refused++;
      return undefined;
    }
    // With a sibling, what waited may be the sibling's.
    const claims = this.#tracks.siblings.only(key) === slot ? this.#waiting.take(key) : undefined;
    if (claims) this.#tracks.setClaims(slot, claims);
    return slot;
  }

  #applyIdentity(said: IdentityObservation): void {
    const { columns, siblings, claims } = this.#tracks;
    const key = claimKey(said.mmsi, said.nature);
    const statement = statementOf(said, said.identity);
    const owners = ownersOf(columns, siblings.of(key), statement, claims);
    if (owners.slots.length === 0) this.#waiting.add(key, statement);
    for (const slot of owners.slots) this.#tracks.claim(slot, statement, owners.ambiguous);
  }

  #stepBack(nowMs: EpochMs): void {
    this.#nowMs = nowMs;
    this.#waiting.stepBack(nowMs);
    this.#tracks.stepBack(nowMs);
    this.forEachSlot((slot) => age(this.#tracks.columns, slot, nowMs));
  }

  #age(slot: number): void {
    if (!age(this.#tracks.columns, slot, this.#nowMs) || this.#isOutlier(slot)) {
      this.#tracks.remove(slot, this.#nowMs);
      return;
    }
    this.#tracks.touch(slot);
    if (this.#tracks.columns.isLost(slot)) this.#tracks.reconcile(this.#tracks.keyOf(slot));
  }

  /** One report that never came again, under a number that another track uses: an error, not a second ship. */
  #isOutlier(slot: number): boolean {
    const { columns, siblings } = this.#tracks;
    if (columns.reports[slot]! > 1 || isLocatingDevice(columns.kindOf(slot))) return false;
    for (const other of siblings.of(this.#tracks.keyOf(slot))) if (columns.reports[other]! > 1) return true;
    return false;
  }
}

const statementOf = (
  said: PositionObservation | IdentityObservation,
  fields: Statement['fields'],
): Statement => ({ fields, feedId: said.feedId, observedMs: said.observedMs, kind: said.kind });
