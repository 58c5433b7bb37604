/**
 * After each tick of the picture: what changed since, as entries by class. At the start and with each full hour of the
 * picture's time, everything live is said anew, so that a time can be looked up in its hour alone.
 */
import { trackClass } from '../../../proto/domain/operations/releasable.table.ts';
import { classOfKind, type RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { watchfloor } from '../../../proto/generated/watchfloor.js';
import type { What } from '../recorder/linkoptions.ts';
import type { RecordedFeeds, RecordedPicture } from './picturerecorded.ts';
import { MOST_ROWS, pointsOf } from './points.ts';

const HOUR_MS = 3_600_000;
/** Tracks said anew in one tick: a picture of 200,000 takes ten seconds, and no more waits than may. */
const RESTATED_A_TICK = 20_000;
/** Identities of one entry. */
const MOST_IDENTITIES = 1024;

export interface PictureTapOptions {
  readonly picture: RecordedPicture;
  readonly keep: (of: RetentionClass, what: What, knownMs: number) => void;
  /** Feeds that see people on land: what one has not told apart may be people. Absent: there is none. */
  readonly isLand?: (feed: string) => boolean;
}

type ByClass<T> = Map<RetentionClass, T[]>;

export class PictureTap {
  readonly #options: PictureTapOptions;
  #tick = 0;
  #hour: number | undefined;
  /** Slots from here on are still to be said anew; undefined: all were. */
  #restateFrom: number | undefined;
  /** What was last said, by slot. 0: nobody. */
  #counter = new Uint32Array(0);
  #class: (RetentionClass | undefined)[] = [];
  #observedMs = new Float64Array(0);
  #lat = new Float64Array(0);
  #lon = new Float64Array(0);
  #state = new Uint8Array(0);
  #kind = new Uint8Array(0);
  #contact = new Uint8Array(0);
  #static = new Uint32Array(0);
  readonly #land = new WeakMap<RecordedFeeds, boolean>();

  constructor(options: PictureTapOptions) {
    this.#options = options;
  }

  /** @param tick the picture's, that was closed; @param nowMs the picture's time */
  ticked(tick: number, nowMs: number): void {
    const { picture } = this.#options;
    this.#grow();
    const hour = Math.floor(nowMs / HOUR_MS);
    if (hour !== this.#hour) {
      this.#hour = hour;
      this.#restateFrom = 0;
    }
    const ends: ByClass<number> = new Map();
    const points: ByClass<number> = new Map();
    const identities: ByClass<number> = new Map();
    for (const { slot } of picture.removedSince(this.#tick)) this.#ended(slot, ends);
    const { changedTick } = picture.columns;
    for (let slot = 0; slot < picture.slotCount; slot += 1)
      if (changedTick[slot]! > this.#tick && picture.alive(slot))
        this.#changed(slot, ends, points, identities);
    this.#tick = tick;
    for (const [of, tracks] of ends) this.#options.keep(of, { ends: { tracks } }, nowMs);
    this.#keep(points, identities, nowMs, false);
    if (this.#restateFrom !== undefined) this.#restate(this.#restateFrom, nowMs);
  }

  #ended(slot: number, ends: ByClass<number>): void {
    const counter = this.#counter[slot];
    const of = this.#class[slot];
    if (!counter || of === undefined) return;
    add(ends, of, counter);
    this.#counter[slot] = 0;
  }

  #changed(slot: number, ends: ByClass<number>, points: ByClass<number>, identities: ByClass<number>): void {
    const { columns } = this.#options.picture;
    const counter = columns.counter[slot]!;
    if (this.#counter[slot] !== counter) {
      // Its slot was given to another within a tick.
      this.#ended(slot, ends);
      this.#counter[slot] = counter;
      this.#observedMs[slot] = Number.NaN;
      this.#static[slot] = 0;
    }
    const of = this.#classOf(slot);
    const isSame =
      this.#observedMs[slot] === columns.observedMs[slot] &&
      this.#lat[slot] === columns.lat[slot] &&
      this.#lon[slot] === columns.lon[slot] &&
      this.#state[slot] === columns.state[slot] &&
      this.#kind[slot] === columns.kind[slot] &&
      this.#contact[slot] === columns.contact[slot];
    if (!isSame) {
      this.#observedMs[slot] = columns.observedMs[slot]!;
      this.#lat[slot] = columns.lat[slot]!;
      this.#lon[slot] = columns.lon[slot]!;
      this.#state[slot] = columns.state[slot]!;
      this.#kind[slot] = columns.kind[slot]!;
      this.#contact[slot] = columns.contact[slot]!;
      add(points, of, slot);
    }
    // Of another class now: there nobody said yet what it is.
    if (this.#static[slot] !== columns.staticVersion[slot] || this.#class[slot] !== of) {
      this.#static[slot] = columns.staticVersion[slot]!;
      add(identities, of, slot);
    }
    this.#class[slot] = of;
  }

  /** Who may see it is decided the same way: see `trackSight` of server/access. */
  #classOf(slot: number): RetentionClass {
    const { picture, isLand } = this.#options;
    const kind = picture.columns.kind[slot]!;
    if (isLand === undefined || !mayBePeople(kind)) return classOfKind(kind);
    const set = picture.feedsOf(slot);
    const known = this.#land.get(set) ?? isOfLand(set.feeds, isLand);
    this.#land.set(set, known);
    return known ? 'land' : classOfKind(kind);
  }

  #restate(from: number, nowMs: number): void {
    const { picture } = this.#options;
    const all: ByClass<number> = new Map();
    let count = 0;
    let slot = from;
    for (; slot < picture.slotCount && count < RESTATED_A_TICK; slot += 1) {
      if (!picture.alive(slot)) continue;
      add(all, this.#classOf(slot), slot);
      count += 1;
    }
    this.#restateFrom = slot < picture.slotCount ? slot : undefined;
    this.#keep(all, all, nowMs, true);
  }

  #keep(points: ByClass<number>, identities: ByClass<number>, nowMs: number, restated: boolean): void {
    const { picture, keep } = this.#options;
    for (const [of, slots] of identities)
      for (let at = 0; at < slots.length; at += MOST_IDENTITIES)
        keep(
          of,
          { identities: { identities: slots.slice(at, at + MOST_IDENTITIES).map(this.#identity), restated } },
          nowMs,
        );
    for (const [of, slots] of points)
      for (let at = 0; at < slots.length; at += MOST_ROWS) {
        const rows = Uint32Array.from(slots.slice(at, at + MOST_ROWS));
        keep(of, { points: pointsOf(picture, rows, nowMs, restated) }, nowMs);
      }
  }

  readonly #identity = (slot: number): { track: number; static: Uint8Array } => {
    const { picture } = this.#options;
    const said = watchfloor.v1.TrackStatic.encode(picture.static(slot)).finish();
    return { track: picture.columns.counter[slot]!, static: said };
  };

  #grow(): void {
    const { length } = this.#options.picture.columns.lat;
    if (this.#counter.length >= length) return;
    this.#counter = longer(this.#counter, new Uint32Array(length));
    this.#observedMs = longer(this.#observedMs, new Float64Array(length));
    this.#lat = longer(this.#lat, new Float64Array(length));
    this.#lon = longer(this.#lon, new Float64Array(length));
    this.#state = longer(this.#state, new Uint8Array(length));
    this.#kind = longer(this.#kind, new Uint8Array(length));
    this.#contact = longer(this.#contact, new Uint8Array(length));
    this.#static = longer(this.#static, new Uint32Array(length));
  }
}

const mayBePeople = (kind: number): boolean => classOfKind(kind) === 'sea' && trackClass(kind) === 'contacts';

/** Nobody but them saw it. */
const isOfLand = (feeds: readonly string[], isLand: (feed: string) => boolean): boolean =>
  feeds.length > 0 && feeds.every(isLand);

/** The class of what a track or an alert's party is, by its kind and the feeds that it is of. */
export const classOfSeen = (
  kind: number,
  feeds: readonly string[],
  isLand: (feed: string) => boolean,
): RetentionClass => (mayBePeople(kind) && isOfLand(feeds, isLand) ? 'land' : classOfKind(kind));

function add<T>(to: ByClass<T>, of: RetentionClass, one: T): void {
  const known = to.get(of);
  if (known) known.push(one);
  else to.set(of, [one]);
}

function longer<T extends Float64Array | Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
