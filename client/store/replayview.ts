/** How the Replay workspace is looked at: its part, the time that its bar shows, what is beside the picture. */
import { create } from 'zustand';
import type { TrackId } from '../../proto/domain/ids.ts';

export const REPLAY_PARTS = ['tracks', 'find', 'alerts', 'again', 'bookmarks'] as const;
export type ReplayPart = (typeof REPLAY_PARTS)[number];

export interface ReplayViewState {
  readonly part: ReplayPart;
  /** What the bar shows; undefined: six hours around the cursor. */
  readonly bar: { readonly fromMs: number; readonly spanMs: number } | undefined;
  /** What stands at the right. */
  readonly beside: 'track' | 'charts' | 'now' | undefined;
  /** The alert of then whose lines are shown. */
  readonly alert: string | undefined;
  /** The second track of the distance's chart. */
  readonly other: TrackId | undefined;
}

export const useReplayView = create<ReplayViewState>()(() => ({
  part: 'tracks',
  bar: undefined,
  beside: 'track',
  alert: undefined,
  other: undefined,
}));

/** What the bar shows at least and at most: a minute, two years. */
export const SHORTEST_BAR_MS = 60_000;
export const LONGEST_BAR_MS = 731 * 24 * 3_600_000;
/** At first. */
export const USUAL_BAR_MS = 6 * 3_600_000;
