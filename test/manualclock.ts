/** Time that stands still until a test moves it; its timers fire in order while it moves. */
import type { Clock } from '../proto/domain/clock.ts';
import { epochMs } from '../proto/domain/units.ts';

export interface ManualClock extends Clock {
  /** Moves picture and machine time on by `ms` machine milliseconds, running what falls due on the way, in order. */
  advance(ms: number): void;
  /** Moves on to the next timer and runs it; false when none waits. */
  next(): boolean;
  /** Runs `task` once, `delayMs` from now; the answer cancels it. Has the shape of `Timers.after` in server/feeds. */
  after(delayMs: number, task: () => void): () => void;
  /** How many timers wait: 0 shows that nothing was left behind. */
  waiting(): number;
}

/** A clock at `startMs` of picture time and 0 of machine time. With a `rate`, a recording's clock. */
export function manualClock(startMs: number, rate?: number): ManualClock {
  let elapsedMs = 0;
  let order = 0;
  const tasks: { dueMs: number; order: number; task: () => void }[] = [];
  const pace = rate ?? 1;

  const runUntil = (limitMs: number): boolean => {
    const first = tasks.toSorted((a, b) => a.dueMs - b.dueMs || a.order - b.order)[0];
    if (first === undefined || first.dueMs > limitMs) return false;
    tasks.splice(tasks.indexOf(first), 1);
    elapsedMs = Math.max(elapsedMs, first.dueMs);
    first.task();
    return true;
  };

  return {
    kind: rate === undefined ? 'live' : 'replay',
    rate: pace,
    nowMs: () => epochMs(Math.round(startMs + elapsedMs * pace)),
    monotonicMs: () => elapsedMs,
    advance(ms) {
      const end = elapsedMs + ms;
      while (runUntil(end));
      elapsedMs = end;
    },
    next: () => runUntil(Number.POSITIVE_INFINITY),
    after(delayMs, task) {
      const entry = { dueMs: elapsedMs + Math.max(0, delayMs), order: order++, task };
      tasks.push(entry);
      return () => {
        const at = tasks.indexOf(entry);
        if (at >= 0) tasks.splice(at, 1);
      };
    },
    waiting: () => tasks.length,
  };
}
