/** What a node takes a thing for, in our words. */
import type { ContactClass } from '../../../proto/domain/sensing.ts';
import type { sapient } from '../../../proto/generated/sapient.js';
import { CLASS_BY_NAME, COUNT_NAMES } from './classes.table.ts';

type Report = sapient.v2.DetectionReport.$Properties;
type SubClass = sapient.v2.DetectionReport.SubClass.$Properties;

export interface Taken {
  readonly contactClass?: ContactClass;
  /** Of the class, 0…1. */
  readonly confidence?: number;
}

/** A finer class is taken when it is at least as likely as not, or nothing is said of that. */
const LEAST_FINER_CONFIDENCE = 0.5;
const MAX_COUNT = 10_000;
/** Finer classes within finer classes that are looked at. */
const MAX_LEVELS = 8;

/** A name without case, spaces and signs. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A chance, 0…1; nodes that count in percent are understood. */
export function confidenceOf(value: number | null | undefined): number | undefined {
  if (value === null || value === undefined || !(value >= 0 && value <= 100)) return undefined;
  // A 1 that was rounded up somewhere is no hundredth.
  return value <= 1.001 ? Math.min(value, 1) : value / 100;
}

/** The likeliest class and, below it, the likeliest finer one that we have a word for. */
export function classOf(report: Report): Taken {
  let level: readonly SubClass[] = (report.classification ?? []) as readonly SubClass[];
  let taken: Taken = {};
  for (let depth = 0; depth < MAX_LEVELS; depth++) {
    const best = likeliest(level);
    if (best === undefined) break;
    const confidence = confidenceOf(best.confidence);
    if (depth > 0 && confidence !== undefined && confidence < LEAST_FINER_CONFIDENCE) break;
    const contactClass = CLASS_BY_NAME[plain(best.type ?? '')];
    if (contactClass !== undefined)
      taken = { contactClass, ...(confidence === undefined ? {} : { confidence }) };
    level = best.sub_class ?? [];
  }
  return taken;
}

const likeliest = (classes: readonly SubClass[]): SubClass | undefined =>
  classes.reduce<SubClass | undefined>(
    (best, one) =>
      best === undefined || (confidenceOf(one.confidence) ?? 0) > (confidenceOf(best.confidence) ?? 0)
        ? one
        : best,
    undefined,
  );

/** How many, where the node gives a number. */
export function countOf(report: Report): number | undefined {
  for (const { type, value } of [...(report.object_info ?? []), ...(report.track_info ?? [])]) {
    if (!COUNT_NAMES.has(plain(type ?? ''))) continue;
    const count = Number(value);
    if (Number.isInteger(count) && count >= 1 && count <= MAX_COUNT) return count;
  }
  return undefined;
}
