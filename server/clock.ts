/** The one place that reads the machine's clocks. Everything else is handed a Clock. */

import type { Clock } from '../proto/domain/clock.ts';
import { type EpochMs, epochMs } from '../proto/domain/units.ts';

/** The machine's time. It may be set back or forward under us: whoever keeps state by it says what happens then. */
export const systemClock: Clock = {
  kind: 'live',
  rate: 1,
  nowMs: (): EpochMs => epochMs(Date.now()),
  monotonicMs: () => performance.now(),
};

/** A recording's time: starts at `startMs` and runs at `rate` times the machine's. */
export function recordingClock(startMs: EpochMs, rate: number): Clock {
  const origin = performance.now();
  return {
    kind: 'replay',
    rate,
    nowMs: () => epochMs(Math.round(startMs + (performance.now() - origin) * rate)),
    monotonicMs: () => performance.now(),
  };
}
