/** A track with what stands beside it: who else claims its number, and which feeds heard it. */
import { type TrackDetail, TrackStateBits } from '../../proto/domain/track.ts';
import { detailOf } from './describe.ts';
import type { TrackRegistry } from './registry.ts';

export function detailWith(tracks: TrackRegistry, slot: number): TrackDetail {
  const { columns, siblings, tallies, notes } = tracks;
  const key = columns.has(slot, TrackStateBits.conflict) ? tracks.keyOf(slot) : undefined;
  const others = [...(key === undefined ? [] : siblings.of(key))].filter(
    (other) => other !== slot && columns.has(other, TrackStateBits.conflict),
  );
  return detailOf(columns, slot, {
    id: tracks.id(slot),
    claims: tracks.claimsOf(slot),
    contributions: tallies[slot] ?? [],
    conflictsWith: others.map((other) => tracks.id(other)),
    notes: notes[slot],
  });
}
