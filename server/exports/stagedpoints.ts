/** Points on their way into files: seen by whoever asks, each observation once, held in DuckDB until all files are written. */
import type { Question } from '../../proto/domain/record/questions.ts';
import { watchfloor } from '../../proto/generated/watchfloor.js';
import { MOST_EXPORTED } from '../record/export/exportasked.ts';
import { QueryFault } from '../record/query/fault.ts';
import { type Finding, given, namesOf } from '../record/query/found.ts';
import { type Line, whole } from '../record/query/line.ts';
import type { Seen } from '../record/query/seen.ts';
import type { Past } from '../record/query/sources.ts';
import { idOf, isOneOf, type TrackKey } from '../record/query/trackkeys.ts';
import type { ExportedPoint, ExportedTrack } from './exported.ts';

/** Identities are said anew with every hour: so far before a range a track's is found. */
const RESTATED_MS = 2 * 3_600_000;

/** That a scan selects. */
const COLUMNS = 11;

let made = 0;

interface HeadRow extends TrackKey {
  readonly points: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly kind: number;
  readonly nature: number;
  readonly mmsi: number | null;
  readonly named: boolean;
}

export interface Way {
  readonly track: ExportedTrack;
  readonly points: readonly ExportedPoint[];
}

export interface Placed {
  readonly track: ExportedTrack;
  readonly point: ExportedPoint;
}

export class StagedPoints {
  /** `epoch, track, ms, lat_e6, lon_e6, sog_dkn, cog_ddeg, heading_ddeg, nav_status, kind, nature, mmsi, named`. */
  readonly table: string;
  readonly tracks: readonly ExportedTrack[];
  readonly rows: number;
  readonly #line: Line;

  private constructor(line: Line, table: string, tracks: readonly ExportedTrack[]) {
    this.#line = line;
    this.table = table;
    this.tracks = tracks;
    this.rows = tracks.reduce((sum, { points }) => sum + points, 0);
  }

  /** Throws a `QueryFault` where there are too many. */
  static async open(
    { line, past, seen, tell }: { line: Line; past: Past; seen: Seen; tell: (share: number) => void },
    keys: readonly TrackKey[],
    { fromMs, untilMs }: Pick<Question, 'fromMs' | 'untilMs'>,
  ): Promise<StagedPoints> {
    made += 1;
    const table = `exported_${made}`;
    const range = { fromMs, untilMs };
    await line.run(
      `CREATE TEMP TABLE ${table} AS SELECT epoch, track, observed_ms AS ms, arg_max(lat_e6, known_ms) AS lat_e6,
         arg_max(lon_e6, known_ms) AS lon_e6, arg_max(sog_dkn, known_ms) AS sog_dkn, arg_max(cog_ddeg, known_ms) AS cog_ddeg,
         arg_max(heading_ddeg, known_ms) AS heading_ddeg, arg_max(nav_status, known_ms) AS nav_status,
         arg_max(kind, known_ms) AS kind, max(nature) AS nature, max(mmsi) AS mmsi, bool_and(named) AS named
       FROM ${seen.heard(range)} WHERE ${isOneOf(keys)} GROUP BY epoch, track, observed_ms LIMIT ${MOST_EXPORTED + 1}`,
    );
    try {
      tell(0.3);
      const heads = await line.rows<HeadRow>(
        `SELECT epoch, track, count(*)::DOUBLE AS points, min(ms)::DOUBLE AS "fromMs", max(ms)::DOUBLE AS "untilMs",
           arg_max(kind, ms) AS kind, CASE WHEN bool_or(nature = 1) THEN 1 ELSE arg_max(nature, ms) END AS nature,
           arg_max(mmsi, ms) AS mmsi, bool_and(named) AS named
         FROM ${table} GROUP BY epoch, track ORDER BY epoch, track`,
      );
      if (heads.reduce((sum, { points }) => sum + points, 0) > MOST_EXPORTED)
        throw new QueryFault(
          'refused',
          `there are more than ${MOST_EXPORTED / 1e6} million points: ask for a shorter time`,
        );
      const named = heads.filter((one) => one.named);
      const finding: Finding = { line, past, seen, tell };
      const names = await namesOf(finding, named, range);
      const said = await saidOf(finding, named, range);
      const tracks = heads.map(({ named: isNamed, mmsi, ...head }): ExportedTrack => {
        const id = idOf(head);
        if (!isNamed) return { id, ...head };
        const { names: _all, ...known } = names.get(id) ?? { names: [] };
        const spoken = said.get(id);
        return { id, ...head, ...given({ mmsi }), ...known, ...(spoken && { said: spoken }) };
      });
      return new StagedPoints(line, table, tracks);
    } catch (error) {
      await drop(line, table);
      throw error;
    }
  }

