/** The answer as shapes: ways with their speeds and times, places, and the cells of a density. Pure. */
import { distanceM } from '../../proto/domain/geo.ts';
import type { Answer, DensityCell, FoundRow } from '../../proto/domain/record/questions.ts';
import { degrees, METRES_PER_NAUTICAL_MILE } from '../../proto/domain/units.ts';

/** At and above this a way has the last colour of the scale, knots. */
export const FASTEST_SHOWN_KN = 30;
/** Vertices of all ways that are drawn; rows beyond it have their place alone. */
export const MOST_VERTICES = 120_000;
/** A leg longer than this was not seen: the way is interrupted. */
const LONGEST_LEG_MS = 30 * 60_000;

export interface Way {
  /** The row's place in the answer. */
  readonly at: number;
  /** lon, lat. */
  readonly path: readonly (readonly [number, number])[];
  /** Of each vertex, by the leg that leads to it: 0…1 of the scale. */
  readonly speed: readonly number[];
  readonly time: readonly number[];
}

/** Ways of all rows, as many as fit. A row's way is cut where nothing was heard for long. */
export function waysOf({ rows }: Pick<Answer, 'rows'>): readonly Way[] {
  const fromMs = rows.reduce((least, row) => Math.min(least, row.fromMs), Number.POSITIVE_INFINITY);
  const untilMs = rows.reduce((most, row) => Math.max(most, row.untilMs), Number.NEGATIVE_INFINITY);
  const ways: Way[] = [];
  let left = MOST_VERTICES;
  for (const [at, { path = [] }] of rows.entries()) {
    if (path.length < 2 || path.length > left) continue;
    left -= path.length;
    ways.push(...legsOf(at, path, fromMs, Math.max(1, untilMs - fromMs)));
  }
  return ways;
}

function legsOf(at: number, path: NonNullable<FoundRow['path']>, fromMs: number, spanMs: number): Way[] {
  const ways: Way[] = [];
  let points: [number, number][] = [];
  let speed: number[] = [];
  let time: number[] = [];
  const end = (): void => {
    if (points.length > 1) {
      // The first vertex has no leg before it: the colour of the one after.
      speed[0] = speed[1] ?? 0;
      ways.push({ at, path: points, speed, time });
    }
    [points, speed, time] = [[], [], []];
  };
  for (const [i, [lat, lon, ms]] of path.entries()) {
    const before = path[i - 1];
    if (before !== undefined && ms - before[2] > LONGEST_LEG_MS) end();
    const kn = before === undefined || points.length === 0 ? 0 : speedKn(before, [lat, lon, ms]);
    points.push([lon, lat]);
    speed.push(kn / FASTEST_SHOWN_KN);
    time.push((ms - fromMs) / spanMs);
  }
  end();
  return ways;
}

type Vertex = readonly [lat: number, lon: number, ms: number];

/** Knots over ground between two vertices; 0 where no time went by. */
export function speedKn(from: Vertex, to: Vertex): number {
  const hours = (to[2] - from[2]) / 3_600_000;
  if (hours <= 0) return 0;
  const metres = distanceM(
    { lat: degrees(from[0]), lon: degrees(from[1]) },
    { lat: degrees(to[0]), lon: degrees(to[1]) },
  );
  return metres / METRES_PER_NAUTICAL_MILE / hours;
}

export interface Cell {
  readonly south: number;
  readonly west: number;
  readonly points: number;
  readonly tracks: number;
  /** 0…1 of the scale, by the logarithm of its points: a lane does not hide what is beside it. */
  readonly share: number;
}

/**
 * The cells of one part (an hour, a class, a band of speed), or of all parts together. Tracks of several parts are
 * counted once each: together they are at least as many as in the largest part.
 */
export function cellsOf(cells: readonly DensityCell[], part: string | undefined): readonly Cell[] {
  const byPlace = new Map<string, { south: number; west: number; points: number; tracks: number }>();
  let most = 0;
  for (const { south, west, of, points, tracks } of cells) {
    if (part !== undefined && of !== part) continue;
    const key = `${south} ${west}`;
    const known = byPlace.get(key);
    const cell =
      known === undefined
        ? { south, west, points, tracks }
        : { south, west, points: known.points + points, tracks: Math.max(known.tracks, tracks) };
    byPlace.set(key, cell);
    most = Math.max(most, cell.points);
  }
  const top = Math.log1p(most);
  return [...byPlace.values()].map((cell) => ({
    ...cell,
    share: top > 0 ? Math.log1p(cell.points) / top : 0,
  }));
}

/** The parts of a density, in their order: hours by number, others by name. */
export const partsOf = (cells: readonly DensityCell[]): readonly string[] =>
  [...new Set(cells.flatMap(({ of }) => (of === undefined ? [] : [of])))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );

/** The cell that a place lies in; undefined where there is none. */
export function cellAt(cells: readonly Cell[], stepDeg: number, lat: number, lon: number): Cell | undefined {
  return cells.find(
    ({ south, west }) => lat >= south && lat < south + stepDeg && lon >= west && lon < west + stepDeg,
  );
}
