/** What is chosen: workspace, camera, layers, selection, filters. The URL mirrors it (see `url.ts`). */
import { create } from 'zustand';
import type { TrackId } from '../../proto/domain/ids.ts';
import type { ManualPlace } from '../../proto/domain/manual.ts';
import type { RecordKind } from '../../proto/domain/operations/record.ts';
import { type ContactState, SourceBits } from '../../proto/domain/track.ts';

export type Workspace = 'picture' | 'alerts' | 'patrols' | 'replay' | 'feeds' | 'wall' | 'administration';
export type Palette = 'bright' | 'day' | 'dusk' | 'night';

export interface Camera {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

/** What the map shows now, in degrees; written by the map as it moves. */
export interface Viewport {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly zoom: number;
}

export interface LayerChoice {
  readonly labels: boolean;
  readonly vectors: boolean;
  readonly trails: boolean;
  readonly outlines: boolean;
  readonly graticule: boolean;
  readonly borders: boolean;
  /** 95 % ellipses of what sensors see. */
  readonly ellipses: boolean;
  /** What each sensor should see, and its blind sectors. */
  readonly coverage: boolean;
  /** Raw plots: asked of the server only while they are shown. */
  readonly plots: boolean;
  readonly zones: boolean;
  /** Border crossing points, how they are and who waits there. */
  readonly crossings: boolean;
  /** Areas, routes and texts that stations tell ships of. */
  readonly notices: boolean;
  /** Wind and sea as stations measure them. */
  readonly weather: boolean;
}

/** What the panel beside the map lists. */
export type Side = 'tracks' | 'plan';

/** One filter for map and list. An empty set means all. */
export interface TrackFilter {
  readonly text: string;
  readonly classes: ReadonlySet<VesselClass>;
  readonly lives: ReadonlySet<0 | 1 | 2>;
  readonly movingOnly: boolean;
  /** What contributes to the track: one of them is enough. */
  readonly sources: ReadonlySet<SourceName>;
  /** Who sends and who does not. */
  readonly contacts: ReadonlySet<ContactName>;
}

export type SourceName = keyof typeof SourceBits;
export type ContactName = Exclude<keyof typeof ContactState, 'none'>;

export type VesselClass = (typeof VESSEL_CLASSES)[number];

/** A thing that people entered, by its kind and id. */
export interface RecordName {
  readonly kind: RecordKind;
  readonly id: string;
}

/** A notice, or a station with its weather. */
export interface SaidName {
  readonly kind: 'notice' | 'station';
  readonly id: string;
}

/** The patrol board: what its rows are, the time that it shows, and how much of the workspace it takes. */
export interface BoardView {
  readonly rows: 'units' | 'sectors';
  /** Its left edge, UTC epoch milliseconds; undefined: it goes with the time, now a quarter from the left. */
  readonly fromMs: number | undefined;
  readonly spanMs: number;
  readonly side: 'below' | 'beside';
  /** 0…1 of the height, or of the width beside the map. */
  readonly share: number;
}

export interface ViewState {
  readonly workspace: Workspace;
  readonly palette: Palette;
  /** Where the camera was last asked to go; `cameraRequest` grows with each request from outside the map. */
  readonly camera: Camera;
  readonly cameraRequest: number;
  readonly viewport: Viewport | undefined;
  readonly layers: LayerChoice;
  readonly filter: TrackFilter;
  readonly selected: TrackId | undefined;
  readonly hovered: TrackId | undefined;
  /** The same on the map, the board and in the lists; a track and a record are never chosen together. */
  readonly chosenRecord: RecordName | undefined;
  /** Nor is one of these chosen together with either. */
  readonly chosenSaid: SaidName | undefined;
  readonly board: BoardView;
  readonly pinned: readonly TrackId[];
  readonly following: boolean;
  /** Length of every course vector, minutes of travel. */
  readonly vectorMin: number;
  readonly trailMin: number;
  readonly cursor: { readonly lon: number; readonly lat: number } | undefined;
  /** The range-and-bearing tool: off, or from a point to the cursor or a second point. */
  readonly measure:
    | { readonly from?: readonly [number, number]; readonly to?: readonly [number, number] }
    | undefined;
  /** The report of a contact that is being written: off, or what was clicked last and what the report says so far. */
  readonly reporting:
    | {
        /** lon, lat of the last click; a new array for each. */
        readonly clicked?: readonly [number, number];
        /** Drawn on the map. A line or area may still have too few corners to be sent. */
        readonly place?: ManualPlace;
      }
    | undefined;
  readonly listOpen: boolean;
  readonly side: Side;
  /** The one dialog that may lie over everything. */
  readonly dialog: 'commands' | 'keys' | undefined;
}

/** What a person may choose between, in the order in which it is offered. */
export const WORKSPACES: readonly Workspace[] = [
  'picture',
  'alerts',
  'patrols',
  'replay',
  'feeds',
  'wall',
  'administration',
];
export const PALETTES: readonly Palette[] = ['bright', 'day', 'dusk', 'night'];
export const VECTOR_MINUTES: readonly number[] = [0, 1, 3, 6, 12, 15, 30, 60];
export const TRAIL_MINUTES: readonly number[] = [0, 5, 10, 20, 30, 60];
/** An hour, and a month of 31 days. */
export const SHORTEST_BOARD_MS = 3_600_000;
export const LONGEST_BOARD_MS = 31 * 24 * 3_600_000;
export const LAYERS: readonly (keyof LayerChoice)[] = [
  'labels',
  'vectors',
  'trails',
  'outlines',
  'graticule',
  'borders',
  'ellipses',
  'coverage',
  'plots',
  'zones',
  'crossings',
  'notices',
  'weather',
];
export const VESSEL_CLASSES = [
  'cargo',
  'tanker',
  'passenger',
  'highSpeed',
  'fishing',
  'pleasure',
  'service',
  'authority',
  'other',
  'aton',
  'base',
  'aircraft',
  'contact',
  'person',
  'vehicle',
  'animal',
  'drone',
  'unit',
  'distress',
] as const;
export const SOURCES = Object.keys(SourceBits) as readonly SourceName[];
export const CONTACTS: readonly ContactName[] = ['uncooperative', 'dark', 'silent', 'unverified', 'manual'];
/** Tracks that the server keeps exact for one client. */
export const MAX_PINNED = 63;

export const ALL_TRACKS: TrackFilter = {
  text: '',
  classes: new Set(),
  lives: new Set(),
  movingOnly: false,
  sources: new Set(),
  contacts: new Set(),
};

export const useView = create<ViewState>()(() => ({
  workspace: 'picture',
  palette: 'night',
  camera: { lon: 18.9, lat: 41.0, zoom: 7.6 },
  cameraRequest: 0,
  viewport: undefined,
  layers: {
    labels: true,
    vectors: true,
    trails: true,
    outlines: true,
    graticule: false,
    borders: true,
    ellipses: true,
    coverage: false,
    plots: false,
    zones: true,
    crossings: true,
    notices: true,
    weather: true,
  },
  filter: ALL_TRACKS,
  selected: undefined,
  hovered: undefined,
  chosenRecord: undefined,
  chosenSaid: undefined,
  board: { rows: 'units', fromMs: undefined, spanMs: 24 * 3_600_000, side: 'below', share: 0.42 },
  pinned: [],
  following: false,
  vectorMin: 6,
  trailMin: 10,
  cursor: undefined,
  measure: undefined,
  reporting: undefined,
  listOpen: true,
  side: 'tracks',
  dialog: undefined,
}));

/** Moves the camera from outside the map: search, follow, a pasted URL. */
export function flyTo(camera: Camera): void {
  useView.setState((state) => ({ camera, cameraRequest: state.cameraRequest + 1 }));
}

export function select(id: TrackId | undefined): void {
  useView.setState((state) => ({
    selected: id,
    following: id === undefined ? false : state.following,
    ...(id !== undefined && { chosenRecord: undefined, chosenSaid: undefined }),
  }));
}

/** Chooses a thing that people entered, or nothing of the kind; the selected track goes. */
export function chooseRecord(record: RecordName | undefined): void {
  useView.setState(({ chosenRecord: before }) => ({
    ...(before?.kind === record?.kind && before?.id === record?.id ? {} : { chosenRecord: record }),
    ...(record !== undefined && { selected: undefined, following: false, chosenSaid: undefined }),
  }));
}

/** Chooses what a station says, or nothing of the kind; the selected track and the chosen record go. */
export function chooseSaid(said: SaidName | undefined): void {
  useView.setState({
    chosenSaid: said,
    ...(said !== undefined && { selected: undefined, following: false, chosenRecord: undefined }),
  });
}

export function setBoard(change: Partial<BoardView>): void {
  useView.setState(({ board }) => ({ board: { ...board, ...change } }));
}

/** Pins a track, or lets it go; the oldest pin makes room beyond {@link MAX_PINNED}. */
export function togglePin(id: TrackId): void {
  useView.setState(({ pinned }) => ({
    pinned: pinned.includes(id) ? pinned.filter((other) => other !== id) : [...pinned, id].slice(-MAX_PINNED),
  }));
}

export function toggleLayer(layer: keyof LayerChoice): void {
  useView.setState(({ layers }) => ({ layers: { ...layers, [layer]: !layers[layer] } }));
}

/** Puts the range-and-bearing tool away, or out with nothing measured yet. */
export function toggleMeasure(): void {
  useView.setState(({ measure }) => ({ measure: measure === undefined ? {} : undefined }));
}

/** Begins a report of a contact, or puts it away; the range-and-bearing tool goes: clicks mean one thing. */
export function toggleReporting(): void {
  useView.setState(({ reporting }) =>
    reporting === undefined ? { reporting: {}, measure: undefined } : { reporting: undefined },
  );
}

/** The neighbour of a choice in an ordered list of choices, held at the ends. */
export function stepped(choices: readonly number[], now: number, step: 1 | -1): number {
  const at = choices.findIndex((choice) => choice >= now);
  const next = (at < 0 ? choices.length - 1 : at) + step;
  return choices[Math.max(0, Math.min(choices.length - 1, next))] ?? now;
}
