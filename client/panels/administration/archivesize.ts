/** How much the archive grows, and what it comes to. Pure. */
import type { ArchiveSummary } from '../../../proto/domain/record/questions.ts';

const DAY_MS = 24 * 3_600_000;

export interface Growth {
  /** With what is not in its files yet. */
  readonly bytes: number;
  /** Of a day, by what was archived last; undefined while no whole hour is. */
  readonly bytesADay: number | undefined;
  /** Once every class has reached the end of its retention, at the rate of now. */
  readonly bytesWhenFull: number | undefined;
}

/** A class that is younger than this says little of a day. */
const LEAST_MS = 3_600_000;

/** Each class grows by what it has over the time that it has it for, and goes when its days are over. */
export function growthOf({ classes }: Pick<ArchiveSummary, 'classes'>): Growth {
  let bytes = 0;
  let bytesADay = 0;
  let bytesWhenFull = 0;
  let known = false;
  for (const one of classes) {
    bytes += one.bytes + (one.log?.bytes ?? 0);
    if (one.fromMs === undefined || one.untilMs === undefined || one.bytes === 0) continue;
    known = true;
    // What is in the log will be smaller.
    const days = Math.max(LEAST_MS, (one.log?.fromMs ?? one.untilMs) - one.fromMs) / DAY_MS;
    const aDay = one.bytes / days;
    bytesADay += aDay;
    bytesWhenFull += aDay * one.keepDays;
  }
  return {
    bytes,
    bytesADay: known ? bytesADay : undefined,
    bytesWhenFull: known ? bytesWhenFull : undefined,
  };
}
