/** A range run again in a process of its own, started once: what it tells, and what is left of it. */
import { rmSync } from 'node:fs';
import type { Logger } from 'pino';
import { seeded } from '../proto/domain/random.ts';
import { systemTimers } from './feeds/timers.ts';
import type { RerunJob } from './offline/rerunjob.ts';
import { processEntry } from './places.ts';
import type { FoundDifference } from './publish/replay/difference.ts';
import type { Read } from './publish/replay/reader.ts';
import type { Preparing } from './publish/replay/session.ts';
import { Child } from './record/child.ts';
import { againFolder } from './record/query/againfolder.ts';

/** Of its memory, MiB: the picture, the detectors and what they learned. */
const MEMORY_MB = 2048;

interface Said {
  readonly progress?: number;
  readonly differences?: readonly FoundDifference[];
  readonly fault?: string;
}

export function runOnce(job: RerunJob, epoch: number, log: Pick<Logger, 'warn'>): Omit<Preparing, 'reader'> {
  let child: Child | undefined;
  let isOver = false;
  const remove = (): void =>
    rmSync(againFolder(job.record, job.id), { recursive: true, force: true, maxRetries: 3 });
  return {
    prepare: (progress) =>
      new Promise((resolve) => {
        const end = (read: Read<readonly FoundDifference[]>): void => {
          if (isOver) return;
          isOver = true;
          void child?.stop();
          resolve(read);
        };
        child = new Child({
          ...{ name: 'rerun', entry: processEntry('rerun'), args: [JSON.stringify(job)] },
          ...{ nodeArgs: [`--max-old-space-size=${MEMORY_MB}`], after: systemTimers.after },
          random: seeded(epoch * 1000 + 996),
          onMessage(bytes) {
            const said = JSON.parse(Buffer.from(bytes).toString()) as Said;
            if (said.progress !== undefined) progress(said.progress);
            else if (said.fault !== undefined) end({ ok: false, what: said.fault });
            else end({ ok: true, value: said.differences ?? [] });
          },
          onLine: (line) => log.warn({ line }, 'running again says'),
          // It is not started again: what it ended by would end it anew.
          onDown: (why) => end({ ok: false, what: `running again ${why}` }),
        });
        child.start();
      }),
    dispose() {
      isOver = true;
      void (child?.stop() ?? Promise.resolve()).then(remove);
    },
  };
}
