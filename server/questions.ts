/** What was recorded, asked: the query process beside this one, and what the routes need of it. */
import type { Logger } from 'pino';
import type { Clock } from '../proto/domain/clock.ts';
import type { Trouble } from '../proto/domain/detecting.ts';
import { seeded } from '../proto/domain/random.ts';
import { RETENTION, RETENTION_CLASSES, type RetentionClass } from '../proto/domain/record/retention.table.ts';
import { systemClock } from './clock.ts';
import type { RecordConfig } from './configrecord.ts';
import { systemTimers } from './feeds/timers.ts';
import { processEntry } from './places.ts';
import type { ArchiveRoom } from './publish/archive/archiveroom.ts';
import type { StageReport } from './publish/metrics.ts';
import { QueryLink } from './record/query/link.ts';
import type { RecorderLink } from './record/recorder/link.ts';

/** The process may be gone for so long and nobody is told: it starts within a second. */
const DOWN_MS = 10_000;

export interface QuestionsOptions {
  readonly record: RecordConfig;
  /** The record's folder. */
  readonly dir: string;
  readonly epoch: number;
  /** The picture's. */
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Is told what was held and corrected. */
  readonly recorder: Pick<RecorderLink, 'keep'>;
  readonly log: Logger;
}

export interface OpenQuestions {
  readonly link: QueryLink;
  readonly room: Omit<ArchiveRoom, 'past'>;
  troubles(): readonly Trouble[];
  stages(): readonly StageReport[];
  start(): void;
  stop(): Promise<void>;
}

export function openQuestions({ record, dir, epoch, clock, recorder, log }: QuestionsOptions): OpenQuestions {
  let downMs: number | undefined;
  let down: { readonly sinceMs: Trouble['sinceMs'] } | undefined;
  const link = new QueryLink({
    entry: processEntry('query'),
    settings: { record: dir, memoryMb: record.queryMemoryMb, threads: record.queryThreads },
    after: systemTimers.after,
    random: seeded(epoch * 1000 + 997),
    onLine: (line) => log.warn({ line }, 'the query process says'),
    onTrouble(why) {
      if (why === undefined) {
        downMs = undefined;
        down = undefined;
        return;
      }
      log.warn({ why }, 'the query process ended: it is started again');
      downMs ??= systemClock.monotonicMs();
      down ??= { sinceMs: clock.nowMs() };
    },
  });
  const keepDays = Object.fromEntries(
    RETENTION_CLASSES.map((name) => [name, record.keepDays[name] ?? RETENTION[name].days]),
  ) as Record<RetentionClass, number>;
  return {
    link,
    room: {
      async ask(kind, params, options) {
        const result = await link.ask(kind, params, options);
        // Whoever asked is told that it failed; this is why.
        if (!result.ok && result.fault.code === 'failed')
          log.warn({ kind, why: result.fault.message }, 'a question to the archive failed');
        return result;
      },
      keeping: {
        record: dir,
        told: (kind, about, json) =>
          recorder.keep(
            'decisions',
            { happened: { kind, about, json: JSON.stringify(json) } },
            clock.nowMs(),
          ),
      },
      onDefect: (error) => log.error({ err: error }, 'a defect: a question to the archive was not answered'),
      machine: systemClock,
      keepDays,
    },
    troubles() {
      if (downMs === undefined || down === undefined) return [];
      const forMs = systemClock.monotonicMs() - downMs;
      if (forMs < DOWN_MS) return [];
      const measured = { value: forMs / 1000, unit: 's' } as const;
      return [
        {
          ...{ kind: 'storage', name: 'query', priority: 'warning', measured, sinceMs: down.sinceMs },
          threshold: { value: DOWN_MS / 1000, unit: 's' },
          evidence: [{ what: 'queryDown', measure: measured }],
        },
      ];
    },
    stages() {
      const { running, waiting } = link.counts;
      return [{ name: 'query', counts: { running, waiting, restarts: link.state.restarts } }];
    },
    start: () => link.start(),
    stop: () => link.close(),
  };
}
