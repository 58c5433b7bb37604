/** Whose a statement without position is, when several tracks use its MMSI. */
import { type IdentityClaims, TrackStateBits } from '../../proto/domain/track.ts';
import type { TrackColumns } from './columns.ts';
import { isKnownFor, type Statement } from './identity.ts';
import { sameSort } from './plausibility.ts';

export interface Owners {
  readonly slots: readonly number[];
  /** It may be another's: several transmitters use this number. */
  readonly ambiguous: boolean;
}

/**
 * The only track of its sort; under conflict the one that said the same before, else all, as ambiguous; without
 * conflict the one that is heard most lately and more than once. None: nobody to give it to yet.
 */
export function ownersOf(
  columns: TrackColumns,
  siblings: Iterable<number>,
  said: Statement,
  claims: readonly (IdentityClaims | undefined)[],
): Owners {
  const slots = [...siblings].filter((slot) => sameSort(columns.kindOf(slot), said.kind));
  if (slots.length < 2) return { slots, ambiguous: false };
  if (slots.some((slot) => columns.has(slot, TrackStateBits.conflict))) {
    const known = slots.filter((slot) => isKnownFor(claims[slot], said.fields));
    return known.length === 1 ? { slots: known, ambiguous: false } : { slots, ambiguous: true };
  }
  const settled = slots.filter((slot) => columns.reports[slot]! > 1);
  const candidates = settled.length > 0 ? settled : slots;
  const latest = candidates.reduce((a, b) => (columns.observedMs[b]! > columns.observedMs[a]! ? b : a));
  return { slots: [latest], ambiguous: false };
}
