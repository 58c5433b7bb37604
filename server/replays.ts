/** Replays, put together: what the query process reads for them, whose they are, and what of the past each may see. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Clock } from '../proto/domain/clock.ts';
import type { ReplayRange } from '../proto/domain/record/replay.ts';
import { epochMs } from '../proto/domain/units.ts';
import { watchfloor } from '../proto/generated/record.js';
import { systemClock } from './clock.ts';
import type { OpenDecisions } from './decisions.ts';
import { systemTimers } from './feeds/timers.ts';
import { Bookmarks } from './operations/bookmarks.ts';
import type { Read, ReplayReader, Step } from './publish/replay/reader.ts';
import { recordsThen } from './publish/replay/recordsthen.ts';
import { Replays, type ReplaysOptions } from './publish/replay/sessions.ts';
import type { ReplayRoom } from './publish/routeoptions.ts';
import type { QueryLink } from './record/query/link.ts';
import type { ReplayedRangeReply, ToldThenReply } from './record/query/replayanswers.ts';
import { runOnce } from './runonce.ts';

/** A day's file is read in a second; a machine that is busy takes longer. */
const READ_WITHIN_MS = 20_000;
/** What was known within this time may not be on the disk whole. */
const NOT_YET_MS = 2000;

export interface ReplaysRoom extends ReplayRoom {
  close(): void;
}

export interface OpenReplaysOptions extends Pick<ReplaysOptions, 'epoch' | 'published'> {
  readonly link: Pick<QueryLink, 'ask'>;
  readonly decisions: Pick<OpenDecisions, 'audit' | 'database' | 'past' | 'pastRecords' | 'records'>;
  readonly machine?: Pick<Clock, 'monotonicMs'>;
  /** The record's folder. */
  readonly dir: string;
  readonly log: Pick<Logger, 'warn'>;
}

export function openReplays(options: OpenReplaysOptions): ReplaysRoom {
  const { link, decisions, epoch, published, dir, log, machine = systemClock } = options;
  // Left over from a run that was killed.
  rmSync(path.join(dir, 'again'), { recursive: true, force: true });
  let range: ReplayRange | undefined;
  const sessions = new Replays({
    ...{ epoch, published, machine, reader: readerOf(link), after: systemTimers.after },
    ...{ past: decisions.past, audit: decisions.audit },
    records: recordsThen(decisions.pastRecords, decisions.records),
    range: () => range,
    again: (id, asked) => ({
      ...runOnce({ record: dir, id, ...asked }, epoch, log),
      reader: readerOf(link, id),
    }),
    async refresh() {
      const found = await asked<ReplayedRangeReply>(link, 'replayRange', {});
      if (!found.ok) return;
      const { fromMs, untilMs } = found.value;
      if (fromMs === undefined || untilMs === undefined) return;
      range = { fromMs: epochMs(fromMs), untilMs: epochMs(Math.max(fromMs, untilMs - NOT_YET_MS)) };
    },
  });
  const { database, audit } = decisions;
  const bookmarks = new Bookmarks({ database, audit, clock: systemClock });
  return { sessions, bookmarks, close: () => sessions.close() };
}

async function asked<T>(link: OpenReplaysOptions['link'], kind: string, params: object): Promise<Read<T>> {
  const result = await link.ask(kind, params, { replay: true, timeoutMs: READ_WITHIN_MS });
  if (!result.ok) return { ok: false, what: result.fault.message };
  return { ok: true, value: JSON.parse(result.value.json) as T };
}

/** By the replays' own lane of the query process. */
export function readerOf(link: OpenReplaysOptions['link'], again?: string): ReplayReader {
  const of = again === undefined ? {} : { again };
  async function steps(kind: string, params: object): Promise<Read<readonly Step[]>> {
    const result = await link.ask(kind, params, { replay: true, timeoutMs: READ_WITHIN_MS });
    if (!result.ok) return { ok: false, what: result.fault.message };
    const bytes = result.value.columns?.[0] ?? new Uint8Array(0);
    return { ok: true, value: watchfloor.record.v1.ReplaySteps.decode(bytes).steps };
  }
  return {
    pictureAt: (atMs) => steps('replayPicture', { atMs, ...of }),
    changes: (fromMs, untilMs, stepMs) => steps('replayChanges', { fromMs, untilMs, stepMs, ...of }),
    async told(atMs, untilMs) {
      const read = await asked<ToldThenReply>(link, 'replayTold', { atMs, untilMs, ...of });
      return read.ok ? { ok: true, value: read.value.rows } : read;
    },
  };
}
