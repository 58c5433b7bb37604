/** Whose name is written first, and whose is not written at all at a zoom. */

export interface Labelled {
  readonly selected: boolean;
  readonly hovered: boolean;
  readonly pinned: boolean;
  /** In distress or alarmed. */
  readonly urgent: boolean;
  readonly underway: boolean;
  readonly lost: boolean;
  /** A unit of ours, or odd in what it sends. */
  readonly watched: boolean;
  /** Metres; 0 when unknown. */
  readonly lengthM: number;
}

/** Ranks below this are written even where they cover something. */
export const ALWAYS_BELOW = 4;
const NEVER = Number.POSITIVE_INFINITY;

/** From this zoom on everything with a name may be labelled; before, only ships of that length and under way. */
const EVERYTHING_FROM_ZOOM = 10.5;
const MOVING_FROM_ZOOM = 8.5;
const BIG_FROM_ZOOM = 7;
const BIG_M = 100;
const WATCHED_FROM_ZOOM = 8;

/** Smaller is more important; infinite is never. Among ships that move the longer comes first. */
export function rank(track: Labelled, zoom: number): number {
  if (track.selected) return 0;
  if (track.hovered) return 1;
  if (track.urgent) return 2;
  if (track.pinned) return 3;
  if (track.watched && zoom >= WATCHED_FROM_ZOOM) return ALWAYS_BELOW;
  if (zoom < BIG_FROM_ZOOM || track.lost) return zoom < EVERYTHING_FROM_ZOOM ? NEVER : 7;
  // Between 4 and 5 by length: nothing in AIS is longer than 1022 m.
  if (track.underway && track.lengthM >= BIG_M) return 5 - track.lengthM / 1100;
  if (track.underway && zoom >= MOVING_FROM_ZOOM) return 5.9 - track.lengthM / 1100;
  return zoom < EVERYTHING_FROM_ZOOM ? NEVER : 6;
}
