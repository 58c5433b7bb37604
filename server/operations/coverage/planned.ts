/** What units can be expected to see of a sector. */
import { knotsToMetresPerSecond } from '../../../proto/domain/units.ts';

export interface Searcher {
  readonly speedKn: number;
  /** How far it sees to either side. */
  readonly rangeM: number;
}

/**
 * The share of an area, 0…1, that is seen at least once in `timeS` by units that go about it without a pattern: the
 * formula of random search, 1 − exp(−W·v·t / A) with the sweep width W = 2 × range (Koopman, Search and Screening,
 * OEG 56, 1946, chapter 2). Legs laid side by side do better; this promises no more than it can keep.
 */
export function expectedShare(searchers: readonly Searcher[], areaM2: number, timeS: number): number {
  if (!(areaM2 > 0) || !(timeS > 0)) return 0;
  const swept = searchers.reduce(
    (sum, { speedKn, rangeM }) => sum + 2 * rangeM * knotsToMetresPerSecond(speedKn) * timeS,
    0,
  );
  return 1 - Math.exp(-swept / areaM2);
}

/** The area that one unit covers in `timeS` when it lays its legs side by side, m²: W·v·t. */
export const coveredM2 = ({ speedKn, rangeM }: Searcher, timeS: number): number =>
  2 * rangeM * knotsToMetresPerSecond(speedKn) * timeS;
