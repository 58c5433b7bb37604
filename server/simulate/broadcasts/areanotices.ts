/** Notices that shore stations send: which of them are said now, and as what. */
import { geodesicBetween } from '../../../proto/domain/shapes/geodesics.ts';
import type { AreaNoticeMessage } from '../../decode/ais/applications/areanotice.ts';
import type { SubArea } from '../../decode/ais/applications/subarea.ts';
import type { Scenario } from '../scenario.ts';
import type { Weather } from '../weather.ts';

export type ScenarioNotice = Scenario['broadcasts']['notices'][number];

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** Steps in one part of a line. */
const STEPS_A_PART = 4;
const METRES_PER_DEGREE = 111_320;

/** When a notice counts; undefined: it has no end. */
interface Time {
  readonly startMs: number;
  readonly durationMin: number;
}

/** What is said of a notice at a time; undefined: nothing. */
export function noticeAt(
  notice: ScenarioNotice,
  utcOffsetMinutes: number,
  weather: Weather,
  atMs: number,
): AreaNoticeMessage | undefined {
  const time = timeOf(notice, utcOffsetMinutes, atMs);
  if (time === 'silent') return undefined;
  const { linkage, description, text } = notice;
  const areas: SubArea[] = notice.areas.flatMap((area) => partsOf(area, weather, utcOffsetMinutes, atMs));
  if (text !== undefined) areas.push({ shape: 'text', text });
  const start = time && new Date(time.startMs);
  return {
    application: 'areaNotice',
    linkage,
    description,
    start: start && {
      month: start.getUTCMonth() + 1,
      day: start.getUTCDate(),
      hour: start.getUTCHours(),
      minute: start.getUTCMinutes(),
    },
    durationMin: time?.durationMin,
    areas,
  };
}

function timeOf(
  { daily }: ScenarioNotice,
  utcOffsetMinutes: number,
  atMs: number,
): Time | 'silent' | undefined {
  if (daily === undefined) return undefined;
  const midnightMs = localMidnight(utcOffsetMinutes, atMs);
  for (const { from, forMin, announcedMin } of daily) {
    const [hours = 0, minutes = 0] = from.split(':').map(Number);
    // Yesterday's may go on after midnight, tomorrow's be announced before it.
    for (const dayMs of [-DAY_MS, 0, DAY_MS]) {
      const startMs = midnightMs + dayMs + (hours * 60 + minutes) * MINUTE_MS;
      if (atMs >= startMs - announcedMin * MINUTE_MS && atMs < startMs + forMin * MINUTE_MS)
        return { startMs, durationMin: forMin };
    }
  }
  return 'silent';
}

const localMidnight = (utcOffsetMinutes: number, atMs: number): number => {
  const offsetMs = utcOffsetMinutes * MINUTE_MS;
  return Math.floor((atMs + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
};

function partsOf(
  area: ScenarioNotice['areas'][number],
  weather: Weather,
  utcOffsetMinutes: number,
  atMs: number,
): SubArea[] {
  if (area.kind === 'circle') {
    const [lat, lon] = area.at;
    const place = area.drifts
      ? drifted(lat, lon, weather, (atMs - localMidnight(utcOffsetMinutes, atMs)) / 1000)
      : { lat, lon };
    return [{ shape: 'circle', ...place, radiusM: area.radiusM }];
  }
  const [first, ...others] = area.points.map(([lat, lon]) => ({ lat, lon }));
  if (first === undefined) return [];
  let from = first;
  const steps = others.map((to) => {
    const { azimuthDeg, distanceM } = geodesicBetween(from, to);
    from = to;
    return {
      bearingDeg: (((Math.round(azimuthDeg * 2) / 2) % 360) + 360) % 360,
      distanceM: Math.round(distanceM),
    };
  });
  const parts: SubArea[] = [{ shape: 'circle', ...first, radiusM: 0 }];
  for (let i = 0; i < steps.length; i += STEPS_A_PART)
    parts.push({ shape: area.kind, points: steps.slice(i, i + STEPS_A_PART) });
  return parts;
}

/** With the water of where it began: it goes not so far in a day that another's would matter. */
function drifted(lat: number, lon: number, weather: Weather, seconds: number): { lat: number; lon: number } {
  const { northMps, eastMps } = weather.current(lat, lon);
  return {
    lat: lat + (northMps * seconds) / METRES_PER_DEGREE,
    lon: lon + (eastMps * seconds) / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)),
  };
}
