/**
 * What the plans of a time lack and where they clash. A large service has much to look at: it is done in steps, so that
 * whoever looks can let others go first between two of them.
 */
import type { Finding } from '../../../proto/domain/operations/record.ts';
import type { RecordsView } from '../kind.ts';
import type { WhereIs } from '../whereis.ts';
import { contextOf, finding } from './context.ts';
import { LONGEST_LOOK_MS, MOST_FINDINGS } from './finding.table.ts';
import { overlaps } from './planindex.ts';
import { plannedTwice } from './twice.ts';
import { crossingGaps, type Gap, sectorGaps, voidFinding } from './voids.ts';

/** Looking for the unit that fills a void costs most: the first so many voids have one named. */
export const MOST_REMEDIES = 50;

/** One step between two yields; what is found in the end. */
export type Steps = Generator<undefined, readonly Finding[]>;

/** All steps at once. */
export function allSteps(steps: Steps): readonly Finding[] {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** All voids between two times of at most a month, the first first; a sector, a crossing point or a remedy is a step. */
export function* voidsInSteps(
  others: RecordsView,
  fromMs: number,
  untilMs: number,
  nowMs: number,
  whereIs?: WhereIs,
): Steps {
  const context = contextOf(others, nowMs, whereIs);
  const span = { fromMs, untilMs: Math.min(untilMs, fromMs + LONGEST_LOOK_MS) };
  const gaps: Gap[] = [];
  for (const { id, value } of others.list('sector')) {
    gaps.push(...sectorGaps(id, value, span, context));
    yield;
  }
  for (const { id, value } of others.list('crossingPoint')) {
    gaps.push(...crossingGaps(id, value, span, context));
    yield;
  }
  gaps.sort((a, b) => a.fromMs - b.fromMs);
  const found: Finding[] = [];
  for (const gap of gaps.slice(0, MOST_FINDINGS)) {
    found.push(voidFinding(gap, context, found.length < MOST_REMEDIES));
    yield;
  }
  return found;
}

/** Units engaged twice and ground planned twice between two times of at most a month; each pair once, without remedies. */
export function* clashesInSteps(others: RecordsView, fromMs: number, untilMs: number, nowMs: number): Steps {
  const context = contextOf(others, nowMs);
  const span = { fromMs, untilMs: Math.min(untilMs, fromMs + LONGEST_LOOK_MS) };
  const found: Finding[] = [];
  for (const plan of context.index.all) {
    const { id, patrol } = plan;
    if (!overlaps(patrol, span)) continue;
    yield;
    for (const unit of patrol.unitIds)
      for (const other of context.index.ofUnit(unit))
        if (other.id > id && overlaps(other.patrol, patrol)) {
          const values = {
            fromMs: Math.max(other.patrol.fromMs, patrol.fromMs),
            untilMs: Math.min(other.patrol.untilMs, patrol.untilMs),
          };
          const about = { unit, patrol: other.id, plan: id };
          found.push(finding('unitEngaged', 'warning', about, undefined, values));
        }
    for (const one of plannedTwice(plan, context))
      if (one.about.patrol! > id) {
        const { remedy: _both, ...rest } = one;
        found.push({ ...rest, about: { ...one.about, plan: id } });
      }
    if (found.length >= MOST_FINDINGS) break;
  }
  return found.slice(0, MOST_FINDINGS).sort((a, b) => (a.values?.fromMs ?? 0) - (b.values?.fromMs ?? 0));
}

export const voids = (...asked: Parameters<typeof voidsInSteps>): readonly Finding[] =>
  allSteps(voidsInSteps(...asked));
export const clashes = (...asked: Parameters<typeof clashesInSteps>): readonly Finding[] =>
  allSteps(clashesInSteps(...asked));
