/** How many tracks there are, and what became of what was heard. */
import { TrackLife, TrackStateBits } from '../../proto/domain/track.ts';
import type { TrackColumns } from './columns.ts';

/** Since the picture began. */
export interface HeardTally {
  /** Observations of every type. */
  applied: number;
  /** Positions heard again through another receiver. */
  duplicates: number;
  /** Positions out of order: something newer was known. */
  older: number;
  /** Long-range positions while a precise one was fresh. */
  coarser: number;
  /** Observations from the future, taken as of their reception. */
  clipped: number;
  /** Positions so old that their track would be gone already. */
  tooOld: number;
  /** Positions without room for a new track. */
  refused: number;
}

export interface PictureCounts extends Readonly<HeardTally> {
  /** Tracks that made room for others. */
  readonly evicted: number;
  readonly tracks: number;
  readonly live: number;
  readonly stale: number;
  readonly lost: number;
  readonly conflict: number;
  readonly distress: number;
  /** Transmitters with a name and no position yet. */
  readonly waiting: number;
  /** Distress calls without position that made room for others. */
  readonly distressDropped: number;
  /** Observations of sensors beyond the number that is kept. */
  readonly sensorsRefused: number;
}

export const newTally = (): HeardTally => ({
  applied: 0,
  duplicates: 0,
  older: 0,
  coarser: 0,
  clipped: 0,
  tooOld: 0,
  refused: 0,
});

export function countTracks(
  columns: TrackColumns,
  slotCount: number,
  heard: HeardTally & Pick<PictureCounts, 'evicted' | 'waiting' | 'distressDropped' | 'sensorsRefused'>,
): PictureCounts {
  const byLife = [0, 0, 0];
  let conflict = 0;
  let distress = 0;
  for (let slot = 0; slot < slotCount; slot++) {
    if (!columns.used[slot]) continue;
    byLife[columns.lifeOf(slot)]!++;
    if (columns.has(slot, TrackStateBits.conflict)) conflict++;
    if (columns.has(slot, TrackStateBits.distress)) distress++;
  }
  const live = byLife[TrackLife.live]!;
  const stale = byLife[TrackLife.stale]!;
  const lost = byLife[TrackLife.lost]!;
  return { ...heard, tracks: live + stale + lost, live, stale, lost, conflict, distress };
}
