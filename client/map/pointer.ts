/** The pointer over the map: cursor position, what is pointed at, what is chosen, the ends of a measurement, the place of a report. */
import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { wrapLongitude } from '../../proto/domain/geo.ts';
import type { TrackId } from '../../proto/domain/ids.ts';
import { chooseAlert, useAlertView } from '../store/alertview.ts';
import { drawingHasPointer } from '../store/drawing.ts';
import { usePlanView } from '../store/planview.ts';
import { isReplayed } from '../store/replay.ts';
import { useReplayView } from '../store/replayview.ts';
import {
  chooseRecord,
  chooseSaid,
  type RecordName,
  type SaidName,
  select,
  useView,
  type ViewState,
} from '../store/view.ts';
import { alertOfTrack } from './alerts/alertmarks.ts';
import { alertsOnMap } from './alerts/alertpaint.ts';
import { answerAsked } from './patrols/plans.ts';

/** The track meant by a place on the map, or undefined. */
export type TrackAt = (lon: number, lat: number) => TrackId | undefined;

/** What people entered, or what a station says. */
export type ThingName = RecordName | SaidName;

/** What is there beside tracks: meant by its sign or edge, and what lies below, the foremost first. CSS pixels. */
export interface ThingsHere {
  readonly exact: readonly ThingName[];
  readonly within: readonly ThingName[];
}
export type ThingsAt = (x: number, y: number) => ThingsHere;
/** The alert meant by its sign; CSS pixels. */
export type AlertAt = (x: number, y: number) => string | undefined;

/** Writes the pointer's doings to the store; returns the way to stop. */
export function joinPointer(
  map: MapLibreMap,
  trackAt: TrackAt,
  thingsAt: ThingsAt,
  alertAt: AlertAt,
): () => void {
  let pending: MapMouseEvent | undefined;
  let request = 0;

  const look = (): void => {
    request = 0;
    const event = pending;
    pending = undefined;
    if (event === undefined) return;
    const lon = wrapLongitude(event.lngLat.lng);
    const { lat } = event.lngLat;
    // Terra Draw has the pointer.
    if (drawingHasPointer()) {
      useView.setState({ cursor: { lon, lat }, hovered: undefined });
      return;
    }
    const hovered = map.isMoving() ? undefined : trackAt(lon, lat);
    useView.setState({ cursor: { lon, lat }, hovered });
    const { measure, reporting } = useView.getState();
    map.getCanvas().style.cursor =
      measure !== undefined || reporting !== undefined ? 'crosshair' : hovered !== undefined ? 'pointer' : '';
  };
  // One look a frame at most, however fast the mouse.
  const move = (event: MapMouseEvent): void => {
    pending = event;
    if (request === 0) request = requestAnimationFrame(look);
  };
  const leave = (): void => {
    pending = undefined;
    useView.setState({ cursor: undefined, hovered: undefined });
  };
  const click = (event: MapMouseEvent): void => {
    if (drawingHasPointer()) return;
    const lon = wrapLongitude(event.lngLat.lng);
    const { lat } = event.lngLat;
    const { measure, reporting } = useView.getState();
    if (answerAsked({ lat, lon })) return;
    if (measure !== undefined) useView.setState({ measure: measured(measure, [lon, lat]) });
    else if (reporting !== undefined) useView.setState({ reporting: { ...reporting, clicked: [lon, lat] } });
    else {
      const { x, y } = event.point;
      const track = trackAt(lon, lat);
      const alert = track === undefined ? alertAt(x, y) : alertOf(track);
      if (alert !== undefined) showAlert(alert);
      if (track !== undefined || alert === undefined) choose(track, () => thingsAt(x, y));
    }
  };
  // What lay under the pointer is carried away by a hand on the map; not by a followed ship.
  const carry = (event: { readonly originalEvent?: unknown }): void => {
    if (event.originalEvent !== undefined) useView.setState({ hovered: undefined });
  };
  map.on('mousemove', move);
  map.on('movestart', carry);
  map.on('mouseout', leave);
  map.on('click', click);
  return () => {
    cancelAnimationFrame(request);
    map.off('mousemove', move);
    map.off('movestart', carry);
    map.off('mouseout', leave);
    map.off('click', click);
  };
}

/**
 * A track before anything else; then a thing by its sign or edge. What merely lies below a click is chosen only while
 * nothing is: a click into the open sea lets go first. Once more in the same place goes on to what lies below that.
 */
function choose(track: TrackId | undefined, thingsHere: () => ThingsHere): void {
  if (track !== undefined) {
    select(track);
    return;
  }
  const { selected, chosenRecord, chosenSaid } = useView.getState();
  const chosen: ThingName | undefined = chosenRecord ?? chosenSaid;
  const { exact, within } = thingsHere();
  const is = (thing: ThingName): boolean => thing.kind === chosen?.kind && thing.id === chosen.id;
  const [meant] = exact;
  const below = within.findIndex(is);
  if (meant !== undefined && !is(meant)) chooseThing(meant);
  else if (below >= 0) chooseThing(within[below + 1]);
  else if (selected !== undefined || chosen !== undefined) {
    select(undefined);
    chooseThing(undefined);
  } else chooseThing(within[0]);
}

function chooseThing(thing: ThingName | undefined): void {
  const isSaid = thing !== undefined && isSaidName(thing);
  chooseSaid(isSaid ? thing : undefined);
  chooseRecord(isSaid ? undefined : thing);
}

const isSaidName = (thing: ThingName): thing is SaidName =>
  thing.kind === 'notice' || thing.kind === 'station';

/** Among the alerts, a track that one is about means that one too. */
const alertOf = (track: TrackId): string | undefined =>
  useView.getState().workspace !== 'alerts' ? undefined : alertOfTrack(alertsOnMap(), track);

/** An alert is read among the alerts. */
function showAlert(id: string): void {
  if (isReplayed()) {
    useReplayView.setState({ part: 'alerts', alert: id });
    return;
  }
  chooseAlert(id);
  useAlertView.setState({ part: 'queue' });
  useView.setState({ workspace: 'alerts' });
}

/** The pointer's look: what a click would do. */
export function cursorLook({
  measure,
  reporting,
  hovered,
}: Pick<ViewState, 'measure' | 'reporting' | 'hovered'>): string {
  if (measure !== undefined || reporting !== undefined) return 'crosshair';
  if (drawingHasPointer() || usePlanView.getState().asking !== undefined) return 'crosshair';
  return hovered === undefined ? 'default' : 'pointer';
}

type Measure = NonNullable<ViewState['measure']>;

/** The first click sets where from, the second where to, the third begins anew. */
export function measured(measure: Measure, point: readonly [number, number]): Measure {
  return measure.from === undefined || measure.to !== undefined ? { from: point } : { ...measure, to: point };
}
