/**
 * The picture of the tick as one audience may see it: whole tracks as they are, reduced ones with what is left of them,
 * and nothing of the rest. Whatever an audience's caches hold was taken from here.
 */
import type { Reduction } from '../../proto/domain/operations/agency.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import type { watchfloor } from '../../proto/generated/watchfloor.js';
import type { Audience, FeedSet, Sight } from '../access/audience.ts';
import { grown, TickColumns } from './published.ts';
import {
  type DelayedPlace,
  delayedPlace,
  isSameSight,
  type Place,
  reducedStatic,
  roundedTo,
} from './reduced.ts';
import type { PictureSource } from './source.ts';
import type { Tick } from './tilelevel.ts';
import { toldStatic } from './toldstatic.ts';
import { tellsAll, viewOf } from './trackview.ts';
import { SlotFacts } from './visible.ts';

interface Delayed extends DelayedPlace {
  readonly generation: number;
  readonly delayMs: number;
  readonly readMs: number;
}

/** Who may see that something about a track needs a person; `AlarmMarks` fits. */
export interface Alarms {
  /** Asked of those who see the track whole. */
  shows(trackId: string, audience: Audience): boolean;
}

/** Without alerts nobody needs anything. */
const NO_ALARMS: Alarms = { shows: () => true };

export class ShownTracks {
  /** Of slots that {@link take} took. Generations and static versions are this audience's own. */
  readonly columns = new TickColumns();
  readonly #source: PictureSource;
  readonly #audience: Audience;
  readonly #alarms: Alarms;
  readonly #facts: SlotFacts;
  /** What the policy said when it was last asked, and when the track was last shown. */
  readonly #said: Sight[] = [];
  readonly #shown: (Sight | undefined)[] = [];
  /** The picture's own, when last shown. */
  #generation = new Uint8Array(0);
  #staticVersion = new Uint32Array(0);
  /** The feeds it came from then, and whether each of them may tell who it is. */
  readonly #feeds: (FeedSet | undefined)[] = [];
  #isTold = new Uint8Array(0);
  /** How often a slot's track began to be seen otherwise: each time it is another track to those who see it. */
  #turns = new Uint8Array(0);
  /** By slot; only of tracks that are shown late. */
  readonly #delayed = new Map<number, Delayed>();

  constructor(source: PictureSource, audience: Audience, alarms: Alarms = NO_ALARMS) {
    this.#source = source;
    this.#audience = audience;
    this.#alarms = alarms;
    this.#facts = new SlotFacts(source);
  }

  grow(length: number): void {
    this.columns.grow(length);
    this.#generation = grown(this.#generation, new Uint8Array(length));
    this.#staticVersion = grown(this.#staticVersion, new Uint32Array(length));
    this.#isTold = grown(this.#isTold, new Uint8Array(length));
    this.#turns = grown(this.#turns, new Uint8Array(length));
  }

