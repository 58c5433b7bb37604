/**
 * Who may see what: one equal outcome of the policy is one audience. Everything that shows tracks (the live
 * socket, REST, search, trails) asks here and nowhere else. Until people sign in there is one audience; its key
 * already runs through every cache, so that a second one can never be served the first one's bytes.
 */
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';

export interface Audience {
  /** Equal keys see equal pictures. */
  readonly key: string;
  sees(kind: TrackKind, nature: Nature): boolean;
}

/** Whoever reaches the server on loopback. */
const LOCAL: Audience = { key: 'local', sees: () => true };

/** The audience of an unauthenticated reader. */
export const localAudience = (): Audience => LOCAL;
