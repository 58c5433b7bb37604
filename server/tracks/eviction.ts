/** Which tracks make room when the picture is full. */
import { TrackLife, TrackStateBits } from '../../proto/domain/track.ts';
import type { TrackColumns } from './columns.ts';

/** Share of the capacity that is freed at once, so that a flood does not scan the picture for each newcomer. */
const FREED_SHARE = 1 / 256;

/**
 * Slots to remove, in order: the longest silent among the lost; only when nothing is lost among the stale; only
 * then among the live. Never a track in distress.
 */
export function evictable(columns: TrackColumns, slotCount: number, capacity: number): number[] {
  const wanted = Math.max(1, Math.floor(capacity * FREED_SHARE));
  for (const life of [TrackLife.lost, TrackLife.stale, TrackLife.live]) {
    const slots: number[] = [];
    for (let slot = 0; slot < slotCount; slot++) {
      if (!columns.used[slot] || columns.lifeOf(slot) !== life) continue;
      if (!columns.has(slot, TrackStateBits.distress)) slots.push(slot);
    }
    if (slots.length === 0) continue;
    const { observedMs } = columns;
    return slots.sort((a, b) => observedMs[a]! - observedMs[b]! || a - b).slice(0, wanted);
  }
  return [];
}
