/** How many tracks are in which state. */
import { ContactState, TrackLife, TrackStateBits } from '../../../proto/domain/track.ts';
import type { TrackTable } from '../../store/tracks.ts';

export interface TrackCounts {
  readonly live: number;
  readonly stale: number;
  readonly lost: number;
  /** In whatever life: a beacon that fell silent is still one. */
  readonly distress: number;
  /** Seen and sending nothing: uncooperative and dark. */
  readonly withoutAis: number;
  /** Whose AIS is not to be relied on: silent and unverified. */
  readonly doubtful: number;
}

export function countTracks(table: Pick<TrackTable, 'count' | 'motion' | 'contact'>): TrackCounts {
  let stale = 0;
  let lost = 0;
  let distress = 0;
  let withoutAis = 0;
  let doubtful = 0;
  for (let row = 0; row < table.count; row += 1) {
    const state = table.motion.state(row);
    const life = state & TrackStateBits.lifeMask;
    if (life === TrackLife.stale) stale += 1;
    if (life === TrackLife.lost) lost += 1;
    if ((state & TrackStateBits.distress) !== 0) distress += 1;
    const contact = table.contact[row];
    if (contact === ContactState.uncooperative || contact === ContactState.dark) withoutAis += 1;
    if (contact === ContactState.silent || contact === ContactState.unverified) doubtful += 1;
  }
  return { live: table.count - stale - lost, stale, lost, distress, withoutAis, doubtful };
}
