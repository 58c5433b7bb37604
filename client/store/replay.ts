/** The replay that this page watches, and what is known around it. Written by `client/link` and the Replay workspace. */
import { create } from 'zustand';
import type { Alert } from '../../proto/domain/alert/alert.ts';
import type {
  Bookmark,
  Replay,
  ReplayDifference,
  ReplayMode,
  ReplayRange,
} from '../../proto/domain/record/replay.ts';
import { pictureNowMs, useLink } from './link.ts';
import { type Tables, useRecords } from './records.ts';

/** What somebody wants to replay: as the URL, an alert, a bookmark or a row found says. */
export interface ReplayWanted {
  readonly mode: ReplayMode;
  /** UTC epoch milliseconds; undefined: an hour before the newest that is recorded. */
  readonly atMs: number | undefined;
  /** What `again` works out. */
  readonly range: ReplayRange | undefined;
  readonly rate: number;
  readonly loop: ReplayRange | undefined;
}

export interface ReplayState {
  readonly wanted: ReplayWanted;
  /** Grows with each wish to begin anew: another time or mode than the replay that runs. */
  readonly request: number;
  readonly phase: 'none' | 'opening' | 'open' | 'failed';
  /** As the server told it last, with what was asked of it since. */
  readonly replay: Replay | undefined;
  readonly fault: { readonly what: string; readonly remedy: string | undefined } | undefined;
  /** Where the cursor is held while it is dragged. */
  readonly scrubMs: number | undefined;
  /** Alerts as they stood at the cursor; undefined before the first answer. */
  readonly alerts: readonly Alert[] | undefined;
  /** What people had decided then; undefined before the first answer. */
  readonly tables: Tables | undefined;
  readonly differences: readonly ReplayDifference[] | undefined;
  readonly bookmarks: readonly Bookmark[];
}

export const USUAL_WISH: ReplayWanted = {
  mode: 'known',
  atMs: undefined,
  range: undefined,
  rate: 1,
  loop: undefined,
};

const NOTHING = {
  phase: 'none',
  replay: undefined,
  fault: undefined,
  scrubMs: undefined,
  alerts: undefined,
  tables: undefined,
  differences: undefined,
} as const;

export const useReplay = create<ReplayState>()(() => ({
  ...NOTHING,
  wanted: USUAL_WISH,
  request: 0,
  bookmarks: [],
}));

/** Says what is to be replayed; where a replay of that mode runs it is moved there, else one is begun. */
export function wishReplay(wish: Partial<ReplayWanted>): void {
  useReplay.setState(({ wanted, request }) => ({ wanted: { ...wanted, ...wish }, request: request + 1 }));
}

/** The replay is over; what was wished for stays, for the way back. */
export const forgetReplay = (): void => useReplay.setState(NOTHING);

/** Another person sits down. */
export const forgetReplays = (): void =>
  useReplay.setState({ ...NOTHING, wanted: USUAL_WISH, bookmarks: [] });

/** The one whose picture this page asks for: none while it is still worked out. */
export const watchedReplay = ({ phase, replay }: Pick<ReplayState, 'phase' | 'replay'>): string | null =>
  phase === 'open' && replay?.state === 'ready' ? replay.id : null;

/** The picture on the screen is a replay's: by what the newest frame says, wherever one is on the page. */
export const useReplayed = (): boolean => useLink(({ session }) => session !== undefined);
export const isReplayed = (): boolean => useLink.getState().session !== undefined;

/**
 * Where the cursor is: held by a hand, else the time of the picture where it is the replay's, else where the replay
 * was asked to be.
 *
 * @param pageNow `performance.now()` of this page
 */
export function cursorMs(pageNow: number): number | undefined {
  const { scrubMs, replay, wanted } = useReplay.getState();
  if (scrubMs !== undefined) return scrubMs;
  const { session } = useLink.getState();
  if (session !== undefined && session === replay?.id) {
    const at = pictureNowMs(pageNow);
    if (at !== undefined) return Math.max(replay.range.fromMs, Math.min(replay.range.untilMs, at));
  }
  return replay?.atMs ?? wanted.atMs;
}

/** What people decided, as of the time of the picture: then, in a replay that knows it. */
export const tablesShown = (): Tables =>
  (isReplayed() ? useReplay.getState().tables : undefined) ?? useRecords.getState().tables;

/** Calls back when {@link tablesShown} is another; returns the way to stop. */
export function watchTables(changed: (now: Tables, before: Tables) => void): () => void {
  let before = tablesShown();
  const look = (): void => {
    const now = tablesShown();
    if (now === before) return;
    const last = before;
    before = now;
    changed(now, last);
  };
  const stops = [
    useRecords.subscribe(look),
    useReplay.subscribe((state, last) => {
      if (state.tables !== last.tables) look();
    }),
    useLink.subscribe((state, last) => {
      if (state.session !== last.session) look();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
