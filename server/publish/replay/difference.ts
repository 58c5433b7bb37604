/** Where what was run again is otherwise than what was shown, with what the policy decides by. */
import type { Alert, Party } from '../../../proto/domain/alert/alert.ts';
import type { ReplayDifference } from '../../../proto/domain/record/replay.ts';
import type { Access } from '../../access/access.ts';
import type { Asker } from '../../access/asker.ts';
import type { AlertViews } from '../alertviews.ts';

export interface FoundDifference {
  readonly difference: ReplayDifference;
  /** Tracks that it speaks of. */
  readonly parties: readonly Pick<Party, 'trackId' | 'kind' | 'nature' | 'feeds' | 'distress'>[];
  /** Alerts that it speaks of. */
  readonly alerts: readonly Alert[];
}

/** Those of which somebody sees all: each track whole, each alert as it is. */
export function seenDifferences(
  differences: readonly FoundDifference[],
  views: Pick<AlertViews, 'shown'>,
  access: Access,
  asker: Asker,
): readonly ReplayDifference[] {
  const audience = access.audience(asker);
  if (!audience) return [];
  return differences
    .filter(
      ({ parties, alerts }) =>
        parties.every(({ trackId: id, feeds, ...facts }) => {
          const sees = (all: typeof feeds): boolean =>
            audience.sight({ ...facts, id, feeds: { feeds: all } }) === 'whole';
          return feeds.every((feed) => sees([feed]));
        }) && alerts.every((alert) => isSame(views.shown(asker, alert), alert)),
    )
    .map(({ difference }) => difference);
}

/** Shown with each of its conditions and parties. */
const isSame = (shown: Alert | undefined, whole: Alert): boolean =>
  shown !== undefined &&
  shown.parts.length === whole.parts.length &&
  JSON.stringify(shown.lead.parties) === JSON.stringify(whole.lead.parties);
