/**
 * Room for the trails of all tracks: chunks of a few points in one ring, taken when a track first needs one. The
 * ring grows by doubling to its limit; then the chunk that was taken longest ago is overwritten, which cuts the
 * beginning of its owner's trail.
 */

export interface TrailPoint {
  readonly timeMs: number;
  readonly lat: number;
  readonly lon: number;
}

const POINTS_PER_CHUNK = 12;
const INITIAL_CHUNKS = 1024;
/** 3.1 million points of 16 bytes: 53 MB with the chunks' own columns. */
export const CHUNK_LIMIT = 262_144;
/** While the ring can still grow: chunks in use that are passed over in search of a free one. */
const PROBES = 32;
const NONE = -1;
/** Positions are kept to 1e-7 degree (1 cm). */
const STEPS_PER_DEGREE = 1e7;

export class TrailPool {
  /** How many times longer the wanted age is than what the full ring holds; 1 while it is not full. */
  shortage = 1;
  readonly #ageMs: number;
  readonly #limit: number;
  #times = new Float64Array(0);
  #lats = new Int32Array(0);
  #lons = new Int32Array(0);
  #owner = new Int32Array(0);
  #next = new Int32Array(0);
  #filled = new Uint8Array(0);
  #cursor = 0;
  /** By slot. */
  #head = new Int32Array(0);
  #tail = new Int32Array(0);
  #counts = new Uint16Array(0);

  /** `ageMs`: points older than this before the newest are worth nothing. */
  constructor(ageMs: number, chunkLimit: number = CHUNK_LIMIT) {
    this.#ageMs = ageMs;
    this.#limit = chunkLimit;
  }

  count(slot: number): number {
    return this.#counts[slot] ?? 0;
  }

  last(slot: number): TrailPoint | undefined {
    if (this.count(slot) === 0) return undefined;
    const tail = this.#tail[slot]!;
    return this.#point(tail * POINTS_PER_CHUNK + this.#filled[tail]! - 1);
  }

  /** Adds the newest point. */
  append(slot: number, point: TrailPoint): void {
    this.#makeRoomFor(slot);
    this.#dropExpired(slot, point.timeMs);
    const tail = this.#tail[slot]!;
    const isFull = tail === NONE || this.#filled[tail] === POINTS_PER_CHUNK;
    const chunk = isFull ? this.#take(slot, point.timeMs) : tail;
    this.#write(chunk, point);
    this.#counts[slot]!++;
  }

  /** All points of a slot, oldest first. */
  read(slot: number): TrailPoint[] {
    const points: TrailPoint[] = [];
    for (const chunk of this.#chunksOf(slot)) {
      const first = chunk * POINTS_PER_CHUNK;
      for (let at = first; at < first + this.#filled[chunk]!; at++) points.push(this.#point(at));
    }
    return points;
  }

  /** Replaces a slot's points by `points`, oldest first; they stay in its most lately taken chunks. */
  rewrite(slot: number, points: readonly TrailPoint[]): void {
    const newest = points.at(-1);
    if (!newest) return;
    const wanted = Math.ceil(points.length / POINTS_PER_CHUNK);
    if (this.#chunksOf(slot).length < wanted) this.#take(slot, newest.timeMs);
    while (this.#chunksOf(slot).length > wanted) this.#dropHead(slot);
    const chunks = this.#chunksOf(slot);
    const kept = points.slice(-chunks.length * POINTS_PER_CHUNK);
    for (const chunk of chunks) this.#filled[chunk] = 0;
    for (const [index, point] of kept.entries()) {
      this.#write(chunks[Math.floor(index / POINTS_PER_CHUNK)]!, point);
    }
    this.#counts[slot] = kept.length;
  }

  clear(slot: number): void {
    while (this.count(slot) > 0) this.#dropHead(slot);
  }

  #point(at: number): TrailPoint {
    return {
      timeMs: this.#times[at]!,
      lat: this.#lats[at]! / STEPS_PER_DEGREE,
      lon: this.#lons[at]! / STEPS_PER_DEGREE,
    };
  }

  #write(chunk: number, point: TrailPoint): void {
    const at = chunk * POINTS_PER_CHUNK + this.#filled[chunk]!++;
    this.#times[at] = point.timeMs;
    this.#lats[at] = Math.round(point.lat * STEPS_PER_DEGREE);
    this.#lons[at] = Math.round(point.lon * STEPS_PER_DEGREE);
  }

  #chunksOf(slot: number): number[] {
    const chunks: number[] = [];
    for (let chunk = this.#head[slot] ?? NONE; chunk !== NONE; chunk = this.#next[chunk]!) chunks.push(chunk);
    return chunks;
  }

  #newestMs(chunk: number): number {
    return this.#times[chunk * POINTS_PER_CHUNK + this.#filled[chunk]! - 1]!;
  }

