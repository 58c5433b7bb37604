/** A rule of the policy: its name, a sentence that a lawyer can read, when it holds, and what follows. */
import type { FeedId } from '../../proto/domain/ids.ts';
import type { AgencyId, Marking, Releasable, Role } from '../../proto/domain/operations/agency.ts';
import type { Asker } from './asker.ts';
import type { Action, PolicyObject } from './decision.ts';
import type { Grants, World } from './world.ts';

/** Rules are tried in the order of their table; the first that holds decides. */
export interface Rule<Question, Verdict extends string> {
  readonly name: string;
  readonly text: string;
  readonly verdict: Verdict;
  readonly test: (question: Question) => boolean;
}

/** What one agency has to see with. */
export interface Eyes {
  readonly agency: AgencyId;
  readonly isRescueCentre: boolean;
  readonly grants: Grants;
  readonly marking: (feed: FeedId) => Marking | undefined;
}

/** May this agency see what this feed brings of such a thing? */
export interface FeedQuestion {
  readonly eyes: Eyes;
  readonly feed: FeedId;
  readonly marking: Marking | undefined;
  /** Of a track, or `sensors` for the feed itself. */
  readonly class: Releasable;
  /** Absent: the feed itself. */
  readonly trackId?: string;
  readonly distress: boolean;
}

export type RecordObject = Extract<PolicyObject, { kind: 'record' }>;

/** May this agency's person see this record? */
export interface RecordQuestion {
  readonly world: World;
  /** Through whose eyes. */
  readonly agency: AgencyId;
  /** Absent: another's eyes, where nobody is oneself. */
  readonly personId?: string;
  readonly roles: readonly Role[];
  readonly object: RecordObject;
}

/** May this person do this to that thing? The role allows it already. */
export interface ChangeQuestion {
  readonly world: World;
  readonly asker: Asker;
  readonly action: Action;
  readonly object: PolicyObject;
  /** The asker may see it, at least partly. */
  readonly sees: () => boolean;
}

/** May this person do such a thing at all? */
export interface AskerQuestion {
  readonly asker: Asker;
  readonly action: Action;
  readonly object: PolicyObject;
}

export interface AuditQuestion {
  readonly world: World;
  readonly asker: Asker;
  /** Absent: the log at all. */
  readonly row?: Extract<PolicyObject, { kind: 'audit' }>['row'];
}
