/** Time as the rooms see it: injected, so that a replay or a test is only another clock. */
import type { EpochMs } from './units.ts';

export interface Clock {
  /** `replay`: the picture's time is a recording's. */
  readonly kind: 'live' | 'replay';
  /** Picture seconds a machine second. */
  readonly rate: number;
  /** The picture's time. */
  nowMs(): EpochMs;
  /** Machine milliseconds from an arbitrary start, never backwards: for delays and rates, not for data. */
  monotonicMs(): number;
}
