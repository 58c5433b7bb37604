/** What stands at the right of a replay, and so how much of the map it covers. Pure. */
import type { ReplayViewState } from '../../store/replayview.ts';

export function besideShown(
  beside: ReplayViewState['beside'],
  selected: boolean,
  pinned: boolean,
): 'now' | 'card' | 'none' {
  if (beside === 'now') return 'now';
  return selected || (beside === 'charts' && pinned) ? 'card' : 'none';
}
