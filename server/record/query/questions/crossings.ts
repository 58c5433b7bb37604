/** Who crossed a line: two reports one after the other, and the straight way between them over it. */
import { TrackKind } from '../../../../proto/domain/observation.ts';
import { type FoundRow, MOST_ROWS, type Question } from '../../../../proto/domain/record/questions.ts';
import { lineCrossings } from '../../../../proto/domain/shapes/linecrossing.ts';
import { METRES_PER_NAUTICAL_MILE } from '../../../../proto/domain/units.ts';
import type { Finding, Found } from '../found.ts';
import { asLatLons, boxOfCorners, isWithin, metresBetween, widened } from '../geometry.ts';
import { whole } from '../line.ts';
import { foundOf, type Stretch } from '../stretches.ts';

export const CROSSING_COLUMNS = ['way', 'sogKn', 'cogDeg', 'betweenS'] as const;

/** Between two reports that are further apart nobody knows the way. */
export const APART_MS = 1_800_000;
/** So far from the line either report may be: half an hour at 60 knots. */
const AROUND_DEG = 0.5;
/** What seems faster jumped and did not go: a wrong position, or another with the same number. Aircraft apart. */
const FASTEST_KN = 80;
const FLYING = [TrackKind.aircraft, TrackKind.sarAircraft, TrackKind.unitAircraft, TrackKind.drone].join(
  ', ',
);

/** Legs come by when they begin, and are crossed a little later: with so many the first rows are among them. */
const ENOUGH = 2 * MOST_ROWS;

interface SegmentRow {
  readonly epoch: number;
  readonly track: number;
  readonly mmsi: number | null;
  readonly named: boolean;
  readonly ms: number;
  readonly ms2: number;
  readonly lat: number;
  readonly lon: number;
  readonly lat2: number;
  readonly lon2: number;
  readonly sog: number | null;
  readonly cog: number | null;
}

interface CrossingRow extends Stretch {
  readonly values: FoundRow['values'];
}

export async function crossings(
  finding: Finding,
  { line: corners, way, fromMs, untilMs }: Extract<Question, { ask: 'crossings' }>,
): Promise<Found> {
  const range = { fromMs, untilMs };
  const box = boxOfCorners(corners, 'line');
  const seconds = '((ms2 - observed_ms) / 1000.0)';
  const isJump = `${metresBetween('lat_e6', 'lon_e6', 'lat2', 'lon2')} / ${METRES_PER_NAUTICAL_MILE} / greatest(${seconds}, 1) * 3600 > ${FASTEST_KN}`;
  const south = Math.floor(box.south * 1e6);
  const north = Math.ceil(box.north * 1e6);
  const segments = finding.line.objects(
    `WITH near AS (
       SELECT epoch, track, observed_ms, max(lat_e6) AS lat_e6, max(lon_e6) AS lon_e6, max(sog_dkn) AS sog, max(cog_ddeg) AS cog,
         max(mmsi) AS mmsi, bool_and(named) AS named, max(kind) AS kind
       FROM ${finding.seen.heard(range)} WHERE ${isWithin(widened(box, AROUND_DEG))} GROUP BY epoch, track, observed_ms),
     stepped AS (
       SELECT *, lead(observed_ms) OVER w AS ms2, lead(lat_e6) OVER w AS lat2, lead(lon_e6) OVER w AS lon2
       FROM near WINDOW w AS (PARTITION BY epoch, track ORDER BY observed_ms))
     SELECT epoch, track, mmsi, named, observed_ms::DOUBLE AS ms, ms2::DOUBLE AS ms2, lat_e6 AS lat, lon_e6 AS lon, lat2, lon2, sog, cog
     FROM stepped
     WHERE ms2 - observed_ms <= ${whole(APART_MS)} AND (lat_e6 <> lat2 OR lon_e6 <> lon2)
       AND greatest(lat_e6, lat2) >= ${whole(south)} AND least(lat_e6, lat2) <= ${whole(north)}
       AND ${mayReach(box.west, box.east)}
       AND (kind IN (${FLYING}) OR NOT ${isJump})
     ORDER BY observed_ms, epoch, track`,
  );
  const points = asLatLons(corners);
  const found: CrossingRow[] = [];
  // Part by part: a long line has more legs about it than fit into the memory.
  for await (const some of segments) {
    for (const segment of some as unknown as readonly SegmentRow[])
      found.push(...crossingsOf(segment, points, way));
    if (found.length > ENOUGH) break;
  }
  finding.tell(0.6);
  found.sort((a, b) => a.fromMs - b.fromMs);
  return foundOf(finding, found.slice(0, MOST_ROWS + 1), range, {
    columns: CROSSING_COLUMNS,
    values: ({ values }) => values,
    hasNoWay: true,
  });
}

/** A segment's longitudes and the line's; one across the antimeridian is looked at exactly. */
function mayReach(west: number, east: number): string {
  if (west < -180 || east > 180) return 'true';
  const [from, until] = [Math.floor(west * 1e6), Math.ceil(east * 1e6)];
  return `(abs(lon_e6 - lon2) > 180000000
    OR (greatest(lon_e6, lon2) >= ${whole(from)} AND least(lon_e6, lon2) <= ${whole(until)}))`.replace(
    /\s+/g,
    ' ',
  );
}

type Direction = NonNullable<Extract<Question, { ask: 'crossings' }>['way']>;

function crossingsOf(
  segment: SegmentRow,
  points: ReturnType<typeof asLatLons>,
  way: Direction | undefined,
): readonly CrossingRow[] {
  const from = { lat: segment.lat / 1e6, lon: segment.lon / 1e6 };
  const to = { lat: segment.lat2 / 1e6, lon: segment.lon2 / 1e6 };
  return lineCrossings(points, from, to)
    .filter(({ direction }) => way === undefined || way === direction)
    .map(({ direction, lat, lon, part }) => {
      const atMs = Math.round(segment.ms + part * (segment.ms2 - segment.ms));
      const { epoch, track, mmsi, named, sog, cog } = segment;
      return {
        ...{ epoch, track, mmsi, named, fromMs: atMs, untilMs: atMs },
        ...{ lat: Math.round(lat * 1e6), lon: Math.round(lon * 1e6) },
        values: {
          way: direction,
          ...(sog !== null && { sogKn: sog / 10 }),
          ...(cog !== null && { cogDeg: cog / 10 }),
          betweenS: Math.round((segment.ms2 - segment.ms) / 1000),
        },
      };
    });
}
