/**
 * Who was how near to whom for how long. Every track is put where it was at equal steps of time, by the straight way
 * between two reports; those that are near each other at the same step are together.
 */
import { TrackKind } from '../../../../proto/domain/observation.ts';
import type { Question } from '../../../../proto/domain/record/questions.ts';
import { type Finding, type Found, ONE_MORE } from '../found.ts';
import { isWithin, metresBetween, QueryArea, widened } from '../geometry.ts';
import { real, whole } from '../line.ts';
import { foundOf, type Stretch } from '../stretches.ts';
import { isOneOf } from '../trackkeys.ts';
import { tracksByWords } from './vessel.ts';

export const MEETING_COLUMNS = ['minutes', 'nearestM'] as const;

/** Steps within the shortest meeting, and their bounds. */
const STEPS = 10;
const STEP_MS = { least: 20_000, most: 120_000 } as const;
/** Between two reports that are further apart nobody knows where it was: an anchored vessel reports every three minutes. */
const APART_MS = 600_000;
/** Of 1e-6 degree of latitude. */
const METRES = 0.111_2;
const FIXED = [TrackKind.baseStation, TrackKind.atonPhysical, TrackKind.atonVirtual].join(', ');

interface MeetingRow extends Stretch {
  readonly nearestM: number;
  readonly otherEpoch: number;
  readonly otherTrack: number;
  readonly otherMmsi: number | null;
  readonly otherNamed: boolean;
}

type Asked = Extract<Question, { ask: 'meetings' }>;

