/** How a picture is begun. */
import type { PositionObservation } from '../../proto/domain/observation.ts';

export interface PictureOptions {
  /** Of this run: the first part of every track's id. */
  readonly epoch: number;
  /** Tracks at most; the picture makes room as `eviction.ts` says. */
  readonly capacity?: number;
  /** Whether a radar's bias is taken out before an operator said so for that radar; no, when absent. */
  readonly registrationAllowed?: boolean;
  /** Told of every position report that a track took, before the next observation; `isLate`: it is not the newest. */
  readonly onReport?: (slot: number, report: PositionObservation, isLate: boolean) => void;
}
