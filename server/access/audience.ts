/**
 * Who may see what of the picture: one equal outcome of the policy is one audience. Everything that shows tracks (the
 * live socket, REST, search, trails) asks here and nowhere else; its key runs through every cache, so that one audience
 * can never be served another's bytes.
 */
import type { FeedId } from '../../proto/domain/ids.ts';
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import type { AgencyId, Reduction } from '../../proto/domain/operations/agency.ts';
import type { RecordKind } from '../../proto/domain/operations/record.ts';

/** The feeds that a track comes from, one object for each different set, so that it can be remembered by. */
export interface FeedSet {
  readonly feeds: readonly FeedId[];
}

/** What decides about a track. */
export interface TrackFacts {
  readonly id: string;
  readonly kind: TrackKind;
  readonly nature: Nature;
  readonly feeds: FeedSet;
  readonly distress: boolean;
}

/** Whole, not at all, or what is left of it. */
export type Sight = 'whole' | 'none' | Reduction;

export interface Audience {
  /** Equal keys see equal pictures. */
  readonly key: string;
  sight(track: TrackFacts): Sight;
  /** A feed's state, its sensors, their plots, and what it alone says of a track. */
  seesFeed(feed: FeedId): boolean;
  /** Of a track as its feeds tell it: what a ship says of people and goods on board. Absent: of none. */
  seesAboard?(track: TrackFacts): boolean;
  /** Whose records all of it see, and of which kinds; absent: nobody's in particular. */
  readonly records?: { readonly agency: AgencyId; readonly kinds: ReadonlySet<RecordKind> };
}

/** Whoever reaches the server on loopback. */
const LOCAL: Audience = {
  key: 'local',
  sight: () => 'whole',
  seesFeed: () => true,
  seesAboard: () => true,
};

/** The audience of an unauthenticated reader. */
export const localAudience = (): Audience => LOCAL;
