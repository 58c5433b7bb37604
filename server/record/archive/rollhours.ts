/** One run of the roller over a record: what a killed one left is swept, what the log has is rolled, days are compacted. */

import { takeLock } from './lock.ts';
import type { Damage } from './manifestparts.ts';
import { ManifestWriter } from './manifestwriter.ts';
import { roll } from './roll.ts';
import type { RollerSettings } from './settings.ts';
import { sweep } from './sweep.ts';

export interface RollerOptions {
  /** The machine's time, UTC epoch milliseconds. */
  readonly nowMs: () => number;
}

export interface RollerReport {
  /** Another process was at it: nothing was done. */
  readonly isBusy: boolean;
  readonly segments: number;
  readonly files: number;
  readonly rows: number;
  /** Left by a killed run. */
  readonly swept: number;
  /** What could not be read, of the log and the manifest: nothing else is hidden by it. */
  readonly damages: readonly Damage[];
}

const BUSY: RollerReport = { isBusy: true, segments: 0, files: 0, rows: 0, swept: 0, damages: [] };

/** Throws as DuckDB and the file system do: what was committed before stays, and the next run goes on from there. */
export async function rollHours({ record }: RollerSettings, { nowMs }: RollerOptions): Promise<RollerReport> {
  const lock = takeLock(record, nowMs);
  if (lock === undefined) return BUSY;
  try {
    const writer = ManifestWriter.open(record);
    const swept = sweep(record, writer.manifest);
    const rolled = await roll(writer, nowMs());
    return {
      isBusy: false,
      ...rolled,
      swept,
      damages: [...writer.manifest.damages, ...rolled.damages],
    };
  } finally {
    lock.release();
  }
}
