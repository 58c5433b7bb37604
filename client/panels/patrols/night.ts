/** When it is night at a place, for the board's shading. */
import { toDegrees, toRadians } from '../../../proto/domain/units.ts';
import { DAY_MS, HOUR_MS, type Span } from './timescale.ts';

/** The sun's upper edge on the horizon: 34′ of refraction and 16′ of its own radius. */
const HORIZON_DEG = -0.833;

const J2000_MS = Date.UTC(2000, 0, 1, 12);

/**
 * Sunrise and sunset of the solar day around noon of `dayMs` (UTC midnight), UTC epoch milliseconds, to about a minute
 * (Astronomical Almanac, low-precision sun; the sunrise equation). `night` or `day` where the sun does neither.
 */
export function sunOf(
  dayMs: number,
  lat: number,
  lon: number,
): { readonly riseMs: number; readonly setMs: number } | 'day' | 'night' {
  const noon = (dayMs + DAY_MS / 2 - (lon / 360) * DAY_MS - J2000_MS) / DAY_MS;
  const anomaly = toRadians((357.5291 + 0.98560028 * noon) % 360);
  const centre = 1.9148 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly) + 0.0003 * Math.sin(3 * anomaly);
  const longitude = toRadians((toDegrees(anomaly) + centre + 180 + 102.9372) % 360);
  const transit = noon + 0.0053 * Math.sin(anomaly) - 0.0069 * Math.sin(2 * longitude);
  const sinDeclination = Math.sin(longitude) * Math.sin(toRadians(23.4397));
  const phi = toRadians(lat);
  const cosHour =
    (Math.sin(toRadians(HORIZON_DEG)) - Math.sin(phi) * sinDeclination) /
    (Math.cos(phi) * Math.sqrt(1 - sinDeclination ** 2));
  if (cosHour < -1) return 'day';
  if (cosHour > 1) return 'night';
  const half = toDegrees(Math.acos(cosHour)) / 360;
  const at = (days: number): number => J2000_MS + days * DAY_MS;
  return { riseMs: at(transit - half), setMs: at(transit + half) };
}

export interface Interval {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Nights within a span, in order; none where it is longer than six weeks: stripes tell nothing there. */
export function nightsOf(span: Span, lat: number, lon: number): readonly Interval[] {
  if (span.spanMs > 45 * DAY_MS) return [];
  const nights: Interval[] = [];
  const last = span.fromMs + span.spanMs;
  let darkFrom: number | undefined;
  const first = Math.floor((span.fromMs - DAY_MS) / DAY_MS) * DAY_MS;
  for (let day = first; day <= last + DAY_MS; day += DAY_MS) {
    const sun = sunOf(day, lat, lon);
    const middle = day + DAY_MS / 2 - (lon / 15) * HOUR_MS;
    if (sun === 'night') darkFrom ??= middle - DAY_MS / 2;
    else if (sun === 'day') darkFrom = undefined;
    else {
      if (darkFrom !== undefined) nights.push({ fromMs: darkFrom, untilMs: sun.riseMs });
      darkFrom = sun.setMs;
    }
  }
  if (darkFrom !== undefined && darkFrom < last) nights.push({ fromMs: darkFrom, untilMs: last });
  return nights.filter(({ fromMs, untilMs }) => untilMs > span.fromMs && fromMs < last);
}
