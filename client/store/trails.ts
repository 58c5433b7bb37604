/** Where tracks were: the past as the server told it, carried on by what the table sees. Written by `client/link`. */
import type { TrailPoints } from '../../proto/codec/trails.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import { type TrackTable, tracks } from './tracks.ts';
import { lastPlace } from './whereabouts.ts';

/** Trails kept; beyond it new tracks go without, unless they are asked for by name. */
export const MAX_TRAILS = 2000;
/** Points of one trail; a full one loses the older half of its oldest half. */
export const MAX_POINTS = 256;
/** Points closer in time than this add nothing to a line, ms. */
const SPACING_MS = 10_000;
/** Points of a way that follows from one record, one straight line: near enough that no gap is taken for one, ms. */
const STRAIGHT_MS = 60_000;

interface Trail {
  /** lon, lat a point; room for {@link MAX_POINTS}. */
  lonLat: Float64Array;
  observedMs: Float64Array;
  count: number;
}

const FIRST_POINTS = 16;

/** Trails of tracks in the table, at most {@link MAX_TRAILS}; a track that leaves the table takes its trail along. */
export class TrailStore {
  /** Grows with every change. */
  version = 0;
  /** Grows when all are forgotten. */
  cleared = 0;
  readonly #table: TrackTable;
  readonly #trails = new Map<TrackId, Trail>();

  constructor(table: TrackTable) {
    this.#table = table;
  }

  get size(): number {
    return this.#trails.size;
  }

  has(id: TrackId): boolean {
    return this.#trails.has(id);
  }

  forEach(visit: (id: TrackId, lonLat: Float64Array, observedMs: Float64Array, count: number) => void): void {
    for (const [id, { lonLat, observedMs, count }] of this.#trails) visit(id, lonLat, observedMs, count);
  }

  /** Forgets all: the picture is of another time. */
  clear(): void {
    this.cleared += 1;
    this.#trails.clear();
    this.version += 1;
  }

  /** Begins a trail for a track in the table. `urgent`: when all places are taken, the oldest trail makes room. */
  begin(id: TrackId, urgent: boolean): boolean {
    if (this.#trails.has(id)) return true;
    if (this.#trails.size >= MAX_TRAILS) {
      if (!urgent) return false;
      const [oldest] = this.#trails.keys();
      if (oldest !== undefined) this.#trails.delete(oldest);
    }
    this.#trails.set(id, {
      lonLat: new Float64Array(FIRST_POINTS * 2),
      observedMs: new Float64Array(FIRST_POINTS),
      count: 0,
    });
    return true;
  }

  /** Puts the past, as the server told it, before what was seen since {@link begin}. */
  prepend(past: TrailPoints): void {
    const trail = this.#trails.get(past.id as TrackId);
    if (!trail) return;
    const since = trail.count > 0 ? trail.observedMs[0]! : Number.POSITIVE_INFINITY;
    let older = 0;
    while (older < past.count && past.observedMs[older]! < since) older += 1;
    const from = Math.max(0, older + trail.count - MAX_POINTS);
    const kept = older - from;
    const length = roomFor(kept + trail.count);
    const lonLat = new Float64Array(length * 2);
    const observedMs = new Float64Array(length);
    lonLat.set(past.lonLat.subarray(from * 2, older * 2));
    observedMs.set(past.observedMs.subarray(from, older));
    lonLat.set(trail.lonLat.subarray(0, trail.count * 2), kept * 2);
    observedMs.set(trail.observedMs.subarray(0, trail.count), kept);
    this.#trails.set(past.id as TrackId, { ...trail, lonLat, observedMs, count: kept + trail.count });
    this.version += 1;
  }

  /** Carries every trail on to where its track is now; drops those whose track is gone. */
  follow(): void {
    for (const [id, trail] of this.#trails) {
      const row = this.#table.rowOf(id);
      if (row === undefined) this.#trails.delete(id);
      else this.#append(trail, row);
    }
    this.version += 1;
  }

  #append(trail: Trail, row: number): void {
    const { motion } = this.#table;
    const at = motion.heardMs(row);
    const last = trail.count - 1;
    if (last >= 0 && at <= trail.observedMs[last]!) return;
    const before = last > 0 ? trail.observedMs[last - 1]! : Number.NEGATIVE_INFINITY;
    // The newest point moves with the ship until it is far enough from the one before it to stay.
    const isStraight = trail.observedMs[last]! > motion.observedMs(row);
    const replaces = last > 0 && at - before < (isStraight ? STRAIGHT_MS : SPACING_MS);
    if (!replaces && trail.count === trail.observedMs.length) makeRoom(trail);
    const place = replaces ? last : trail.count;
    const { lon, lat } = lastPlace(motion, row);
    trail.lonLat[place * 2] = lon;
    trail.lonLat[place * 2 + 1] = lat;
    trail.observedMs[place] = at;
    trail.count = place + 1;
  }
}

const roomFor = (count: number): number =>
  Math.min(MAX_POINTS, Math.max(FIRST_POINTS, 2 ** Math.ceil(Math.log2(count + 1))));

/** Twice the room; at the limit, every second point of the older half goes. */
function makeRoom(trail: Trail): void {
  if (trail.observedMs.length < MAX_POINTS) {
    const length = Math.min(MAX_POINTS, trail.observedMs.length * 2);
    const lonLat = new Float64Array(length * 2);
    const observedMs = new Float64Array(length);
    lonLat.set(trail.lonLat);
    observedMs.set(trail.observedMs);
    trail.lonLat = lonLat;
    trail.observedMs = observedMs;
    return;
  }
  const half = trail.count >> 1;
  let kept = 0;
  for (let i = 0; i < trail.count; i += 1) {
    if (i < half && i % 2 === 1) continue;
    trail.lonLat.copyWithin(kept * 2, i * 2, i * 2 + 2);
    trail.observedMs[kept] = trail.observedMs[i]!;
    kept += 1;
  }
  trail.count = kept;
}

/** The trails of this page. */
export const trails = new TrailStore(tracks);
