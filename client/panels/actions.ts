/** What each key and command does. */
import { flushSync } from 'react-dom';
import type { SensorId, TrackId } from '../../proto/domain/ids.ts';
import { TrackStateBits } from '../../proto/domain/track.ts';
import { useAlerts } from '../store/alerts.ts';
import { useAlertView } from '../store/alertview.ts';
import { clearFilter } from '../store/filter.ts';
import { showAssist, usePlanView } from '../store/planview.ts';
import { isReplayed } from '../store/replay.ts';
import { useReplayView } from '../store/replayview.ts';
import type { SensorInfo } from '../store/sensors.ts';
import type { TrackTable } from '../store/tracks.ts';
import { cameraOf } from '../store/url.ts';
import {
  chooseRecord,
  chooseSaid,
  flyTo,
  LAYERS,
  type LayerChoice,
  PALETTES,
  type Palette,
  select,
  stepped,
  toggleLayer,
  toggleMeasure,
  togglePin,
  toggleReporting,
  useView,
  VECTOR_MINUTES,
  type Workspace,
} from '../store/view.ts';
import { lastPlace } from '../store/whereabouts.ts';
import { alertActions } from './alerts/keys.ts';
import { closeAlert } from './alerts/showmoment.ts';
import { escapeCrossing } from './crossings/useCrossingDraft.ts';
import { FILTER_FIELD_ID } from './fields.ts';
import type { ActionName } from './keys.ts';
import { neighbour } from './list/order.ts';
import { useListOrder } from './list/useOrder.ts';
import { replayActions } from './replay/keys.ts';
import { closeReport } from './report/useDraft.ts';
import { useFeedsChoice } from './sensors/chosen.ts';
import type { Services } from './services.ts';
import { showAllTracks } from './shell/firstview.ts';
import { escapeZone } from './zones/leaving.ts';

const PALETTE_KEY = 'watchfloor.palette';

export function goTo(workspace: Workspace): void {
  useView.setState({ workspace });
}

/** Chooses a palette and remembers it for the next visit. */
export function choosePalette(palette: Palette): void {
  useView.setState({ palette });
  try {
    localStorage.setItem(PALETTE_KEY, palette);
  } catch {
    // A browser that keeps nothing still shows the palette now.
  }
}

/** The palette chosen at the last visit, if this browser kept one. */
export function rememberedPalette(): Palette | undefined {
  try {
    const kept = localStorage.getItem(PALETTE_KEY);
    return PALETTES.find((palette) => palette === kept);
  } catch {
    return undefined;
  }
}

/** Moves the camera to a track at the zoom the map has; nothing happens where its position is not known here. */
export function centreOn(table: TrackTable, id: TrackId | undefined): void {
  const row = id === undefined ? undefined : table.rowOf(id);
  if (row === undefined) return;
  const { viewport, camera } = useView.getState();
  flyTo({ ...lastPlace(table.motion, row), zoom: cameraOf(viewport, camera).zoom });
}

/** Zooms around the middle of what the map shows. */
export function zoomBy(steps: number): void {
  const { viewport, camera } = useView.getState();
  const now = cameraOf(viewport, camera);
  flyTo({ ...now, zoom: Math.max(2, Math.min(18, now.zoom + steps)) });
}

/** Opens a sensor in the Feeds workspace. */
export function showSensor(sensor: SensorId): void {
  useFeedsChoice.setState({ part: 'sensors', sensor });
  goTo('feeds');
}

/** The whole of what a sensor should see is on the screen from here on, for ranges of a camera's or a radar's. */
const NEAR_ZOOM = 14;
const NEAR_RANGE_M = 1500;

/** Moves the map to a sensor, far enough off to show what it should see, and shows all coverage. */
export function showSensorOnMap({ lat, lon, coverage }: SensorInfo): void {
  if (lat === undefined || lon === undefined) return;
  const zoom = NEAR_ZOOM - Math.max(0, Math.log2((coverage?.rangeM ?? NEAR_RANGE_M) / NEAR_RANGE_M));
  useView.setState(({ layers }) => ({ layers: { ...layers, coverage: true } }));
  goTo('picture');
  flyTo({ lat, lon, zoom });
}

/** Puts the form of a report out, or away. */
export function toggleReport(): void {
  goTo('picture');
  if (useView.getState().reporting === undefined) toggleReporting();
  else closeReport();
}

export function toggleFollow(): void {
  useView.setState(({ selected, following }) => ({ following: selected !== undefined && !following }));
}

