/** Runs a range again into an archive of its own, and tells where that differs from what was shown. */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Alert, Happening } from '../../proto/domain/alert/alert.ts';
import { RETENTION_CLASSES, type RetentionClass } from '../../proto/domain/record/retention.table.ts';
import { type EpochMs, epochMs } from '../../proto/domain/units.ts';
import type { watchfloor } from '../../proto/generated/record.js';
import type { FoundDifference } from '../publish/replay/difference.ts';
import type { ArchiveFile } from '../record/archive/archivefile.ts';
import { Batch } from '../record/archive/batch.ts';
import { type Duck, openDuck } from '../record/archive/duck.ts';
import { ManifestWriter } from '../record/archive/manifestwriter.ts';
import { againFolder } from '../record/query/againfolder.ts';
import type { What } from '../record/recorder/linkoptions.ts';
import { type AgainSummary, runAgain } from './again.ts';
import { AGAIN_EPOCH } from './againlines.ts';
import { differencesOf } from './differences.ts';

/** Entries of one run: some 100 million rows. Beyond it the run ends with a fault. */
const MOST_ENTRIES = 2_000_000;

export interface RerunJob {
  /** The record's folder. */
  readonly record: string;
  /** Names the archive under it: a replay's id. */
  readonly id: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface RerunDone {
  readonly summary: AgainSummary;
  readonly differences: readonly FoundDifference[];
}

/** The archive is whole when it answers. Throws as DuckDB and the file system do. */
export async function rerun(job: RerunJob, progress: (share: number) => void): Promise<RerunDone> {
  const out = againFolder(job.record, job.id);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const work = path.join(out, 'work');
  const ducks: Duck[] = [];
  const batches = new Map<RetentionClass, Batch>();
  try {
    // A stage of each class, in a DuckDB of its own: they have tables of one name.
    for (const of of RETENTION_CLASSES) {
      const duck = await openDuck(path.join(work, of));
      ducks.push(duck);
      batches.set(of, await Batch.open(duck.connection, of));
    }
    let seq = 0;
    const add = (of: RetentionClass, what: What, knownMs: number): void => {
      seq += 1;
      if (seq > MOST_ENTRIES)
        throw new Error('it is more than can be run again at once: choose a shorter range');
      const entry = { seq, epoch: AGAIN_EPOCH, knownMs, machineMs: knownMs, ...what };
      batches.get(of)?.add(entry as watchfloor.record.v1.Entry);
    };
    const summary = await runAgain({
      ...{ record: job.record, fromMs: job.fromMs, untilMs: job.untilMs, work, progress },
      kept: add,
      happened(happening, toldMs) {
        const alert = alertOf(happening, toldMs, seq);
        add('decisions', { told: { kind: 'alert', id: alert.id, json: JSON.stringify(alert) } }, toldMs);
      },
    });
    const files: ArchiveFile[] = [];
    for (const batch of batches.values()) files.push(...(await batch.write(out, job.untilMs)));
    ManifestWriter.open(out).commit({ what: 'imported', atMs: job.untilMs, add: files });
    const differences = await differencesOf({ ...job, out });
    return { summary, differences };
  } finally {
    for (const duck of ducks) duck.close();
    rmSync(work, { recursive: true, force: true });
  }
}

/** As it stood when it was told, had nobody answered it. */
function alertOf(happening: Happening, toldMs: EpochMs, revision: number): Alert {
  const isOver = happening.endedMs !== undefined;
  return {
    ...happening,
    ...{ revision, state: isOver ? 'closed' : 'unacknowledged', toldMs: epochMs(toldMs) },
    history: [{ atMs: happening.raisedMs, what: 'raised', by: 'system', byName: 'Watchfloor' }],
  };
}
