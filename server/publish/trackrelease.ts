/** A release that speaks of a track: what it lets be seen is the track's, and a distress is a decision of its own. */
import type { AnyVersion } from '../../proto/domain/operations/record.ts';
import type { Action, PolicyObject } from '../access/decision.ts';
import type { PictureSource } from './source.ts';
import { SlotFacts } from './visible.ts';

/** What else the policy is asked before such a release; undefined: it speaks of something else, or of no track now. */
export function releaseOfTrack(
  source: PictureSource,
  { kind, value }: AnyVersion,
): { readonly action: Action; readonly object: PolicyObject } | undefined {
  if (kind !== 'release' || value.what.kind !== 'track') return undefined;
  const slot = source.slotOf(value.what.trackId);
  if (slot === undefined) return undefined;
  const { id, kind: trackKind, nature, feeds, distress } = new SlotFacts(source).at(slot);
  const object = { kind: 'track', trackId: id, trackKind, nature, feeds: feeds.feeds, distress } as const;
  return { action: distress ? 'releaseDistress' : 'release', object };
}
