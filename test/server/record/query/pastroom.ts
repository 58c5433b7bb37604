/** Small archives, written by hand, and questions to them in this process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Answer, Question } from '../../../../proto/domain/record/questions.ts';
import type { RetentionClass } from '../../../../proto/domain/record/retention.table.ts';
import { cellOf, type TableName } from '../../../../proto/domain/record/tables.table.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { ArchiveRoom } from '../../../../server/publish/archive/archiveroom.ts';
import type { Cell } from '../../../../server/record/archive/stage.ts';
import { writeTable } from '../../../../server/record/archive/writetable.ts';
import { ANSWERS } from '../../../../server/record/query/answers.ts';
import type { Reply } from '../../../../server/record/query/asks.ts';
import { Engine } from '../../../../server/record/query/engine.ts';
import { faultOf } from '../../../../server/record/query/fault.ts';
import type { Sights } from '../../../../server/record/query/sights.ts';
import { Sources } from '../../../../server/record/query/sources.ts';

export const T0 = Date.UTC(2026, 6, 1, 5);
export const MIN = 60_000;
export const HOUR = 3_600_000;

export interface Said {
  readonly track: number;
  readonly atMs: number;
  readonly lat: number;
  readonly lon: number;
  readonly knownMs?: number;
  readonly epoch?: number;
  readonly mmsi?: number;
  readonly sogKn?: number;
  readonly cogDeg?: number;
  readonly kind?: number;
  readonly state?: number;
  readonly contact?: number;
  readonly sources?: number;
  readonly feeds?: string;
  readonly restated?: boolean;
}

export const pointRow = (said: Said): Record<string, Cell> => ({
  cell: cellOf(said.lat, said.lon),
  epoch: said.epoch ?? 1,
  track: said.track,
  known_ms: said.knownMs ?? said.atMs + 1000,
  observed_ms: said.atMs,
  mmsi: said.mmsi === undefined ? 200_000_000 + said.track : said.mmsi,
  lat_e6: Math.round(said.lat * 1e6),
  lon_e6: Math.round(said.lon * 1e6),
  sog_dkn: said.sogKn === undefined ? undefined : Math.round(said.sogKn * 10),
  cog_ddeg: said.cogDeg === undefined ? undefined : Math.round(said.cogDeg * 10),
  heading_ddeg: undefined,
  nav_status: undefined,
  state: said.state ?? 0,
  kind: said.kind ?? 1,
  nature: 0,
  contact: said.contact ?? 0,
  sources: said.sources ?? 1,
  ellipse: undefined,
  feeds: said.feeds ?? 'mast',
  restated: said.restated ?? false,
});

export interface Claimed {
  readonly track: number;
  readonly atMs: number;
  readonly mmsi?: number;
  readonly name?: string;
  readonly imo?: number;
  readonly callSign?: string;
  readonly shipType?: number;
}

export const identityRow = (said: Claimed): Record<string, Cell> => ({
  epoch: 1,
  track: said.track,
  known_ms: said.atMs,
  kind: 1,
  nature: 0,
  mmsi: said.mmsi ?? 200_000_000 + said.track,
  imo: said.imo,
  name: said.name,
  call_sign: said.callSign,
  ship_type: said.shipType,
  restated: false,
});

/** A way at constant speed between corners, a report every `everyMs`. */
export function sailed(
  track: number,
  corners: readonly (readonly [minute: number, lat: number, lon: number])[],
  more: Partial<Said> = {},
  everyMs = MIN,
): Said[] {
  const said: Said[] = [];
  for (let i = 1; i < corners.length; i += 1) {
    const [m0, lat0, lon0] = corners[i - 1]!;
    const [m1, lat1, lon1] = corners[i]!;
    for (let ms = m0 * MIN; ms < m1 * MIN; ms += everyMs) {
      const part = (ms - m0 * MIN) / ((m1 - m0) * MIN);
      said.push({
        ...{ track, atMs: T0 + ms, lat: lat0 + part * (lat1 - lat0), lon: lon0 + part * (lon1 - lon0) },
        ...more,
      });
    }
  }
  const [minute, lat, lon] = corners.at(-1)!;
  said.push({ track, atMs: T0 + minute * MIN, lat, lon, ...more });
  return said;
}

/** A question without its time: the whole day. */
type Timeless<Q> = Q extends Question
  ? Omit<Q, 'fromMs' | 'untilMs'> & { fromMs?: number; untilMs?: number }
  : never;

export async function pastRoom() {
  const record = mkdtempSync(path.join(tmpdir(), 'past-'));
  let engine: Engine | undefined;
  let sources: Sources | undefined;

  const opened = async () => {
    engine ??= await Engine.open({ record, name: 'test', lines: 3 });
    sources ??= new Sources(record, engine.lines[0]!);
    return { engine, sources };
  };
  const replied = async (kind: string, params: unknown): Promise<Reply> => {
    const all = await opened();
    await all.sources.follow();
    const past = await all.sources.past();
    try {
      return await ANSWERS[kind]!({ line: all.engine.lines[1]!, past, tell: () => {} }, params);
    } finally {
      past.release();
    }
  };
  const asked = async <T>(kind: string, params: unknown): Promise<T> =>
    JSON.parse((await replied(kind, params)).json) as T;
  /** As the query process answers. */
  const answer: ArchiveRoom['ask'] = async (kind, params) => {
    try {
      return { ok: true, value: await replied(kind, params) };
    } catch (error) {
      return { ok: false, fault: faultOf(error) };
    }
  };
  return {
    record,
    answer,
    opened,
    asked,
    async write(
      table: TableName,
      rows: readonly Record<string, Cell>[],
      of: RetentionClass = 'sea',
    ): Promise<void> {
      await writeTable(record, { table, class: of, atMs: T0, rows });
    },
    ask: (question: Timeless<Question>, sights: Sights = 'whole') =>
      asked<Answer>('question', {
        question: { fromMs: epochMs(T0), untilMs: epochMs(T0 + 24 * HOUR), ...question },
        sights,
      }),
    close() {
      engine?.close();
      rmSync(record, { recursive: true });
    },
  };
}

/** Corners of a square of `size` degrees. */
export const square = (south: number, west: number, size: number) =>
  [
    [south, west],
    [south, west + size],
    [south + size, west + size],
    [south + size, west],
  ] as const;