export async function meetings(finding: Finding, asked: Asked): Promise<Found> {
  const { words, area: corners, withinM, minutes, slowerKn, fromMs, untilMs } = asked;
  const range = { fromMs, untilMs };
  const named = words === undefined ? undefined : await tracksByWords(finding, words, range);
  const keys = named && [...named.keys, ...(named.own ? [named.own] : [])];
  if (keys?.length === 0) return { columns: MEETING_COLUMNS, rows: [], isCut: false };
  const shape = corners && new QueryArea(corners);
  const stepMs = Math.min(STEP_MS.most, Math.max(STEP_MS.least, Math.round((minutes * 60_000) / STEPS)));
  const isAround = shape === undefined ? 'true' : isWithin(widened(shape.box, 0.05));
  const isSlow =
    slowerKn === undefined ? 'true' : `coalesce(sog_dkn, 0) <= ${whole(Math.floor(slowerKn * 10))}`;
  // Two tracks with one number are one vessel, and of two that are both asked for a pair is found once.
  const subject = keys === undefined ? 'true' : `(${isOneOf(keys)})`;
  const size = withinM / METRES;
  try {
    const found = await finding.line.rows<MeetingRow>(
      `WITH near AS (
         SELECT epoch, track, observed_ms, max(lat_e6) AS lat_e6, max(lon_e6) AS lon_e6, max(sog_dkn) AS sog_dkn,
           max(mmsi) AS mmsi, bool_and(named) AS named
         FROM ${finding.seen.heard(range)} WHERE ${isAround} AND kind NOT IN (${FIXED}) GROUP BY epoch, track, observed_ms),
       stepped AS (
         SELECT *, lead(observed_ms) OVER w AS ms2, lead(lat_e6) OVER w AS lat2, lead(lon_e6) OVER w AS lon2
         FROM near WINDOW w AS (PARTITION BY epoch, track ORDER BY observed_ms)),
       moved AS (
         SELECT *, unnest(range((observed_ms + ${whole(stepMs - 1)}) // ${whole(stepMs)}, (ms2 - 1) // ${whole(stepMs)} + 1)) AS step
         FROM stepped
         WHERE ms2 - observed_ms <= ${APART_MS} AND abs(lon2 - lon_e6) < 180000000 AND ${isSlow}
           AND (observed_ms + ${whole(stepMs - 1)}) // ${whole(stepMs)} <= (ms2 - 1) // ${whole(stepMs)}),
       placed AS (
         SELECT epoch, track, mmsi, named, step, (epoch::BIGINT << 32) | track AS id,
           round(lat_e6 + (lat2 - lat_e6) * ((step * ${whole(stepMs)} - observed_ms)::DOUBLE / (ms2 - observed_ms)))::INTEGER AS lat_e6,
           round(lon_e6 + (lon2 - lon_e6) * ((step * ${whole(stepMs)} - observed_ms)::DOUBLE / (ms2 - observed_ms)))::INTEGER AS lon_e6
         FROM moved),
       there AS MATERIALIZED (SELECT * FROM placed ${shape === undefined ? '' : `WHERE ${shape.isInside}`}),
       gridded AS MATERIALIZED (
         SELECT *, ${subject} AS is_asked, floor(lat_e6 / ${real(size)})::INTEGER AS gy,
           floor(lon_e6 / (${real(size)} / cos(radians(least(85, (SELECT max(abs(lat_e6)) FROM there) / 1e6)))))::INTEGER AS gx
         FROM there),
       pair AS (
         SELECT a.epoch, a.track, a.mmsi, a.named, b.epoch AS epoch_b, b.track AS track_b, b.mmsi AS mmsi_b, b.named AS named_b, a.step,
           a.lat_e6, a.lon_e6, ${metresBetween('a.lat_e6', 'a.lon_e6', 'b.lat_e6', 'b.lon_e6')} AS apart_m
         FROM (SELECT *, gy + dy AS ny, gx + dx AS nx FROM gridded, (VALUES (-1), (0), (1)) y(dy), (VALUES (-1), (0), (1)) x(dx)
           WHERE is_asked) a
         JOIN gridded b ON a.step = b.step AND a.ny = b.gy AND a.nx = b.gx
         WHERE (a.id < b.id OR (a.id > b.id AND NOT b.is_asked)) AND NOT coalesce(a.mmsi = b.mmsi, false)),
       together AS (
         SELECT *, coalesce(step - lag(step) OVER (PARTITION BY epoch, track, epoch_b, track_b ORDER BY step) > 2, true) AS begins
         FROM pair WHERE apart_m <= ${real(withinM)}),
       numbered AS (
         SELECT *, sum(begins::INTEGER) OVER (PARTITION BY epoch, track, epoch_b, track_b ORDER BY step) AS meeting FROM together),
       met AS (
         SELECT epoch, track, (min(step) * ${whole(stepMs)})::DOUBLE AS "fromMs", (max(step) * ${whole(stepMs)})::DOUBLE AS "untilMs",
           arg_min(lat_e6, apart_m) AS lat, arg_min(lon_e6, apart_m) AS lon, max(mmsi) AS mmsi, bool_and(named) AS named,
           min(apart_m) AS "nearestM", epoch_b AS "otherEpoch", track_b AS "otherTrack", max(mmsi_b) AS "otherMmsi",
           bool_and(named_b) AS "otherNamed"
         FROM numbered GROUP BY epoch, track, epoch_b, track_b, meeting)
       SELECT * REPLACE (round(lat)::INTEGER AS lat, round(lon)::INTEGER AS lon) FROM met
       WHERE "untilMs" - "fromMs" >= ${real(minutes * 60_000 - stepMs)}
       ORDER BY "fromMs", epoch, track, "otherEpoch", "otherTrack" LIMIT ${ONE_MORE}`,
    );
    finding.tell(0.7);
    return await foundOf(finding, found, range, {
      columns: MEETING_COLUMNS,
      values: ({ fromMs: first, untilMs: last, nearestM }) => ({
        minutes: Math.round((last - first) / 6000) / 10,
        nearestM: Math.round(nearestM),
      }),
      other: ({ otherEpoch: epoch, otherTrack: track, otherMmsi: mmsi, otherNamed: isNamed }) => ({
        ...{ epoch, track, mmsi },
        named: isNamed,
      }),
    });
  } finally {
    shape?.release();
  }
}