  /** Track after track, each in the order of time; a track of more than `most` points comes in parts that share an end. */
  async *ways(most: number): AsyncGenerator<Way> {
    let at = 0;
    let points: ExportedPoint[] = [];
    for await (const some of this.#scan('epoch, track, ms'))
      for (const { key, point } of some) {
        const track = this.tracks[at]!;
        if (key.epoch !== track.epoch || key.track !== track.track) {
          yield { track, points };
          points = [];
          at += 1;
        } else if (points.length >= most) {
          yield { track, points };
          points = points.slice(-1);
        }
        points.push(point);
      }
    if (points.length > 0) yield { track: this.tracks[at]!, points };
  }

  /** All points, some at a time, by track and time or by time alone. */
  async *points(order: 'track' | 'time'): AsyncGenerator<readonly Placed[]> {
    const tracks = new Map(this.tracks.map((track) => [track.id, track]));
    const by = order === 'time' ? 'ms, epoch, track' : 'epoch, track, ms';
    for await (const some of this.#scan(by))
      yield some.map(({ key, point }) => ({ track: tracks.get(idOf(key))!, point }));
  }

  close(): Promise<void> {
    return drop(this.#line, this.table);
  }

  async *#scan(
    order: string,
  ): AsyncGenerator<readonly { readonly key: TrackKey; readonly point: ExportedPoint }[]> {
    const result = await this.#line.connection.stream(
      `SELECT epoch, track, ms::DOUBLE, lat_e6, lon_e6, sog_dkn, cog_ddeg, heading_ddeg, nav_status, kind, nature
       FROM ${this.table} ORDER BY ${order}`,
    );
    for (;;) {
      const chunk = await result.fetchChunk();
      if (!chunk || chunk.rowCount === 0) return;
      const columns = Array.from({ length: COLUMNS }, (_, i) => chunk.getColumnVector(i));
      const value = (column: number, i: number): number => columns[column]!.getItem(i) as number;
      const maybe = (column: number, i: number): number | null =>
        columns[column]!.getItem(i) as number | null;
      yield Array.from({ length: chunk.rowCount }, (_, i) => ({
        key: { epoch: value(0, i), track: value(1, i) },
        point: {
          ...{ ms: value(2, i), latE6: value(3, i), lonE6: value(4, i) },
          ...{ sogDkn: maybe(5, i), cogDdeg: maybe(6, i), headingDdeg: maybe(7, i), navStatus: maybe(8, i) },
          ...{ kind: value(9, i), nature: value(10, i) },
        },
      }));
    }
  }
}

async function drop(line: Line, table: string): Promise<void> {
  line.again();
  await line.run(`DROP TABLE IF EXISTS ${table}`);
}

/** The whole of what each track said last; only of those whose identity may be told. */
async function saidOf(
  { line, past }: Finding,
  keys: readonly TrackKey[],
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Promise<ReadonlyMap<string, watchfloor.v1.TrackStatic>> {
  const found = new Map<string, watchfloor.v1.TrackStatic>();
  if (keys.length === 0) return found;
  const range = { fromMs: fromMs - RESTATED_MS, untilMs };
  const rows = await line.rows<TrackKey & { readonly said: Uint8Array }>(
    `SELECT epoch, track, arg_max(static, known_ms) AS said FROM ${past.rowsOf('identities', range)}
     WHERE ${isOneOf(keys)} AND static IS NOT NULL AND known_ms < ${whole(untilMs)} GROUP BY epoch, track`,
  );
  for (const { said, ...key } of rows) found.set(idOf(key), watchfloor.v1.TrackStatic.decode(said));
  return found;
}
