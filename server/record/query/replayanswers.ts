/** What replays ask, by their own lane. Pictures and changes are answered in bytes: `ReplaySteps` of record.proto. */
import { type Answering, asReply, type Reply } from './asks.ts';
import type { CopiedTable, KnownRange } from './hourcopies.ts';
import { type Line, whole } from './line.ts';
import { ReplayReads, replayBytes } from './replayreads.ts';
import type { Past } from './sources.ts';

export interface PictureParams {
  readonly atMs: number;
}

export interface ChangesParams {
  /** Not included. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly stepMs: number;
}

export interface ToldThenParams {
  readonly atMs: number;
  /** Included. */
  readonly untilMs: number;
}

/** Alerts as last told, then each time one was told. */
export interface ToldThenReply {
  readonly rows: readonly { readonly knownMs: number; readonly id: string; readonly json: string }[];
}

/** What a replay may begin with, and end with. */
export interface ReplayedRangeReply {
  readonly fromMs?: number;
  readonly untilMs?: number;
}

const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };
const TAIL_TABLES: readonly CopiedTable[] = ['points', 'identities', 'ends'];
/** An alert that nothing was told of for longer is closed, or forgotten. */
const TOLD_BACK_MS = 31 * 86_400_000;
/** Of the newest, where there are more. */
const MOST_TOLD = 20_000;

/** What a line has read for replays; the archive under it may be another with each question. */
class ReplayLine {
  readonly reads: ReplayReads;
  #past: Past | undefined;
  #version = -1;
  #sealedMs = Number.NEGATIVE_INFINITY;

  constructor(line: Line) {
    this.reads = new ReplayReads(line.connection, {
      rowsOf: (table, { fromMs, untilMs }: KnownRange) =>
        this.#past!.rowsOf(table, { fromMs, untilMs: untilMs + 1 }),
      sealedMs: () => this.#sealedMs,
      version: () => this.#version,
    });
  }

  async over(line: Line, past: Past): Promise<ReplayReads> {
    this.#past = past;
    this.#version = past.manifest.version;
    const firsts = TAIL_TABLES.map(
      (table) => `SELECT min(known_ms) AS first FROM ${past.rowsOfTail(table, ALWAYS)}`,
    );
    const [row] = await line.rows<{ first: number | null }>(
      `SELECT CAST(min(first) AS DOUBLE) AS first FROM (${firsts.join(' UNION ALL ')})`,
    );
    this.#sealedMs = row?.first ?? Number.POSITIVE_INFINITY;
    return this.reads;
  }
}

const lines = new WeakMap<Line, ReplayLine>();

function readsOf(line: Line, past: Past): Promise<ReplayReads> {
  const known = lines.get(line) ?? new ReplayLine(line);
  lines.set(line, known);
  return known.over(line, past);
}

const inBytes = (steps: Parameters<typeof replayBytes>[0]): Reply => ({
  json: '{}',
  columns: [replayBytes(steps)],
});

export const answerReplayPicture: Answering = async ({ line, past }, params) => {
  const { atMs } = params as PictureParams;
  return inBytes(await (await readsOf(line, past)).pictureAt(Number(whole(atMs))));
};

export const answerReplayChanges: Answering = async ({ line, past }, params) => {
  const { fromMs, untilMs, stepMs } = params as ChangesParams;
  const reads = await readsOf(line, past);
  return inBytes(await reads.changes(Number(whole(fromMs)), Number(whole(untilMs)), Number(whole(stepMs))));
};

export const answerReplayTold: Answering = async ({ line, past }, params) => {
  const { atMs, untilMs } = params as ToldThenParams;
  const told = past.rowsOf('told', { fromMs: atMs - TOLD_BACK_MS, untilMs: untilMs + 1 });
  const rows = await line.rows<ToldThenReply['rows'][number]>(
    `WITH told AS (SELECT seq, known_ms, id, json FROM ${told} WHERE kind = 'alert')
     SELECT CAST(known_ms AS DOUBLE) AS "knownMs", id, json FROM (
       (SELECT * FROM told WHERE known_ms <= ${whole(atMs)}
        QUALIFY row_number() OVER (PARTITION BY id ORDER BY seq DESC) = 1)
       UNION ALL (SELECT * FROM told WHERE known_ms > ${whole(atMs)})
     ) ORDER BY seq DESC LIMIT ${MOST_TOLD}`,
  );
  const reply: ToldThenReply = { rows: rows.reverse() };
  return asReply(reply);
};

/** The time of which something is known, by the manifest and the tail. */
export const answerReplayRange: Answering = async ({ line, past }) => {
  const files = past.manifest.all().filter(({ table }) => table === 'points');
  const [tail] = await line.rows<{ first: number | null; last: number | null }>(
    `SELECT CAST(min(known_ms) AS DOUBLE) AS first, CAST(max(known_ms) AS DOUBLE) AS last
     FROM ${past.rowsOfTail('points', ALWAYS)}`,
  );
  const { first = null, last = null } = tail ?? {};
  const firsts = [...files.map(({ minKnownMs }) => minKnownMs), ...(first === null ? [] : [first])];
  const lasts = [...files.map(({ maxKnownMs }) => maxKnownMs), ...(last === null ? [] : [last])];
  const reply: ReplayedRangeReply =
    firsts.length === 0 ? {} : { fromMs: least(firsts), untilMs: most(lasts) };
  return asReply(reply);
};

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
