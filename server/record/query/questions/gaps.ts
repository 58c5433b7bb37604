/**
 * Whose AIS stopped for so long. By the number that it sends: the track may have ended meanwhile and another begun. Time
 * in which nobody at all was heard does not count: then it was us.
 */
import { TrackKind } from '../../../../proto/domain/observation.ts';
import type { Question } from '../../../../proto/domain/record/questions.ts';
import { ContactState, SourceBits } from '../../../../proto/domain/track.ts';
import { type Finding, type Found, ONE_MORE } from '../found.ts';
import { isWithin, metresBetween, QueryArea } from '../geometry.ts';
import { real, whole } from '../line.ts';
import { foundOf, type Stretch } from '../stretches.ts';
import { isOneOf } from '../trackkeys.ts';
import { tracksByWords } from './vessel.ts';

/** `cameBack` 1 or 0; `movedKm` from where it stopped to where it came back. */
export const GAP_COLUMNS = ['minutes', 'cameBack', 'movedKm', 'lastKn', 'othersHeard'] as const;

/** What goes about by itself: base stations and aids to navigation may be quiet. */
const VESSELS = [TrackKind.unknown, TrackKind.classA, TrackKind.classB].join(', ');
/** Others in the quarter of a degree around, in this time from when it stopped: whether one could be heard there. */
const OTHERS_MS = 1_800_000;
const MINUTE_MS = 60_000;

interface GapRow extends Stretch {
  readonly heardMin: number;
  readonly cameBack: boolean;
  readonly movedM: number | null;
  readonly sog: number | null;
  readonly others: number;
}

export async function gaps(
  finding: Finding,
  { words, area: corners, minutes, fromMs, untilMs }: Extract<Question, { ask: 'gaps' }>,
): Promise<Found> {
  const range = { fromMs, untilMs };
  const named = words === undefined ? undefined : await tracksByWords(finding, words, range);
  const keys = named && [...named.keys, ...(named.own ? [named.own] : [])];
  if (keys?.length === 0) return { columns: GAP_COLUMNS, rows: [], isCut: false };
  const shape = corners && new QueryArea(corners);
  // The others and the minutes in which anything was heard are asked of all.
  const isAsked = keys === undefined ? '' : `AND who IN (SELECT who FROM ais WHERE ${isOneOf(keys)})`;
  const isThere =
    shape === undefined
      ? ''
      : `AND ((${isWithin(shape.box)} AND ${shape.isInside}) OR (back_in IS NOT NULL AND back_in))`;
  const backIn = shape === undefined ? 'NULL' : `lead(${isWithin(shape.box)} AND ${shape.isInside}) OVER w`;
  try {
    const found = await finding.line.rows<GapRow>(
      `WITH ais AS MATERIALIZED (
         SELECT coalesce(mmsi::BIGINT, -((epoch::BIGINT << 32) | track)) AS who, epoch, track, observed_ms, cell, lat_e6, lon_e6,
           sog_dkn, mmsi, named
         FROM ${finding.seen.heard(range)}
         WHERE (sources & ${SourceBits.ais}) <> 0 AND contact <> ${ContactState.silent} AND kind IN (${VESSELS})),
       minutes AS (SELECT observed_ms // ${MINUTE_MS} AS minute, row_number() OVER (ORDER BY observed_ms // ${MINUTE_MS}) AS n
         FROM ais GROUP BY 1),
       stepped AS (
         SELECT *, lead(observed_ms) OVER w AS next_ms, lead(lat_e6) OVER w AS next_lat, lead(lon_e6) OVER w AS next_lon,
           ${backIn} AS back_in, (SELECT max(observed_ms) FROM ais) AS last_ms
         FROM ais WHERE true ${isAsked} WINDOW w AS (PARTITION BY who ORDER BY observed_ms)),
       gap AS (
         SELECT *, coalesce(next_ms, last_ms) AS end_ms FROM stepped
         WHERE coalesce(next_ms, last_ms) - observed_ms >= ${real(minutes * MINUTE_MS)} ${isThere}),
       begun AS (SELECT g.*, m.n AS first_n FROM gap g ASOF JOIN minutes m ON g.observed_ms // ${MINUTE_MS} >= m.minute),
       counted AS (SELECT g.*, m.n - g.first_n AS heard_min FROM begun g ASOF JOIN minutes m ON g.end_ms // ${MINUTE_MS} >= m.minute),
       real_gap AS (SELECT * FROM counted WHERE heard_min >= ${real(minutes)}
         ORDER BY observed_ms, epoch, track LIMIT ${ONE_MORE})
       SELECT epoch, track, observed_ms::DOUBLE AS "fromMs", end_ms::DOUBLE AS "untilMs", lat_e6 AS lat, lon_e6 AS lon, mmsi, named,
         heard_min::DOUBLE AS "heardMin", next_ms IS NOT NULL AS "cameBack", sog_dkn AS sog,
         ${metresBetween('lat_e6', 'lon_e6', 'next_lat', 'next_lon')} AS "movedM",
         (SELECT count(DISTINCT o.who) FROM ais o WHERE o.cell = r.cell AND o.who <> r.who AND o.observed_ms > r.observed_ms
            AND o.observed_ms <= r.observed_ms + ${whole(OTHERS_MS)})::DOUBLE AS others
       FROM real_gap r ORDER BY "fromMs", epoch, track`,
    );
    finding.tell(0.7);
    return await foundOf(finding, found, range, {
      columns: GAP_COLUMNS,
      values: ({ fromMs: first, untilMs: last, cameBack, movedM, sog, others }) => ({
        minutes: Math.round((last - first) / 6000) / 10,
        cameBack: cameBack ? 1 : 0,
        ...(movedM !== null && { movedKm: Math.round(movedM / 100) / 10 }),
        ...(sog !== null && { lastKn: sog / 10 }),
        othersHeard: others,
      }),
      hasNoWay: true,
    });
  } finally {
    shape?.release();
  }
}
