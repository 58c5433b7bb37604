/** Where the sun stands, for day and night on a plan. */
import { toDegrees, toRadians } from './units.ts';

/** Below this the sun's light is gone for work outside: the end of civil twilight. */
export const DARK_BELOW_DEG = -6;

const DAY_MS = 86_400_000;
const MINUTES_A_DAY = 1440;

/**
 * The sun's elevation over the horizon, degrees, without refraction: NOAA Global Monitoring Laboratory, "General Solar
 * Position Calculations" (after Spencer 1971), good to half a degree or two minutes from 1950 to 2100.
 */
export function sunElevationDeg(lat: number, lon: number, atMs: number): number {
  const date = new Date(atMs);
  const yearMs = Date.UTC(date.getUTCFullYear(), 0, 1);
  const daysOfYear = (Date.UTC(date.getUTCFullYear() + 1, 0, 1) - yearMs) / DAY_MS;
  const dayOfYear = Math.floor((atMs - yearMs) / DAY_MS) + 1;
  const minutes = (((atMs % DAY_MS) + DAY_MS) % DAY_MS) / 60_000;
  // Fractional year, radians.
  const g = ((2 * Math.PI) / daysOfYear) * (dayOfYear - 1 + (minutes / 60 - 12) / 24);
  const equationMin =
    229.18 *
    (0.000075 +
      0.001868 * Math.cos(g) -
      0.032077 * Math.sin(g) -
      0.014615 * Math.cos(2 * g) -
      0.040849 * Math.sin(2 * g));
  const declination =
    0.006918 -
    0.399912 * Math.cos(g) +
    0.070257 * Math.sin(g) -
    0.006758 * Math.cos(2 * g) +
    0.000907 * Math.sin(2 * g) -
    0.002697 * Math.cos(3 * g) +
    0.00148 * Math.sin(3 * g);
  const solarMin = (minutes + equationMin + 4 * lon + 2 * MINUTES_A_DAY) % MINUTES_A_DAY;
  const hourAngle = toRadians(solarMin / 4 - 180);
  const phi = toRadians(lat);
  const sine =
    Math.sin(phi) * Math.sin(declination) + Math.cos(phi) * Math.cos(declination) * Math.cos(hourAngle);
  return toDegrees(Math.asin(Math.max(-1, Math.min(1, sine))));
}
