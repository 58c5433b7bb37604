/** The picture: a track for each real thing, from observations in the order they come. */
import type { TrackId } from '../../proto/domain/ids.ts';
import type { PositionObservation } from '../../proto/domain/observation.ts';
import type { Observation } from '../../proto/domain/observations.ts';
import type { SensorAlertObservation } from '../../proto/domain/sensing.ts';
import { type TrackDetail, TrackStateBits } from '../../proto/domain/track.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { applyAircraft } from './aircraft.ts';
import type { TrackColumns } from './columns.ts';
import { ContributingFeeds } from './contributing.ts';
import { countTracks, newTally, type PictureCounts } from './counts.ts';
import { staticOf, type TrackStatic } from './describe.ts';
import { detailWith } from './detailwith.ts';
import { DistressCalls, type DistressWithoutPosition } from './distress.ts';
import type { FeedSet } from './feedsets.ts';
import { associateReport } from './fused/associate.ts';
import { Sensing } from './fused/sensing.ts';
import { KeyedTracks } from './keyed.ts';
import { ManualContacts } from './manual.ts';
import { type OwnNames, slotNamed } from './named.ts';
import type { PictureOptions } from './pictureoptions.ts';
import { TrackRegistry } from './registry.ts';
import { findTracks, type SearchHit } from './search.ts';
import type { PlotRing } from './sensors/plots.ts';
import type { SensorRegistry } from './sensors/registry.ts';
import type { Removal } from './slots.ts';
import { Surroundings } from './surroundings/surroundings.ts';
import type { Trail } from './trails.ts';
import { Transmitters } from './transmitters.ts';
import { applyUnit } from './units.ts';

export const DEFAULT_CAPACITY = 200_000;

/** A clock can be wrong by a little; a report from further in the future is taken as of its reception. */
const FUTURE_TOLERANCE_MS = 5_000;

/** A clock that is behind by less is waited for; one that is behind by more was set back. */
const CLOCK_STEP_MS = 5_000;

/**
 * Time comes from the observations and from `tick` alone: the same calls in the same order make the same picture,
 * byte for byte. Readers poll after a tick: `columns.changedTick[slot] > theirs` and `removedSince(theirs)`.
 */
export class Picture {
  /** Notices and weather: what is told of places, not of tracks. */
  readonly surroundings: Surroundings;
  readonly #tracks: TrackRegistry;
  readonly #heard = newTally();
  readonly #transmitters: Transmitters;
  readonly #keyed: KeyedTracks;
  readonly #distress: DistressCalls;
  readonly #manual: ManualContacts;
  readonly #sensing: Sensing;
  readonly #feeds: ContributingFeeds;
  #nowMs = 0;