  /** Takes a slot of the picture; false when its track is not to be seen, and nothing of it was taken. */
  take(slot: number, { baseMs }: Tick): boolean {
    const sight = this.#sight(slot);
    this.#said[slot] = sight;
    if (sight === 'none') {
      this.#delayed.delete(slot);
      return false;
    }
    if (sight === 'whole') {
      this.#delayed.delete(slot);
      this.#turn(slot, sight);
      this.columns.take(slot, this.#source.columns, baseMs);
      const { alarmed } = TrackStateBits;
      if (
        (this.columns.state[slot]! & alarmed) !== 0 &&
        !this.#alarms.shows(this.#source.id(slot), this.#audience)
      )
        this.columns.state[slot]! &= ~alarmed;
      return true;
    }
    const place = this.#place(slot, sight, baseMs);
    if (!place) return false;
    this.#turn(slot, sight);
    this.columns.takeReduced(slot, this.#source.columns, place, sight, baseMs);
    return true;
  }

  /** Whether {@link take} would now show another sight or an older place than it last did, whatever the picture says. */
  isOtherwise(slot: number, { baseMs }: Tick): boolean {
    const delayed = this.#delayed.get(slot);
    if (delayed && (baseMs >= delayed.dueMs || baseMs < delayed.readMs)) return true;
    const sight = this.#sight(slot);
    if (!isSameSight(sight, this.#said[slot] ?? 'none')) return true;
    const isShown = sight !== 'none' && this.#shown[slot] !== undefined && this.isStill(slot);
    return isShown && this.#source.feedsOf(slot) !== this.#feeds[slot];
  }

  /** What may be said of a shown slot's track; undefined when the picture has given the slot to another meanwhile. */
  static(slot: number): watchfloor.v1.ITrackStatic | undefined {
    const sight = this.#shown[slot];
    if (sight === undefined || sight === 'none' || !this.isStill(slot)) return undefined;
    const whole = { ...this.#source.static(slot), generation: this.columns.generation[slot]! };
    const left = sight === 'whole' ? whole : reducedStatic(whole, sight);
    if (this.#isTold[slot] === 1 || (sight !== 'whole' && sight.withoutIdentity)) return left;
    const view = viewOf(this.#source, slot, this.#audience);
    return view && toldStatic(this.#source, view, left);
  }

  /** Between two ticks the picture may give a slot to another. */
  isStill(slot: number): boolean {
    const { columns } = this.#source;
    return this.#source.alive(slot) && columns.generation[slot] === this.#generation[slot];
  }

  #sight(slot: number): Sight {
    return this.#source.alive(slot) ? this.#audience.sight(this.#facts.at(slot)) : 'none';
  }

  /** Brings what is counted of a slot up to date before its track is shown. */
  #turn(slot: number, sight: Sight): void {
    const { generation, staticVersion, state } = this.#source.columns;
    const before = this.#shown[slot];
    const isSameOwner = before !== undefined && this.#generation[slot] === generation[slot];
    const isTurned = isSameOwner && !isSameSight(before, sight);
    if (isTurned) this.#turns[slot]! += 1;
    const isOther = isTurned || !isSameOwner || this.#staticVersion[slot] !== staticVersion[slot];
    const distress = (this.columns.state[slot]! ^ state[slot]!) & TrackStateBits.distress;
    if (isOther || distress !== 0) this.#feeds[slot] = undefined;
    if (this.#hearOf(slot) || isOther) this.columns.staticVersion[slot]! += 1;
    this.#shown[slot] = sight;
    this.#generation[slot] = generation[slot]!;
    this.#staticVersion[slot] = staticVersion[slot]!;
    this.columns.generation[slot] = generation[slot]! + this.#turns[slot]!;
  }

  /** Whether other feeds than before speak of a slot's track, some of which may not tell who it is. */
  #hearOf(slot: number): boolean {
    const feeds = this.#source.feedsOf(slot);
    if (feeds === this.#feeds[slot]) return false;
    const view = viewOf(this.#source, slot, this.#audience);
    const before = this.#isTold[slot];
    this.#feeds[slot] = feeds;
    this.#isTold[slot] = view && tellsAll(this.#source, view) ? 1 : 0;
    return before === 0 || this.#isTold[slot] === 0;
  }

  #place(slot: number, { roundM, delayMs }: Reduction, nowMs: number): Place | undefined {
    const { lat, lon, observedMs } = this.#source.columns;
    let place: Place | undefined;
    if (delayMs === undefined) {
      this.#delayed.delete(slot);
      place = { lat: lat[slot]!, lon: lon[slot]!, observedMs: observedMs[slot]! };
    } else place = this.#late(slot, delayMs, nowMs).place;
    if (!place || roundM === undefined) return place;
    return { ...place, ...roundedTo(place.lat, place.lon, roundM) };
  }

  /** A trail is read again only when it can say something new. */
  #late(slot: number, delayMs: number, nowMs: number): Delayed {
    const generation = this.#source.columns.generation[slot]!;
    const known = this.#delayed.get(slot);
    const holds = known?.generation === generation && known.delayMs === delayMs && nowMs >= known.readMs;
    if (holds && nowMs < known.dueMs && known.dueMs !== Number.POSITIVE_INFINITY) return known;
    const found = delayedPlace(this.#source, slot, delayMs, nowMs);
    // A trail that was thinned has lost points: nothing goes back in time.
    const isBack = holds && known.place && known.place.observedMs > (found.place?.observedMs ?? 0);
    const late = { ...found, ...(isBack && { place: known.place }), generation, delayMs, readMs: nowMs };
    this.#delayed.set(slot, late);
    return late;
  }
}
