/** Who stayed inside an area for so long at a time: from the first report inside to the last before one outside. */
import type { Question } from '../../../../proto/domain/record/questions.ts';
import { type Finding, type Found, ONE_MORE } from '../found.ts';
import { isWithin, QueryArea, widened } from '../geometry.ts';
import { real, whole } from '../line.ts';
import { foundOf, type Stretch } from '../stretches.ts';

export const VISIT_COLUMNS = ['minutes', 'points'] as const;

/** Who was not heard for so long is not known to have stayed. */
export const UNHEARD_MS = 3_600_000;
/** Outside but no further away: what tells that it left. Whoever was further away was not heard inside meanwhile. */
const AROUND_DEG = 0.1;

interface VisitRow extends Stretch {
  readonly points: number;
}

export async function visits(
  finding: Finding,
  { area: corners, minutes, fromMs, untilMs }: Extract<Question, { ask: 'visits' }>,
): Promise<Found> {
  const range = { fromMs, untilMs };
  const shape = new QueryArea(corners);
  try {
    const found = await finding.line.rows<VisitRow>(
      `WITH near AS (
         SELECT epoch, track, observed_ms, max(lat_e6) AS lat_e6, max(lon_e6) AS lon_e6, max(mmsi) AS mmsi,
           bool_and(named) AS named, bool_or(${isWithin(shape.box)} AND ${shape.isInside}) AS inside
         FROM ${finding.seen.heard(range)} WHERE ${isWithin(widened(shape.box, AROUND_DEG))}
         GROUP BY epoch, track, observed_ms),
       stepped AS (
         SELECT *, coalesce(NOT lag(inside) OVER w OR observed_ms - lag(observed_ms) OVER w > ${whole(UNHEARD_MS)}, true) AS begins
         FROM near WINDOW w AS (PARTITION BY epoch, track ORDER BY observed_ms)),
       numbered AS (
         SELECT *, sum(begins::INTEGER) OVER (PARTITION BY epoch, track ORDER BY observed_ms) AS visit FROM stepped WHERE inside)
       SELECT epoch, track, min(observed_ms)::DOUBLE AS "fromMs", max(observed_ms)::DOUBLE AS "untilMs",
         arg_min(lat_e6, observed_ms) AS lat, arg_min(lon_e6, observed_ms) AS lon, arg_max(mmsi, observed_ms) AS mmsi,
         bool_and(named) AS named, count(*)::DOUBLE AS points
       FROM numbered GROUP BY epoch, track, visit
       HAVING max(observed_ms) - min(observed_ms) >= ${real(minutes * 60_000)}
       ORDER BY "fromMs", epoch, track LIMIT ${ONE_MORE}`,
    );
    finding.tell(0.6);
    return await foundOf(finding, found, range, {
      columns: VISIT_COLUMNS,
      values: ({ points, fromMs: first, untilMs: last }) => ({
        minutes: Math.round((last - first) / 6000) / 10,
        points,
      }),
    });
  } finally {
    shape.release();
  }
}
