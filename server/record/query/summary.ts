/** What the archive and the log's tail hold, and which sets of feeds and kinds are in a time. */
import type { RetentionClass } from '../../../proto/domain/record/retention.table.ts';
import { RETENTION_CLASSES } from '../../../proto/domain/record/retention.table.ts';
import { TrackStateBits } from '../../../proto/domain/track.ts';
import { dayName } from '../archive/places.ts';
import { type Answering, asReply } from './asks.ts';
import type { Line } from './line.ts';
import { type Fact, factText } from './sights.ts';
import type { Past, Range } from './sources.ts';

export interface Held {
  readonly rows: number;
  /** Of the archive's files. */
  readonly bytes: number;
  readonly fromMs?: number;
  readonly untilMs?: number;
  /** Of the log what is not in the archive yet: its bytes, and from when on. */
  readonly log?: { readonly bytes: number; readonly fromMs: number };
}

type Kept = { -readonly [K in keyof Held]: Held[K] } & { fromMs: number; untilMs: number };

/** `ArchiveSummary` without what the configuration says. */
export interface SummaryReply {
  readonly fromMs?: number;
  readonly untilMs?: number;
  readonly classes: readonly (Held & { readonly class: RetentionClass })[];
  readonly days: readonly { readonly day: string; readonly rows: number; readonly bytes: number }[];
  readonly damaged: readonly { readonly file: string; readonly what: string }[];
}

const ALWAYS: Range = { fromMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY };

export const answerSummary: Answering = async ({ past, line }) => {
  const classes = new Map<RetentionClass, Kept>();
  const days = new Map<string, { rows: number; bytes: number }>();
  const times: number[] = [];
  const take = (of: RetentionClass, part: Required<Omit<Held, 'log'>>, isLog: boolean): void => {
    const { rows, bytes, fromMs, untilMs } = part;
    const held = classes.get(of) ?? { rows: 0, bytes: 0, fromMs, untilMs };
    classes.set(of, held);
    held.rows += rows;
    held.fromMs = Math.min(held.fromMs, fromMs);
    held.untilMs = Math.max(held.untilMs, untilMs);
    if (!isLog) held.bytes += bytes;
    else
      held.log = {
        bytes: bytes + (held.log?.bytes ?? 0),
        fromMs: Math.min(fromMs, held.log?.fromMs ?? fromMs),
      };
    const day = days.get(dayName(fromMs)) ?? { rows: 0, bytes: 0 };
    days.set(dayName(fromMs), day);
    day.rows += rows;
    day.bytes += bytes;
  };
  for (const file of past.manifest.all()) {
    if (file.table === 'statistics') continue;
    const { class: of, rows, bytes, minKnownMs: fromMs, maxKnownMs: untilMs } = file;
    take(of, { rows, bytes, fromMs, untilMs }, false);
    times.push(fromMs, untilMs);
  }
  for (const { class: of, rows, readBytes: bytes, fromMs, untilMs } of past.tail)
    if (fromMs !== undefined && untilMs !== undefined) take(of, { rows, bytes, fromMs, untilMs }, true);
  const [tail] = await line.rows<{ fromMs: number | null; untilMs: number | null }>(
    `SELECT min(known_ms)::DOUBLE AS "fromMs", max(known_ms)::DOUBLE AS "untilMs" FROM ${past.rowsOfTail('points', ALWAYS)}`,
  );
  if (tail && tail.fromMs !== null && tail.untilMs !== null) times.push(tail.fromMs, tail.untilMs);
  const ends = times.reduce(([least, most], ms) => [Math.min(least, ms), Math.max(most, ms)] as const, [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as const);
  const reply: SummaryReply = {
    ...(times.length > 0 && { fromMs: ends[0], untilMs: ends[1] }),
    classes: RETENTION_CLASSES.map((name) => ({
      class: name,
      ...(classes.get(name) ?? { rows: 0, bytes: 0 }),
    })),
    days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, held]) => ({ day, ...held })),
    damaged: past.manifest.damages.map(({ path, what }) => ({ file: path, what })),
  };
  return asReply(reply);
};

/** By the hash of a file: what the same bytes say holds for ever. */
const factsOfFiles = new Map<string, readonly Fact[]>();
/** Files remembered; beyond it the oldest is looked at again. */
const MOST_FILES = 20_000;

/** What there is to decide about, in a range of known times: every set of feeds and kind of track. */
export async function factsOf(line: Line, past: Past, range: Range): Promise<readonly Fact[]> {
  const facts = new Map<string, Fact>();
  const take = (some: readonly Fact[]): void => {
    for (const fact of some) facts.set(factText(fact), fact);
  };
  for (const file of past.files('points', range)) {
    let known = factsOfFiles.get(file.sha256);
    if (known === undefined) {
      known = await distinct(line, past.rowsOfFile('points', file, ALWAYS));
      factsOfFiles.set(file.sha256, known);
      if (factsOfFiles.size > MOST_FILES) factsOfFiles.delete(factsOfFiles.keys().next().value!);
    }
    take(known);
  }
  take(await distinct(line, past.rowsOfTail('points', range)));
  return [...facts.values()];
}

const distinct = (line: Line, rows: string): Promise<Fact[]> =>
  line.rows<Fact>(
    `SELECT DISTINCT coalesce(feeds, '') AS feeds, kind, (state & ${TrackStateBits.distress}) <> 0 AS distress FROM ${rows}`,
  );

export const answerFacts: Answering = async ({ line, past }, params) =>
  asReply(await factsOf(line, past, params as Range));
