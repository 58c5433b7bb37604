/** Who asks: a person, a program with a token, or whoever looks at the demonstration without signing in. */
import type { AgencyId, PersonId, Role } from '../../proto/domain/operations/agency.ts';
import type { Actor } from '../operations/actor.ts';

export interface Asker {
  /** Absent: the demonstration's viewer. */
  readonly personId?: PersonId;
  readonly name: string;
  readonly agency: AgencyId;
  readonly roles: readonly Role[];
  /** Of a wall display: whose people are in its room, its own agency among them. */
  readonly room?: readonly AgencyId[];
  readonly how: 'session' | 'token' | 'demonstration';
  /** Names the session or token, never the secret: what ends when it is ended. */
  readonly credential: string;
  /** A coordinator looks as this agency would: nothing can be changed meanwhile. */
  readonly seesAs?: AgencyId;
}

/** As the log names who asks. */
export const actorOfAsker = ({ personId, name, agency, how }: Asker): Actor => ({
  id: personId ?? 'demonstration',
  name,
  agency,
  how,
});
