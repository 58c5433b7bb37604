/** Dead reckoning of the page's tracks: very many of them, for every arrangement of the labels. */
import { wrapLongitude } from '../../proto/domain/geo.ts';
import { DEG_PER_KNOT_SECOND, LEAST_COS_LAT, MAX_EXTRAPOLATION_S } from '../../proto/domain/motion.ts';
import { toRadians } from '../../proto/domain/units.ts';
import type { Motion } from './motionrecord.ts';

/** Of tenths of a degree; the cosine lies a quarter turn on. */
const SINE = Float64Array.from({ length: 3600 + 900 }, (_, tenths) => Math.sin(toRadians(tenths / 10)));

/**
 * Longitude and latitude of a row at `nowMs`, degrees, as the vertex shader reckons them: from its position on, for so long
 * after its last report as `proto/domain/motion.ts` says. Reports that bring no position say that this is right until then.
 */
export function whereabouts(
  motion: Motion,
  row: number,
  nowMs: number,
  out: [number, number],
): [number, number] {
  const lon = motion.lon(row);
  const lat = motion.lat(row);
  out[0] = lon;
  out[1] = lat;
  const untilMs = motion.heardMs(row) + MAX_EXTRAPOLATION_S * 1000;
  const t = (Math.min(nowMs, untilMs) - motion.observedMs(row)) / 1000;
  if (!(t > 0) || !motion.isUnderway(row)) return out;
  const way = motion.sogKn(row) * DEG_PER_KNOT_SECOND * t;
  const course = Math.round(motion.cogDeg(row) * 10) % 3600;
  out[0] = lon + (way * SINE[course]!) / Math.max(Math.cos(toRadians(lat)), LEAST_COS_LAT);
  out[1] = lat + way * SINE[course + 900]!;
  return out;
}

/**
 * Where a row was at its last report, degrees. A ship that goes on as her last record says reports for half an hour without
 * another one: its own place is where she was then.
 */
export function lastPlace(motion: Motion, row: number): { readonly lon: number; readonly lat: number } {
  const [lon, lat] = whereabouts(motion, row, motion.heardMs(row), [0, 0]);
  return { lon: wrapLongitude(lon), lat };
}
