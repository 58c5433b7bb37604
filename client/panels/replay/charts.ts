/** From a track's points to the curves of its charts. Pure. */
import { distanceM } from '../../../proto/domain/geo.ts';
import type { TrackPoints } from '../../../proto/domain/record/questions.ts';
import { degrees } from '../../../proto/domain/units.ts';
import type { Point } from '../../ui/LineChart.tsx';

export const CHARTED = ['sogKn', 'cogDeg', 'headingDeg'] as const;
export type Charted = (typeof CHARTED)[number];

/** Reports of a slow vessel come minutes apart; what is longer is a gap. */
export const GAP_MS = 10 * 60_000;

/** What of a column is known. */
export function curveOf({ timesMs, ...columns }: TrackPoints, column: Charted): readonly Point[] {
  const values = columns[column];
  const points: Point[] = [];
  for (const [at, atMs] of timesMs.entries()) {
    const value = values[at];
    if (value !== null && value !== undefined) points.push({ atMs, value });
  }
  return points;
}

/**
 * Metres between two tracks, at the times at which the first was heard; the second where it was last heard then, not
 * before it was heard and not after a gap.
 */
export function distanceCurve(one: TrackPoints, other: TrackPoints): readonly Point[] {
  const points: Point[] = [];
  let next = 0;
  for (const [at, atMs] of one.timesMs.entries()) {
    while (next < other.timesMs.length && other.timesMs[next]! <= atMs) next += 1;
    const last = next - 1;
    if (last < 0 || atMs - other.timesMs[last]! > GAP_MS) continue;
    const from = { lat: degrees(one.lats[at]!), lon: degrees(one.lons[at]!) };
    const to = { lat: degrees(other.lats[last]!), lon: degrees(other.lons[last]!) };
    points.push({ atMs, value: distanceM(from, to) });
  }
  return points;
}
