/** The URL is the view: what is chosen, as a query that a colleague can paste. Pure; see `client/panels/shell/useUrl`. */
import type { TrackId } from '../../proto/domain/ids.ts';
import { RECORD_KINDS } from '../../proto/domain/operations/record.ts';
import { formatReplay, parseReplay, type ReplayUrl } from './replayurl.ts';
import {
  type BoardView,
  type Camera,
  CONTACTS,
  LAYERS,
  type LayerChoice,
  LONGEST_BOARD_MS,
  MAX_PINNED,
  PALETTES,
  type RecordName,
  type SaidName,
  SHORTEST_BOARD_MS,
  SOURCES,
  TRAIL_MINUTES,
  type TrackFilter,
  VECTOR_MINUTES,
  VESSEL_CLASSES,
  type Viewport,
  type ViewState,
  WORKSPACES,
} from './view.ts';

/** The part of the view that a URL carries. */
export type UrlView = Pick<
  ViewState,
  | 'workspace'
  | 'palette'
  | 'camera'
  | 'layers'
  | 'filter'
  | 'selected'
  | 'side'
  | 'pinned'
  | 'following'
  | 'vectorMin'
  | 'trailMin'
  | 'chosenRecord'
  | 'chosenSaid'
  | 'board'
> & {
  /** The alert whose card is shown. */
  readonly alert?: string;
  /** Of the Replay workspace alone. */
  readonly replay?: ReplayUrl;
};

const LIVES = ['live', 'stale', 'lost'] as const;
const MAX_TEXT = 120;
const ALERT_ID = /^\d{1,10}-a\d{1,12}$/;
/** What was imported has runs of its own, below zero. */
const TRACK_ID = /^-?\d{1,10}-\d{1,12}$/;

/** The centre of what the map shows; where it shows nothing yet, where the camera was sent. */
export function cameraOf(viewport: Viewport | undefined, camera: Camera): Camera {
  if (viewport === undefined) return camera;
  const east = viewport.east < viewport.west ? viewport.east + 360 : viewport.east;
  const lon = (viewport.west + east) / 2;
  return { lon: lon >= 180 ? lon - 360 : lon, lat: mercatorMiddle(viewport), zoom: viewport.zoom };
}

/** The latitude in the middle of a web-mercator screen. */
function mercatorMiddle({ south, north }: Viewport): number {
  const y = (lat: number): number => Math.asinh(Math.tan((lat * Math.PI) / 180));
  return (Math.atan(Math.sinh((y(south) + y(north)) / 2)) * 180) / Math.PI;
}

/** The query for a view, `?` included; parts that have their usual value are left out, so it may be empty. */
export function formatView(view: UrlView, usual: UrlView): string {
  const parts: string[] = [];
  const add = (key: string, value: string): void => void parts.push(`${key}=${value}`);
  if (view.workspace !== 'picture') add('w', view.workspace);
  const { lat, lon, zoom } = view.camera;
  add('c', `${lat.toFixed(4)},${lon.toFixed(4)},${zoom.toFixed(2)}`);
  if (LAYERS.some((layer) => view.layers[layer] !== usual.layers[layer])) {
    add('l', LAYERS.filter((layer) => view.layers[layer]).join(','));
  }
  const { filter } = view;
  if (filter.text !== '') add('q', encodeURIComponent(filter.text));
  if (filter.classes.size > 0) add('class', VESSEL_CLASSES.filter((c) => filter.classes.has(c)).join(','));
  if (filter.lives.size > 0) add('life', LIVES.filter((_, i) => filter.lives.has(i as 0 | 1 | 2)).join(','));
  if (filter.movingOnly) add('moving', '1');
  if (filter.sources.size > 0) add('src', SOURCES.filter((s) => filter.sources.has(s)).join(','));
  if (filter.contacts.size > 0) add('contact', CONTACTS.filter((c) => filter.contacts.has(c)).join(','));
  if (view.selected !== undefined) add('sel', view.selected);
  if (view.side !== 'tracks') add('side', view.side);
  if (view.following) add('follow', '1');
  if (view.pinned.length > 0) add('pin', view.pinned.join(','));
  if (view.vectorMin !== usual.vectorMin) add('v', String(view.vectorMin));
  if (view.trailMin !== usual.trailMin) add('t', String(view.trailMin));
  if (view.chosenRecord !== undefined)
    add('rec', `${view.chosenRecord.kind}/${encodeURIComponent(view.chosenRecord.id)}`);
  if (view.chosenSaid !== undefined) add('said', `${view.chosenSaid.kind}/${view.chosenSaid.id}`);
  if (view.alert !== undefined) add('alert', view.alert);
  const board = formatBoard(view.board);
  if (board !== formatBoard(usual.board)) add('b', board);
  if (view.workspace === 'replay' && view.replay !== undefined) parts.push(...formatReplay(view.replay));
  add('p', view.palette);
  return `?${parts.join('&')}`;
}

