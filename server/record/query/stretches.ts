/** What most questions find: of a track a stretch of time, as a row of the answer. */
import { type FoundRow, MOST_ROWS } from '../../../proto/domain/record/questions.ts';
import { epochMs } from '../../../proto/domain/units.ts';
import { type Finding, type Found, type Named, namesOf, waysOf } from './found.ts';
import type { Range } from './sources.ts';
import { idOf, type TrackKey } from './trackkeys.ts';

/** A row as DuckDB found it. */
export interface Stretch extends TrackKey {
  readonly fromMs: number;
  readonly untilMs: number;
  /** 1e-6 degree. */
  readonly lat: number | null;
  readonly lon: number | null;
  readonly mmsi: number | null;
  /** Name and number may be told, all the time. */
  readonly named: boolean;
}

export interface StretchOptions<S extends Stretch> {
  readonly columns: readonly string[];
  readonly values: (stretch: S, said: Named | undefined) => FoundRow['values'];
  /** The one that it met. */
  readonly other?: (stretch: S) => (TrackKey & Pick<Stretch, 'mmsi' | 'named'>) | undefined;
  /** A table of what was heard of them, for their ways. */
  readonly heard?: string;
  /** The ways are not asked for. */
  readonly hasNoWay?: boolean;
}

function who(
  { mmsi: number, named }: Pick<Stretch, 'mmsi' | 'named'>,
  said: Named | undefined,
): Pick<FoundRow, 'mmsi' | 'name'> {
  if (!named) return {};
  const mmsi = said?.mmsi ?? number ?? undefined;
  return { ...(mmsi !== undefined && { mmsi }), ...(said?.name !== undefined && { name: said.name }) };
}

/** @param found with one more than is answered, where there is more */
export async function foundOf<S extends Stretch>(
  finding: Finding,
  found: readonly S[],
  range: Range,
  { columns, values, other, heard, hasNoWay = false }: StretchOptions<S>,
): Promise<Found> {
  const shown = found.slice(0, MOST_ROWS);
  const others = shown.map((stretch) => other?.(stretch));
  const known = new Map<string, TrackKey>();
  for (const one of [...shown, ...others]) if (one?.named) known.set(idOf(one), one);
  const names = await namesOf(finding, [...known.values()], range);
  finding.tell(0.8);
  const ways = hasNoWay ? [] : await waysOf(finding, shown, heard);
  const rows = shown.map((stretch, i): FoundRow => {
    const track = idOf(stretch);
    const said = stretch.named ? names.get(track) : undefined;
    const met = others[i];
    const { lat, lon } = stretch;
    return {
      track,
      ...who(stretch, said),
      ...(met && { other: { track: idOf(met), ...who(met, names.get(idOf(met))) } }),
      fromMs: epochMs(stretch.fromMs),
      untilMs: epochMs(stretch.untilMs),
      ...(lat !== null && lon !== null && { lat: lat / 1e6, lon: lon / 1e6 }),
      ...(ways[i] && { path: ways[i] }),
      values: values(stretch, said),
    };
  });
  return { columns, rows, isCut: found.length > MOST_ROWS };
}

/** What a track's rows come to in SQL: the columns of {@link Stretch}, the place the last. */
export const STRETCH_COLUMNS = `min(observed_ms)::DOUBLE AS "fromMs", max(observed_ms)::DOUBLE AS "untilMs",
  arg_max(lat_e6, observed_ms) AS lat, arg_max(lon_e6, observed_ms) AS lon,
  arg_max(mmsi, observed_ms) AS mmsi, bool_and(named) AS named`;
