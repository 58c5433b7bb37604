/** Which track is meant by a place on the map. */
import { METRES_PER_NAUTICAL_MILE, toRadians } from '../../proto/domain/units.ts';
import { onHull } from './tracklayer/hull.ts';
import { Look, RowFlag, type TrackRows } from './tracklayer/rows.ts';

export interface Pointing {
  readonly lon: number;
  readonly lat: number;
  readonly metresPerPixel: number;
  /** How far off a symbol may be meant, CSS pixels. */
  readonly reachPx: number;
  readonly nowMs: number;
  /** True-scale outlines are drawn: a hull is hit anywhere on it. */
  readonly outlines: boolean;
}

const METRES_PER_DEGREE = 60 * METRES_PER_NAUTICAL_MILE;
/** An urgent track is meant from this many pixels farther. */
const URGENT_BONUS_PX = 6;
/** No hull reaches farther from its antenna, metres (AIS: 511 m). */
const LONGEST_HULL_M = 511;

/** The row nearest to the place within reach, or undefined. Hidden rows are never meant. Linear in the rows. */
export function pickRow(rows: TrackRows, at: Pointing): number | undefined {
  const cosLat = Math.max(Math.cos(toRadians(at.lat)), 1e-3);
  const reachM = at.reachPx * at.metresPerPixel;
  const farM = Math.max(reachM, at.outlines ? LONGEST_HULL_M : 0) + URGENT_BONUS_PX * at.metresPerPixel;
  // A ship may have moved since its report by more than the reach: the box is drawn around its place now.
  const place: [number, number] = [0, 0];
  let best: number | undefined;
  let bestPx = at.reachPx;
  for (let row = 0; row < rows.count; row++) {
    rows.whereabouts(row, at.nowMs, place);
    const northM = (at.lat - place[1]) * METRES_PER_DEGREE;
    if (Math.abs(northM) > farM || !rows.has(row, RowFlag.visible)) continue;
    const dLon = at.lon - place[0];
    const eastM = (dLon - 360 * Math.round(dLon / 360)) * METRES_PER_DEGREE * cosLat;
    if (Math.abs(eastM) > farM) continue;
    let px = Math.hypot(eastM, northM) / at.metresPerPixel;
    if (at.outlines && px > at.reachPx && coversPoint(rows, row, eastM, northM)) px = at.reachPx - 0.5;
    if (rows.has(row, RowFlag.urgent)) px -= URGENT_BONUS_PX;
    if (px >= bestPx) continue;
    bestPx = px;
    best = row;
  }
  return best;
}

function coversPoint(rows: TrackRows, row: number, eastM: number, northM: number): boolean {
  const headingDeg = rows.motion.headingDeg(row);
  if (Number.isNaN(headingDeg)) return false;
  const hull = {
    toBowM: rows.word(row, Look.toBowM),
    toSternM: rows.word(row, Look.toSternM),
    toPortM: rows.word(row, Look.toPortM),
    toStarboardM: rows.word(row, Look.toStarboardM),
  };
  return onHull(hull, headingDeg, eastM, northM);
}
