/** Two versions of a patrol beside each other, and a third made of both. Pure. */
import type { Patrol } from '../../../proto/domain/operations/patrol.ts';

export type PatrolMember = keyof Patrol;

/** What people change by hand, in the order of the form. Answers and states change by events alone. */
export const CHANGED_BY_HAND: readonly PatrolMember[] = [
  'title',
  'sectorIds',
  'unitIds',
  'fromMs',
  'untilMs',
  'form',
  'type',
  'lead',
  'parties',
  'agreement',
  'powersNeeded',
  'meetingPoints',
  'liaison',
  'note',
  'marking',
];

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Members in which two versions differ. */
export const differing = (a: Patrol, b: Patrol, members = CHANGED_BY_HAND): readonly PatrolMember[] =>
  members.filter((member) => !same(a[member], b[member]));

/** Members that both sides changed differently, or one side changed, since the version both began with. */
export interface Difference {
  readonly member: PatrolMember;
  /** Whose is taken unless a person says otherwise: whoever changed it alone; where both did, theirs. */
  readonly usual: 'theirs' | 'yours';
}

export function differences(was: Patrol, theirs: Patrol, yours: Patrol): readonly Difference[] {
  return differing(theirs, yours).map((member) => ({
    member,
    usual: same(was[member], theirs[member]) ? 'yours' : 'theirs',
  }));
}

/** Theirs, with what is chosen of yours. */
export function merged(theirs: Patrol, yours: Patrol, takeYours: ReadonlySet<PatrolMember>): Patrol {
  const result: Record<string, unknown> = { ...theirs };
  for (const member of takeYours) {
    if (yours[member] === undefined) delete result[member];
    else result[member] = yours[member];
  }
  return result as unknown as Patrol;
}
