/** What nobody looks for any more: the fusion judges by looks, and a radar that went silent looks no more. */
import { FusionStatus, type FusionTrack } from '../fusion/contract.ts';

/** Five turns of a slow radar. */
const COASTING_MS = 60_000;
const LOST_MS = 5 * 60_000;

/** The track as it is at a time: unseen for a minute it coasts, for five it is lost, whoever should have looked. */
export function faded(track: FusionTrack, nowMs: number): FusionTrack {
  const unseenMs = nowMs - track.seenMs;
  if (unseenMs < COASTING_MS || track.status === FusionStatus.tentative) return track;
  return { ...track, status: unseenMs < LOST_MS ? FusionStatus.coasting : FusionStatus.lost };
}
