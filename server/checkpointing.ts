/** At each hour of the picture's time, and at the start: the state from which it can be run again. */
import type { Logger } from 'pino';
import type { AnyVersion, RecordKind } from '../proto/domain/operations/record.ts';
import { RETENTION, RETENTION_CLASSES } from '../proto/domain/record/retention.table.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import type { LearnedFile } from './learnedfile.ts';
import type { StartFeed, StartState } from './offline/startstate.ts';
import type { RecordsView } from './operations/kind.ts';
import { checkpointHours, dropCheckpoints, writeCheckpoint } from './record/checkpoints.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What detectors read; nobody's name or login is among it. */
const WATCHED: readonly RecordKind[] = [
  ...(['agency', 'zone', 'crossingPoint', 'sector', 'unit', 'patrol', 'task'] as const),
  ...(['watchList', 'detection'] as const),
];

export interface CheckpointingOptions {
  /** The record's folder. */
  readonly dir: string;
  readonly config: Pick<Config, 'demonstration' | 'record'>;
  readonly sources: readonly StartFeed[];
  readonly learned: Pick<LearnedFile, 'texts'>;
  readonly records: RecordsView;
  readonly log: Pick<Logger, 'warn'>;
}

/** Answers what to call after each tick, with the picture's time. */
export function openCheckpointing(options: CheckpointingOptions): (nowMs: number) => void {
  const { dir, config, sources, learned, records, log } = options;
  const feeds = sources.map(({ id, format, nature, said }): StartFeed => {
    const { sensor, sensors, editions, mappings } = said;
    const kept = {
      ...(sensor && { sensor }),
      ...(sensors && { sensors }),
      ...(editions && { editions }),
      ...(mappings && { mappings }),
    };
    return { id, format, nature, said: kept };
  });
  const registrationAllowed = config.demonstration;
  // As long as any frames may be.
  const keepDays = Math.max(
    ...RETENTION_CLASSES.map((of) => config.record?.keepDays[of] ?? RETENTION[of].days),
  );
  let hour: number | undefined;
  const write = (hourMs: number): void => {
    try {
      const state: StartState = {
        ...{ feeds, learned: learned.texts(), registrationAllowed },
        records: WATCHED.flatMap((kind) => records.list(kind) as readonly unknown[] as readonly AnyVersion[]),
      };
      writeCheckpoint(dir, hourMs, state);
      dropCheckpoints(dir, systemClock.nowMs() - keepDays * DAY_MS);
    } catch (error) {
      log.warn(
        { err: error, dir },
        'the state at the hour could not be kept: this hour cannot be run again from it',
      );
    }
  };
  return (nowMs) => {
    const now = Math.floor(nowMs / HOUR_MS) * HOUR_MS;
    if (now === hour) return;
    const isFirst = hour === undefined;
    hour = now;
    // A start within an hour that has one leaves it: what ran before it began from that.
    if (isFirst && checkpointHours(dir).includes(now)) return;
    write(now);
  };
}