/** What a query says of the view; parts that are missing or make no sense are left out, and nothing throws. */
export function parseView(search: string): Partial<UrlView> {
  const query = new URLSearchParams(search);
  const view: { -readonly [K in keyof UrlView]?: UrlView[K] } = {};
  const workspace = WORKSPACES.find((name) => name === query.get('w'));
  if (workspace !== undefined) view.workspace = workspace;
  const palette = PALETTES.find((name) => name === query.get('p'));
  if (palette !== undefined) view.palette = palette;
  const camera = parseCamera(query.get('c'));
  if (camera !== undefined) view.camera = camera;
  const layers = query.get('l');
  if (layers !== null) {
    const on = new Set(layers.split(','));
    view.layers = Object.fromEntries(LAYERS.map((layer) => [layer, on.has(layer)])) as unknown as LayerChoice;
  }
  const filter = parseFilter(query);
  if (filter !== undefined) view.filter = filter;
  const selected = query.get('sel');
  if (selected !== null && TRACK_ID.test(selected)) {
    view.selected = selected as TrackId;
    if (query.get('follow') === '1') view.following = true;
  }
  if (query.get('side') === 'plan') view.side = 'plan';
  const pinned = (query.get('pin') ?? '').split(',').filter((id) => TRACK_ID.test(id)) as TrackId[];
  if (pinned.length > 0) view.pinned = [...new Set(pinned)].slice(0, MAX_PINNED);
  const vectorMin = oneOf(VECTOR_MINUTES, query.get('v'));
  if (vectorMin !== undefined) view.vectorMin = vectorMin;
  const trailMin = oneOf(TRAIL_MINUTES, query.get('t'));
  if (trailMin !== undefined) view.trailMin = trailMin;
  const chosenRecord = parseRecord(query.get('rec'));
  if (chosenRecord !== undefined) view.chosenRecord = chosenRecord;
  const chosenSaid = parseSaid(query.get('said'));
  if (chosenSaid !== undefined) view.chosenSaid = chosenSaid;
  const alert = query.get('alert');
  if (alert !== null && ALERT_ID.test(alert)) view.alert = alert;
  const board = parseBoard(query.get('b'));
  if (board !== undefined) view.board = board;
  const replay = view.workspace === 'replay' ? parseReplay(query) : undefined;
  if (replay !== undefined) view.replay = replay;
  return view;
}

const RECORD_ID = /^[\w.:-]{1,80}$/;

function parseRecord(text: string | null): RecordName | undefined {
  const [kindText, id] = (text ?? '').split('/');
  const kind = RECORD_KINDS.find((known) => known === kindText);
  return kind === undefined || id === undefined || !RECORD_ID.test(id) ? undefined : { kind, id };
}

function parseSaid(text: string | null): SaidName | undefined {
  const [kind, id] = (text ?? '').split('/');
  if ((kind !== 'notice' && kind !== 'station') || id === undefined) return undefined;
  return RECORD_ID.test(id) ? { kind, id } : undefined;
}

/** `units,2026-11-22T20:15,1440,below,0.42`: rows, left edge (UTC, empty: goes with the time), minutes, side, share. */
function formatBoard({ rows, fromMs, spanMs, side, share }: BoardView): string {
  const from = fromMs === undefined ? '' : new Date(fromMs).toISOString().slice(0, 16);
  return [rows, from, Math.round(spanMs / 60_000), side, share.toFixed(2)].join(',');
}

function parseBoard(text: string | null): BoardView | undefined {
  const [rows, from, minutes, side, share] = (text ?? '').split(',');
  if ((rows !== 'units' && rows !== 'sectors') || (side !== 'below' && side !== 'beside')) return undefined;
  const fromMs = from === '' ? undefined : Date.parse(`${from}Z`);
  const spanMs = Number(minutes) * 60_000;
  const part = Number(share);
  const sound =
    !Number.isNaN(fromMs ?? 0) &&
    spanMs >= SHORTEST_BOARD_MS &&
    spanMs <= LONGEST_BOARD_MS &&
    part > 0 &&
    part < 1;
  return sound ? { rows, fromMs, spanMs, side, share: part } : undefined;
}

const oneOf = (choices: readonly number[], text: string | null): number | undefined =>
  text === null || text === '' ? undefined : choices.find((choice) => choice === Number(text));

function parseCamera(text: string | null): Camera | undefined {
  const parts = (text ?? '').split(',');
  if (parts.length !== 3 || parts.some((part) => part.trim() === '')) return undefined;
  const [lat = Number.NaN, lon = Number.NaN, zoom = Number.NaN] = parts.map(Number);
  const possible = Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 22;
  return possible ? { lat, lon, zoom } : undefined;
}

function parseFilter(query: URLSearchParams): TrackFilter | undefined {
  const text = (query.get('q') ?? '').slice(0, MAX_TEXT);
  const classes = among(VESSEL_CLASSES, query.get('class'));
  const sources = among(SOURCES, query.get('src'));
  const contacts = among(CONTACTS, query.get('contact'));
  const living = new Set((query.get('life') ?? '').split(','));
  const lives = new Set(([0, 1, 2] as const).filter((life) => living.has(LIVES[life])));
  const movingOnly = query.get('moving') === '1';
  const sets = [classes, lives, sources, contacts];
  const empty = text === '' && !movingOnly && sets.every((set) => set.size === 0);
  return empty ? undefined : { text, classes, lives, movingOnly, sources, contacts };
}

function among<T extends string>(known: readonly T[], text: string | null): ReadonlySet<T> {
  const named = new Set((text ?? '').split(','));
  return new Set(known.filter((name) => named.has(name)));
}
