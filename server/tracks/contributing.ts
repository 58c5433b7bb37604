/**
 * Which feeds a track comes from now: those through which its transmitter was heard, those of the sensors that see it,
 * or whoever reported it. What may be seen of a track is decided by it.
 */
import type { FeedId, SensorId } from '../../proto/domain/ids.ts';
import { type FeedSet, FeedSets } from './feedsets.ts';
import type { TrackRegistry } from './registry.ts';

/** A feed that brought nothing for so long while others did no longer counts. */
export const CONTRIBUTES_MS = 10 * 60_000;

export type FeedOfSensor = (sensor: SensorId) => FeedId | undefined;

export class ContributingFeeds {
  readonly #tracks: TrackRegistry;
  readonly #feedOf: FeedOfSensor;
  readonly #sets = new FeedSets();
  /** What was answered last, by slot, and for which of its owners. */
  readonly #told: (FeedSet | undefined)[] = [];
  readonly #toldOf: number[] = [];
  readonly #found: FeedId[] = [];

  constructor(tracks: TrackRegistry, feedOf: FeedOfSensor) {
    this.#tracks = tracks;
    this.#feedOf = feedOf;
  }

  /** One object for each different set. Where nobody can be named any more, those who were last. */
  of(slot: number): FeedSet {
    const counter = this.#tracks.columns.counter[slot]!;
    const told = this.#toldOf[slot] === counter ? this.#told[slot] : undefined;
    if (told && this.#isStillOne(slot, told)) return told;
    const found = this.#find(slot);
    // It is asked for every track at every tick, and is nearly always the same.
    if (told && (found.length === 0 || isSame(told.feeds, found))) return told;
    const set = this.#sets.of(found);
    this.#told[slot] = set;
    this.#toldOf[slot] = counter;
    return set;
  }

  /** Nearly every track was heard by one feed, ever, and by no sensor: then it is the one that was told. */
  #isStillOne(slot: number, { feeds }: FeedSet): boolean {
    const tallies = this.#tracks.tallies[slot];
    const sensed = this.#tracks.notes[slot]?.sensed;
    if (tallies?.length !== 1 || feeds.length !== 1 || (sensed && sensed.length > 0)) return false;
    return tallies[0]!.feedId === feeds[0];
  }

  /** Each feed once, valid until the next call. */
  #find(slot: number): readonly FeedId[] {
    const tallies = this.#tracks.tallies[slot];
    const notes = this.#tracks.notes[slot];
    const found = this.#found;
    found.length = 0;
    let newestMs = Number.NEGATIVE_INFINITY;
    if (tallies) for (const { lastMs } of tallies) newestMs = Math.max(newestMs, lastMs);
    if (notes) for (const { lastMs } of notes.sensed) newestMs = Math.max(newestMs, lastMs);
    const sinceMs = newestMs - CONTRIBUTES_MS;
    if (tallies) for (const { feedId, lastMs } of tallies) if (lastMs >= sinceMs) add(found, feedId);
    if (notes) {
      for (const { sensorId, lastMs } of notes.sensed)
        if (lastMs >= sinceMs) add(found, this.#feedOf(sensorId));
      if (found.length === 0) add(found, notes.toldBy);
    }
    return found;
  }
}

function add(found: FeedId[], feed: FeedId | undefined): void {
  if (feed !== undefined && !found.includes(feed)) found.push(feed);
}

const isSame = (told: readonly FeedId[], found: readonly FeedId[]): boolean =>
  told.length === found.length && found.every((one) => told.includes(one));
