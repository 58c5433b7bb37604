/** Where tracks were: a pool of small chunks, shared by all, overwritten from the oldest when it is full. */
import { distanceM } from '../../proto/domain/geo.ts';
import { degrees, type EpochMs, epochMs } from '../../proto/domain/units.ts';

/** Positions, oldest first; the columns have one length. */
export interface Trail {
  readonly timesMs: readonly EpochMs[];
  readonly lats: readonly number[];
  readonly lons: readonly number[];
}

export const TRAIL_POINTS = 120;
export const TRAIL_AGE_MS = 60 * 60_000;
export const TRAIL_SPACING_M = 30;
/** Doubled for a track each time its trail is full, so that it covers the hour. */
export const TRAIL_SPACING_MS = 10_000;
/** What does not move leaves a point this often, so that the trail tells when it was there. */
const AT_REST_SPACING_MS = 5 * 60_000;

interface Point {
  readonly timeMs: number;
  readonly lat: number;
  readonly lon: number;
}

/** Positions of all tracks together; 16 bytes each. */
export const TRAIL_POOL_POINTS = 4_000_000;

export class Trails {
  readonly #trails = new Map<number, TrackTrail>();
  #points = 0;
  readonly #limit: number;

  constructor(limit = TRAIL_POOL_POINTS) {
    this.#limit = limit;
  }
  add(slot: number, point: Point): void {
    let trail = this.#trails.get(slot);
    if (!trail) {
      trail = { points: [], spacingMs: TRAIL_SPACING_MS };
      this.#trails.set(slot, trail);
    }
    const last = trail.points.at(-1);
    if (last && point.timeMs - last.timeMs < trail.spacingMs) return;
    if (last && point.timeMs - last.timeMs < AT_REST_SPACING_MS && apartM(last, point) < TRAIL_SPACING_M)
      return;
    if (this.#points >= this.#limit) return;
    trail.points.push(point);
    this.#points++;
    while (trail.points[0] && point.timeMs - trail.points[0].timeMs > TRAIL_AGE_MS) {
      trail.points.shift();
      this.#points--;
    }
    if (trail.points.length > TRAIL_POINTS) {
      const before = trail.points.length;
      trail.points = trail.points.filter((_, index) => index % 2 === 0);
      this.#points -= before - trail.points.length;
      trail.spacingMs *= 2;
    }
  }

  clear(slot: number): void {
    this.#points -= this.#trails.get(slot)?.points.length ?? 0;
    this.#trails.delete(slot);
  }

  read(slot: number): Trail {
    const points = this.#trails.get(slot)?.points ?? [];
    return {
      timesMs: points.map((point) => epochMs(point.timeMs)),
      lats: points.map((point) => point.lat),
      lons: points.map((point) => point.lon),
    };
  }
}

interface TrackTrail {
  points: Point[];
  spacingMs: number;
}

const apartM = (a: Point, b: Point): number =>
  distanceM({ lat: degrees(a.lat), lon: degrees(a.lon) }, { lat: degrees(b.lat), lon: degrees(b.lon) });
