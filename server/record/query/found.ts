/** What questions have in common: who a track said it was, and the way that it took. */
import { type Answer, MOST_ROWS } from '../../../proto/domain/record/questions.ts';
import { type Line, whole } from './line.ts';
import type { Seen } from './seen.ts';
import type { Past, Range } from './sources.ts';
import { idOf, isOneOf, type TrackKey } from './trackkeys.ts';

/** What a question works with, beyond DuckDB. */
export interface Finding {
  readonly line: Line;
  readonly past: Past;
  readonly seen: Seen;
  /** How far it is, 0…1. */
  readonly tell: (share: number) => void;
}

/** An answer, before what is missing and how long it took is known. */
export type Found = Pick<Answer, 'columns' | 'rows' | 'cells' | 'isCut'>;

/** Points of a way at most, and of all ways of an answer together. */
export const MOST_WAY = 500;
export const MOST_POINTS = 120_000;
/** Identities are said anew with every hour: so far before a range a track's is found. */
const RESTATED_MS = 2 * 3_600_000;

/** Fetch one row more than is answered: then it is known whether there was more. */
export const ONE_MORE = MOST_ROWS + 1;

export interface Named {
  readonly mmsi?: number;
  readonly name?: string;
  readonly callSign?: string;
  readonly imo?: number;
  readonly shipType?: number;
  /** Every name in the range, the last last. */
  readonly names: readonly string[];
}

interface NamedRow extends TrackKey {
  readonly mmsi: number | null;
  readonly name: string | null;
  readonly callSign: string | null;
  readonly imo: number | null;
  readonly shipType: number | null;
  readonly names: readonly string[] | null;
}

/** Only for tracks whose identity may be told. */
export async function namesOf(
  { line, past }: Finding,
  keys: readonly TrackKey[],
  { fromMs, untilMs }: Range,
): Promise<ReadonlyMap<string, Named>> {
  const found = new Map<string, Named>();
  if (keys.length === 0) return found;
  const identities = past.rowsOf('identities', { fromMs: fromMs - RESTATED_MS, untilMs });
  const last = (column: string): string => `arg_max(${column}, known_ms) FILTER (${column} IS NOT NULL) AS`;
  const rows = await line.rows<NamedRow>(
    `SELECT epoch, track, ${last('mmsi')} mmsi, ${last('name')} name, ${last('call_sign')} "callSign", ${last('imo')} imo,
       ${last('ship_type')} "shipType", list(DISTINCT name) FILTER (name IS NOT NULL) AS names
     FROM ${identities} WHERE ${isOneOf(keys)} GROUP BY epoch, track`,
  );
  for (const { epoch, track, names, ...row } of rows)
    found.set(idOf({ epoch, track }), {
      ...given(row),
      names: [...(names ?? [])].filter((one) => one !== row.name).concat(row.name ?? []),
    });
  return found;
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], null> };

/** Without what is null. */
export const given = <T extends object>(row: T): Given<T> =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== undefined),
  ) as Given<T>;

export type WayPoint = readonly [lat: number, lon: number, ms: number];

/**
 * Of each track within its time: every so many points that all together stay within bounds, the last always.
 *
 * @param heard what was heard of them already, where it was put aside
 */
export async function waysOf(
  { line, seen }: Finding,
  stretches: readonly (TrackKey & Range)[],
  heard?: string,
): Promise<readonly (readonly WayPoint[])[]> {
  const ways: WayPoint[][] = stretches.map(() => []);
  if (stretches.length === 0) return ways;
  const most = Math.max(2, Math.min(MOST_WAY, Math.floor(MOST_POINTS / stretches.length)));
  const range = {
    fromMs: Math.min(...stretches.map(({ fromMs }) => fromMs)),
    untilMs: Math.max(...stretches.map(({ untilMs }) => untilMs)) + 1,
  };
  const wanted = stretches
    .map(
      ({ epoch, track, fromMs, untilMs }, i) =>
        `(${i}, ${epoch}, ${track}, ${whole(fromMs)}, ${whole(untilMs)})`,
    )
    .join(', ');
  const rows = await line.rows<{ i: number; lat: number; lon: number; ms: number }>(
    `WITH wanted(i, epoch, track, from_ms, until_ms) AS (VALUES ${wanted}),
     one AS (
       SELECT w.i, h.observed_ms, max(h.lat_e6) AS lat, max(h.lon_e6) AS lon
       FROM (SELECT epoch, track, observed_ms, lat_e6, lon_e6 FROM ${heard ?? seen.heard(range)} WHERE ${isOneOf(stretches)}) h
       JOIN wanted w ON w.epoch = h.epoch AND w.track = h.track
         AND h.observed_ms >= w.from_ms AND h.observed_ms <= w.until_ms
       GROUP BY ALL),
     numbered AS (
       SELECT *, row_number() OVER (PARTITION BY i ORDER BY observed_ms) - 1 AS n, count(*) OVER (PARTITION BY i) AS all_n
       FROM one)
     SELECT i, lat::DOUBLE AS lat, lon::DOUBLE AS lon, observed_ms::DOUBLE AS ms FROM numbered
     WHERE n % greatest(1, ceil((all_n - 1) / ${whole(most - 1)}.0)::BIGINT) = 0 OR n = all_n - 1 ORDER BY i, observed_ms`,
  );
  for (const { i, lat, lon, ms } of rows) ways[i]!.push([lat / 1e6, lon / 1e6, ms]);
  return ways;
}