  constructor(options: PictureOptions) {
    this.#tracks = new TrackRegistry(options.epoch, options.capacity ?? DEFAULT_CAPACITY);
    this.surroundings = new Surroundings(this.#tracks);
    this.#keyed = new KeyedTracks(this.#tracks);
    this.#distress = new DistressCalls(this.#tracks);
    this.#sensing = new Sensing(this.#tracks, this.#keyed, options.registrationAllowed ?? false);
    this.#feeds = new ContributingFeeds(this.#tracks, (id) => this.sensors.get(id)?.feedId);
    this.#transmitters = new Transmitters(this.#tracks, this.#heard, (slot, report, isLate) => {
      if (!isLate) this.#news(slot, report);
      options.onReport?.(slot, report, isLate);
    });
    this.#manual = new ManualContacts(this.#tracks, this.#keyed, this.#sensing.offersFor);
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
    this.#take(observation);
  }

  #take(said: Observation): void {
    const nowMs = this.#nowMs;
    switch (said.type) {
      case 'position':
        this.#transmitters.applyPosition(said, nowMs);
        break;
      case 'identity':
      case 'text':
        this.#distress.heardDevice(said);
        if (said.type === 'identity') this.#transmitters.applyIdentity(said);
        break;
      case 'unit': {
        const slot = applyUnit(this.#tracks, this.#keyed, said, nowMs);
        if (slot !== undefined) this.#sensing.unit(slot, said);
        break;
      }
      case 'aircraft':
        applyAircraft(this.#tracks, this.#keyed, said, nowMs);
        break;
      case 'distress':
        this.#distress.apply(said, nowMs);
        break;
      case 'manual':
        this.#manual.apply(said, nowMs);
        break;
      case 'plot':
      case 'scan':
        this.#sensing.sensed(said);
        break;
      case 'sensor':
      case 'task':
      case 'sensorAlert':
        this.sensors.heard(said);
        break;
      case 'unitReply': // It answers people, and says nothing of where anything is.
        break;
      case 'notice':
      case 'weather':
        this.surroundings.take(said);
        break;
      default:
        said satisfies never;
    }
  }

  /**
   * Brings every track's life to a time and closes the tick; returns its number, for a reader to keep that has now
   * read everything up to it. A time well before the last is a clock that was set right: the picture follows it.
   */
  tick(nowMs: EpochMs): number {
    if (nowMs < this.#nowMs - CLOCK_STEP_MS) this.#stepBack(nowMs);
    this.#nowMs = Math.max(this.#nowMs, nowMs);
    const { dueMs } = this.#tracks.columns;
    for (let slot = 0; slot < this.slotCount; slot++) if (dueMs[slot]! <= this.#nowMs) this.#age(slot);
    this.#sensing.tick(this.#nowMs);
    this.#manual.tick(this.#nowMs);
    this.#distress.tick(this.#nowMs);
    this.surroundings.tick(this.nowMs);
    return this.#tracks.tick++;
  }

  /** Of this run: the first part of every id. */
  get epoch(): number {
    return this.#tracks.epoch;
  }

  /** The sensors there are: configured, or heard of. */
  get sensors(): SensorRegistry {
    return this.#sensing.sensors;
  }

  /** What sensors saw lately. */
  get plots(): PlotRing {
    return this.#sensing.plots;
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

  /** The track of something of ours, by what it calls itself. */
  slotNamed(names: OwnNames): number | undefined {
    return slotNamed(this.#tracks, this.#keyed, names);
  }

  /** Grows whenever {@link static} would change. */
  staticVersion(slot: number): number {
    return this.#tracks.columns.staticVersion[slot]!;
  }

  static(slot: number): TrackStatic {
    const { columns, notes } = this.#tracks;
    return staticOf(columns, slot, this.id(slot), this.#tracks.claimsOf(slot), notes[slot]);
  }

  detail(slot: number): TrackDetail {
    return detailWith(this.#tracks, slot);
  }

  /** Which feeds a track comes from now: one object for each different set. */
  feedsOf(slot: number): FeedSet {
    return this.#feeds.of(slot);
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

  /** Tracks by name, MMSI, IMO number, call sign or destination that are for who asks; the best first, at most 100. */
  search(query: string, limit: number, isFor?: (slot: number) => boolean): SearchHit[] {
    const { columns, searchTexts } = this.#tracks;
    const imoOf = (slot: number) => this.#tracks.claims[slot]?.imo?.value;
    return findTracks(query, limit, { columns, slotCount: this.slotCount, searchTexts, imoOf, isFor });
  }

  counts(): PictureCounts {
    return countTracks(this.#tracks.columns, this.slotCount, {
      ...this.#heard,
      evicted: this.#tracks.evicted,
      waiting: this.#transmitters.waiting,
      distressDropped: this.#distress.dropped,
      sensorsRefused: this.sensors.refused,
    });
  }

  /** Alerts of sensors, at most 256, the newest last. */
  sensorAlerts(): readonly SensorAlertObservation[] {
    return this.sensors.alerts.all();
  }

  /** Who is in distress and in no track, for want of a position; at most 256. */
  distressWithoutPosition(): readonly DistressWithoutPosition[] {
    return this.#distress.withoutPosition();
  }

  /**
   * A person decided that a report (by its contact's name or its track's id) is what sensors see in a track: that keeps
   * its id and takes over what was said. False where either is no longer there.
   */
  associate(contactId: string, trackId: string): boolean {
    return associateReport(this.#tracks, this.#manual, contactId, trackId, this.#nowMs);
  }

  /** Something about a track needs a person, or no longer: it is marked, and told anew either way. */
  setAlarmed(slot: number, on: boolean): void {
    const { state } = this.#tracks.columns;
    state[slot] = (state[slot]! & ~TrackStateBits.alarmed) | (on ? TrackStateBits.alarmed : 0);
    this.#tracks.touch(slot);
  }

  #news(slot: number, report: PositionObservation): void {
    this.#distress.attach(slot, report);
    this.#sensing.transmitted(slot, report);
  }

  #stepBack(nowMs: EpochMs): void {
    this.#nowMs = nowMs;
    this.#sensing.stepBack(nowMs);
    this.#transmitters.stepBack(nowMs);
    this.#tracks.stepBack(nowMs);
    this.#manual.stepBack(nowMs);
    this.surroundings.stepBack(nowMs);
    this.forEachSlot((slot) => this.#tracks.age(slot, nowMs));
  }

  #age(slot: number): void {
    const isOver = !this.#tracks.age(slot, this.#nowMs) || this.#transmitters.isOutlier(slot);
    if (isOver) this.#tracks.remove(slot, this.#nowMs);
    else {
      this.#tracks.touch(slot);
      if (this.#tracks.columns.isLost(slot)) this.#tracks.reconcile(this.#tracks.keyOf(slot));
    }
  }
}
