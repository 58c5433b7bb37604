/** How often one may ask: a bucket of requests for each who asks, filled at a steady rate. */
import type { Clock } from '../../proto/domain/clock.ts';

export interface Rate {
  readonly perSecond: number;
  /** As many at once after a rest. */
  readonly burst: number;
}

/** Who asks, at most; beyond it the one that asked longest ago begins with a full bucket again. */
const MAX_BUCKETS = 10_000;

interface Bucket {
  left: number;
  atMs: number;
}

export class RequestRate {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #rate: Rate;
  /** The one that asked longest ago first. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Pick<Clock, 'monotonicMs'>, rate: Rate) {
    this.#clock = clock;
    this.#rate = rate;
  }

  /** Takes one request; returns 0, or after how many seconds to ask again. */
  take(key: string): number {
    const { perSecond, burst } = this.#rate;
    const nowMs = this.#clock.monotonicMs();
    const bucket = this.#buckets.get(key) ?? { left: burst, atMs: nowMs };
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > MAX_BUCKETS) {
      const [oldest] = this.#buckets.keys();
      this.#buckets.delete(oldest!);
    }
    bucket.left = Math.min(burst, bucket.left + ((nowMs - bucket.atMs) / 1000) * perSecond);
    bucket.atMs = nowMs;
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) / perSecond);
    bucket.left -= 1;
    return 0;
  }
}
