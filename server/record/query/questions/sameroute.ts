/** Who took the way that a track took: near most places of it, one after the other. */
import { distanceM } from '../../../../proto/domain/geo.ts';
import type { Question } from '../../../../proto/domain/record/questions.ts';
import { degrees } from '../../../../proto/domain/units.ts';
import { QueryFault } from '../fault.ts';
import { type Finding, type Found, ONE_MORE } from '../found.ts';
import { isWithin, metresBetween, type QueryBox, widened } from '../geometry.ts';
import { real, whole } from '../line.ts';
import { foundOf, type Stretch } from '../stretches.ts';
import { isOneOf, keyOf } from '../trackkeys.ts';

/** `way`: `same`, `opposite` or `both` ways; `coveredPercent` of the route's places. */
export const ROUTE_COLUMNS = ['coveredPercent', 'way', 'minutes'] as const;

/** The route is looked at in so many places at the most, at least so far apart as `withinM`. */
const MOST_PLACES = 100;
const LEAST_PLACES = 5;
/** Of the places, so many must have been passed. */
const COVERED = 0.8;
/** Who was not near the route for so long began anew. */
const ANEW_MS = 1_800_000;
/** Between two reports that are further apart nobody knows the way. */
const APART_MS = 900_000;
/** Of 1e-6 degree of latitude. */
const METRES = 0.111_2;

interface Place {
  readonly lat: number;
  readonly lon: number;
}

interface RouteRow extends Stretch {
  readonly covered: number;
  readonly order: number | null;
}

/** Places at equal distances along a way, its ends included. */
export function placesAlong(way: readonly Place[], withinM: number): readonly Place[] {
  const legs = way.slice(1).map((to, i) => metres(way[i]!, to));
  const lengthM = legs.reduce((sum, leg) => sum + leg, 0);
  const count = Math.min(MOST_PLACES, Math.floor(lengthM / withinM) + 1);
  if (count < LEAST_PLACES) return [];
  const stepM = lengthM / (count - 1);
  const places: Place[] = [way[0]!];
  let doneM = 0;
  legs.forEach((leg, i) => {
    while (places.length < count - 1 && places.length * stepM <= doneM + leg) {
      const part = leg === 0 ? 0 : (places.length * stepM - doneM) / leg;
      const [from, to] = [way[i]!, way[i + 1]!];
      places.push({ lat: from.lat + part * (to.lat - from.lat), lon: from.lon + part * (to.lon - from.lon) });
    }
    doneM += leg;
  });
  places.push(way.at(-1)!);
  return places;
}

const metres = (a: Place, b: Place): number =>
  distanceM({ lat: degrees(a.lat), lon: degrees(a.lon) }, { lat: degrees(b.lat), lon: degrees(b.lon) });

const boxOf = (places: readonly Place[]): QueryBox => ({
  south: Math.min(...places.map(({ lat }) => lat)),
  north: Math.max(...places.map(({ lat }) => lat)),
  west: Math.min(...places.map(({ lon }) => lon)),
  east: Math.max(...places.map(({ lon }) => lon)),
});

