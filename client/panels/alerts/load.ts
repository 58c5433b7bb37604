/** What the load page shows, worked out. Pure. */
import { PRIORITIES } from '../../../proto/domain/alert/alert.ts';
import type { AlertLoad, ByPriority } from '../../../proto/domain/alert/load.ts';

/** Ten-minute intervals of an hour. */
export const INTERVALS_AN_HOUR = 6;

export const totalOf = (by: ByPriority): number =>
  PRIORITIES.reduce((sum, priority) => sum + by[priority], 0);

type KindLoad = AlertLoad['kinds'][number];

/** Those that come most first; equals as the table of kinds has them. */
export const byRaised = (kinds: readonly KindLoad[]): readonly KindLoad[] =>
  kinds.toSorted((a, b) => b.raised - a.raised);

/** The share of true ones among all that somebody judged; undefined where nobody did. */
export function precisionOf(verdicts: KindLoad['verdicts']): number | undefined {
  const judged = verdicts.true + verdicts.false + verdicts.notUseful;
  return judged === 0 ? undefined : verdicts.true / judged;
}
