/** Who is before the screen; written by `client/link`, read by everyone. */
import { create } from 'zustand';
import type { AgencyId } from '../../proto/domain/operations/agency.ts';
import type { DemonstrationPerson, Me } from '../../proto/domain/operations/session.ts';

export interface SessionState {
  /** `asking` until the server has answered for the first time. */
  readonly status: 'asking' | 'setup' | 'signedOut' | 'signedIn';
  readonly me: Me | undefined;
  readonly demonstration: readonly DemonstrationPerson[];
  /** The agency through whose eyes the picture is looked at; nothing can be changed meanwhile. */
  readonly seesAs: AgencyId | undefined;
  /** The last who sat here signed out themselves; otherwise their session ended under them. */
  readonly left: boolean;
}

export const useSession = create<SessionState>()(() => ({
  status: 'asking',
  me: undefined,
  demonstration: [],
  seesAs: undefined,
  left: false,
}));

/** Whether the person may do such a thing at all; never while looking as another agency. `Action` of server/access. */
export const may = ({ me, seesAs }: SessionState, action: string): boolean =>
  seesAs === undefined && (me?.may.includes(action) ?? false);
