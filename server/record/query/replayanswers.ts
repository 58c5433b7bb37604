/** What replays ask, by their own lane. Pictures and changes are answered in bytes: `ReplaySteps` of record.proto. */
import { Manifest } from '../archive/manifest.ts';
import { againFolder } from './againfolder.ts';
import { type Answering, asReply, type Reply } from './asks.ts';
import type { CopiedTable, KnownRange } from './hourcopies.ts';
import { type Line, whole } from './line.ts';
import { ReplayReads, replayBytes } from './replayreads.ts';
import { Past } from './sources.ts';

/** What was run again, by its replay's id, in place of the record. */
interface OfAgain {
  readonly again?: string;
}

export interface PictureParams extends OfAgain {
  readonly atMs: number;
}

export interface ChangesParams extends OfAgain {
  /** Not included. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly stepMs: number;
}

export interface ToldThenParams extends OfAgain {
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
/** The list shows what is closed for so long; of a month's alerts most are, and nobody reads them. */
const CLOSED_MS = 86_400_000;
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
    this.#version = past.version;
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

/** By line, then by what is replayed: '' the record. */
const lines = new WeakMap<Line, Map<string, ReplayLine>>();
/** Archives of a line that are remembered with their copies. */
const MOST_ARCHIVES = 4;

/** The archive of what was run again, or the record's. */
const pastOf = (past: Past, again: string | undefined): Past => {
  if (again === undefined) return past;
  const folder = againFolder(past.manifest.record, again);
  return new Past(folder, Manifest.read(folder), [], new Map());
};

async function readsOf(line: Line, past: Past, again = ''): Promise<ReplayReads> {
  const known = lines.get(line) ?? new Map<string, ReplayLine>();
  lines.set(line, known);
  const one = known.get(again) ?? new ReplayLine(line);
  known.delete(again);
  known.set(again, one);
  for (const [name, old] of [...known].slice(0, Math.max(0, known.size - MOST_ARCHIVES))) {
    known.delete(name);
    await old.reads.forget();
  }
  return one.over(line, past);
}

const inBytes = (steps: Parameters<typeof replayBytes>[0]): Reply => ({
  json: '{}',
  columns: [replayBytes(steps)],
});

export const answerReplayPicture: Answering = async ({ line, past }, params) => {
  const { atMs, again } = params as PictureParams;
  const reads = await readsOf(line, pastOf(past, again), again);
  return inBytes(await reads.pictureAt(Number(whole(atMs))));
};

export const answerReplayChanges: Answering = async ({ line, past }, params) => {
  const { fromMs, untilMs, stepMs, again } = params as ChangesParams;
  const reads = await readsOf(line, pastOf(past, again), again);
  return inBytes(await reads.changes(Number(whole(fromMs)), Number(whole(untilMs)), Number(whole(stepMs))));
};

export const answerReplayTold: Answering = async ({ line, past }, params) => {
  const { atMs, untilMs, again } = params as ToldThenParams;
  const told = pastOf(past, again).rowsOf('told', { fromMs: atMs - TOLD_BACK_MS, untilMs: untilMs + 1 });
  const rows = await line.rows<ToldThenReply['rows'][number]>(
    `WITH told AS (SELECT seq, known_ms, id, json FROM ${told} WHERE kind = 'alert')
     SELECT CAST(known_ms AS DOUBLE) AS "knownMs", id, json FROM (
       (SELECT * FROM (SELECT * FROM told WHERE known_ms <= ${whole(atMs)}
                       QUALIFY row_number() OVER (PARTITION BY id ORDER BY seq DESC) = 1)
        WHERE known_ms > ${whole(atMs - CLOSED_MS)} OR (json->>'$.state') IS DISTINCT FROM 'closed')
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
