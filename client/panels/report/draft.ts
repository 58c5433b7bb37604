/** A report of a contact as it is being written: typed text, checked and turned into what the server takes. Pure. */
import type { ManualPlace, ManualReport } from '../../../proto/domain/manual.ts';
import { TrackKind } from '../../../proto/domain/observation.ts';
import { degrees, knots, metres, nauticalMilesToMetres } from '../../../proto/domain/units.ts';
import type { MessageKey } from '../../messages/words.ts';

export type PlaceKind = ManualPlace['kind'];
export const PLACE_KINDS: readonly PlaceKind[] = ['point', 'bearing', 'line', 'area'];

/** What people report, in the order in which it is offered. */
export const REPORTED_KINDS: readonly TrackKind[] = [
  TrackKind.seaContact,
  TrackKind.person,
  TrackKind.group,
  TrackKind.vehicle,
  TrackKind.drone,
  TrackKind.aircraft,
  TrackKind.animal,
  TrackKind.landContact,
  TrackKind.unitVessel,
  TrackKind.unitVehicle,
  TrackKind.unitAircraft,
  TrackKind.unitFoot,
  TrackKind.unknown,
];

/** Corners of a line or an area at most, as the server takes them. */
export const MAX_CORNERS = 64;

/** Everything as it was typed; places as lat, lon. */
export interface Draft {
  /** The contact that is changed; absent: a new one. */
  readonly contactId?: string;
  readonly place: PlaceKind;
  /** The point, or where a bearing was taken from: typed, or a name. */
  readonly position: string;
  readonly corners: readonly (readonly [number, number])[];
  readonly uncertaintyM: string;
  readonly azimuthDeg: string;
  readonly spreadDeg: string;
  readonly minRangeNm: string;
  readonly maxRangeNm: string;
  readonly kind: TrackKind;
  readonly name: string;
  readonly count: string;
  readonly sogKn: string;
  readonly cogDeg: string;
  readonly saidBy: string;
  readonly note: string;
  /** Somebody there is in distress: an emergency as soon as it is sent. */
  readonly distress: boolean;
  /** `14:03` UTC; empty: now. */
  readonly time: string;
}

/** How far off a place usually is that somebody names: a point by eye, a line across, an area around. */
export const USUAL_UNCERTAINTY_M: Readonly<Record<Exclude<PlaceKind, 'bearing'>, string>> = {
  point: '500',
  line: '500',
  area: '200',
};

export const EMPTY_DRAFT: Draft = {
  place: 'point',
  position: '',
  corners: [],
  uncertaintyM: USUAL_UNCERTAINTY_M.point,
  azimuthDeg: '',
  spreadDeg: '5',
  minRangeNm: '0',
  maxRangeNm: '6',
  kind: TrackKind.seaContact,
  name: '',
  count: '',
  sogKn: '',
  cogDeg: '',
  saidBy: '',
  note: '',
  distress: false,
  time: '',
};

/** Fields that can be wrong. */
export type DraftField = keyof Draft;
export type Faults = { readonly [F in DraftField]?: MessageKey };

/** Where a typed text or a name is; undefined where it is neither. */
export type Locate = (text: string) => { readonly lat: number; readonly lon: number } | undefined;

/** A number in a range, typed with a point or a comma; undefined where it is none. */
export function numberIn(text: string, least: number, most: number): number | undefined {
  const trimmed = text.trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return value >= least && value <= most ? value : undefined;
}

/** People, vehicles and what is not known on land are never named. */
export const isNameless = (kind: TrackKind): boolean =>
  kind === TrackKind.landContact ||
  kind === TrackKind.person ||
  kind === TrackKind.group ||
  kind === TrackKind.vehicle;

/** What the draft says of the place so far, or what is missing. */
export function placeOf(draft: Draft, locate: Locate): ManualPlace | { readonly faults: Faults } {
  const faults: { -readonly [F in DraftField]?: MessageKey } = {};
  const spot = locate(draft.position);
  const uncertainty = numberIn(draft.uncertaintyM, 1, 200_000);
  switch (draft.place) {
    case 'point': {
      if (spot === undefined) faults.position = 'report.wrong.position';
      if (uncertainty === undefined) faults.uncertaintyM = 'report.wrong.uncertainty';
      if (spot === undefined || uncertainty === undefined) return { faults };
      const { lat, lon } = spot;
      return {
        kind: 'point',
        lat: degrees(lat),
        lon: degrees(lon),
        uncertaintyM: metres(uncertainty),
      };
    }
    case 'bearing': {
      const azimuth = numberIn(draft.azimuthDeg, 0, 360);
      const spread = numberIn(draft.spreadDeg, 0.1, 180);
      const least = numberIn(draft.minRangeNm, 0, 250);
      const most = numberIn(draft.maxRangeNm, 0.01, 250);
      if (spot === undefined) faults.position = 'report.wrong.position';
      if (azimuth === undefined) faults.azimuthDeg = 'report.wrong.direction';
      if (spread === undefined) faults.spreadDeg = 'report.wrong.spread';
      if (least === undefined) faults.minRangeNm = 'report.wrong.range';
      if (most === undefined || (least !== undefined && most <= least))
        faults.maxRangeNm = 'report.wrong.range';
      if (spot === undefined || azimuth === undefined || spread === undefined) return { faults };
      if (least === undefined || most === undefined || most <= least) return { faults };
      return {
        kind: 'bearing',
        fromLat: degrees(spot.lat),
        fromLon: degrees(spot.lon),
        azimuthDeg: degrees(azimuth % 360),
        uncertaintyDeg: degrees(spread),
        minRangeM: nauticalMilesToMetres(least),
        maxRangeM: nauticalMilesToMetres(most),
      };
    }
    case 'line':
    case 'area': {
      const needed = draft.place === 'line' ? 2 : 3;
      if (draft.corners.length < needed)
        faults.corners = draft.place === 'line' ? 'report.wrong.line' : 'report.wrong.area';
      if (uncertainty === undefined) faults.uncertaintyM = 'report.wrong.uncertainty';
      if (faults.corners !== undefined || uncertainty === undefined) return { faults };
      return { kind: draft.place, points: draft.corners, uncertaintyM: metres(uncertainty) };
    }
    default:
      return draft.place satisfies never;
  }
}

