/** What a feed handed over, and waiting for it without sleeping. */
import type { Clock } from '../../../proto/domain/clock.ts';
import type { Frame } from '../../../proto/domain/frame.ts';
import type { FeedContext } from '../../../server/feeds/feed.ts';
import { type ManualClock, manualClock } from '../../manualclock.ts';

/** 2026-01-01T00:00:00Z */
export const NEW_YEAR_MS = 1_767_225_600_000;

export interface Heard {
  readonly context: FeedContext;
  readonly clock: ManualClock;
  /** In order; the bytes as Latin-1 text. */
  readonly frames: (Omit<Frame, 'bytes'> & { readonly text: string })[];
  readonly closed: number[];
  /** Everything of one connection (or of all), put together. */
  text(connection?: number): string;
}

/** A listener that remembers, on a clock that stands still. */
export function heard(clock: ManualClock = manualClock(NEW_YEAR_MS)): Heard {
  const frames: Heard['frames'] = [];
  const closed: number[] = [];
  return {
    clock,
    frames,
    closed,
    text: (connection) =>
      frames
        .filter((frame) => connection === undefined || frame.connection === connection)
        .map((frame) => frame.text)
        .join(''),
    context: {
      clock: clock satisfies Clock,
      timers: clock,
      random: () => 0.5,
      listener: {
        frame: ({ bytes, ...frame }) =>
          frames.push({ ...frame, text: Buffer.from(bytes).toString('latin1') }),
        closed: (connection) => closed.push(connection),
      },
    },
  };
}

/** Lets the event loop turn until it is so; the test's own time limit ends a wait in vain. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets timers fire one after another, each after what the one before set off, until it is so. */
export async function playUntil(clock: ManualClock, isSo: () => boolean): Promise<void> {
  await until(() => {
    if (isSo()) return true;
    clock.next();
    return false;
  });
}
