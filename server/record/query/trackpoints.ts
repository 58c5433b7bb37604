/** One track's points in a time, for charts and coloured ways. */

import { trackId } from '../../../proto/domain/ids.ts';
import type { TrackPoints } from '../../../proto/domain/record/questions.ts';
import { type Answering, asReply } from './asks.ts';
import { QueryFault } from './fault.ts';
import { namesOf } from './found.ts';
import { Seen } from './seen.ts';
import type { Sights } from './sights.ts';
import { isOneOf, keyOf } from './trackkeys.ts';

/** Of one answer; a day at a report every four seconds. Beyond it the points are thinned, evenly by their number. */
export const MOST_TRACK_POINTS = 20_000;

export interface TrackPointsParams {
  readonly track: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly sights: Sights;
}

interface PointRow {
  readonly ms: number;
  readonly lat: number;
  readonly lon: number;
  readonly sog: number | null;
  readonly cog: number | null;
  readonly heading: number | null;
  readonly mmsi: number | null;
  readonly named: boolean;
}

export const answerTrackPoints: Answering = async ({ line, past, tell }, params) => {
  const { track, fromMs, untilMs, sights } = params as TrackPointsParams;
  const key = keyOf(track);
  if (key === undefined) throw new QueryFault('unknown', 'it is no track’s id');
  const range = { fromMs, untilMs };
  const seen = await Seen.open(line, past, sights);
  try {
    const rows = await line.rows<PointRow>(
      `WITH one AS (
         SELECT observed_ms, arg_max(lat_e6, known_ms) AS lat, arg_max(lon_e6, known_ms) AS lon,
           arg_max(sog_dkn, known_ms) AS sog, arg_max(cog_ddeg, known_ms) AS cog, arg_max(heading_ddeg, known_ms) AS heading,
           max(mmsi) AS mmsi, bool_and(named) AS named
         FROM ${seen.heard(range)} WHERE ${isOneOf([key])} GROUP BY observed_ms),
       numbered AS (SELECT *, row_number() OVER (ORDER BY observed_ms) - 1 AS n, count(*) OVER () AS all_n FROM one)
       SELECT observed_ms::DOUBLE AS ms, lat, lon, sog, cog, heading, mmsi, named FROM numbered
       WHERE n % greatest(1, ceil((all_n - 1) / ${MOST_TRACK_POINTS - 1}.0)::BIGINT) = 0 OR n = all_n - 1
       ORDER BY observed_ms`,
    );
    if (rows.length === 0) throw new QueryFault('unknown', 'nothing is kept of that track in that time');
    const isNamed = rows.every(({ named }) => named);
    const finding = { line, past, seen, tell };
    const said = isNamed ? (await namesOf(finding, [key], range)).get(track) : undefined;
    const mmsi = said?.mmsi ?? rows.at(-1)?.mmsi ?? undefined;
    const points: TrackPoints = {
      track: trackId(key.epoch, key.track),
      ...(isNamed && mmsi !== undefined && { mmsi }),
      ...(said?.name !== undefined && { name: said.name }),
      timesMs: rows.map(({ ms }) => ms),
      lats: rows.map(({ lat }) => lat / 1e6),
      lons: rows.map(({ lon }) => lon / 1e6),
      sogKn: rows.map(({ sog }) => tenth(sog)),
      cogDeg: rows.map(({ cog }) => tenth(cog)),
      headingDeg: rows.map(({ heading }) => tenth(heading)),
    };
    return asReply(points);
  } finally {
    await seen.close();
  }
};

const tenth = (value: number | null): number | null => (value === null ? null : value / 10);
