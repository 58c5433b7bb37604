/** The questions of the bench, to the archive and to the rival, and how long each takes. */
import { seeded } from '../../../proto/domain/random.ts';
import { cellOf } from '../../../proto/domain/record/tables.table.ts';
import { DAY_MS, HOUR_MS, hourOf } from '../../../server/record/archive/places.ts';
import { median } from '../harness.ts';
import { EPOCH, FROM_MS } from './month.ts';

/** Each question is asked so often, of another vessel, place or time. */
const TIMES = 9;
/** A sector at sea. */
const BOX_DEG = 1;
const BOX_E6 = BOX_DEG * 1e6;
const HEAT_E6 = 100_000;

export interface Asked {
  readonly fromMs: number;
  readonly untilMs: number;
  /** SQL, with `{points}` for the table. */
  readonly sql: string;
}

export type QuestionName = 'vesselDay' | 'boxHour' | 'wholePicture' | 'heatMap';

/** The same for the same number of days and vessels. `mmsis`: of some vessels. */
export function questions(days: number, mmsis: readonly number[]): Record<QuestionName, Asked[]> {
  const random = seeded(66);
  const dayOf = (): number => FROM_MS + Math.floor(random() * days) * DAY_MS;
  const times = Array.from({ length: TIMES }, (_, i) => i);
  return {
    vesselDay: times.map((i) => vesselDay(dayOf(), mmsis[i % mmsis.length]!)),
    boxHour: times.map(() =>
      boxHour(dayOf() + Math.floor(random() * 24) * HOUR_MS, 38.2 + random() * 3.5, 15.8 + random() * 3.5),
    ),
    wholePicture: times.map(() => wholePicture(dayOf() + Math.floor(random() * DAY_MS))),
    heatMap: [heatMap(days), heatMap(days), heatMap(days)],
  };
}

const within = (fromMs: number, untilMs: number): string => `known_ms >= ${fromMs} AND known_ms < ${untilMs}`;

const vesselDay = (fromMs: number, mmsi: number): Asked => ({
  ...{ fromMs, untilMs: fromMs + DAY_MS },
  sql: `SELECT known_ms, observed_ms, lat_e6, lon_e6, sog_dkn, cog_ddeg, nav_status FROM {points}
    WHERE mmsi = ${mmsi} AND ${within(fromMs, fromMs + DAY_MS)} ORDER BY known_ms`,
});

function boxHour(fromMs: number, south: number, west: number): Asked {
  const cells: number[] = [];
  for (let lat = Math.floor(south * 4); lat <= (south + BOX_DEG) * 4; lat += 1)
    for (let lon = Math.floor(west * 4); lon <= (west + BOX_DEG) * 4; lon += 1)
      cells.push(cellOf(lat / 4, lon / 4));
  const [latE6, lonE6] = [Math.round(south * 1e6), Math.round(west * 1e6)];
  return {
    ...{ fromMs, untilMs: fromMs + HOUR_MS },
    sql: `SELECT epoch, track, mmsi, known_ms, lat_e6, lon_e6, sog_dkn FROM {points}
      WHERE cell IN (${cells}) AND ${within(fromMs, fromMs + HOUR_MS)}
      AND lat_e6 BETWEEN ${latE6} AND ${latE6 + BOX_E6} AND lon_e6 BETWEEN ${lonE6} AND ${lonE6 + BOX_E6}`,
  };
}

/** All is restated at the hour: nothing before it is needed. SQLite and DuckDB have each their way to say “the last of”. */
const wholePicture = (atMs: number): Asked => ({
  ...{ fromMs: hourOf(atMs), untilMs: atMs + 1 },
  sql: `SELECT epoch, track, {last} FROM {points} WHERE ${within(hourOf(atMs), atMs + 1)} GROUP BY epoch, track`,
});

/** Of all that there is: the last reports were known after midnight. */
const heatMap = (days: number): Asked => ({
  ...{ fromMs: FROM_MS, untilMs: FROM_MS + days * DAY_MS + HOUR_MS },
  sql: `SELECT lat_e6 {div} ${HEAT_E6} AS y, lon_e6 {div} ${HEAT_E6} AS x, (known_ms {div} ${HOUR_MS}) % 24 AS hour, count(*) AS n
    FROM {points} WHERE epoch = ${EPOCH} GROUP BY 1, 2, 3`,
});

export interface Ask {
  /** How many rows it has. */
  readonly answer: (one: Asked) => Promise<number> | number;
  /** What a side does when nothing is asked; not counted with the questions. */
  readonly between: () => Promise<void> | void;
}

/**
 * Of each question the median milliseconds by the clock and of all processors, and how many rows its answers had
 * together: the same on both sides. All are asked twice, and the second time counts: both sides are warm.
 */
export async function askAll(
  asked: Record<QuestionName, Asked[]>,
  { answer, between }: Ask,
): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const [name, all] of Object.entries(asked)) {
    for (const one of name === 'heatMap' ? all.slice(0, 1) : all) {
      await answer(one);
      await between();
    }
    const took: number[] = [];
    const used: number[] = [];
    let rows = 0;
    for (const one of name === 'heatMap' ? all.slice(1) : all) {
      const [began, before] = [performance.now(), process.cpuUsage()];
      rows += await answer(one);
      const { user, system } = process.cpuUsage(before);
      took.push(performance.now() - began);
      used.push((user + system) / 1000);
      await between();
    }
    figures[`${name}Ms`] = median(took);
    figures[`${name}CpuMs`] = median(used);
    figures[`${name}Rows`] = rows;
  }
  return figures;
}
