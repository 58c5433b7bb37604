/** Where tracks were: what enters a trail, and how it thins so that it covers the hour. */
import { distanceM } from '../../proto/domain/geo.ts';
import { degrees, type EpochMs, epochMs } from '../../proto/domain/units.ts';
import { type TrailPoint, TrailPool } from './trailpool.ts';

/** Positions, oldest first; the columns have one length. */
export interface Trail {
  readonly timesMs: readonly EpochMs[];
  readonly lats: readonly number[];
  readonly lons: readonly number[];
}

/** Points of one track at most. */
export const TRAIL_POINTS = 120;
export const TRAIL_AGE_MS = 60 * 60_000;
export const TRAIL_SPACING_M = 30;
/** Doubled for a track each time its trail is full. */
export const TRAIL_SPACING_MS = 10_000;
/** What hardly moves leaves a point this often, so that the trail tells when it was there. */
const AT_REST_SPACING_MS = 5 * 60_000;
/** When the shared pool holds less than the hour, spacing grows in proportion, up to this factor. */
const TIGHTEST = 8;

export class Trails {
  readonly #pool: TrailPool;
  /** How often each slot's spacing has been doubled. */
  #doublings = new Uint8Array(0);

  constructor(pool: TrailPool = new TrailPool(TRAIL_AGE_MS)) {
    this.#pool = pool;
  }

  /** Takes a position into a slot's trail where it says something new; a late one goes to its place in time. */
  add(slot: number, point: TrailPoint): void {
    this.#makeRoomFor(slot);
    const last = this.#pool.last(slot);
    if (last && point.timeMs <= last.timeMs) {
      this.#insert(slot, point);
      return;
    }
    if (last && !this.#isApart(slot, last, point)) return;
    if (this.#pool.count(slot) >= TRAIL_POINTS) this.#thin(slot);
    this.#pool.append(slot, point);
  }

  clear(slot: number): void {
    this.#pool.clear(slot);
    if (slot < this.#doublings.length) this.#doublings[slot] = 0;
  }

  /** The last hour before the newest point. */
  read(slot: number): Trail {
    const points = this.#pool.read(slot);
    const newestMs = points.at(-1)?.timeMs ?? 0;
    const recent = points.filter((point) => newestMs - point.timeMs <= TRAIL_AGE_MS);
    return {
      timesMs: recent.map((point) => epochMs(point.timeMs)),
      lats: recent.map((point) => point.lat),
      lons: recent.map((point) => point.lon),
    };
  }

  #insert(slot: number, point: TrailPoint): void {
    const points = this.#pool.read(slot);
    const at = points.findIndex((known) => known.timeMs >= point.timeMs);
    const before = points[at - 1];
    if (!before || points.length >= TRAIL_POINTS) return;
    if (!this.#isApart(slot, before, point) || !this.#isApart(slot, point, points[at]!)) return;
    this.#pool.rewrite(slot, points.toSpliced(at, 0, point));
  }

  /** Every second point goes, the first and the newest stay; from now on points keep twice the distance. */
  #thin(slot: number): void {
    const points = this.#pool.read(slot);
    const newest = points.length - 1;
    this.#pool.rewrite(
      slot,
      points.filter((_, index) => (newest - index) % 2 === 0 || index === 0),
    );
    this.#doublings[slot] = Math.min(this.#doublings[slot]! + 1, 2); // 40 s × 90 is the hour
  }

  #isApart(slot: number, earlier: TrailPoint, later: TrailPoint): boolean {
    const tightness = Math.min(TIGHTEST, Math.max(1, this.#pool.shortage));
    const passedMs = later.timeMs - earlier.timeMs;
    if (passedMs < TRAIL_SPACING_MS * 2 ** this.#doublings[slot]! * tightness) return false;
    return passedMs >= AT_REST_SPACING_MS || apartM(earlier, later) >= TRAIL_SPACING_M;
  }

  #makeRoomFor(slot: number): void {
    if (slot < this.#doublings.length) return;
    const longer = new Uint8Array(Math.max(slot + 1, this.#doublings.length * 2));
    longer.set(this.#doublings);
    this.#doublings = longer;
  }
}

const apartM = (a: TrailPoint, b: TrailPoint): number =>
  distanceM({ lat: degrees(a.lat), lon: degrees(a.lon) }, { lat: degrees(b.lat), lon: degrees(b.lon) });
