/** Who was in an area: by what was observed in it; who passed between two reports is not found. */
import type { Question } from '../../../../proto/domain/record/questions.ts';
import { type Finding, type Found, ONE_MORE } from '../found.ts';
import { isWithin, QueryArea } from '../geometry.ts';
import { foundOf, STRETCH_COLUMNS, type Stretch } from '../stretches.ts';

export const AREA_COLUMNS = ['points', 'insideMin', 'fastestKn'] as const;

/** Between two reports from inside that are further apart it is not known to have been inside. */
const TOGETHER_MS = 600_000;

interface AreaRow extends Stretch {
  readonly points: number;
  readonly insideMs: number;
  readonly fastest: number | null;
}

export async function area(
  finding: Finding,
  { area: corners, fromMs, untilMs }: Extract<Question, { ask: 'area' }>,
): Promise<Found> {
  const range = { fromMs, untilMs };
  const shape = new QueryArea(corners);
  try {
    const found = await finding.line.rows<AreaRow>(
      `WITH inside AS (
         SELECT epoch, track, observed_ms, max(lat_e6) AS lat_e6, max(lon_e6) AS lon_e6, max(sog_dkn) AS sog_dkn,
           max(mmsi) AS mmsi, bool_and(named) AS named
         FROM ${finding.seen.heard(range)} WHERE ${isWithin(shape.box)} AND ${shape.isInside}
         GROUP BY epoch, track, observed_ms),
       stepped AS (
         SELECT *, observed_ms - lag(observed_ms) OVER (PARTITION BY epoch, track ORDER BY observed_ms) AS step_ms FROM inside)
       SELECT epoch, track, ${STRETCH_COLUMNS}, count(*)::DOUBLE AS points, max(sog_dkn) AS fastest,
         coalesce(sum(step_ms) FILTER (step_ms <= ${TOGETHER_MS}), 0)::DOUBLE AS "insideMs"
       FROM stepped GROUP BY epoch, track ORDER BY "fromMs", epoch, track LIMIT ${ONE_MORE}`,
    );
    finding.tell(0.6);
    return await foundOf(finding, found, range, {
      columns: AREA_COLUMNS,
      values: ({ points, insideMs, fastest }) => ({
        points,
        insideMin: Math.round(insideMs / 6000) / 10,
        ...(fastest !== null && { fastestKn: fastest / 10 }),
      }),
    });
  } finally {
    shape.release();
  }
}
