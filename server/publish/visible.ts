/** Which tracks of the picture an audience may see: every route asks here. */
import type { Nature, TrackKind } from '../../proto/domain/observation.ts';
import type { Audience } from '../access/audience.ts';
import type { PictureSource } from './source.ts';

export function isVisible(source: PictureSource, slot: number, audience: Audience): boolean {
  const { kind, nature } = source.columns;
  return source.alive(slot) && audience.sees(kind[slot] as TrackKind, nature[slot] as Nature);
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
