/** Which tracks of the picture an audience may see: every route asks here. */
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import type { Audience, TrackFacts } from '../access/audience.ts';
import type { PictureSource } from './source.ts';

/** What the policy decides by. */
export function factsOf(source: PictureSource, slot: number): TrackFacts {
  const { kind, nature, state } = source.columns;
  return {
    id: source.id(slot),
    kind: kind[slot] as TrackKind,
    nature: nature[slot] as Nature,
    feeds: source.feedsOf(slot),
    distress: (state[slot]! & TrackStateBits.distress) !== 0,
  };
}

export function isVisible(source: PictureSource, slot: number, audience: Audience): boolean {
  return source.alive(slot) && audience.sight(factsOf(source, slot)) !== 'none';
}

/** The slot of a track that an audience may see. */
export function visibleSlot(source: PictureSource, id: string, audience: Audience): number | undefined {
  const slot = source.slotOf(id);
  return slot !== undefined && isVisible(source, slot, audience) ? slot : undefined;
}

export function visibleSlots(source: PictureSource, audience: Audience): number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < source.slotCount; slot += 1)
    if (isVisible(source, slot, audience)) slots.push(slot);
  return slots;
}