/** What the map draws of a draft that may not be finished. */
export function previewOf(draft: Draft, locate: Locate): ManualPlace | undefined {
  const place = placeOf(draft, locate);
  if (!('faults' in place)) return place;
  const uncertaintyM = metres(numberIn(draft.uncertaintyM, 1, 200_000) ?? 0);
  if (draft.place === 'line' || draft.place === 'area') {
    return draft.corners.length === 0
      ? undefined
      : { kind: draft.place, points: draft.corners, uncertaintyM };
  }
  const spot = locate(draft.position);
  return spot && { kind: 'point', lat: degrees(spot.lat), lon: degrees(spot.lon), uncertaintyM };
}

export type Checked =
  | { readonly ok: true; readonly report: ManualReport; readonly observedMs?: number }
  | { readonly ok: false; readonly faults: Faults };

/** The report, or what is wrong in which field. */
export function checkDraft(draft: Draft, locate: Locate, nowMs: number): Checked {
  const place = placeOf(draft, locate);
  const faults: { -readonly [F in DraftField]?: MessageKey } = 'faults' in place ? { ...place.faults } : {};
  const optional = (field: 'count' | 'sogKn' | 'cogDeg', least: number, most: number, wrong: MessageKey) => {
    const text = draft[field].trim();
    if (text === '') return undefined;
    const value = numberIn(text, least, most);
    if (value === undefined || (field === 'count' && !Number.isInteger(value))) faults[field] = wrong;
    return value;
  };
  const count = optional('count', 1, 100_000, 'report.wrong.count');
  const sogKn = optional('sogKn', 0, 1000, 'report.wrong.speed');
  const cogDeg = optional('cogDeg', 0, 360, 'report.wrong.direction');
  const saidBy = draft.saidBy.trim();
  if (saidBy === '') faults.saidBy = 'report.wrong.saidBy';
  const observedMs = draft.time.trim() === '' ? undefined : timeBefore(draft.time, nowMs);
  if (draft.time.trim() !== '' && observedMs === undefined) faults.time = 'report.wrong.time';
  if ('faults' in place || Object.keys(faults).length > 0) return { ok: false, faults };
  const name = isNameless(draft.kind) ? '' : draft.name.trim();
  const note = draft.note.trim();
  const report: ManualReport = {
    place,
    kind: draft.kind,
    saidBy,
    ...(sogKn !== undefined && { sogKn: knots(sogKn) }),
    ...(cogDeg !== undefined && { cogDeg: degrees(cogDeg % 360) }),
    ...(count !== undefined && { count }),
    ...(name !== '' && { name }),
    ...(note !== '' && { note }),
    ...(draft.distress && { distress: true }),
  };
  return { ok: true, report, ...(observedMs !== undefined && { observedMs }) };
}

const DAY_MS = 86_400_000;
/** A contact ends after six hours; what was seen earlier is no report of now. */
const OLDEST_MS = 6 * 3_600_000;
/** The time of a person's watch may be ahead of ours by this much. */
const AHEAD_MS = 60_000;

/** The last `14:03`, `1403` or `14:03:20` UTC before now; undefined where it is no time of the last six hours. */
export function timeBefore(text: string, nowMs: number): number | undefined {
  const match = /^([01]?\d|2[0-3])[:.]?([0-5]\d)(?:[:.]?([0-5]\d))?\s*(?:Z|UTC)?$/i.exec(text.trim());
  if (match === null) return undefined;
  const [, hours, minutes, seconds = '0'] = match;
  const ofDayMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  const today = Math.floor(nowMs / DAY_MS) * DAY_MS + ofDayMs;
  const at = [today + DAY_MS, today, today - DAY_MS].find((ms) => ms <= nowMs + AHEAD_MS);
  return at !== undefined && nowMs - at < OLDEST_MS ? Math.min(at, nowMs) : undefined;
}
