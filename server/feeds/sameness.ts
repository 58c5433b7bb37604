/** Whether two feeds bring the same: the same lines, or the same datagrams, byte for byte, one soon after the other. */
import type { FeedId } from '../../proto/domain/ids.ts';

export interface Twin {
  readonly feed: FeedId;
  /** Of what this feed brought lately, the share that the other brought too, 0…1. */
  readonly share: number;
}

/** Feeds that are compared; beyond it the newest are not. */
const MOST_FEEDS = 64;
/** Pieces that are remembered; the oldest make room. */
const REMEMBERED = 1 << 15;
/** Shorter ones say nothing: beats of a line, brackets. */
const LEAST_BYTES = 12;
/** A piece is looked at so far; a longer one is another. */
const MOST_BYTES = 4096;
/** Counted in windows of this, and judged by the last whole one and the one that runs, machine ms. */
const WINDOW_MS = 60_000;
/** Fewer pieces of a feed are not judged. */
const LEAST_PIECES = 20;
/** From this share on it is said… */
const SAME_FROM = 0.9;
/** …until it falls below this. */
const SAME_UNTIL = 0.7;

const NEWLINE = 10;
const RETURN = 13;
/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

interface Known {
  readonly id: FeedId;
  /** Of the piece under way, by connection; bounded by the connections of a feed. */
  readonly pieces: Map<number, { hash: number; length: number }>;
  /** This window and the one before. */
  count: [number, number];
  /** Of those, how many each other feed brought too, by its place. */
  same: [Map<number, number>, Map<number, number>];
  twin: number | undefined;
}

/** One for all feeds of a server. */
export class Sameness {
  readonly #monotonicMs: () => number;
  readonly #feeds: Known[] = [];
  readonly #places = new Map<FeedId, number>();
  /** By the hash of a piece, which feeds brought it; the oldest first. */
  readonly #brought = new Map<number, number[]>();
  #windowMs: number | undefined;

  constructor(monotonicMs: () => number) {
    this.#monotonicMs = monotonicMs;
  }

  heard(id: FeedId, connection: number, bytes: Uint8Array, isWhole: boolean): void {
    const place = this.#placeOf(id);
    if (place === undefined) return;
    this.#turn();
    const { pieces } = this.#feeds[place]!;
    let { hash, length } = pieces.get(connection) ?? { hash: FNV_START, length: 0 };
    for (const byte of bytes) {
      if (byte === NEWLINE) {
        this.#piece(place, hash, length);
        hash = FNV_START;
        length = 0;
      } else if (byte !== RETURN && length < MOST_BYTES) {
        hash = Math.imul(hash ^ byte, FNV_PRIME);
        length += 1;
      }
    }
    if (isWhole) {
      this.#piece(place, hash, length);
      pieces.delete(connection);
    } else pieces.set(connection, { hash, length });
  }

  closed(id: FeedId, connection: number): void {
    const place = this.#places.get(id);
    if (place !== undefined) this.#feeds[place]!.pieces.delete(connection);
  }

  /** The other feed that brings what this one brings; undefined: none does. */
  twinOf(id: FeedId): Twin | undefined {
    const place = this.#places.get(id);
    if (place === undefined) return undefined;
    this.#turn();
    const feed = this.#feeds[place]!;
    const all = feed.count[0] + feed.count[1];
    if (all < LEAST_PIECES) {
      feed.twin = undefined;
      return undefined;
    }
    let best: { place: number; share: number } | undefined;
    for (const other of this.#feeds.keys()) {
      const share = ((feed.same[0].get(other) ?? 0) + (feed.same[1].get(other) ?? 0)) / all;
      if (share > (best?.share ?? 0)) best = { place: other, share };
    }
    const isSame = best !== undefined && best.share >= (feed.twin === best.place ? SAME_UNTIL : SAME_FROM);
    feed.twin = isSame ? best?.place : undefined;
    return isSame && best ? { feed: this.#feeds[best.place]!.id, share: Math.min(1, best.share) } : undefined;
  }

  #placeOf(id: FeedId): number | undefined {
    const known = this.#places.get(id);
    if (known !== undefined) return known;
    if (this.#feeds.length >= MOST_FEEDS) return undefined;
    this.#places.set(id, this.#feeds.length);
    this.#feeds.push({ id, pieces: new Map(), count: [0, 0], same: [new Map(), new Map()], twin: undefined });
    return this.#feeds.length - 1;
  }

  #piece(place: number, hash: number, length: number): void {
    if (length < LEAST_BYTES) return;
    const feed = this.#feeds[place]!;
    feed.count[0] += 1;
    const by = this.#brought.get(hash);
    if (by === undefined) {
      this.#brought.set(hash, [place]);
      if (this.#brought.size > REMEMBERED) this.#brought.delete(this.#brought.keys().next().value!);
      return;
    }
    // Again by itself: it says nothing of the others.
    if (by.includes(place)) return;
    for (const other of by) {
      addOne(feed.same[0], other);
      addOne(this.#feeds[other]!.same[0], place);
    }
    by.push(place);
  }

  #turn(): void {
    const nowMs = this.#monotonicMs();
    this.#windowMs ??= nowMs;
    if (nowMs - this.#windowMs < WINDOW_MS) return;
    const isPast = nowMs - this.#windowMs >= 2 * WINDOW_MS;
    this.#windowMs = nowMs;
    this.#brought.clear();
    for (const feed of this.#feeds) {
      feed.count = [0, isPast ? 0 : feed.count[0]];
      feed.same = [new Map(), isPast ? new Map() : feed.same[0]];
    }
  }
}

const addOne = (to: Map<number, number>, key: number): void => void to.set(key, (to.get(key) ?? 0) + 1);
