/** What stands over a replayed picture of where it is from, beside that it is a replay. Pure. */
import { Nature } from '../../../proto/domain/observation.ts';
import type { TrackStatic } from '../../store/tracks.ts';

export interface ReplayMarks {
  /** Simulated, or of an exercise. */
  readonly synthetic: boolean;
  /** Recorded elsewhere, and imported. */
  readonly recorded: boolean;
}

/** @param isDemonstration its record holds simulated traffic, whatever was imported beside it */
export function marksOf(
  statics: readonly (Pick<TrackStatic, 'nature'> | undefined)[],
  isDemonstration: boolean,
): ReplayMarks {
  const natures = new Set(statics.map((one) => one?.nature));
  return {
    synthetic: isDemonstration || natures.has(Nature.synthetic),
    recorded: natures.has(Nature.recorded),
  };
}
