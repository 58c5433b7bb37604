/** A replay: a picture with its own clock, for one person. */
import { type FeedId, feedId, type TrackId } from '../ids.ts';
import type { EpochMs } from '../units.ts';

/** `known`: the picture as it was shown then; `again`: what today's rooms make of the same bytes. */
export type ReplayMode = 'known' | 'again';

/**
 * Of several feeds nobody recorded which one said a name: it is told to those alone who may hear all of them, as if a
 * service said it that is nobody's.
 */
export const UNSAID: FeedId = feedId('people/?');

/** Recorded seconds a second, forward or backward. */
export const REPLAY_RATES = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600] as const;
export const FASTEST_REPLAY = 3600;

export interface ReplayRange {
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
}

export interface Replay {
  readonly id: string;
  readonly mode: ReplayMode;
  /** What can be replayed in it. */
  readonly range: ReplayRange;
  readonly atMs: EpochMs;
  /** Recorded seconds a second; below zero: backwards. */
  readonly rate: number;
  readonly isPlaying: boolean;
  /** It begins again at the end of this. */
  readonly loop?: ReplayRange;
  /** `again` is worked out first. */
  readonly state: 'preparing' | 'ready' | 'failed';
  /** Of the preparation, 0…1. */
  readonly progress?: number;
  readonly what?: string;
}

/** `POST /api/replays`. */
export interface ReplayAsked {
  readonly mode: ReplayMode;
  readonly atMs: EpochMs;
  /** What `again` works out: an hour or so. Needless for `known`. */
  readonly range?: ReplayRange;
}

/** `POST /api/replays/:id`; each field changes what it names, `loop: null` ends one. */
export interface ReplayMoved {
  readonly atMs?: EpochMs;
  /** By so much, and paused. */
  readonly stepMs?: number;
  readonly rate?: number;
  readonly isPlaying?: boolean;
  readonly loop?: ReplayRange | null;
}

/** Where `again` came to another picture than was shown. */
export interface ReplayDifference {
  readonly kind: 'track' | 'alert';
  readonly only: 'known' | 'again' | 'both';
  readonly atMs: EpochMs;
  readonly track?: TrackId;
  readonly mmsi?: number;
  readonly name?: string;
  /** Metres between the two, at the most. */
  readonly apartM?: number;
  /** The alert's kind, and how it differs. */
  readonly text?: string;
}

export interface Bookmark {
  readonly id: string;
  readonly atMs: EpochMs;
  readonly note: string;
  /** The view that it leads to: a path with its query. */
  readonly view: string;
  readonly by: string;
  readonly agency: string;
  readonly madeMs: EpochMs;
}