export function actions(
  services: Pick<Services, 'table' | 'fetchExtent' | 'actOnAlert' | 'actOnAlerts' | 'replay' | 'archive'>,
): Readonly<Record<ActionName, () => void>> {
  const { table } = services;
  const step = (by: 1 | -1) => (): void => {
    const next = neighbour(useListOrder.getState().ids, useView.getState().selected, by);
    if (next !== undefined) select(next);
  };
  const vectors = (by: 1 | -1) => (): void =>
    useView.setState(({ vectorMin }) => ({ vectorMin: stepped(VECTOR_MINUTES, vectorMin, by) }));
  // Keys that are layers' names toggle the layer.
  const layers = Object.fromEntries(LAYERS.map((layer) => [layer, () => toggleLayer(layer)])) as Readonly<
    Record<keyof LayerChoice, () => void>
  >;
  return {
    ...layers,
    ...alertActions(services),
    ...replayActions(services),
    replay: () => goTo('replay'),
    alerts: () => goTo('alerts'),
    commands: () => useView.setState({ dialog: 'commands' }),
    keys: () => useView.setState({ dialog: 'keys' }),
    filter: () => {
      // Drawn and in focus before the next letter comes: it belongs into the field and is no key of ours.
      const { workspace: now } = useView.getState();
      const workspace = now === 'replay' ? now : 'picture';
      flushSync(() => {
        useReplayView.setState({ part: 'tracks' });
        useView.setState({ workspace, listOpen: true, side: 'tracks' });
      });
      document.getElementById(FILTER_FIELD_ID)?.focus();
    },
    close: closeTopmost,
    picture: () => goTo('picture'),
    patrols: () => goTo('patrols'),
    feeds: () => goTo('feeds'),
    wall: () => goTo('wall'),
    administration: () => goTo('administration'),
    follow: toggleFollow,
    centre: () => centreOn(table, useView.getState().selected),
    pin: () => {
      const { selected } = useView.getState();
      if (selected !== undefined) togglePin(selected);
    },
    // Nobody is sent to where somebody was.
    assist: () => {
      if (!isReplayed()) toggleAssist(table);
    },
    next: step(1),
    previous: step(-1),
    longer: vectors(1),
    shorter: vectors(-1),
    measure: toggleMeasure,
    report: toggleReport,
    plan: togglePlan,
    list: () => useView.setState(({ listOpen }) => ({ listOpen: !listOpen })),
    clear: clearFilter,
    palette: () => {
      const at = PALETTES.indexOf(useView.getState().palette);
      choosePalette(PALETTES[(at + 1) % PALETTES.length] ?? 'night');
    },
    zoomIn: () => zoomBy(1),
    zoomOut: () => zoomBy(-1),
    showAll: () => {
      if (useView.getState().workspace !== 'replay') goTo('picture');
      void showAllTracks(services);
    },
  };
}

/**
 * Who can get to the selected track, or the list away; for rescue first where it is in distress. Where no track is
 * selected: to the place under the cursor, or in the middle of the map.
 */
export function toggleAssist(table: TrackTable): void {
  const { selected, cursor, viewport, camera } = useView.getState();
  if (usePlanView.getState().assist !== undefined) {
    showAssist(undefined);
    return;
  }
  if (selected === undefined) {
    const { lat, lon } = cursor ?? cameraOf(viewport, camera);
    showAssist({ target: { kind: 'place', place: { lat, lon } }, purpose: 'rescue' });
    return;
  }
  const row = table.rowOf(selected);
  const distress = (table.motion.state(row ?? -1) & TrackStateBits.distress) !== 0;
  showAssist({
    target: { kind: 'track', trackId: selected },
    purpose: distress ? 'rescue' : 'intercept',
  });
}

/** The plan beside the map, or the tracks again. */
export function togglePlan(): void {
  const { workspace, listOpen, side } = useView.getState();
  const shown = workspace === 'picture' && listOpen && side === 'plan';
  useView.setState({ workspace: 'picture', listOpen: true, side: shown ? 'tracks' : 'plan' });
}

/** Among the alerts its card lies above a track's; on the picture its moment ends with the track that it chose. */
function alertIsOnTop(): boolean {
  const { workspace, selected, chosenRecord, chosenSaid } = useView.getState();
  const { chosen, moment } = useAlertView.getState();
  if (workspace === 'alerts') return chosen !== undefined;
  if (workspace !== 'picture' || moment === undefined || (chosenRecord ?? chosenSaid)) return false;
  const parties = useAlerts.getState().byId.get(moment)?.lead.parties ?? [];
  return selected === undefined || parties.some(({ trackId }) => trackId === selected);
}

/** Escape takes away one thing at a time: a field's focus, the tool, the report, the alert, the selection, what is drawn, the wall. */
function closeTopmost(): void {
  const { measure, reporting, selected, chosenRecord, chosenSaid, workspace } = useView.getState();
  const { activeElement: field } = document;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.blur();
  else if (workspace === 'wall') goTo('picture');
  else if (measure !== undefined) useView.setState({ measure: undefined });
  else if (reporting !== undefined) closeReport();
  else if (alertIsOnTop()) closeAlert();
  else if (selected !== undefined) select(undefined);
  else if (chosenRecord !== undefined) chooseRecord(undefined);
  else if (chosenSaid !== undefined) chooseSaid(undefined);
  else if (!escapeZone()) escapeCrossing();
}
