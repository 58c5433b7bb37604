/**
 * One run of the roller over a record: what a killed one left is swept, what the log has is rolled, finished days are
 * compacted and counted, what is too old goes, and some of what stays is read again.
 */
import { compact } from './compact.ts';
import { count } from './count.ts';
import { takeLock } from './lock.ts';
import type { Damage } from './manifestparts.ts';
import { ManifestWriter } from './manifestwriter.ts';
import { mend } from './mend.ts';
import { type Deletion, retain } from './retain.ts';
import { roll } from './roll.ts';
import { scrub } from './scrub.ts';
import type { RollerSettings } from './settings.ts';
import { sweep } from './sweep.ts';

export interface RollerOptions {
  /** The machine's time, UTC epoch milliseconds. */
  readonly nowMs: () => number;
}

export interface RollerReport {
  /** Another process was at it: nothing was done. */
  readonly isBusy: boolean;
  /** Of the log. */
  readonly segments: number;
  readonly files: number;
  readonly rows: number;
  /** Left by a killed run. */
  readonly swept: number;
  /** Hours' files that became days'. */
  readonly compacted: number;
  readonly deletions: readonly Deletion[];
  /** Too old, and kept by a hold. */
  readonly held: number;
  /** The disk has less free than asked for, and nothing more may go. */
  readonly isShort: boolean;
  readonly scrubbedBytes: number;
  /** Entries of the log that could not be read; each is told once. */
  readonly lost: readonly Damage[];
  /** What of the archive is not what was written, as long as it stands. Nothing else is hidden by it. */
  readonly damages: readonly Damage[];
  /** A step that could not be made, and why; the next run tries again. */
  readonly faults: readonly string[];
}

const NOTHING: RollerReport = {
  ...{ isBusy: false, segments: 0, files: 0, rows: 0, swept: 0, compacted: 0, deletions: [], held: 0 },
  ...{ isShort: false, scrubbedBytes: 0, lost: [], damages: [], faults: [] },
};

/** Each step is tried, whatever became of the one before. Throws where the manifest cannot be opened. */
export async function rollHours(
  { record, keepDays, leastFreeBytes, mostBytes, scrubBytes, scrubBytesPerS }: RollerSettings,
  { nowMs }: RollerOptions,
): Promise<RollerReport> {
  const lock = takeLock(record, nowMs);
  if (lock === undefined) return { ...NOTHING, isBusy: true };
  const faults: string[] = [];
  const tried = async <T>(what: string, step: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await step();
    } catch (error) {
      faults.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
  try {
    const writer = ManifestWriter.open(record);
    const limits = {
      ...(keepDays && { keepDays }),
      ...(leastFreeBytes !== undefined && { leastFreeBytes }),
      ...(mostBytes !== undefined && { mostBytes }),
    };
    const mended = await tried('mend', () => mend(writer, nowMs()));
    const swept = mended?.isWhole && (await tried('sweep', () => sweep(record, writer.manifest)));
    const rolled = await tried('roll', () => roll(writer, nowMs()));
    const compacted = await tried('compact', () => compact(writer, nowMs()));
    await tried('count', () => count(writer, nowMs()));
    const retained = await tried('retain', () => retain(writer, { nowMs: nowMs(), ...limits }));
    const scrubbed = await tried('scrub', () =>
      scrub(writer.manifest, {
        ...(scrubBytes !== undefined && { bytes: scrubBytes }),
        ...(scrubBytesPerS !== undefined && { bytesPerS: scrubBytesPerS }),
      }),
    );
    return {
      ...NOTHING,
      ...(rolled && {
        segments: rolled.segments,
        files: rolled.files,
        rows: rolled.rows,
        lost: rolled.damages,
      }),
      ...(retained && { deletions: retained.deletions, held: retained.held, isShort: retained.isShort }),
      swept: swept || 0,
      compacted: compacted?.compacted ?? 0,
      scrubbedBytes: scrubbed?.bytes ?? 0,
      damages: onceEach([
        ...(mended?.damages ?? []),
        ...writer.manifest.damages,
        ...(compacted?.damages ?? []),
        ...(scrubbed?.damages ?? []),
      ]),
      faults,
    };
  } finally {
    lock.release();
  }
}

const onceEach = (damages: readonly Damage[]): Damage[] => [
  ...new Map(damages.map((damage) => [`${damage.path}\n${damage.what}`, damage])).values(),
];
