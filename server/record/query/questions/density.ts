/** How many where: a grid of equal degrees, its cells counted from the south pole and the antimeridian. */
import { type ThingClass, thingClass } from '../../../../proto/domain/alert/thingclass.ts';
import type { TrackKind } from '../../../../proto/domain/observation.ts';
import { type DensityCell, MOST_CELLS, type Question } from '../../../../proto/domain/record/questions.ts';
import type { Finding, Found } from '../found.ts';
import { isWithin, QueryArea } from '../geometry.ts';
import { whole } from '../line.ts';

/** Upper bounds, knots; the last has none. */
export const SPEED_BANDS = [0.5, 3, 8, 14, 20] as const;
const NO_SPEED = 'unknown';

const HOUR_MS = 3_600_000;
/** Identities are said anew with every hour. */
const RESTATED_MS = 2 * HOUR_MS;

type Asked = Extract<Question, { ask: 'density' }>;

/** `0–0.5` … `20+`, knots. */
export const speedBands = (): readonly string[] => [
  ...SPEED_BANDS.map((until, i) => `${SPEED_BANDS[i - 1] ?? 0}–${until}`),
  `${SPEED_BANDS.at(-1)}+`,
];

export async function density(finding: Finding, asked: Asked): Promise<Found> {
  const { area: corners, stepDeg, by, fromMs, untilMs } = asked;
  const { line, seen } = finding;
  const shape = corners && new QueryArea(corners);
  const step = Math.max(1, Math.round(stepDeg * 1e6));
  try {
    const where = shape ? `WHERE ${isWithin(shape.box)} AND ${shape.isInside}` : '';
    const of = by === 'class' ? await classesOf(finding, asked) : undefined;
    const split =
      by === 'hour'
        ? `, ((observed_ms // ${HOUR_MS}) % 24)::INTEGER AS of`
        : by === 'speed'
          ? `, ${bandOf()} AS of`
          : '';
    const counted = `SELECT (lat_e6 + 90000000) // ${step} AS y, (lon_e6 + 180000000) // ${step} AS x, epoch, track${split}, count(*) AS n${of ? ', bool_and(named) AS named' : ''}
      FROM ${seen.heard({ fromMs, untilMs })} ${where} GROUP BY ALL`;
    const joined = of
      ? `(SELECT c.*, coalesce(CASE WHEN c.named THEN k.class ELSE k.bare END, -1) AS of FROM (${counted}) c LEFT JOIN ${of.table} k USING (epoch, track))`
      : `(${counted})`;
    const hasOf = by !== undefined;
    const rows = await line.rows<{ y: number; x: number; of: number | null; points: number; tracks: number }>(
      `SELECT y::DOUBLE AS y, x::DOUBLE AS x, ${hasOf ? 'of' : 'NULL'} AS of, sum(n)::DOUBLE AS points, count(*)::DOUBLE AS tracks
       FROM ${joined} GROUP BY y, x${hasOf ? ', of' : ''} ORDER BY points DESC, y, x${hasOf ? ', of' : ''} LIMIT ${whole(MOST_CELLS + 1)}`,
    );
    if (of) await line.run(`DROP TABLE IF EXISTS ${of.table}`);
    const bands = speedBands();
    const word = (value: number | null): string | undefined => {
      if (value === null) return undefined;
      if (by === 'hour') return String(value).padStart(2, '0');
      if (by === 'class') return of!.classes[value] ?? thingClass(0, undefined);
      return bands[value] ?? NO_SPEED;
    };
    const cells = rows.slice(0, MOST_CELLS).map((row): DensityCell => {
      const named = word(row.of);
      return {
        south: (row.y * step - 90_000_000) / 1e6,
        west: (row.x * step - 180_000_000) / 1e6,
        ...(named !== undefined && { of: named }),
        points: row.points,
        tracks: row.tracks,
      };
    });
    return { columns: [], rows: [], cells, isCut: rows.length > MOST_CELLS };
  } finally {
    shape?.release();
  }
}

const bandOf = (): string =>
  `CASE WHEN sog_dkn IS NULL THEN -1 ${SPEED_BANDS.map((until, i) => `WHEN sog_dkn < ${until * 10} THEN ${i}`).join(' ')} ELSE ${SPEED_BANDS.length} END`;

let made = 0;

/** A table of the class of each track, by what it said of itself last. */
async function classesOf(
  { line, past }: Finding,
  { fromMs, untilMs }: Asked,
): Promise<{ readonly table: string; readonly classes: readonly ThingClass[] }> {
  made += 1;
  const table = `track_class_${made}`;
  const identities = past.rowsOf('identities', { fromMs: fromMs - RESTATED_MS, untilMs });
  // What a track is may be seen of any that is seen; what ship it says it is, only where its name may be told.
  await line.run(
    `CREATE TEMP TABLE ${table} AS SELECT epoch, track, arg_max(kind, known_ms) AS kind,
       (arg_max(ship_type, known_ms) FILTER (ship_type IS NOT NULL))::INTEGER AS ship, -1 AS class, -1 AS bare
     FROM ${identities} GROUP BY epoch, track`,
  );
  const kinds = await line.rows<{ kind: number; ship: number | null }>(
    `SELECT DISTINCT kind, ship FROM ${table}`,
  );
  const classes: ThingClass[] = [];
  const numberOf = (of: ThingClass): number => {
    if (!classes.includes(of)) classes.push(of);
    return classes.indexOf(of);
  };
  for (const { kind, ship: type } of kinds) {
    const isSo = `kind = ${whole(kind)} AND ship ${type === null ? 'IS NULL' : `= ${whole(type)}`}`;
    const said = numberOf(thingClass(kind as TrackKind, type ?? undefined));
    const bare = numberOf(thingClass(kind as TrackKind, undefined));
    await line.run(`UPDATE ${table} SET class = ${said}, bare = ${bare} WHERE ${isSo}`);
  }
  return { table, classes };
}
