/** What is known of the connection and of the picture's time; written by `client/link`, read by everyone. */
import { create } from 'zustand';

export type LinkStatus =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  /** Connected, yet no frame for longer than the picture may be old. */
  | { readonly status: 'stalled' }
  /** `signedOut`: the server would know us again only after signing in, and nothing of the picture is kept. */
  | { readonly status: 'cut'; readonly reason: string; readonly signedOut?: true };

export interface FeedFaultView {
  readonly kind: string;
  readonly count: number;
  readonly sample: string;
  readonly lastMs: number;
}

export type FeedLifeName = 'connecting' | 'live' | 'silent' | 'faulty' | 'down' | 'ended';

/** Late, or by a clock that is behind or ahead. */
export type FeedTimingName = 'late' | 'behind' | 'ahead';

export interface FeedView {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly format: string;
  readonly nature: 'real' | 'synthetic' | 'recorded';
  readonly life: FeedLifeName;
  readonly reason: string;
  readonly sinceMs: number;
  readonly lastByteMs?: number;
  readonly expectedIntervalMs?: number;
  readonly bytesPerS: number;
  readonly messagesPerS: number;
  readonly bytes: number;
  readonly messages: number;
  readonly faults: readonly FeedFaultView[];
  readonly retryMs?: number;
  readonly connections: number;
  /** Its own times behind their reception; below zero ahead. Absent: it says none. */
  readonly lagMs?: number;
  readonly timing?: FeedTimingName;
  /** The feed that brings the same, and the share of what it brought that the other brought too. */
  readonly sameAs?: string;
  readonly sameShare?: number;
}

export interface LinkState {
  readonly link: LinkStatus;
  readonly serverVersion: string | undefined;
  readonly site: string | undefined;
  readonly demonstration: boolean;
  readonly clockKind: 'live' | 'replay';
  /** Recorded seconds a second; of a replay 0 while it stands, below zero backwards. */
  readonly clockRate: number;
  /** Which replay is shown, as the newest frame says; undefined: what is live, or a feed that is a recording. */
  readonly session: string | undefined;
  readonly epoch: number | undefined;
  readonly seq: number;
  /** The newest frame's picture time, and the page's `performance.now()` when it came. */
  readonly baseMs: number | undefined;
  readonly arrivedAt: number;
  /** The same two of the newest live frame: they stay while a replay is shown. */
  readonly liveBaseMs: number | undefined;
  readonly liveArrivedAt: number;
  readonly trackCount: number;
  readonly feeds: readonly FeedView[];
}

export const useLink = create<LinkState>()(() => ({
  link: { status: 'connecting' },
  serverVersion: undefined,
  site: undefined,
  demonstration: false,
  clockKind: 'live',
  clockRate: 1,
  session: undefined,
  epoch: undefined,
  seq: 0,
  baseMs: undefined,
  arrivedAt: 0,
  liveBaseMs: undefined,
  liveArrivedAt: 0,
  trackCount: 0,
  feeds: [],
}));

/** A frame older than this, in page milliseconds, is no longer called live. */
export const FROZEN_AFTER_MS = 2500;

/** A replay that runs fast is not guessed further ahead than this, of its own time. */
const MOST_AHEAD_MS = 60_000;

/**
 * The picture's time now: the newest frame's, carried on by the page's own clock, but never further than
 * {@link FROZEN_AFTER_MS}: a picture whose source is gone must not go on moving. Undefined before the first frame.
 */
export function pictureNowMs(pageNow: number): number | undefined {
  const { baseMs, arrivedAt, clockRate, session } = useLink.getState();
  if (baseMs === undefined) return undefined;
  const aheadMs = Math.min(pageNow - arrivedAt, FROZEN_AFTER_MS) * clockRate;
  return baseMs + (session === undefined ? aheadMs : bounded(aheadMs));
}

const bounded = (aheadMs: number): number => Math.max(-MOST_AHEAD_MS, Math.min(MOST_AHEAD_MS, aheadMs));