export async function sameRoute(
  finding: Finding,
  { track, withinM, fromMs, untilMs }: Extract<Question, { ask: 'sameRoute' }>,
): Promise<Found> {
  const range = { fromMs, untilMs };
  const key = keyOf(track);
  if (key === undefined) throw new QueryFault('unknown', 'it is no track’s id');
  const way = await finding.line.rows<Place>(
    `SELECT max(lat_e6) / 1e6 AS lat, max(lon_e6) / 1e6 AS lon FROM ${finding.seen.heard(range)}
     WHERE ${isOneOf([key])} GROUP BY observed_ms ORDER BY observed_ms`,
  );
  if (way.length === 0) throw new QueryFault('unknown', 'nothing is kept of that track in that time');
  const places = placesAlong(way, withinM);
  if (places.length === 0)
    throw new QueryFault('refused', 'that track hardly moved in that time: ask with a smaller distance');
  finding.tell(0.2);
  const box = boxOf(places);
  const sizeLat = withinM / METRES;
  const sizeLon =
    sizeLat /
    Math.cos((Math.min(85, Math.max(Math.abs(box.south), Math.abs(box.north)) + 1) * Math.PI) / 180);
  const values = places
    .map(({ lat, lon }, i) => `(${i}, ${whole(Math.round(lat * 1e6))}, ${whole(Math.round(lon * 1e6))})`)
    .join(', ');
  const sampled = `greatest(1, least(200, ceil(${metresBetween('lat_e6', 'lon_e6', 'lat2', 'lon2')} / ${real(withinM / 2)})))::BIGINT`;
  const found = await finding.line.rows<RouteRow>(
    `WITH place(i, lat, lon) AS (VALUES ${values}),
     near_place AS (
       SELECT i, lat, lon, floor(lat / ${real(sizeLat)})::INTEGER + dy AS gy, floor(lon / ${real(sizeLon)})::INTEGER + dx AS gx
       FROM place, (VALUES (-1), (0), (1)) y(dy), (VALUES (-1), (0), (1)) x(dx)),
     near AS (
       SELECT epoch, track, observed_ms, max(lat_e6) AS lat_e6, max(lon_e6) AS lon_e6, max(mmsi) AS mmsi, bool_and(named) AS named
       FROM ${finding.seen.heard(range)} WHERE ${isWithin(widened(box, withinM / METRES / 1e6 + 0.05))} AND NOT (${isOneOf([key])})
       GROUP BY epoch, track, observed_ms),
     stepped AS (
       SELECT *, lead(observed_ms) OVER w AS ms2, lead(lat_e6) OVER w AS lat2, lead(lon_e6) OVER w AS lon2
       FROM near WINDOW w AS (PARTITION BY epoch, track ORDER BY observed_ms)),
     leg AS (
       SELECT *, ${sampled} AS parts FROM stepped WHERE ms2 - observed_ms <= ${APART_MS} AND abs(lon2 - lon_e6) < 180000000),
     sample AS (SELECT *, unnest(range(0, parts)) / parts::DOUBLE AS part FROM leg),
     moved AS (
       SELECT epoch, track, mmsi, named, (observed_ms + part * (ms2 - observed_ms))::BIGINT AS observed_ms,
         round(lat_e6 + part * (lat2 - lat_e6))::INTEGER AS lat_e6, round(lon_e6 + part * (lon2 - lon_e6))::INTEGER AS lon_e6 FROM sample),
     passed AS (
       SELECT m.*, p.i FROM moved m JOIN near_place p
         ON floor(m.lat_e6 / ${real(sizeLat)})::INTEGER = p.gy AND floor(m.lon_e6 / ${real(sizeLon)})::INTEGER = p.gx
       WHERE ${metresBetween('m.lat_e6', 'm.lon_e6', 'p.lat', 'p.lon')} <= ${real(withinM)}),
     stepped_on AS (
       SELECT *, coalesce(observed_ms - lag(observed_ms) OVER (PARTITION BY epoch, track ORDER BY observed_ms) > ${ANEW_MS}, true) AS begins
       FROM passed),
     numbered AS (
       SELECT *, sum(begins::INTEGER) OVER (PARTITION BY epoch, track ORDER BY observed_ms) AS passage FROM stepped_on)
     SELECT epoch, track, min(observed_ms)::DOUBLE AS "fromMs", max(observed_ms)::DOUBLE AS "untilMs",
       arg_max(lat_e6, observed_ms) AS lat, arg_max(lon_e6, observed_ms) AS lon, max(mmsi) AS mmsi, bool_and(named) AS named,
       count(DISTINCT i)::DOUBLE AS covered, corr(i, observed_ms - ${whole(fromMs)}) AS "order"
     FROM numbered GROUP BY epoch, track, passage HAVING count(DISTINCT i) >= ${real(COVERED * places.length)}
     ORDER BY "fromMs", epoch, track LIMIT ${ONE_MORE}`,
  );
  finding.tell(0.7);
  return foundOf(finding, found, range, {
    columns: ROUTE_COLUMNS,
    values: ({ covered, order, fromMs: first, untilMs: last }) => ({
      coveredPercent: Math.round((covered / places.length) * 100),
      way: order !== null && order > 0.5 ? 'same' : order !== null && order < -0.5 ? 'opposite' : 'both',
      minutes: Math.round((last - first) / 6000) / 10,
    }),
  });
}
