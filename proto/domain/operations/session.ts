/** What the page is told of who is before it: `GET /api/session`. */
import type { EpochMs } from '../units.ts';
import type { AgencyId, PersonId, Role } from './agency.ts';
import type { AnyVersion } from './record.ts';

/** A person whom the demonstration offers by one click. */
export interface DemonstrationPerson {
  readonly login: string;
  readonly name: string;
  readonly agency: string;
  readonly roles: readonly Role[];
  readonly position?: string;
}

export interface Me {
  /** Absent: the demonstration's viewer. */
  readonly personId?: PersonId;
  readonly name: string;
  readonly agency: AgencyId;
  readonly roles: readonly Role[];
  readonly position?: string;
  readonly shift?: { readonly fromMs: EpochMs; readonly untilMs: EpochMs };
  readonly how: 'session' | 'token' | 'demonstration';
  /** When the session ends without use, and at the latest. */
  readonly idleEndMs?: EpochMs;
  readonly endMs?: EpochMs;
  /** What may be done at all, `Action` of server/access: the page offers nothing else. */
  readonly may: readonly string[];
  readonly seesAs?: AgencyId;
}

export interface SessionAnswer {
  /** Absent: sign in first. */
  readonly me?: Me;
  /** Nobody has been entered yet: set up with the token that the server wrote into its data folder. */
  readonly needsSetup: boolean;
  /** Of the demonstration alone. */
  readonly demonstration?: readonly DemonstrationPerson[];
}

/** `GET /api/operations?since=R&access=A`. */
export interface OperationsAnswer {
  /** Ask from here next time. */
  readonly revision: number;
  /** Of what the asker may see: where it is another than asked with, the answer is whole. */
  readonly access: string;
  /** Replaces all that was known; otherwise upon it. */
  readonly whole: boolean;
  readonly records: readonly AnyVersion[];
  /** Removed, or no longer to be seen: `<kind>/<id>`. */
  readonly gone: readonly string[];
}