  #dropExpired(slot: number, nowMs: number): void {
    for (let head = this.#head[slot]!; head !== NONE; head = this.#head[slot]!) {
      if (nowMs - this.#newestMs(head) <= this.#ageMs) return;
      this.#dropHead(slot);
    }
  }

  #dropHead(slot: number): void {
    const head = this.#head[slot]!;
    this.#counts[slot]! -= this.#filled[head]!;
    this.#head[slot] = this.#next[head]!;
    if (this.#head[slot] === NONE) this.#tail[slot] = NONE;
    this.#owner[head] = NONE;
  }

  /** An empty chunk at the end of a slot's trail. */
  #take(slot: number, nowMs: number): number {
    const chunk = this.#nextFree(nowMs);
    this.#owner[chunk] = slot;
    this.#next[chunk] = NONE;
    this.#filled[chunk] = 0;
    const tail = this.#tail[slot]!;
    if (tail === NONE) this.#head[slot] = chunk;
    else this.#next[tail] = chunk;
    this.#tail[slot] = chunk;
    return chunk;
  }

  #nextFree(nowMs: number): number {
    const size = this.#owner.length;
    const mayGrow = size < this.#limit;
    for (let probe = 0; probe < (mayGrow ? Math.min(PROBES, size) : 1); probe++) {
      const chunk = this.#cursor;
      this.#cursor = (chunk + 1) % size;
      const owner = this.#owner[chunk]!;
      if (owner === NONE) return chunk;
      const ageMs = nowMs - this.#newestMs(chunk);
      if (mayGrow && ageMs <= this.#ageMs) continue;
      this.shortage = Math.max(1, this.#ageMs / Math.max(ageMs, 1));
      while (this.#owner[chunk] === owner) this.#dropHead(owner);
      return chunk;
    }
    this.#grow(Math.min(Math.max(size * 2, INITIAL_CHUNKS), this.#limit));
    this.#cursor = (size + 1) % this.#owner.length;
    return size;
  }

  #grow(chunks: number): void {
    const from = this.#owner.length;
    this.#times = longer(this.#times, new Float64Array(chunks * POINTS_PER_CHUNK));
    this.#lats = longer(this.#lats, new Int32Array(chunks * POINTS_PER_CHUNK));
    this.#lons = longer(this.#lons, new Int32Array(chunks * POINTS_PER_CHUNK));
    this.#owner = longer(this.#owner, new Int32Array(chunks)).fill(NONE, from);
    this.#next = longer(this.#next, new Int32Array(chunks));
    this.#filled = longer(this.#filled, new Uint8Array(chunks));
  }

  #makeRoomFor(slot: number): void {
    const from = this.#head.length;
    if (slot < from) return;
    const slots = Math.max(slot + 1, from * 2);
    this.#head = longer(this.#head, new Int32Array(slots)).fill(NONE, from);
    this.#tail = longer(this.#tail, new Int32Array(slots)).fill(NONE, from);
    this.#counts = longer(this.#counts, new Uint16Array(slots));
  }
}

function longer<T extends Float64Array | Int32Array | Uint16Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
