/** The delays of feeds, injected: a test moves them by hand. */

export interface Timers {
  /** Runs `task` once after `delayMs` machine milliseconds; the answer cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

/** The longest delay that Node keeps: longer ones would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

export const systemTimers: Timers = {
  after(delayMs, task) {
    const timer = setTimeout(task, Math.min(delayMs, LONGEST_MS));
    return () => clearTimeout(timer);
  },
};

/** The next turn of the event loop: everything else that is ready comes first. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
