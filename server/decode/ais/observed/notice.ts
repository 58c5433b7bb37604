/** Notices with areas, routes and texts, as stations and ships tell others of them in application messages. */
import type {
  AreaNotice,
  NoticeArea,
  NoticeObservation,
  NoticePoint,
} from '../../../../proto/domain/application.ts';
import type { Heard } from '../../../../proto/domain/observation.ts';
import { degrees, type EpochMs, epochMs, metres } from '../../../../proto/domain/units.ts';
import type { AreaNoticeMessage } from '../applications/areanotice.ts';
import type { EmmaWarning } from '../applications/inland.ts';
import type { Description, Route, Waypoint } from '../applications/routes.ts';
import type { SubArea } from '../applications/subarea.ts';
import { type Loose, present } from '../present.ts';
import { areasOf } from './areas.ts';
import { dateMs, nearestDate } from './when.ts';

/** Notice description by which a station takes back what it said under this linkage (table 11.11). */
const CANCEL_AREA = 126;
/** The same of a route's type. */
const CANCEL_ROUTE = 31;
const MINUTE_MS = 60_000;

/** A notice, or none when nothing in it can be drawn, read or taken back. */
function told(
  head: Heard,
  about: AreaNotice['about'],
  linkage: number,
  areas: readonly NoticeArea[],
  rest: Loose<Omit<AreaNotice, 'linkage' | 'about' | 'areas'>>,
): readonly NoticeObservation[] {
  if (areas.length === 0 && rest.text === undefined && rest.cancelled !== true) return [];
  const notice: AreaNotice = { linkage, about, areas, ...present(rest) };
  return [{ type: 'notice', ...head, notice }];
}

export function areaNoticeOf(said: AreaNoticeMessage, head: Heard, addressedTo: number | undefined) {
  const { linkage = 0, description, durationMin } = said;
  return told(head, 'area', linkage, areasOf(said.areas), {
    description,
    cancelled: durationMin === 0 || description === CANCEL_AREA ? true : undefined,
    startMs: nearestDate(said.start, head.observedMs),
    durationMin,
    text: textOf(said.areas),
    addressedTo,
  });
}

function textOf(areas: readonly SubArea[]): string | undefined {
  const texts = areas.flatMap((area) =>
    area.shape === 'text' && area.text !== undefined ? [area.text] : [],
  );
  return texts.length === 0 ? undefined : texts.join(' ');
}

export function routeNoticeOf(said: Route, head: Heard, addressedTo: number | undefined) {
  const { linkage = 0, routeType, durationMin } = said;
  return told(head, 'route', linkage, lineOf(said.waypoints), {
    description: routeType,
    cancelled: durationMin === 0 || routeType === CANCEL_ROUTE ? true : undefined,
    startMs: nearestDate(said.start, head.observedMs),
    durationMin,
    addressedTo,
  });
}

export function textNoticeOf(said: Description, head: Heard, addressedTo: number | undefined) {
  return told(head, 'text', said.linkage ?? 0, [], { text: said.text, addressedTo });
}

/** One line, a point where there is only one, or nothing. */
function lineOf(waypoints: readonly Waypoint[]): readonly NoticeArea[] {
  const points = waypoints.flatMap(({ lat, lon }): NoticePoint[] =>
    lat === undefined || lon === undefined ? [] : [[degrees(lat), degrees(lon)]],
  );
  const [first] = points;
  if (first === undefined) return [];
  if (points.length > 1) return [{ kind: 'line', points }];
  return [{ kind: 'circle', lat: first[0], lon: first[1], radiusM: metres(0) }];
}

/** Descriptions of table 11.11 that say the same as the weather of a warning; 20 is a risk that the text names. */
const DESCRIPTIONS: Readonly<Record<NonNullable<EmmaWarning['weather']>, readonly [number, string?]>> = {
  wind: [26],
  rain: [28, 'RAIN'],
  snowAndIce: [28, 'SNOW AND ICE'],
  thunderstorm: [25],
  fog: [28],
  lowTemperature: [20, 'LOW TEMPERATURE'],
  highTemperature: [20, 'HIGH TEMPERATURE'],
  flood: [20, 'FLOOD'],
  forestFire: [20, 'FOREST FIRE'],
};
/** Above the linkages that messages carry: ten bits. */
const FIRST_OWN_LINKAGE = 1024;

/** A warning of weather on a section of a fairway. It has no linkage: one is made of what and where it is. */
export function emmaNoticeOf(said: EmmaWarning, head: Heard) {
  const { startLat, startLon, endLat, endLon, weather } = said;
  const areas = lineOf([
    { lat: startLat, lon: startLon },
    { lat: endLat, lon: endLon },
  ]);
  if (areas.length === 0) return [];
  const startMs = emmaMs(said.startDay, said.startTime);
  const endMs = emmaMs(said.endDay, said.endTime ?? DAY_END);
  const from = startMs ?? head.observedMs;
  const [description, text] = weather === undefined ? [] : DESCRIPTIONS[weather];
  const places = [startLat, startLon, endLat, endLon].map((one) => Math.round((one ?? 0) * 600_000));
  const kind = weather === undefined ? 0 : Object.keys(DESCRIPTIONS).indexOf(weather) + 1;
  return told(head, 'area', ownLinkage([kind, ...places]), areas, {
    description,
    // what is over may be said on
    cancelled: endMs !== undefined && endMs <= head.observedMs ? true : undefined,
    startMs,
    durationMin: endMs !== undefined && endMs > from ? Math.round((endMs - from) / MINUTE_MS) : undefined,
    text: [text, said.intensity?.toUpperCase()].filter((one) => one !== undefined).join(', ') || undefined,
  });
}

/** Without a time a last day is a whole one. */
const DAY_END = { hour: 24, minute: 0 };

function emmaMs(dayOf: EmmaWarning['startDay'], time: EmmaWarning['startTime']): EpochMs | undefined {
  const { year, month, day } = dayOf ?? {};
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const { hour = 0, minute = 0 } = time ?? {};
  const midnightMs = dateMs(year, month - 1, day, 0, 0);
  return midnightMs === undefined ? undefined : epochMs(midnightMs + (hour * 60 + minute) * MINUTE_MS);
}

/** The same numbers give the same linkage. */
function ownLinkage(numbers: readonly number[]): number {
  let sum = 0;
  for (const one of numbers) sum = (Math.imul(sum, 31) + one) | 0;
  return FIRST_OWN_LINKAGE + (sum >>> 8);
}
