/** From an alert to its moment: its tracks chosen, the map there, the last thirty minutes and the onset marked. */
import type { Alert } from '../../../proto/domain/alert/alert.ts';
import type { LatLon } from '../../../proto/domain/operations/area.ts';
import { useAlerts } from '../../store/alerts.ts';
import { chooseAlert, useAlertView } from '../../store/alertview.ts';
import type { TrackTable } from '../../store/tracks.ts';
import { cameraOf } from '../../store/url.ts';
import { flyTo, select, togglePin, useView } from '../../store/view.ts';
import { lastPlace } from '../../store/whereabouts.ts';

/** Near enough to see what two vessels do. */
const NEAR_ZOOM = 11.5;

/** Moves the map to a place, at least so near that it is seen. */
export function flyToPlace({ lat, lon }: LatLon): void {
  const { viewport, camera } = useView.getState();
  flyTo({ lat, lon, zoom: Math.max(NEAR_ZOOM, cameraOf(viewport, camera).zoom) });
}

/** Where it is to be looked at: its own place, that of its newest evidence, or where its first track is now. */
export function placeOf(
  { lead }: Pick<Alert, 'lead'>,
  table: Pick<TrackTable, 'rowOf' | 'motion'>,
): LatLon | undefined {
  if (lead.place !== undefined) return lead.place;
  const shown = lead.evidence.findLast(({ place }) => place !== undefined)?.place;
  if (shown !== undefined) return shown;
  const row = lead.parties[0] === undefined ? undefined : table.rowOf(lead.parties[0].trackId);
  return row === undefined ? undefined : lastPlace(table.motion, row);
}

/**
 * Closes the card of the chosen alert, and with it the moment on the map and the track that belongs to it: one step
 * back from {@link showMoment}. A track that somebody chose beside it stays.
 */
export function closeAlert(): void {
  const { chosen } = useAlertView.getState();
  const { selected } = useView.getState();
  const parties = useAlerts.getState().byId.get(chosen ?? '')?.lead.parties ?? [];
  if (parties.some(({ trackId }) => trackId === selected)) select(undefined);
  chooseAlert(undefined);
}

/** One step from an alert to where and when it was. */
export function showMoment(id: string | undefined, table: TrackTable): void {
  const alert = id === undefined ? undefined : useAlerts.getState().byId.get(id);
  if (alert === undefined) return;
  const { workspace, pinned } = useView.getState();
  if (workspace !== 'picture' && workspace !== 'alerts') useView.setState({ workspace: 'alerts' });
  chooseAlert(alert.id);
  useAlertView.setState({ part: 'queue', moment: alert.id });
  const [first, ...others] = alert.lead.parties;
  if (first !== undefined) select(first.trackId);
  // The server keeps what is pinned exact, and its way is asked for.
  for (const { trackId } of others.slice(0, 3)) if (!pinned.includes(trackId)) togglePin(trackId);
  useView.setState(({ layers, trailMin }) => ({
    layers: { ...layers, trails: true },
    trailMin: Math.max(30, trailMin),
  }));
  const place = placeOf(alert, table);
  if (place !== undefined) flyToPlace(place);
}
