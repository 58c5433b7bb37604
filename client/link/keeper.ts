/** Keeps something as new as the server's: asked whole once, then what changed since. */

/** A failed question is asked again after this. */
const AGAIN_MS = 3000;
/** What is told faster is asked for together: a hundred changes a second are a few answers. */
const PAUSE_MS = 200;

export interface Keeper {
  /** The server's revision as it was last told; asks when it is another than ours. */
  told(revision: number): void;
  /** Asks in any case: the person or what they may see is another. */
  refresh(): void;
  stop(): void;
}

interface Kept {
  /** Ours. */
  readonly revision: () => number;
  /** Asks for what is new; the answer is taken by calling what it resolves with, undefined: there was none. */
  readonly ask: () => Promise<(() => void) | undefined>;
}

/** One question at a time, {@link PAUSE_MS} apart; what is told meanwhile is asked for afterwards. */
export function keep({ revision, ask: question }: Kept): Keeper {
  let asking = false;
  let again = false;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const askIn = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), ms);
  };
  const ask = async (): Promise<void> => {
    if (stopped) return;
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    again = false;
    clearTimeout(timer);
    timer = undefined;
    const take = await question();
    asking = false;
    if (stopped) return;
    take?.();
    if (!take) askIn(AGAIN_MS);
    else if (again) askIn(PAUSE_MS);
  };

  return {
    told: (now) => {
      if (now !== revision() && timer === undefined) void ask();
    },
    refresh: () => void ask(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
