/** From an alert to the replay of what came before it. */
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import { wishReplay } from '../../store/replay.ts';
import { useReplayView } from '../../store/replayview.ts';
import { select, useView } from '../../store/view.ts';
import { flyToPlace } from '../alerts/showmoment.ts';
import { MINUTE_MS } from '../patrols/timescale.ts';
import { onceSettled } from './flying.ts';

/** The moment before an alert from which it is watched. */
export const BEFORE_ALERT_MS = 30 * MINUTE_MS;

/** Thirty minutes before an alert, in the replay: its track is selected, its place shown. */
export function replayAlert({ id, onsetMs, lead }: Pick<Alert, 'id' | 'onsetMs' | 'lead'>): void {
  useReplayView.setState({ part: 'alerts', alert: id, bar: undefined });
  wishReplay({ mode: 'known', atMs: onsetMs - BEFORE_ALERT_MS, range: undefined, loop: undefined });
  useView.setState({ workspace: 'replay' });
  const [first] = lead.parties;
  if (first !== undefined) select(first.trackId);
  const place = lead.place ?? lead.evidence.findLast((clue) => clue.place !== undefined)?.place;
  if (place !== undefined) onceSettled(() => flyToPlace(place));
}
