/** The archive of what is recorded: the roller beside this process, what it found wrong, and what went. */
import type { Logger } from 'pino';
import type { Measure } from '../proto/domain/alert/alert.ts';
import type { Clock } from '../proto/domain/clock.ts';
import type { Trouble } from '../proto/domain/detecting.ts';
import { systemClock } from './clock.ts';
import type { RecordConfig } from './configrecord.ts';
import { systemTimers } from './feeds/timers.ts';
import { processEntry } from './places.ts';
import type { StageReport } from './publish/metrics.ts';
import type { RollerReport } from './record/archive/rollhours.ts';
import { Rolling } from './record/archive/rolling.ts';
import type { RecorderLink } from './record/recorder/link.ts';

/** Less free, and the oldest go before their time, within the rules. */
const LEAST_FREE_BYTES = 2 * 2 ** 30;
/** Files that are named in an alert. */
const NAMED = 5;

export interface ArchivingOptions {
  readonly record: RecordConfig;
  /** The record's folder. */
  readonly dir: string;
  /** The picture's. */
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Is told what went and what was lost. */
  readonly link: Pick<RecorderLink, 'keep'>;
  readonly log: Logger;
}

export interface OpenArchiving {
  readonly rolling: Rolling;
  troubles(): readonly Trouble[];
  stages(): readonly StageReport[];
  start(): void;
  stop(): Promise<void>;
}

export function openArchiving({ record, dir, clock, link, log }: ArchivingOptions): OpenArchiving {
  const troubles = new Map<string, Trouble>();
  const happened = (kind: 'deleted' | 'loss', about: string, json: object): void =>
    link.keep('decisions', { happened: { kind, about, json: JSON.stringify(json) } }, clock.nowMs());
  const counts = { files: 0, rows: 0, compacted: 0, deleted: 0, held: 0, damaged: 0, faults: 0 };
  const lasts = (name: string, what: string, value: number, texts: readonly string[] = []): void => {
    if (value === 0) {
      troubles.delete(name);
      return;
    }
    const measured: Measure = { value, unit: 'count' };
    troubles.set(name, {
      ...{ kind: 'storage', name, measured, threshold: { value: 0, unit: 'count' } },
      sinceMs: troubles.get(name)?.sinceMs ?? clock.nowMs(),
      evidence: [
        { what, measure: measured },
        ...texts.slice(0, NAMED).map((text) => ({ what: 'file', text })),
      ],
      priority: name === 'archive-damaged' ? 'alarm' : 'warning',
    });
  };
  const onReport = (report: RollerReport): void => {
    if (report.isBusy) return;
    for (const deletion of report.deletions) happened('deleted', deletion.class, deletion);
    for (const loss of report.lost) {
      log.error({ loss }, 'part of the log could not be read');
      happened('loss', loss.path, { what: loss.what });
    }
    for (const fault of report.faults) log.error({ fault }, 'the roller could not do all');
    counts.files += report.files;
    counts.rows += report.rows;
    counts.compacted += report.compacted;
    counts.deleted += report.deletions.reduce((sum, { files }) => sum + files, 0);
    counts.held = report.held;
    counts.damaged = report.damages.length;
    counts.faults += report.faults.length;
    lasts(
      'archive-damaged',
      'archiveDamaged',
      report.damages.length,
      report.damages.map((damage) => damage.path),
    );
    lasts('archive-roll', 'notRolled', report.faults.length);
    lasts('archive-space', 'nothingMayGo', report.isShort ? 1 : 0);
  };
  const rolling = new Rolling({
    entry: processEntry('roller'),
    settings: {
      record: dir,
      keepDays: { ...record.keepDays },
      leastFreeBytes: LEAST_FREE_BYTES,
      ...(record.maxBytes !== undefined && { mostBytes: record.maxBytes }),
    },
    after: systemTimers.after,
    nowMs: systemClock.nowMs,
    onReport,
    onFault(why) {
      log.error({ why }, 'the roller failed: it is tried again');
      counts.faults += 1;
      lasts('archive-roll', 'notRolled', 1);
    },
    onLine: (line) => log.warn({ line }, 'the roller says'),
  });
  return {
    rolling,
    troubles: () => [...troubles.values()],
    stages: () => [{ name: 'archive', counts: { ...counts, runs: rolling.runs } }],
    start: () => rolling.start(),
    stop: () => rolling.stop(),
  };
}
