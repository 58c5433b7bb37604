/** How many tracks are in which state. */
import { TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import type { TrackTable } from '../../store/tracks.ts';

export interface TrackCounts {
  readonly live: number;
  readonly stale: number;
  readonly lost: number;
  /** In whatever life: a beacon that fell silent is still one. */
  readonly distress: number;
}

export function countTracks(table: Pick<TrackTable, 'count' | 'state'>): TrackCounts {
  let stale = 0;
  let lost = 0;
  let distress = 0;
  for (let row = 0; row < table.count; row += 1) {
    const state = table.state[row] ?? 0;
    const life = state & TrackStateBits.lifeMask;
    if (life === TrackLife.stale) stale += 1;
    if (life === TrackLife.lost) lost += 1;
    if ((state & TrackStateBits.distress) !== 0) distress += 1;
  }
  return { live: table.count - stale - lost, stale, lost, distress };
}
